#include <cmath>
#include <cstring>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "h5/file.hpp"
#include "h5/message_of.hpp"

namespace assay::h5 {
namespace {

using testing::ElementsAre;

Array column(std::vector<double> values) { return {{static_cast<std::int64_t>(values.size())}, values}; }

Reader reader_of(Writer& writer) { return Reader(writer.finish(), "test.h5"); }

Array written_and_read(const Array& array) {
  Writer writer;
  writer.write("/group/x", array);
  return reader_of(writer).array("/group/x");
}

Attribute attribute_written_and_read(const Attribute& value) {
  Writer writer;
  writer.attribute("/", "x", value);
  return reader_of(writer).attribute("/", "x").value();
}

TEST(Writer, KeepsFloats) {
  const Array array{{2, 3}, std::vector<float>{1, -2, 0.1f, 1e-45f, 3e38f, -0.0f}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsDoubles) {
  const Array array{{2}, std::vector<double>{0.1, std::numeric_limits<double>::denorm_min()}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsIntegers) {
  const Array array{{2}, std::vector{std::numeric_limits<std::int64_t>::min(), std::int64_t{7}}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsBytes) {
  const Array array{{1, 3, 1}, std::vector<std::uint8_t>{0, 1, 255}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsTheBitsOfNotANumber) {
  const double value = std::bit_cast<double>(std::uint64_t{0x7ff8000000001234});
  const auto read = std::get<std::vector<double>>(written_and_read(column({value})).numbers);
  EXPECT_EQ(std::memcmp(read.data(), &value, sizeof value), 0);
}

TEST(Writer, KeepsASingleNumberAsRankZero) {
  const Array array{{}, std::vector<double>{2.5}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsAnEmptyArray) {
  const Array array{{0, 3}, std::vector<float>{}};
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, KeepsSixAxes) {
  const Array array{{1, 2, 1, 2, 1, 2}, std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}};
  EXPECT_EQ(written_and_read(array), array);
}

/// Larger than a chunk in both axes, with chunks that do not divide it.
Array large_array() {
  Array array{{1001, 333}, std::vector<double>(1001 * 333)};
  auto& numbers = std::get<std::vector<double>>(array.numbers);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::sin(static_cast<double>(i));
  return array;
}

TEST(Writer, KeepsAnArrayOfSeveralPackedChunks) {
  const Array array = large_array();
  EXPECT_EQ(written_and_read(array), array);
}

TEST(Writer, PacksLargeArrays) {
  Writer writer;
  writer.write("/zeros", Array{{100, 1000}, std::vector<float>(100'000)});
  EXPECT_LT(writer.finish().size(), 10'000U);  // unpacked: 400,000
}

TEST(Writer, LeavesSmallArraysUnpacked) {
  Writer writer;
  writer.write("/zeros", Array{{4000}, std::vector<double>(4000)});
  EXPECT_GT(writer.finish().size(), 32'000U);
}

TEST(Writer, KeepsText) {
  const std::string text = "line one\nline two: \xc3\xa4\xe2\x82\xac\xf0\x9f\x8d\x8e\n";
  Writer writer;
  writer.write("/text", text);
  EXPECT_EQ(reader_of(writer).text("/text"), text);
}

TEST(Writer, KeepsAnEmptyText) {
  Writer writer;
  writer.write("/text", std::string());
  EXPECT_EQ(reader_of(writer).text("/text"), "");
}

TEST(Writer, KeepsATextOfAMegabyte) {
  const std::string text(1 << 20, 'x');
  Writer writer;
  writer.write("/text", text);
  EXPECT_EQ(reader_of(writer).text("/text"), text);
}

TEST(Writer, ReplacesWhatIsNotUtf8) {
  Writer writer;
  writer.write("/text", std::string("a\0b\xff", 4));
  EXPECT_EQ(reader_of(writer).text("/text"),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd");
}

TEST(Writer, KeepsAnIntegerAttribute) {
  EXPECT_EQ(attribute_written_and_read(std::int64_t{-3}), Attribute(std::int64_t{-3}));
}

TEST(Writer, KeepsARealAttribute) { EXPECT_EQ(attribute_written_and_read(0.1), Attribute(0.1)); }

TEST(Writer, KeepsABooleanAttribute) { EXPECT_EQ(attribute_written_and_read(true), Attribute(true)); }

TEST(Writer, KeepsATextAttribute) {
  EXPECT_EQ(attribute_written_and_read(std::string("swish")), Attribute(std::string("swish")));
}

TEST(Writer, KeepsAnEmptyTextAttribute) {
  EXPECT_EQ(attribute_written_and_read(std::string()), Attribute(std::string()));
}

TEST(Writer, KeepsAListOfTexts) {
  const Attribute value = std::vector<std::string>{"0.weight", "", "0.bias"};
  EXPECT_EQ(attribute_written_and_read(value), value);
}

TEST(Writer, KeepsAnEmptyListOfTexts) {
  const Attribute value = std::vector<std::string>{};
  EXPECT_EQ(attribute_written_and_read(value), value);
}

TEST(Writer, KeepsTheOrderOfObjects) {
  Writer writer;
  for (const char* name : {"/g/zeta", "/g/10", "/g/2", "/g/alpha"}) writer.write(name, column({1}));
  EXPECT_THAT(reader_of(writer).names("/g"), ElementsAre("zeta", "10", "2", "alpha"));
}

TEST(Writer, KeepsTheOrderOfAttributes) {
  Writer writer;
  writer.group("/g");
  for (const char* name : {"zeta", "10", "2", "alpha"}) writer.attribute("/g", name, std::int64_t{1});
  EXPECT_THAT(reader_of(writer).attributes("/g"), ElementsAre("zeta", "10", "2", "alpha"));
}

TEST(Writer, KeepsTheOrderOfMoreObjectsThanFitIntoAHeader) {
  std::vector<std::string> names;
  Writer writer;
  writer.group("/weights", 300);
  for (int i = 0; i < 300; ++i) {
    names.push_back(std::to_string((i * 7) % 300) + ".weight");
    writer.write("/weights/" + names.back(), column({1}));
  }
  EXPECT_EQ(reader_of(writer).names("/weights"), names);
}

TEST(Writer, MakesAGroupTwiceWithoutComplaint) {
  Writer writer;
  writer.group("/a/b");
  writer.group("/a/b");
  EXPECT_THAT(reader_of(writer).names("/a"), ElementsAre("b"));
}

TEST(Writer, BeginsWithAnEmptyUserBlock) {
  Writer writer;
  const auto bytes = writer.finish();
  const std::vector<std::byte> block(bytes.begin(), bytes.begin() + kUserBlock);
  EXPECT_EQ(block, std::vector<std::byte>(kUserBlock));
}

std::vector<std::byte> a_bit_of_everything() {
  Writer writer;
  writer.attribute("/", "format", std::string("assay"));
  writer.write("/metrics/epoch", Array{{3}, std::vector<std::int64_t>{1, 2, 3}});
  writer.write("/metrics/loss", column({3, 2, 1}));
  writer.scale("/metrics/loss", "/metrics/epoch");
  writer.write("/weights/0.weight", large_array());
  writer.write("/text", std::string("text"));
  writer.attribute("/weights", "order", std::vector<std::string>{"0.weight"});
  return writer.finish();
}

TEST(Writer, GivesEqualBytesForEqualCalls) { EXPECT_EQ(a_bit_of_everything(), a_bit_of_everything()); }

TEST(Writer, RefusesAShapeThatDoesNotHoldTheNumbers) {
  Writer writer;
  EXPECT_EQ(message_of([&] {
              writer.write("/x", Array{{2, 3}, std::vector<float>(5)});
            }),
            "'/x': shape [2,3] does not hold 5 numbers");
}

TEST(Writer, RefusesANameThatIsTaken) {
  Writer writer;
  writer.write("/x", column({1}));
  EXPECT_EQ(message_of([&] { writer.write("/x", column({2})); }), "cannot make '/x': name already exists");
}

TEST(Writer, RefusesAnAttributeThatIsTaken) {
  Writer writer;
  writer.attribute("/", "x", true);
  EXPECT_EQ(message_of([&] { writer.attribute("/", "x", false); }), "cannot make '/@x': attribute already exists");
}

TEST(Writer, RefusesADataSetWithinADataSet) {
  Writer writer;
  writer.write("/x", column({1}));
  EXPECT_EQ(message_of([&] { writer.write("/x/y", column({1})); }), "cannot make '/x': name already exists");
}

TEST(Writer, RefusesARelativePath) {
  Writer writer;
  EXPECT_EQ(message_of([&] { writer.write("x", column({1})); }),
            "'x' is no path in a file; expected one that begins with '/'");
}

TEST(Writer, RefusesToWriteTheRoot) {
  Writer writer;
  EXPECT_EQ(message_of([&] { writer.write("/", column({1})); }),
            "'/' is the file itself; expected the path of a data set");
}

}  // namespace
}  // namespace assay::h5
