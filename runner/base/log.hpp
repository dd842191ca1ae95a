#pragma once
/// What the program tells while it works (not its results, which go to standard output): lines on standard error
/// through Boost.Log. Debug lines appear with -v, warnings always, information unless -q.

#include <string>

namespace assay::log {

enum class Level { debug, info, warning, error };

/// Shows lines of this level and above from now on. The level before the first call is info.
void show_from(Level level);

void debug(const std::string& line);
void info(const std::string& line);
void warning(const std::string& line);
void error(const std::string& line);

}  // namespace assay::log
