// Every file in wrong/ is an experiment with mistakes; the .txt beside it is the whole message that a user must get. A
// new pair is found by itself.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "components.hpp"
#include "plan/run.hpp"
#include "spec/experiment.hpp"
#include "temporary_folder.hpp"

namespace assay::spec {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> wrong_files() {
  std::vector<fs::path> files;
  for (const auto& item : fs::directory_iterator(fs::path(ASSAY_TESTS_DIR) / "spec/wrong"))
    if (item.path().extension() == ".yaml") files.push_back(item.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// What a user is told, with file names without their folder. A first line "# overrides: a=1 b=2" is the command line.
std::string message_of(const fs::path& file) {
  std::vector<std::string> overrides;
  const std::string text = read(file), mark = "# overrides: ";
  if (text.starts_with(mark)) {
    std::istringstream words(text.substr(mark.size(), text.find('\n') - mark.size()));
    for (std::string word; words >> word;) overrides.push_back(word);
  }
  const auto before = fs::current_path();
  fs::current_path(file.parent_path());
  std::string message = "nothing is wrong\n";
  try {
    plan::expand(read_experiment(file.filename(), overrides), testing_support::plugins());
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    message = std::string(failure.what()) + '\n';
  }
  fs::current_path(before);
  return message;
}

class WrongFile : public testing::TestWithParam<fs::path> {};

TEST_P(WrongFile, GetsItsMessage) {
  fs::path expected = GetParam();
  expected.replace_extension(".txt");
  EXPECT_EQ(message_of(GetParam()), read(expected));
}

INSTANTIATE_TEST_SUITE_P(All, WrongFile, testing::ValuesIn(wrong_files()),
                         [](const auto& one) { return one.param.stem().string(); });

/// A valid file, cut off anywhere or with a byte changed, is read or refused; never a crash, never another exception.
TEST(DamagedFile, IsReadOrRefused) {
  const std::string whole = read(fs::path(ASSAY_SOURCE_DIR) / "experiments/digits.yaml");
  const testing_support::TemporaryFolder folder;
  const fs::path file = folder / "damaged.yaml";
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string text = i % 2 == 0 ? whole.substr(0, i) : whole;
    if (i % 2 == 1) text[i] = "{}[]:,&*!|>'\"%@`#-\t\n"[i % 20];
    std::ofstream(file, std::ios::binary) << text;
    try {
      plan::expand(read_experiment(file), testing_support::plugins());
    } catch (const Failure&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, whole.size() / 4);
}

TEST(ShippedExperiment, HasNothingWrong) {
  std::size_t found = 0;
  for (const auto& item : fs::directory_iterator(fs::path(ASSAY_SOURCE_DIR) / "experiments")) {
    if (item.path().extension() != ".yaml") continue;
    ++found;
    EXPECT_NO_THROW(plan::expand(read_experiment(item.path()), testing_support::plugins())) << item.path();
  }
  EXPECT_GE(found, 8U);
}

}  // namespace
}  // namespace assay::spec
