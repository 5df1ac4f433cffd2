// The command line: which command, which settings; every mistake is one line and exit code 2.
#pragma once

namespace app {

int run(int argc, char** argv);

}  // namespace app
