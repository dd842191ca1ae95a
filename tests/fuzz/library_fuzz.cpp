// A file that is taken for a plugin's library: its seal, its ELF tables, its symbols.
#include <string>

#include "fuzz.hpp"
#include "registry/elf.hpp"
#include "registry/seal.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = assay::fuzz::text_of(data, size);
  assay::registry::fault_of_seal(std::string(bytes));
  const auto file = assay::fuzz::written("plugin.so", bytes);
  assay::registry::fault_of_library(file);
  assay::fuzz::read_or_refuse([&] { assay::registry::symbols_of(file); });
  return 0;
}
