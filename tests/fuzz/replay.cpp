// Runs a fuzz target over kept inputs, for compilers without a fuzzer: fuzz_TARGET FOLDER|FILE...
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "fuzz.hpp"

namespace {

void replay(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::cout << file.string() << std::endl;  // before it may crash
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** words) {
  int replayed = 0;
  for (const std::string& word : std::vector<std::string>(words + 1, words + count)) {
    if (word.starts_with('-')) continue;  // of libFuzzer
    if (!std::filesystem::is_directory(word)) {
      replay(word);
      ++replayed;
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(word)) {
      replay(entry.path());
      ++replayed;
    }
  }
  return replayed > 0 ? 0 : 1;
}
