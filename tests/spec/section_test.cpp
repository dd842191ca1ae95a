#include "spec/section.hpp"

#include <array>

#include <gtest/gtest.h>

#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

/// What `body` complains about a section of this text.
template <class Body>
std::vector<std::string> complaints(const std::string& yaml, Body body) {
  const Node root = parse_yaml("s: " + yaml, "x");
  Diagnostics diagnostics;
  Section section(*root.find("s"), "s", diagnostics);
  body(section);
  return diagnostics.messages();
}

TEST(Section, GivesWhatStandsThere) {
  EXPECT_TRUE(complaints("{a: 1.5, b: 3, c: false, d: x}", [](Section& s) {
                static constexpr std::array<std::string_view, 2> kWords{"w", "x"};
                EXPECT_EQ(s.real("a", 0, positive), 1.5);
                EXPECT_EQ(s.integer("b", 0, 1), 3);
                EXPECT_EQ(s.boolean("c", true), false);
                EXPECT_EQ(s.choice("d", kWords, 0), 1U);
                s.finish();
              }).empty());
}

TEST(Section, GivesTheDefaultWhereNothingStands) {
  complaints("{}", [](Section& s) {
    EXPECT_EQ(s.real("a", 2.5, positive), 2.5);
    EXPECT_EQ(s.integer("b", 7, 1), 7);
    EXPECT_EQ(s.text("c", "word"), "word");
  });
}

TEST(Section, ComplainsAboutKeysThatNobodyAskedFor) {
  EXPECT_EQ(complaints("{aplha: 1, zzzzzz: 2}",
                       [](Section& s) {
                         s.get("alpha");
                         s.get("alpha");
                         s.finish();
                       }),
            (std::vector<std::string>{"x:1:5: unknown key 'aplha' in 's'; did you mean 'alpha'?",
                                      "x:1:15: unknown key 'zzzzzz' in 's'; it may have alpha"}));
}

TEST(Section, TellsMissingFromEmpty) {
  EXPECT_EQ(complaints("{a: }",
                       [](Section& s) {
                         s.need("a", "a number");
                         s.need("b", "a word");
                       }),
            (std::vector<std::string>{"x:1:5: 's' has no value for 'a': a number", "x:1:4: 's' needs 'b': a word"}));
}

TEST(Section, ThatIsNoMapIsOneComplaint) {
  EXPECT_EQ(complaints("5",
                       [](Section& s) {
                         s.need("a", "a number");
                         s.need("b", "a number");
                         s.finish();
                       }),
            std::vector<std::string>{"x:1:4: 's' is the number 5; expected a map of settings"});
}

}  // namespace
}  // namespace assay::spec
