#include "spec/condition.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr const char* kExpected = "; expected a condition such as 'model = lstm and units > 128'";

bool is_operator(char c) { return c == '=' || c == '!' || c == '<' || c == '>'; }

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t end = i + 1;
    if (c == ' ') {
      ++i;
      continue;
    }
    if (is_operator(c)) {
      while (end < text.size() && is_operator(text[end])) ++end;
    } else if (c != '(' && c != ')') {
      // A value such as elu(alpha=0.5) is one word: within its parentheses nothing separates.
      int depth = 0;
      for (end = i; end < text.size(); ++end) {
        const char d = text[end];
        if (depth == 0 && (d == ' ' || d == ')' || is_operator(d))) break;
        depth += d == '(' ? 1 : d == ')' ? -1 : 0;
      }
    }
    words.push_back(text.substr(i, end - i));
    i = end;
  }
  return words;
}

bool compare(const std::string& left, const std::string& relation, const std::string& right) {
  const auto number = [](const std::string& text) { return to_real({Node::Kind::scalar, {}, text, false, {}, {}}); };
  const auto a = number(left), b = number(right);
  if (relation == "=") return a && b ? *a == *b : left == right;
  if (relation == "!=") return a && b ? *a != *b : left != right;
  if (!a || !b) return false;
  if (relation == "<") return *a < *b;
  if (relation == "<=") return *a <= *b;
  return relation == ">" ? *a > *b : *a >= *b;
}

/// Recursive descent: or < and < not < comparison.
class Parser {
 public:
  Parser(const std::string& text, const std::vector<std::string>& known) : words_(words_of(text)), known_(known) {}

  Condition parse() {
    Condition condition = disjunction();
    if (next_ < words_.size()) throw Error("there is '" + words_[next_] + "' too many" + kExpected);
    return condition;
  }

 private:
  bool take(const char* word) {
    if (next_ >= words_.size() || words_[next_] != word) return false;
    ++next_;
    return true;
  }
  std::string word() {
    if (next_ >= words_.size()) throw Error(std::string("it ends too early") + kExpected);
    return words_[next_++];
  }

  Condition disjunction() {
    Condition left = conjunction();
    while (take("or")) left = [a = left, b = conjunction()](const Facts& facts) { return a(facts) || b(facts); };
    return left;
  }
  Condition conjunction() {
    Condition left = negation();
    while (take("and")) left = [a = left, b = negation()](const Facts& facts) { return a(facts) && b(facts); };
    return left;
  }
  Condition negation() {
    if (take("not")) return [a = negation()](const Facts& facts) { return !a(facts); };
    if (!take("(")) return comparison();
    Condition inner = disjunction();
    if (!take(")")) throw Error(std::string("a ')' is missing") + kExpected);
    return inner;
  }
  Condition comparison() {
    const std::string name = word();
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      const std::string guess = did_you_mean(name, known_);
      throw Error("there is no axis '" + name + "'" + (guess.empty() ? "; there are " + list_of(known_) : guess));
    }
    std::string relation = word();
    if (relation == "==") relation = "=";
    static const std::vector<std::string> kRelations{"=", "!=", "<", "<=", ">", ">="};
    if (std::find(kRelations.begin(), kRelations.end(), relation) == kRelations.end())
      throw Error("'" + relation + "' compares nothing; expected one of " + list_of(kRelations));
    return [name, relation, value = word()](const Facts& facts) {
      const auto found = facts.find(name);
      return found != facts.end() && compare(found->second, relation, value);
    };
  }

  std::vector<std::string> words_;
  const std::vector<std::string>& known_;
  std::size_t next_ = 0;
};

}  // namespace

Condition read_condition(const Node& node, const std::vector<std::string>& known, Diagnostics& diagnostics) {
  const Condition never = [](const Facts&) { return false; };
  if (node.kind != Node::Kind::scalar) {
    diagnostics.add(node.place, "found " + describe(node) + kExpected);
    return never;
  }
  try {
    return Parser(node.text, known).parse();
  } catch (const Error& error) {
    diagnostics.add(node.place, "in the condition '" + node.text + "' " + error.what());
    return never;
  }
}

}  // namespace assay::spec
