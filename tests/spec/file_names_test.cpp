#include "spec/file_names.hpp"

#include <gtest/gtest.h>

namespace assay::spec {
namespace {

TEST(FileName, IsOneForEverySpellingOfAFileInTheFolder) {
  for (const char* name :
       {"x.csv", "./x.csv", ".//x.csv", "a/../x.csv", "/home/e/x.csv", "/home/./e/a/../x.csv", "../e/x.csv"})
    EXPECT_EQ(file_name(name, "/home/e"), "x.csv") << name;
  EXPECT_EQ(file_name("data//x.csv", "/home/e"), "data/x.csv");
}

TEST(FileName, OfAFileElsewhereKeepsItsWay) {
  EXPECT_EQ(file_name("/data/./x.csv", "/home/e"), "/data/x.csv");
  EXPECT_EQ(file_name("../x.csv", "/home/e"), "../x.csv");
  EXPECT_EQ(file_name("/home/e2/x.csv", "/home/e"), "/home/e2/x.csv");
}

TEST(FileName, WithoutAFolderLosesOnlyItsDetours) {
  EXPECT_EQ(file_name("./x.csv", ""), "x.csv");
  EXPECT_EQ(file_name("/home/e/x.csv", ""), "/home/e/x.csv");
  EXPECT_EQ(file_name("", "/home/e"), "");
}

}  // namespace
}  // namespace assay::spec
