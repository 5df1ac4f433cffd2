// The command line's tools besides `serve`: each prints what it found and answers the exit code.
#pragma once
#include <string>

#include "app/config.hpp"

namespace app {

int demo(const Config&, bool reset);
int verify(const Config&, const std::string& district, const std::string& head_file);
int check(const Config&);
int print_openapi();
int export_district(const Config&, const std::string& district, const std::string& out);

struct NewDistrict { std::string code{}, name_zh{}, name_en{}, time_zone{"Asia/Shanghai"}; };
int create_district(const Config&, const NewDistrict&);

int backup(const Config&, const std::string& out);
int restore(const Config&, const std::string& from);

}  // namespace app
