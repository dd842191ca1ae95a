#include "store/digest.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"

namespace assay::store {
namespace {

TEST(Digest, IsTheHashOfItsLines) {
  Digest digest;
  digest.add("/x", Array{{2}, std::vector<std::uint8_t>{'a', 'b'}});
  digest.add("/x", "unit", std::string("m"));
  EXPECT_EQ(digest.hex(), sha256("/x u8 [2] " + sha256("ab") + "\n" +  //
                                 "/x@unit text [] " + sha256(std::string_view("m\0", 2)) + "\n"));
}

TEST(Digest, DoesNotDependOnTheOrder) {
  Digest one, other;
  one.add("/a", std::string("1"));
  one.add("/b", std::string("2"));
  other.add("/b", std::string("2"));
  other.add("/a", std::string("1"));
  EXPECT_EQ(one.hex(), other.hex());
}

template <class Value, class Other>
void expect_different(const Value& value, const Other& other) {
  Digest one, two;
  one.add("/x", value);
  two.add("/x", other);
  EXPECT_NE(one.hex(), two.hex());
}

TEST(Digest, TellsTypesApart) {
  expect_different(Array{{2}, std::vector<float>{0, 0}}, Array{{2}, std::vector<double>{0, 0}});
}

TEST(Digest, TellsShapesApart) {
  expect_different(Array{{2, 3}, std::vector<float>(6)}, Array{{3, 2}, std::vector<float>(6)});
}

TEST(Digest, TellsTheSignOfZero) {
  expect_different(Array{{}, std::vector<double>{0.0}}, Array{{}, std::vector<double>{-0.0}});
}

TEST(Digest, TellsListsOfTextsApart) {
  Digest one, two;
  one.add("/x", "a", std::vector<std::string>{"ab", "c"});
  two.add("/x", "a", std::vector<std::string>{"a", "bc"});
  EXPECT_NE(one.hex(), two.hex());
}

TEST(Digest, TellsAnAttributeFromADataSet) {
  Digest one, two;
  one.add("/x", std::string("a"));
  two.add("/", "x", std::string("a"));
  EXPECT_NE(one.hex(), two.hex());
}

}  // namespace
}  // namespace assay::store
