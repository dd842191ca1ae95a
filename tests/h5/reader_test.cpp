#include "h5/file.hpp"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "h5/foreign_file.hpp"
#include "h5/refusal.hpp"

namespace assay::h5 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Array array_of(hid_t type, const std::vector<hsize_t>& extents, const void* values, hid_t memory_type) {
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, extents, values, memory_type); });
  return Reader(bytes, "data.h5").array("/x");
}

constexpr int kNumbers[] = {3, -2, 100};

Array integers() { return {{3}, std::vector<std::int64_t>{3, -2, 100}}; }

TEST(Reader, MakesInt64OfEverySignedInteger) {
  for (const hid_t type : {H5T_STD_I8LE, H5T_STD_I16LE, H5T_STD_I32BE, H5T_STD_I64LE})
    EXPECT_EQ(array_of(type, {3}, kNumbers, H5T_NATIVE_INT), integers());
}

TEST(Reader, MakesInt64OfUnsignedIntegers) {
  const int numbers[] = {3, 2, 60'000};
  for (const hid_t type : {H5T_STD_U16BE, H5T_STD_U32LE, H5T_STD_U64LE})
    EXPECT_EQ(array_of(type, {3}, numbers, H5T_NATIVE_INT), (Array{{3}, std::vector<std::int64_t>{3, 2, 60'000}}));
}

TEST(Reader, KeepsUnsignedBytes) {
  const int numbers[] = {3, 0, 255};
  EXPECT_EQ(array_of(H5T_STD_U8LE, {3}, numbers, H5T_NATIVE_INT), (Array{{3}, std::vector<std::uint8_t>{3, 0, 255}}));
}

TEST(Reader, RefusesIntegersBeyondInt64) {
  const std::uint64_t number = std::uint64_t{1} << 63;
  EXPECT_EQ(message_of([&] { array_of(H5T_STD_U64LE, {1}, &number, H5T_NATIVE_UINT64); }),
            "data.h5: '/x' holds 9223372036854775808, more than 2^63 - 1");
}

TEST(Reader, KeepsSinglePrecision) {
  const float numbers[] = {0.1f, -2.5f};
  EXPECT_EQ(array_of(H5T_IEEE_F32BE, {2}, numbers, H5T_NATIVE_FLOAT), (Array{{2}, std::vector<float>{0.1f, -2.5f}}));
}

TEST(Reader, KeepsDoublePrecision) {
  const double numbers[] = {0.1, -2.5};
  EXPECT_EQ(array_of(H5T_IEEE_F64LE, {2}, numbers, H5T_NATIVE_DOUBLE), (Array{{2}, std::vector<double>{0.1, -2.5}}));
}

/// The IEEE 754 type of 16 bits, which libhdf5 has no name for: sign 15, exponent 10-14, fraction 0-9.
Handle half_type() {
  Handle type(H5Tcopy(H5T_IEEE_F32LE), H5Tclose, "make", "type");
  check(H5Tset_fields(type, 15, 10, 5, 0, 10), "make", "type");
  check(H5Tset_size(type, 2), "make", "type");
  check(H5Tset_ebias(type, 15), "make", "type");
  return type;
}

TEST(Reader, MakesSinglePrecisionOfHalf) {
  const float numbers[] = {0.5f, -2.25f};
  EXPECT_EQ(array_of(half_type(), {2}, numbers, H5T_NATIVE_FLOAT), (Array{{2}, std::vector<float>{0.5f, -2.25f}}));
}

TEST(Reader, ReadsTheShapeWithoutTheNumbers) {
  const auto bytes = foreign_file([](hid_t file) { put(file, "/x", H5T_NATIVE_FLOAT, {2, 3, 4}); });
  EXPECT_EQ(Reader(bytes, "data.h5").shape("/x"), (Shape{2, 3, 4}));
}

TEST(Reader, ReadsPackedNumbersWithChecksums) {
  const Handle properties = dataset_creation();
  const hsize_t chunk = 2;
  check(H5Pset_chunk(properties, 1, &chunk), "set", "chunk");
  check(H5Pset_shuffle(properties), "set", "shuffle");
  check(H5Pset_deflate(properties, 9), "set", "deflate");
  check(H5Pset_fletcher32(properties), "set", "fletcher32");
  const auto bytes =
      foreign_file([&](hid_t file) { put(file, "/x", H5T_STD_I32LE, {3}, kNumbers, H5T_NATIVE_INT, properties); });
  EXPECT_EQ(Reader(bytes, "data.h5").array("/x"), integers());
}

TEST(Reader, ReadsTextOfFixedLength) {
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make", "type");
  check(H5Tset_size(type, 8), "make", "type");
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, {1}, "padded\0\0"); });
  EXPECT_EQ(Reader(bytes, "data.h5").text("/x"), "padded");
}

TEST(Reader, CutsTheSpacesOfFortran) {
  const Handle type(H5Tcopy(H5T_FORTRAN_S1), H5Tclose, "make", "type");
  check(H5Tset_size(type, 8), "make", "type");
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, {1}, "a b     "); });
  EXPECT_EQ(Reader(bytes, "data.h5").text("/x"), "a b");
}

TEST(Reader, TellsTextFromNumbers) {
  Writer writer;
  writer.write("/x", std::string("text"));
  EXPECT_TRUE(Reader(writer.finish(), "data.h5").is_text("/x"));
}

TEST(Reader, TellsGroupsFromDataSets) {
  Writer writer;
  writer.write("/g/x", std::string("text"));
  const Reader reader(writer.finish(), "data.h5");
  EXPECT_TRUE(reader.is_group("/g"));
  EXPECT_FALSE(reader.is_group("/g/x"));
}

TEST(Reader, SortsTheNamesOfAFileWithoutOrder) {
  const auto bytes = foreign_file([](hid_t file) {
    for (const char* name : {"/b", "/c", "/a"}) put(file, name, H5T_NATIVE_FLOAT, {1});
  });
  EXPECT_THAT(Reader(bytes, "data.h5").names("/"), ElementsAre("a", "b", "c"));
}

TEST(Reader, SaysWhetherAnObjectExists) {
  const auto bytes = foreign_file([](hid_t file) { put(file, "/x", H5T_NATIVE_FLOAT, {1}); });
  const Reader reader(bytes, "data.h5");
  EXPECT_TRUE(reader.has("/x"));
  EXPECT_FALSE(reader.has("/y"));
  EXPECT_FALSE(reader.has("/x/y"));
}

TEST(Reader, ReadsSeveralFilesAtOnce) {
  const auto file_with = [](double value) {
    return foreign_file([&](hid_t file) { put(file, "/x", H5T_NATIVE_DOUBLE, {1}, &value); });
  };
  const Reader one(file_with(1), "data.h5"), two(file_with(2), "data.h5");
  EXPECT_THAT(one.array("/x").as<double>(), ElementsAre(1));
  EXPECT_THAT(two.array("/x").as<double>(), ElementsAre(2));
}

// ---- attributes

void put_attribute(hid_t object, const char* name, hid_t type, const std::vector<hsize_t>& extents,
                   const void* values) {
  const Handle space = simple_space(extents);
  const Handle attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "make", name);
  check(H5Awrite(attribute, type, values), "write", name);
}

TEST(Reader, TakesAnAttributeOfOneElementForANumber) {
  const double value = 2.5;
  const auto bytes = foreign_file([&](hid_t file) { put_attribute(file, "a", H5T_NATIVE_DOUBLE, {1}, &value); });
  EXPECT_EQ(Reader(bytes, "data.h5").attribute("/", "a"), Attribute(2.5));
}

TEST(Reader, FindsNoAttributeWhereThereIsNone) {
  EXPECT_EQ(Reader(foreign_file([](hid_t) {}), "data.h5").attribute("/", "a"), std::nullopt);
}

TEST(Reader, RefusesAnAttributeOfSeveralNumbers) {
  const auto bytes = foreign_file([&](hid_t file) { put_attribute(file, "a", H5T_NATIVE_INT, {3}, kNumbers); });
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").attribute("/", "a"); }),
            "data.h5: '/@a' is not a number, a text or a list of texts");
}

TEST(Reader, RefusesAnAttributeBeyondInt64) {
  const std::uint64_t value = ~std::uint64_t{0};
  const auto bytes = foreign_file([&](hid_t file) { put_attribute(file, "a", H5T_NATIVE_UINT64, {1}, &value); });
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").attribute("/", "a"); }),
            "data.h5: '/@a' holds 18446744073709551615, more than 2^63 - 1");
}

TEST(Reader, ListsOnlyAttributesThatItCanRead) {
  const auto bytes = foreign_file([&](hid_t file) {
    put_attribute(file, "list", H5T_NATIVE_INT, {3}, kNumbers);
    put_attribute(file, "one", H5T_NATIVE_INT, {1}, kNumbers);
  });
  EXPECT_THAT(Reader(bytes, "data.h5").attributes("/"), ElementsAre("one"));
}

TEST(Reader, ListsNoReferencesOfDimensionScales) {
  Writer writer;
  writer.write("/epoch", Array{{1}, std::vector<std::int64_t>{1}});
  writer.write("/loss", Array{{1}, std::vector<double>{1}});
  writer.scale("/loss", "/epoch");
  EXPECT_THAT(Reader(writer.finish(), "data.h5").attributes("/loss"), IsEmpty());
}

// ---- what is missing or something else

TEST(Reader, SuggestsANameThatIsNear) {
  Writer writer;
  writer.write("/weights/0.weight", Array{{1}, std::vector<float>{1}});
  EXPECT_EQ(refusal_of(writer.finish(), "/weights/0.wieght"),
            "data.h5: no object '/weights/0.wieght'; did you mean '0.weight'?");
}

TEST(Reader, NamesAPathThatLeadsThroughADataSet) {
  Writer writer;
  writer.write("/x", Array{{1}, std::vector<float>{1}});
  EXPECT_EQ(refusal_of(writer.finish(), "/x/y"), "data.h5: no object '/x/y'");
}

TEST(Reader, RefusesAGroupForADataSet) {
  Writer writer;
  writer.group("/x");
  EXPECT_EQ(refusal_of(writer.finish()), "data.h5: '/x' is a group; expected a data set");
}

TEST(Reader, RefusesADataSetForAGroup) {
  Writer writer;
  writer.write("/x", std::string("text"));
  const auto bytes = writer.finish();
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").names("/x"); }), "data.h5: '/x' is a data set; expected a group");
}

TEST(Reader, RefusesTextForNumbers) {
  Writer writer;
  writer.write("/x", std::string("text"));
  EXPECT_EQ(refusal_of(writer.finish()), "data.h5: '/x' holds text; expected numbers");
}

TEST(Reader, RefusesNumbersForText) {
  Writer writer;
  writer.write("/x", Array{{1}, std::vector<float>{1}});
  const auto bytes = writer.finish();
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").text("/x"); }), "data.h5: '/x' holds numbers; expected text");
}

TEST(Reader, RefusesSeveralTextsForOne) {
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make", "type");
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, {3}, "abc"); });
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").text("/x"); }),
            "data.h5: '/x' holds 3 texts; expected a single one");
}

TEST(Reader, RefusesAPathThatIsTooDeep) {
  std::string path;
  for (int i = 0; i < 17; ++i) path += "/a";
  EXPECT_EQ(refusal_of(foreign_file([](hid_t) {}), path),
            "data.h5: '" + path + "' is no path in a file; expected at most 16 names");
}

TEST(Reader, RefusesAPathWithAnEmptyName) {
  EXPECT_EQ(refusal_of(foreign_file([](hid_t) {}), "/a//b"),
            "data.h5: '/a//b' is no path in a file; expected names between the slashes");
}

}  // namespace
}  // namespace assay::h5
