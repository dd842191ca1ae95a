#include "registry/elf.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include <assay/error.hpp>

namespace assay::registry {
namespace {

namespace fs = std::filesystem;

const fs::path kGood = ASSAY_PLUGINS_DIR;

TEST(Symbols, OfAPluginShowWhatItGivesAndWhatItWants) {
  const auto symbols = symbols_of(kGood / "dense.so");
  const auto find = [&](const std::string& part) {
    return std::find_if(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.name.find(part) == 0; });
  };
  ASSERT_NE(find("assay_plugin"), symbols.end());
  EXPECT_TRUE(find("assay_plugin")->defined);
  EXPECT_FALSE(find("assay_plugin")->unique);
  ASSERT_NE(find("_Znwm"), symbols.end()) << "operator new";
  EXPECT_FALSE(find("_Znwm")->defined);
}

TEST(Symbols, OfTextAreRefusedWithItsName) {
  const fs::path text = fs::path(ASSAY_SOURCE_DIR) / "README.md";
  try {
    symbols_of(text);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.what(), text.string() + ": it is not an ELF file");
  }
}

}  // namespace
}  // namespace assay::registry
