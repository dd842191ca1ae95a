#include "h5/file.hpp"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "h5/foreign_file.hpp"
#include "h5/message_of.hpp"

namespace assay::h5 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Array array_of(hid_t type, const std::vector<hsize_t>& extents, const void* values, hid_t memory_type) {
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, extents, values, memory_type); });
  return Reader(bytes, "data.h5").array("/x");
}

std::string refusal_of(const std::vector<std::byte>& bytes, const std::string& path = "/x") {
  return message_of([&] { Reader(bytes, "data.h5").array(path); });
}

std::string refusal(const std::function<void(hid_t file)>& fill) { return refusal_of(foreign_file(fill)); }

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

// ---- what could reach out of the file, or do harm

TEST(Reader, RefusesASoftLink) {
  EXPECT_EQ(refusal([](hid_t file) {
              put(file, "/y", H5T_NATIVE_FLOAT, {1});
              H5Lcreate_soft("/y", file, "/x", H5P_DEFAULT, H5P_DEFAULT);
            }),
            "data.h5: '/x' is a soft link; only objects that lie in this file itself are read");
}

TEST(Reader, RefusesAnExternalLink) {
  EXPECT_EQ(refusal([](hid_t file) { H5Lcreate_external("/etc/passwd", "/y", file, "/x", H5P_DEFAULT, H5P_DEFAULT); }),
            "data.h5: '/x' is a link into another file; only objects that lie in this file itself are read");
}

TEST(Reader, RefusesAPathThatLeadsThroughALink) {
  const auto bytes =
      foreign_file([](hid_t file) { H5Lcreate_external("/etc/passwd", "/", file, "/x", H5P_DEFAULT, H5P_DEFAULT); });
  EXPECT_EQ(refusal_of(bytes, "/x/y"),
            "data.h5: '/x' is a link into another file; only objects that lie in this file itself are read");
}

TEST(Reader, RefusesExternalStorage) {
  const Handle properties = dataset_creation();
  check(H5Pset_external(properties, "/etc/passwd", 0, 8), "set", "external");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {8}, nullptr, -1, properties); }),
            "data.h5: '/x' keeps its values in another file; expected one that holds its own values");
}

TEST(Reader, RefusesAVirtualDataSet) {
  const Handle properties = dataset_creation();
  const Handle space = simple_space({8});
  check(H5Pset_virtual(properties, space, "/etc/passwd", "/y", space), "set", "virtual");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {8}, nullptr, -1, properties); }),
            "data.h5: '/x' is a virtual data set, made of other files; expected one that holds its own values");
}

TEST(Reader, RefusesAForeignFilter) {
  const Handle properties = dataset_creation();
  const hsize_t chunk = 8;
  check(H5Pset_chunk(properties, 1, &chunk), "set", "chunk");
  check(H5Pset_nbit(properties), "set", "filter");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_INT, {8}, nullptr, -1, properties); }),
            "data.h5: '/x' is packed by filter 5; expected gzip (1), shuffle (2) or fletcher32 (3)");
}

/// Eight tebibytes in a file of a few hundred bytes.
TEST(Reader, RefusesADataSetThatIsTooLarge) {
  const Handle properties = dataset_creation();
  const std::vector<hsize_t> chunk{1024, 1024};
  check(H5Pset_chunk(properties, 2, chunk.data()), "set", "chunk");
  EXPECT_EQ(refusal([&](hid_t file) {
              put(file, "/x", H5T_NATIVE_DOUBLE, {1 << 20, 1 << 20}, nullptr, -1, properties);
            }),
            "data.h5: '/x' has shape [1048576,1048576], more than 4 GB; that is too large");
}

TEST(Reader, RefusesASizeThatOverflows) {
  const Handle properties = dataset_creation();
  const std::vector<hsize_t> chunk{1, 1, 1};
  check(H5Pset_chunk(properties, 3, chunk.data()), "set", "chunk");
  const std::vector<hsize_t> extents(3, hsize_t{1} << 21);
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, extents, nullptr, -1, properties); }),
            "data.h5: '/x' has shape [2097152,2097152,2097152], more than 4 GB; that is too large");
}

TEST(Reader, RefusesAChunkThatIsTooLarge) {
  const Handle properties = dataset_creation();
  const hsize_t chunk = hsize_t{1} << 29;
  check(H5Pset_chunk(properties, 1, &chunk), "set", "chunk");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {chunk}, nullptr, -1, properties); }),
            "data.h5: '/x' is stored in chunks of shape [536870912]; at most 256 MB are read");
}

TEST(Reader, RefusesCompoundValues) {
  const Handle type(H5Tcreate(H5T_COMPOUND, 4), H5Tclose, "make", "type");
  check(H5Tinsert(type, "a", 0, H5T_NATIVE_INT), "make", "type");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", type, {1}); }),
            "data.h5: '/x' holds compound values; expected numbers or text");
}

TEST(Reader, RefusesEnumerations) {
  const Handle type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose, "make", "type");
  const signed char value = 0;
  check(H5Tenum_insert(type, "FALSE", &value), "make", "type");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", type, {1}); }),
            "data.h5: '/x' holds enumeration values; expected numbers or text");
}

TEST(Reader, RefusesNumbersOfSixteenBytes) {
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_LDOUBLE, {1}); }),
            "data.h5: '/x' holds numbers of 16 bytes; expected at most 8 (float64, int64)");
}

TEST(Reader, RefusesSevenAxes) {
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_FLOAT, std::vector<hsize_t>(7, 1)); }),
            "data.h5: '/x' has 7 axes; at most 6 are read");
}

TEST(Reader, RefusesANullSpace) {
  EXPECT_EQ(refusal([&](hid_t file) {
              const Handle space(H5Screate(H5S_NULL), H5Sclose, "make", "space");
              const Handle dataset(H5Dcreate2(file, "/x", H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                                   H5Dclose, "make", "/x");
            }),
            "data.h5: '/x' is empty (null space); expected numbers or text");
}

TEST(Reader, RefusesAGroupOfTooManyObjects) {
  const auto bytes = foreign_file([](hid_t file) {
    const Handle group(H5Gcreate2(file, "/g", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose, "make", "/g");
    for (int i = 0; i <= 10'000; ++i)
      H5Lcreate_hard(file, "/g", group, std::to_string(i).c_str(), H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").names("/g"); }),
            "data.h5: '/g' holds 10001 objects; at most 10000 are read");
}

// ---- what is no HDF5 file

TEST(Reader, RefusesAnEmptyFile) {
  EXPECT_EQ(message_of([] { Reader(std::span<const std::byte>(), "data.h5"); }),
            "data.h5: the file is empty; expected an HDF5 file");
}

TEST(Reader, RefusesText) {
  const std::string text = "sepal length,sepal width\n5.1,3.5\n";
  EXPECT_EQ(message_of([&] { Reader(std::as_bytes(std::span(text)), "data.csv"); }),
            "data.csv: not a readable HDF5 file: file signature not found");
}

TEST(Reader, RefusesATruncatedFile) {
  auto bytes = foreign_file([](hid_t file) { put(file, "/x", H5T_STD_I32LE, {3}, kNumbers, H5T_NATIVE_INT); });
  const std::size_t whole = bytes.size();
  bytes.resize(whole / 2);
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5"); }),
            "data.h5: not a readable HDF5 file: truncated file: eof = " + std::to_string(whole / 2) +
                ", sblock->base_addr = 0, stored_eof = " + std::to_string(whole));
}

/// libhdf5 1.10.8 itself loses a few hundred bytes where it gives up on a damaged header.
#ifdef __SANITIZE_ADDRESS__
using LeaksOfLibhdf5 = __lsan::ScopedDisabler;
#else
struct LeaksOfLibhdf5 {
  LeaksOfLibhdf5() {}
};
#endif

TEST(Reader, SurvivesAnyDamagedByte) {
  H5garbage_collect();  // nothing that was allocated before is reused, and lost, here
  const LeaksOfLibhdf5 ignored;
  const auto whole = foreign_file([](hid_t file) { put(file, "/g", H5T_STD_I32LE, {3}, kNumbers, H5T_NATIVE_INT); });
  int readable = 0;
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    auto bytes = whole;
    bytes[i] ^= std::byte{0x40};
    try {
      readable += static_cast<int>(Reader(bytes, "data.h5").array("/g").size() == 3);
    } catch (const Error&) {
    }
  }
  EXPECT_GT(readable, 0);  // most bytes are padding: the loop did read
}

}  // namespace
}  // namespace assay::h5
