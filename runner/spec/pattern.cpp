#include "spec/pattern.hpp"

#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include <assay/error.hpp>

namespace assay::spec {
namespace {

using Step = Pattern::Step;
using Kind = Step::Kind;
using Program = std::vector<Step>;
using Characters = std::bitset<256>;

constexpr std::size_t kLongest = 1000;     // characters of an expression
constexpr std::size_t kMostSteps = 2'000;  // which x{1000} of a long x would exceed
constexpr int kDeepest = 50;               // groups within each other
constexpr std::string_view kAdvice = "; write a backslash before a sign that is meant as such";

[[noreturn]] void refuse(const std::string& text) { throw Error(text + std::string(kAdvice)); }

std::size_t index(char c) { return static_cast<unsigned char>(c); }
bool is_word(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)); }

template <class Test>
Characters all_that(Test test) {
  Characters all;
  for (int c = 0; c < 256; ++c) all.set(static_cast<std::size_t>(c), c < 128 && test(c));
  return all;
}

Characters only(char c) {
  Characters one;
  one.set(index(c));
  return one;
}

/// \d, \W, ...; nothing where the letter stands for no set.
std::optional<Characters> named_set(char letter) {
  Characters set;
  switch (std::tolower(static_cast<unsigned char>(letter))) {
    case 'd':
      set = all_that([](int c) { return std::isdigit(c) != 0; });
      break;
    case 'w':
      set = all_that([](int c) { return is_word(static_cast<char>(c)); });
      break;
    case 's':
      set = all_that([](int c) { return std::isspace(c) != 0; });
      break;
    default:
      return std::nullopt;
  }
  return std::isupper(static_cast<unsigned char>(letter)) ? ~set : set;
}

/// [:alpha:] and its like.
Characters posix_class(std::string_view name) {
  using Test = int (*)(int);
  constexpr std::array<std::pair<std::string_view, Test>, 8> kClasses{{{"alpha", std::isalpha},
                                                                       {"digit", std::isdigit},
                                                                       {"alnum", std::isalnum},
                                                                       {"lower", std::islower},
                                                                       {"upper", std::isupper},
                                                                       {"punct", std::ispunct},
                                                                       {"space", std::isspace},
                                                                       {"xdigit", std::isxdigit}}};
  for (const auto& [known, test] : kClasses)
    if (known == name) return all_that(test);
  refuse("there is no class [:" + std::string(name) + ":]");
}

/// Recursive descent: choice < sequence < repeated < single.
class Compiler {
 public:
  explicit Compiler(std::string_view text) : text_(text) {
    if (text.size() > kLongest) throw Error("it is longer than " + std::to_string(kLongest) + " characters");
  }

  Program compile() {
    Program program = choice();
    if (next_ < text_.size()) refuse("a ')' has no '('");
    program.push_back({Kind::match});
    return program;
  }

 private:
  bool is_next(std::string_view sign) const { return text_.substr(next_).starts_with(sign); }
  bool take(std::string_view sign) {
    if (!is_next(sign)) return false;
    next_ += sign.size();
    return true;
  }
  char take_any() {
    if (next_ >= text_.size()) refuse("it ends too early");
    return text_[next_++];
  }

  static void append(Program& program, const Program& more) {
    if (program.size() + more.size() > kMostSteps) throw Error("its repetitions make it too long");
    program.insert(program.end(), more.begin(), more.end());
  }
  static Step split(std::size_t first, std::size_t second) {
    return {Kind::split, {}, static_cast<int>(first), static_cast<int>(second)};
  }
  static Step jump(int distance) { return {Kind::split, {}, distance, distance}; }

  Program choice() {
    Program left = sequence();
    while (take("|")) {
      const Program right = sequence();
      Program both{split(1, left.size() + 2)};
      append(both, left);
      both.push_back(jump(static_cast<int>(right.size()) + 1));
      append(both, right);
      left = std::move(both);
    }
    return left;
  }

  Program sequence() {
    Program program;
    while (next_ < text_.size() && !is_next("|") && !is_next(")")) append(program, repeated());
    return program;
  }

  Program repeated() {
    Program program = single();
    while (next_ < text_.size() && std::string_view("*+?{").find(text_[next_]) != std::string_view::npos) {
      const auto [least, most] = bounds(text_[next_++]);
      take("?");  // the shortest match: whether there is one is the same
      program = repeat(program, least, most);
    }
    return program;
  }

  static constexpr int kNoEnd = -1;

  std::pair<int, int> bounds(char sign) {
    if (sign == '*') return {0, kNoEnd};
    if (sign == '+') return {1, kNoEnd};
    if (sign == '?') return {0, 1};
    const int least = number();
    int most = least;
    if (take(",")) most = is_next("}") ? kNoEnd : number();
    if (!take("}") || (most != kNoEnd && most < least)) refuse("the number in '{}' is none");
    return {least, most};
  }

  int number() {
    int value = 0;
    const std::size_t begin = next_;
    for (; next_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[next_])); ++next_)
      if (value <= static_cast<int>(kLongest)) value = value * 10 + (text_[next_] - '0');
    if (next_ == begin) refuse("the number in '{}' is none");
    if (value > static_cast<int>(kLongest)) throw Error("it repeats more than " + std::to_string(kLongest) + " times");
    return value;
  }

  static Program repeat(const Program& once, int least, int most) {
    Program program;
    for (int i = 0; i < least; ++i) append(program, once);
    if (most == kNoEnd) {
      append(program, {split(1, once.size() + 2)});
      append(program, once);
      program.push_back(jump(-static_cast<int>(once.size()) - 1));
    }
    for (int i = least; i < most; ++i) {
      append(program, {split(1, once.size() + 1)});
      append(program, once);
    }
    return program;
  }

  Program single() {
    const char sign = take_any();
    switch (sign) {
      case '(':
        return group();
      case '[':
        return {{Kind::character, set()}};
      case '.':
        return {{Kind::character, ~(only('\n') | only('\r'))}};
      case '^':
        return {{Kind::begin}};
      case '$':
        return {{Kind::end}};
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
      case '{':
        refuse(std::string("'") + sign + "' repeats nothing");
      default:
        return {{Kind::character, only(sign)}};
    }
  }

  Program group() {
    if (take("?") && !take(":")) throw Error("looking ahead is not allowed, which has no bound in time");
    if (++depth_ > kDeepest) throw Error("more than " + std::to_string(kDeepest) + " groups stand in each other");
    Program inside = choice();
    --depth_;
    if (!take(")")) refuse("a ')' is missing");
    return inside;
  }

  Program escape() {
    if (take("b")) return {{Kind::edge}};
    if (take("B")) return {{Kind::no_edge}};
    return {{Kind::character, escaped()}};
  }

  /// What stands behind a backslash, as characters.
  Characters escaped() {
    const char letter = take_any();
    if (const auto set = named_set(letter)) return *set;
    constexpr std::string_view kLetters = "ntrfv", kMeant = "\n\t\r\f\v";
    if (const auto known = kLetters.find(letter); known != std::string_view::npos) return only(kMeant[known]);
    if (letter == 'x') return only(hexadecimal());
    if (std::isdigit(static_cast<unsigned char>(letter)))
      throw Error(std::string("\\") + letter +
                  " refers to a group's match, which has no bound in time and is not allowed");
    if (std::isalpha(static_cast<unsigned char>(letter))) refuse(std::string("'\\") + letter + "' means nothing");
    return only(letter);
  }

  char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 2; ++i) {
      const char digit = take_any();
      if (!std::isxdigit(static_cast<unsigned char>(digit))) refuse("'\\x' needs two hexadecimal digits");
      value = value * 16 + std::stoi(std::string(1, digit), nullptr, 16);
    }
    return static_cast<char>(value);
  }

  /// "[a-z_]" behind its bracket.
  Characters set() {
    const bool inverted = take("^");
    Characters all;
    while (!take("]")) {
      if (take("[:")) {
        const auto end = text_.find(":]", next_);
        if (end == std::string_view::npos) refuse("a ':]' is missing");
        all |= posix_class(text_.substr(next_, end - next_));
        next_ = end + 2;
        continue;
      }
      const Characters first = one_of_set();
      if (!is_next("-") || text_.substr(next_ + 1).starts_with("]")) {
        all |= first;
        continue;
      }
      take("-");
      all |= span(first, one_of_set());
    }
    return inverted ? ~all : all;
  }

  Characters one_of_set() {
    const char sign = take_any();
    if (sign != '\\') return only(sign);
    return take("b") ? only('\b') : escaped();
  }

  static Characters span(const Characters& first, const Characters& last) {
    const std::size_t from = first._Find_first(), to = last._Find_first();
    if (first.count() != 1 || last.count() != 1 || to < from) refuse("a range in '[]' is none");
    Characters all;
    for (std::size_t c = from; c <= to; ++c) all.set(c);
    return all;
  }

  std::string_view text_;
  std::size_t next_ = 0;
  int depth_ = 0;
};

/// The steps that wait for the next character, each once.
class Front {
 public:
  Front(const Program& program, std::string_view text)
      : program_(program), text_(text), seen_(program.size(), std::string_view::npos) {}

  /// Follows everything that takes no character from a step, at a place of the text. True where that matches.
  bool add(std::size_t start, std::size_t at) {
    todo_.assign(1, start);
    while (!todo_.empty()) {
      const std::size_t i = todo_.back();
      todo_.pop_back();
      if (seen_[i] == at) continue;
      seen_[i] = at;
      const Step& step = program_[i];
      if (step.kind == Kind::match) return true;
      if (step.kind == Kind::character) {
        waiting_.push_back(i);
      } else if (step.kind == Kind::split) {
        todo_.push_back(i + static_cast<std::size_t>(step.second));
        todo_.push_back(i + static_cast<std::size_t>(step.first));
      } else if (holds(step.kind, at)) {
        todo_.push_back(i + 1);
      }
    }
    return false;
  }

  std::vector<std::size_t> take_waiting() { return std::exchange(waiting_, {}); }

 private:
  bool holds(Kind kind, std::size_t at) const {
    if (kind == Kind::begin) return at == 0;
    if (kind == Kind::end) return at == text_.size();
    const bool before = at > 0 && is_word(text_[at - 1]), behind = at < text_.size() && is_word(text_[at]);
    return (before != behind) == (kind == Kind::edge);
  }

  const Program& program_;
  std::string_view text_;
  std::vector<std::size_t> seen_;  ///< at which place each step was reached last
  std::vector<std::size_t> waiting_, todo_;
};

}  // namespace

Pattern::Pattern(std::string_view expression) : program_(Compiler(expression).compile()) {}

bool Pattern::is_found_in(std::string_view text) const {
  Front front(program_, text);
  for (std::size_t at = 0;; ++at) {
    if (front.add(0, at)) return true;
    if (at == text.size()) return false;
    for (const std::size_t i : front.take_waiting())
      if (program_[i].characters.test(index(text[at])) && front.add(i + 1, at + 1)) return true;
  }
}

}  // namespace assay::spec
