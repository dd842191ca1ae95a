#pragma once
/// Standard input, output and error of the program: open, free of what a terminal would obey, and never lost silently.

#include <ostream>
#include <string_view>

namespace assay::streams {

/// Opens /dev/null in the place of each that is closed, or the next pipes and files would get their numbers, and be
/// taken for them. The first thing that a program does.
void open_closed();

/// From now on std::cout and std::cerr write visible() text only; std::cout in large pieces, on a terminal line by
/// line.
void guard();

/// Writes what std::cout still holds. 0, or the error number of the first write to standard output that failed.
int finish();

/// Whether a terminal is there that can be coloured and written over; TERM=dumb says that it cannot.
bool obeys_escapes(int descriptor);

/// The program's own colours and movements of the cursor, which reach the terminal as they are: out << Raw{"\033[K"}.
struct Raw {
  std::string_view text;
};
std::ostream& operator<<(std::ostream& out, Raw raw);

}  // namespace assay::streams
