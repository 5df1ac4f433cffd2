// The command line's tools besides `serve`: each prints what it found and answers the exit code.
#pragma once
#include <string>

#include "app/config.hpp"
#include "app/program.hpp"

namespace app {

// By its code; throws BadSetting that names the districts there are.
[[nodiscard]] store::District known_district(Program&, const std::string& code);

int demo(const Config&, bool reset);
int verify(const Config&, const std::string& district, const std::string& head_file);
int check(const Config&);
int figures(const Config&);   // verdict, code, expected, value, name, query: 1 if one differs
int print_openapi();
int export_district(const Config&, const std::string& district, const std::string& out);

struct NewDistrict { std::string code{}, name_zh{}, name_en{}, time_zone{"Asia/Shanghai"}; };
int create_district(const Config&, const NewDistrict&);
// The way back for an administrator who forgot the password and has nobody to ask: a one-time code on the machine's own console, journaled.
[[nodiscard]] std::string recovery_code(Program&, const std::string& district, const std::string& login);
int recover_district(const Config&, const std::string& district, const std::string& login);

struct ImportFile { std::string district{}, mapping{}, file{}; bool dry_run{}; };
int import_file(const Config&, const ImportFile&);

int backup(const Config&, const std::string& out);
int restore(const Config&, const std::string& from);

}  // namespace app
