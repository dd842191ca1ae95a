#include "spec/expression.hpp"

#include <algorithm>
#include <cctype>

#include <assay/error.hpp>

#include "base/duration.hpp"
#include "base/suggest.hpp"
#include "spec/pattern.hpp"
#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr std::size_t kLongest = 65'536;  // characters of a text that a regular expression looks at
constexpr const char* kExpected = "; expected a condition such as 'model = lstm and units > 128'";

const std::vector<std::string> kRelations{"!=", "!~", "<", "<=", "=", ">", ">=", "in", "~"};

bool is_operator(char c) { return c == '=' || c == '!' || c == '<' || c == '>' || c == '~'; }
bool is_bracket(char c) { return c == '(' || c == ')' || c == '[' || c == ']'; }

struct Word {
  std::string text;
  bool quoted = false;
};

Word quoted_word(const std::string& text, std::size_t& i) {
  const char quote = text[i];
  const std::size_t end = text.find(quote, i + 1);
  if (end == std::string::npos) throw Error(std::string("a closing ") + quote + " is missing" + kExpected);
  const Word word{text.substr(i + 1, end - i - 1), true};
  i = end + 1;
  return word;
}

/// A value such as elu(alpha=0.5) is one word: within its parentheses nothing separates.
std::string plain_word(const std::string& text, std::size_t& i) {
  const std::size_t begin = i;
  int depth = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (depth == 0 && (c == ' ' || c == ',' || c == ')' || c == '[' || c == ']' || is_operator(c))) break;
    if (c == '(' && text.compare(begin, i - begin, "in") == 0) break;
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
  }
  return text.substr(begin, i - begin);
}

std::vector<Word> words_of(const std::string& text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++i;
    } else if (c == '\'' || c == '"') {
      words.push_back(quoted_word(text, i));
    } else if (is_bracket(c) || c == ',') {
      words.push_back({std::string(1, c)});
      ++i;
    } else if (is_operator(c)) {
      const std::size_t begin = i;
      while (i < text.size() && is_operator(text[i])) ++i;
      words.push_back({text.substr(begin, i - begin)});
    } else {
      words.push_back({plain_word(text, i)});
    }
  }
  return words;
}

/// Dates and times in the notation of ISO 8601 are the only texts with an order.
bool is_date(const std::string& text) {
  static const Pattern kDate("^\\d{4}-\\d\\d(-\\d\\d(T[0-9:.]*Z?)?)?$");
  return text.size() <= kLongest && kDate.is_found_in(text);
}

template <class V>
bool ordered(const V& a, const std::string& relation, const V& b) {
  if (relation == "<") return a < b;
  if (relation == "<=") return a <= b;
  return relation == ">" ? a > b : a >= b;
}

/// For messages.
std::string shortened(const std::string& text) {
  constexpr std::size_t kShown = 100;
  return text.size() > kShown ? text.substr(0, kShown) + "..." : text;
}

std::string text_of(const Datum& fact) {
  if (const auto* text = std::get_if<std::string>(&fact)) return *text;
  std::string text = real_text(std::get<double>(fact));
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

/// Numbers are compared as numbers, and 30 s with a number as seconds; everything else as text.
struct Comparison {
  std::string relation;
  Datum value;
  std::optional<double> seconds;  ///< where the value is a length of time

  bool holds(const Datum& found) const {
    if (relation == "!=") return !equals(found);
    if (relation == "=") return equals(found);
    const auto* number = std::get_if<double>(&found);
    const auto* wanted = std::get_if<double>(&value);
    if (number && (wanted || seconds)) return ordered(*number, relation, wanted ? *wanted : *seconds);
    const auto* text = std::get_if<std::string>(&found);
    const auto* limit = std::get_if<std::string>(&value);
    return text && limit && is_date(*text) && is_date(*limit) && ordered(*text, relation, *limit);
  }
  bool equals(const Datum& found) const {
    if (found.index() == value.index()) return found == value;
    return seconds && found.index() == 0 ? std::get<double>(found) == *seconds : text_of(found) == text_of(value);
  }
};

}  // namespace

/// Recursive descent: or < and < not < comparison.
class ExpressionParser {
 public:
  ExpressionParser(const std::string& text, std::span<const std::string> functions)
      : words_(words_of(text)), functions_(functions) {}

  Expression parse() {
    expression_.test_ = disjunction();
    if (next_ < words_.size()) throw Error("there is '" + words_[next_].text + "' too many" + kExpected);
    return std::move(expression_);
  }

 private:
  using Test = Expression::Test;

  bool is_next(std::string_view word) const {
    return next_ < words_.size() && !words_[next_].quoted && words_[next_].text == word;
  }
  bool take(std::string_view word) {
    if (!is_next(word)) return false;
    ++next_;
    return true;
  }
  const Word& word() {
    if (next_ >= words_.size()) throw Error(std::string("it ends too early") + kExpected);
    return words_[next_++];
  }

  Test disjunction() {
    std::vector<Test> tests{conjunction()};
    while (take("or")) tests.push_back(conjunction());
    if (tests.size() == 1) return std::move(tests.front());
    return [tests = std::move(tests)](const Lookup& facts) {
      return std::ranges::any_of(tests, [&](const Test& test) { return test(facts); });
    };
  }
  Test conjunction() {
    std::vector<Test> tests{negation()};
    while (take("and")) tests.push_back(negation());
    if (tests.size() == 1) return std::move(tests.front());
    return [tests = std::move(tests)](const Lookup& facts) {
      return std::ranges::all_of(tests, [&](const Test& test) { return test(facts); });
    };
  }
  Test negation() {
    const bool inverted = is_next("not");
    if (!inverted && !is_next("(")) return comparison();
    ++next_;
    if (++depth_ > kDeepest) throw Error("more than 100 conditions stand in each other");
    Test inner = inverted ? negation() : disjunction();
    --depth_;
    if (inverted) return [inner](const Lookup& facts) { return !inner(facts); };
    if (!take(")")) throw Error(std::string("a ')' is missing") + kExpected);
    return inner;
  }

  /// "best(validation.accuracy)" or "units".
  Operand operand() {
    const Word& read = word();
    const auto open = read.text.find('(');
    if (read.quoted || open == std::string::npos || !read.text.ends_with(')')) return {{}, read.text};
    const std::string function = read.text.substr(0, open);
    if (std::ranges::find(functions_, function) == functions_.end()) {
      if (functions_.empty()) return {{}, read.text};
      const std::string guess = did_you_mean(function, functions_);
      throw Error("there is no function '" + function + "'" +
                  (guess.empty() ? "; there are " + list_of({functions_.begin(), functions_.end()}) : guess));
    }
    return {function, read.text.substr(open + 1, read.text.size() - open - 2)};
  }

  Test comparison() {
    const Operand name = operand();
    expression_.operands_.push_back(name);
    if (take("not")) {
      if (!is_next("in")) throw Error(std::string("'not' stands before 'in' or before a condition") + kExpected);
      return [inside = relation(name)](const Lookup& facts) { return !inside(facts); };
    }
    return relation(name);
  }

  Test relation(const Operand& name) {
    std::string relation = word().text;
    if (relation == "==") relation = "=";
    if (std::ranges::find(kRelations, relation) == kRelations.end())
      throw Error("'" + relation + "' compares nothing; expected one of " + list_of(kRelations));
    if (relation == "in") return member(name);
    if (relation == "~" || relation == "!~") return match(name, relation == "~");
    return [name, compare = comparison_with(relation)](const Lookup& facts) {
      const auto found = facts(name);
      return found && compare.holds(*found);
    };
  }

  Comparison comparison_with(const std::string& relation) {
    const Word& value = word();
    return {relation, value.quoted ? Datum(value.text) : datum_of(value.text), to_seconds(value.text)};
  }

  Test member(const Operand& name) {
    const bool square = is_next("[");
    if (!take(square ? "[" : "(")) throw Error("after 'in' a list such as (relu, tanh) is expected");
    std::vector<Comparison> values;
    do values.push_back(comparison_with("="));
    while (take(","));
    if (!take(square ? "]" : ")"))
      throw Error("a list after 'in' needs commas between its values and a ')' at its end");
    return [name, values](const Lookup& facts) {
      const auto found = facts(name);
      return found && std::ranges::any_of(values, [&](const auto& one) { return one.holds(*found); });
    };
  }

  Test match(const Operand& name, bool wanted) {
    const std::string pattern = word().text;
    try {
      return [name, wanted, expression = Pattern(pattern)](const Lookup& facts) {
        const auto found = facts(name);
        return found && expression.is_found_in(text_of(*found).substr(0, kLongest)) == wanted;
      };
    } catch (const Error& error) {
      throw Error("'" + shortened(pattern) + "' is no regular expression: " + error.what());
    }
  }

  static constexpr int kDeepest = 100;

  std::vector<Word> words_;
  std::span<const std::string> functions_;
  std::size_t next_ = 0;
  int depth_ = 0;
  Expression expression_;
};

Expression Expression::parse(const std::string& text, std::span<const std::string> functions) {
  return ExpressionParser(text, functions).parse();
}

bool Expression::holds(const Lookup& lookup) const { return test_(lookup); }

Datum datum_of(const std::string& text) {
  const auto number = to_real(text);
  return number ? Datum(*number) : Datum(text);
}

}  // namespace assay::spec
