#pragma once
/// Regular expressions whose time is bounded: all ways through the expression are followed at once (Thompson 1968), one
/// character of the text after the other, so that neither (a+)+b nor a long text takes more than length x size steps,
/// and nothing recurses over the text.
///
///     a  .  [a-z]  [^0-9]  \d \w \s \D \W \S  [[:alpha:]]  \n \t \x41  \.    one character
///     ^  $  \b  \B                                                          a place
///     x*  x+  x?  x{2}  x{2,}  x{2,5}  x|y  (x)  (?:x)
///
/// As in ECMAScript. References to what a group matched (\1) and looking ahead have no bound and are refused.

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace assay::spec {

class Pattern {
 public:
  /// Throws Error that says what is wrong; the expression itself is not repeated.
  explicit Pattern(std::string_view expression);

  /// Whether it matches anywhere in the text.
  bool is_found_in(std::string_view text) const;

  /// Jumps are relative, so that a piece of a program may be copied.
  struct Step {
    enum class Kind { character, split, begin, end, edge, no_edge, match } kind;
    std::bitset<256> characters{};  ///< of `character`
    int first = 1, second = 1;      ///< of `split`: where to go on
  };

 private:
  std::vector<Step> program_;
};

}  // namespace assay::spec
