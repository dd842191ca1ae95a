#include "spec/pattern.hpp"

#include <chrono>
#include <random>
#include <regex>

#include <gtest/gtest.h>

#include <assay/error.hpp>

namespace assay::spec {
namespace {

bool found(const std::string& pattern, const std::string& text) { return Pattern(pattern).is_found_in(text); }

std::string refusal_of(const std::string& pattern) {
  try {
    const Pattern made(pattern);
  } catch (const Error& error) {
    return error.what();
  }
  return "made one";
}

TEST(Pattern, IsFoundAnywhere) {
  EXPECT_TRUE(found("elu", "relu6"));
  EXPECT_FALSE(found("^elu", "relu6"));
  EXPECT_TRUE(found("elu\\d$", "relu6"));
  EXPECT_TRUE(found("r?nn", "nn"));
  EXPECT_TRUE(found("", ""));
  EXPECT_TRUE(found("out of memory|killed", "the worker was killed by 9"));
}

TEST(Pattern, KnowsClassesAndEdges) {
  EXPECT_TRUE(found("[a-c]+[^0-9]\\b", "xxabc! y"));
  EXPECT_FALSE(found("\\bnn\\b", "rnn"));
  EXPECT_TRUE(found("[[:digit:]]{2,3}x{0}$", "a12"));
  EXPECT_TRUE(found("\\x41\\.\\(", "A.("));
  EXPECT_FALSE(found("a{3}", "aa"));
}

/// std::regex is the judge, where it can be asked: on short texts.
TEST(Pattern, FindsWhatTheStandardLibraryFinds) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"a", "b", ".", "[ab]", "[^a]", "(a|b)", "(?:ab|a)", "^", "$", "\\b", "c"};
  const std::vector<std::string> counts{"", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}"};
  for (int trial = 0; trial < 3000; ++trial) {
    std::string pattern, text;
    for (auto i = random() % 5; i-- > 0;) {
      const std::string& piece = pieces[random() % pieces.size()];
      pattern += piece + (piece == "^" || piece == "$" || piece == "\\b" ? "" : counts[random() % counts.size()]);
      if (random() % 6 == 0) pattern += '|';
    }
    for (auto i = random() % 8; i-- > 0;) text += "abc "[random() % 4];
    EXPECT_EQ(found(pattern, text), std::regex_search(text, std::regex(pattern))) << pattern << " in '" << text << "'";
  }
}

/// Each would take a backtracking matcher longer than the age of the world; a second is a thousand times what they
/// need.
TEST(Pattern, TakesTimeByLengthOnly) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string many(60'000, 'a');
  for (const char* pattern : {"(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+$b", "((a{0,5}){0,5}){0,5}b", "(.*)(.*)(.*)b"})
    EXPECT_FALSE(found(pattern, many)) << pattern;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(Pattern, RefusesWhatHasNoBound) {
  EXPECT_EQ(refusal_of(std::string(1001, 'a')), "it is longer than 1000 characters");
  EXPECT_EQ(refusal_of(std::string(400, '(') + std::string(400, ')')), "more than 50 groups stand in each other");
  EXPECT_EQ(refusal_of("(a{1000}){1000}"), "its repetitions make it too long");
  EXPECT_EQ(refusal_of("a{99999999999}"), "it repeats more than 1000 times");
  EXPECT_EQ(refusal_of("(a)\\1"), "\\1 refers to a group's match, which has no bound in time and is not allowed");
  EXPECT_EQ(refusal_of("(?=a)"), "looking ahead is not allowed, which has no bound in time");
}

TEST(Pattern, RefusesWhatIsNone) {
  const std::string advice = "; write a backslash before a sign that is meant as such";
  EXPECT_EQ(refusal_of("("), "a ')' is missing" + advice);
  EXPECT_EQ(refusal_of("a)"), "a ')' has no '('" + advice);
  EXPECT_EQ(refusal_of("["), "it ends too early" + advice);
  EXPECT_EQ(refusal_of("a\\"), "it ends too early" + advice);
  EXPECT_EQ(refusal_of("*a"), "'*' repeats nothing" + advice);
  EXPECT_EQ(refusal_of("a{,2}"), "the number in '{}' is none" + advice);
  EXPECT_EQ(refusal_of("a{3,2}"), "the number in '{}' is none" + advice);
  EXPECT_EQ(refusal_of("[z-a]"), "a range in '[]' is none" + advice);
  EXPECT_EQ(refusal_of("[[:letter:]]"), "there is no class [:letter:]" + advice);
  EXPECT_EQ(refusal_of("\\q"), "'\\q' means nothing" + advice);
}

}  // namespace
}  // namespace assay::spec
