#include "base/foreign_file.hpp"

#include <gtest/gtest.h>

namespace assay {
namespace {

using namespace std::string_literals;

std::string name_of(const std::string& bytes) {
  const auto format = foreign_format(bytes, "x.csv");
  return format ? format->name : "none";
}

TEST(ForeignFile, IsToldByItsFirstBytes) {
  EXPECT_EQ(name_of("\xFD"
                    "7zXZ\0..."s),
            "xz");
  EXPECT_EQ(name_of("BZh91AY&SY"), "bzip2");
  EXPECT_EQ(name_of("\x28\xB5\x2F\xFD..."), "zstd");
  EXPECT_EQ(name_of("7z\xBC\xAF\x27\x1C"), "7z");
  EXPECT_EQ(name_of("PK\x03\x04 a.txt"), "zip");
  EXPECT_EQ(name_of("PK\x03\x04 xl/workbook.xml"), "xlsx");
  EXPECT_EQ(name_of("PK\x03\x04 arr_0.npy"), "NPZ");
  EXPECT_EQ(name_of(std::string(257, 'a') + "ustar\0"s), "tar");
  EXPECT_EQ(name_of("%PDF-1.7"), "PDF");
  EXPECT_EQ(name_of("PAR1..."), "Parquet");
  EXPECT_EQ(name_of("ARROW1\0\0"s), "Arrow");
  EXPECT_EQ(name_of("FEA1"), "Feather");
  EXPECT_EQ(name_of("\x89HDF\r\n\x1A\n"), "HDF5");
  EXPECT_EQ(name_of(std::string(512, ' ') + "\x89HDF\r\n\x1A\n"), "HDF5");
  EXPECT_EQ(name_of("\x93NUMPY\1\0"s), "NPY");
  EXPECT_EQ(name_of("SQLite format 3\0"s), "SQLite");
  EXPECT_EQ(name_of("version https://git-lfs.github.com/spec/v1\noid"), "Git LFS pointer");
}

TEST(ForeignFile, IsAWebPageWhateverItsCase) {
  EXPECT_EQ(name_of("\n <!DOCTYPE HTML>\n"), "HTML");
  EXPECT_EQ(name_of("\xEF\xBB\xBF<html lang=en>"), "HTML");
  EXPECT_EQ(name_of("<?xml version='1.0'?>"), "XML");
}

TEST(ForeignFile, IsNotAnyTable) {
  for (const std::string text : {"a,b\n1,2\n", "<5,1\n", "PK,b\n", "BZ,h\n", ""}) EXPECT_EQ(name_of(text), "none");
}

TEST(ForeignFile, HasACureWithItsName) {
  EXPECT_EQ(
      foreign_format("PAR1", "data/t.parquet")->cure,
      "convert it with: python3 -c 'import pandas; pandas.read_parquet(\"data/t.parquet\").to_csv(\"data/t.csv\", "
      "index=False)'");
}

}  // namespace
}  // namespace assay
