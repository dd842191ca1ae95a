// What the reader refuses because it could reach out of the file, or do harm.
#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "h5/refusal.hpp"

namespace assay::h5 {
namespace {

constexpr int kNumbers[] = {3, -2, 100};

TEST(ReaderOfForeignFiles, RefusesASoftLink) {
  EXPECT_EQ(refusal([](hid_t file) {
              put(file, "/y", H5T_NATIVE_FLOAT, {1});
              H5Lcreate_soft("/y", file, "/x", H5P_DEFAULT, H5P_DEFAULT);
            }),
            "data.h5: '/x' is a soft link; only objects that lie in this file itself are read");
}

TEST(ReaderOfForeignFiles, RefusesAnExternalLink) {
  EXPECT_EQ(refusal([](hid_t file) { H5Lcreate_external("/etc/passwd", "/y", file, "/x", H5P_DEFAULT, H5P_DEFAULT); }),
            "data.h5: '/x' is a link into another file; only objects that lie in this file itself are read");
}

TEST(ReaderOfForeignFiles, RefusesAPathThatLeadsThroughALink) {
  const auto bytes =
      foreign_file([](hid_t file) { H5Lcreate_external("/etc/passwd", "/", file, "/x", H5P_DEFAULT, H5P_DEFAULT); });
  EXPECT_EQ(refusal_of(bytes, "/x/y"),
            "data.h5: '/x' is a link into another file; only objects that lie in this file itself are read");
}

TEST(ReaderOfForeignFiles, RefusesExternalStorage) {
  const Handle properties = dataset_creation();
  check(H5Pset_external(properties, "/etc/passwd", 0, 8), "set", "external");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {8}, nullptr, -1, properties); }),
            "data.h5: '/x' keeps its values in another file; expected one that holds its own values");
}

TEST(ReaderOfForeignFiles, RefusesAVirtualDataSet) {
  const Handle properties = dataset_creation();
  const Handle space = simple_space({8});
  check(H5Pset_virtual(properties, space, "/etc/passwd", "/y", space), "set", "virtual");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {8}, nullptr, -1, properties); }),
            "data.h5: '/x' is a virtual data set, made of other files; expected one that holds its own values");
}

TEST(ReaderOfForeignFiles, RefusesAForeignFilter) {
  const Handle properties = dataset_creation();
  const hsize_t chunk = 8;
  check(H5Pset_chunk(properties, 1, &chunk), "set", "chunk");
  check(H5Pset_nbit(properties), "set", "filter");
  EXPECT_EQ(
      refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_INT, {8}, nullptr, -1, properties); }),
      "data.h5: '/x' is packed by n-bit (filter 5); expected gzip, shuffle or fletcher32: 'h5repack -f GZIP=4 OLD "
      "NEW' repacks it where that filter is installed, as does h5py's compression='gzip'");
}

/// Eight tebibytes in a file of a few hundred bytes.
TEST(ReaderOfForeignFiles, RefusesADataSetThatIsTooLarge) {
  const Handle properties = dataset_creation();
  const std::vector<hsize_t> chunk{1024, 1024};
  check(H5Pset_chunk(properties, 2, chunk.data()), "set", "chunk");
  EXPECT_EQ(refusal([&](hid_t file) {
              put(file, "/x", H5T_NATIVE_DOUBLE, {1 << 20, 1 << 20}, nullptr, -1, properties);
            }),
            "data.h5: '/x' has shape [1048576,1048576], more than 4 GB; that is too large");
}

/// libhdf5 would take a kilobyte and many instructions for each.
TEST(ReaderOfForeignFiles, RefusesChunksThatWereNeverWrittenByTheMillion) {
  const Handle properties = dataset_creation();
  const std::vector<hsize_t> chunk{2, 3};
  check(H5Pset_chunk(properties, 2, chunk.data()), "set", "chunk");
  const auto of_columns = [&](hsize_t columns) {
    return refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {4, columns}, nullptr, -1, properties); });
  };
  EXPECT_EQ(of_columns(10616835),
            "data.h5: '/x' has shape [4,10616835] in chunks of [2,3], more than a million; store it in larger ones");
  EXPECT_EQ(of_columns(300000),
            "data.h5: '/x' has shape [4,300000] in chunks of [2,3], most of which were never written; store what there "
            "is");
}

TEST(ReaderOfForeignFiles, RefusesASizeThatOverflows) {
  const Handle properties = dataset_creation();
  const std::vector<hsize_t> chunk{1, 1, 1};
  check(H5Pset_chunk(properties, 3, chunk.data()), "set", "chunk");
  const std::vector<hsize_t> extents(3, hsize_t{1} << 21);
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, extents, nullptr, -1, properties); }),
            "data.h5: '/x' has shape [2097152,2097152,2097152], more than 4 GB; that is too large");
}

TEST(ReaderOfForeignFiles, RefusesAChunkThatIsTooLarge) {
  const Handle properties = dataset_creation();
  const hsize_t chunk = hsize_t{1} << 29;
  check(H5Pset_chunk(properties, 1, &chunk), "set", "chunk");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_UINT8, {chunk}, nullptr, -1, properties); }),
            "data.h5: '/x' is stored in chunks of shape [536870912]; at most 256 MB are read");
}

TEST(ReaderOfForeignFiles, RefusesCompoundValues) {
  const Handle type(H5Tcreate(H5T_COMPOUND, 4), H5Tclose, "make", "type");
  check(H5Tinsert(type, "a", 0, H5T_NATIVE_INT), "make", "type");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", type, {1}); }),
            "data.h5: '/x' holds compound values; expected numbers or text");
}

TEST(ReaderOfForeignFiles, RefusesEnumerations) {
  const Handle type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose, "make", "type");
  const signed char value = 0;
  check(H5Tenum_insert(type, "FALSE", &value), "make", "type");
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", type, {1}); }),
            "data.h5: '/x' holds enumeration values; expected numbers or text");
}

/// As h5py stores them.
Handle truth_type() {
  Handle type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose, "make", "type");
  for (const std::int8_t value : {std::int8_t{0}, std::int8_t{1}})
    check(H5Tenum_insert(type, value ? "TRUE" : "FALSE", &value), "make", "type");
  return type;
}

TEST(ReaderOfForeignFiles, ReadsTruthValuesAsBytes) {
  const Handle type = truth_type();
  constexpr signed char kTruths[] = {1, 0, 1};
  const auto bytes = foreign_file([&](hid_t file) { put(file, "/x", type, {3}, kTruths, type); });
  EXPECT_EQ(Reader(bytes, "data.h5").array("/x"), (Array{{3}, std::vector<std::uint8_t>{1, 0, 1}}));
}

TEST(ReaderOfForeignFiles, RefusesTruthValuesThatAreNone) {
  const Handle type = truth_type();
  constexpr signed char kTruths[] = {1, 7};
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", type, {2}, kTruths, type); }),
            "data.h5: '/x' holds truth values other than 0 and 1");
}

TEST(ReaderOfForeignFiles, RefusesNumbersOfSixteenBytes) {
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_LDOUBLE, {1}); }),
            "data.h5: '/x' holds numbers of 16 bytes; expected at most 8 (float64, int64)");
}

TEST(ReaderOfForeignFiles, RefusesSevenAxes) {
  EXPECT_EQ(refusal([&](hid_t file) { put(file, "/x", H5T_NATIVE_FLOAT, std::vector<hsize_t>(7, 1)); }),
            "data.h5: '/x' has 7 axes; at most 6 are read");
}

TEST(ReaderOfForeignFiles, RefusesANullSpace) {
  EXPECT_EQ(refusal([&](hid_t file) {
              const Handle space(H5Screate(H5S_NULL), H5Sclose, "make", "space");
              const Handle dataset(H5Dcreate2(file, "/x", H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                                   H5Dclose, "make", "/x");
            }),
            "data.h5: '/x' is empty (null space); expected numbers or text");
}

TEST(ReaderOfForeignFiles, RefusesAGroupOfTooManyObjects) {
  const auto bytes = foreign_file([](hid_t file) {
    const Handle group(H5Gcreate2(file, "/g", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose, "make", "/g");
    for (int i = 0; i <= 10'000; ++i)
      H5Lcreate_hard(file, "/g", group, std::to_string(i).c_str(), H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_EQ(message_of([&] { Reader(bytes, "data.h5").names("/g"); }),
            "data.h5: '/g' holds 10001 objects; at most 10000 are read");
}

// ---- what is no HDF5 file

TEST(ReaderOfForeignFiles, RefusesAnEmptyFile) {
  EXPECT_EQ(message_of([] { Reader(std::span<const std::byte>(), "data.h5"); }),
            "data.h5: the file is empty; expected an HDF5 file");
}

TEST(ReaderOfForeignFiles, RefusesText) {
  const std::string text = "sepal length,sepal width\n5.1,3.5\n";
  EXPECT_EQ(message_of([&] { Reader(std::as_bytes(std::span(text)), "data.csv"); }),
            "data.csv: not a readable HDF5 file: file signature not found");
}

TEST(ReaderOfForeignFiles, RefusesATruncatedFile) {
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

TEST(ReaderOfForeignFiles, SurvivesAnyDamagedByte) {
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
