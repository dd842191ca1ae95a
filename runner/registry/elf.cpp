#include "registry/elf.hpp"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

#include <elf.h>

namespace assay::registry {
namespace {

constexpr auto kMachine =
#if defined(__x86_64__)
    EM_X86_64;
#elif defined(__aarch64__)
    EM_AARCH64;
#endif

bool inside(std::uint64_t offset, std::uint64_t length, std::uint64_t size) {
  return offset <= size && length <= size - offset;
}

std::optional<std::string> fault_of_header(const Elf64_Ehdr& header) {
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return "it is not an ELF file";
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB || header.e_machine != kMachine)
    return "it was built for another kind of machine";
  if (header.e_type != ET_DYN) return "it is an ELF file but not a shared library";
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phnum == 0) return "its ELF header is damaged";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_library(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return "there is no such file";
  if (!std::filesystem::is_regular_file(file, error)) return "it is not a regular file";
  const std::uint64_t size = std::filesystem::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) return "it cannot be read";
  if (size == 0) return "it is empty";

  Elf64_Ehdr header{};
  if (size < sizeof header || !in.read(reinterpret_cast<char*>(&header), sizeof header)) return "it is not an ELF file";
  if (auto fault = fault_of_header(header)) return fault;

  const std::string truncated =
      "it is truncated: " + std::to_string(size) + " bytes are fewer than its header promises";
  const std::uint64_t table = std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr);
  if (!inside(header.e_phoff, table, size)) return truncated;
  if (!inside(header.e_shoff, std::uint64_t{header.e_shnum} * header.e_shentsize, size)) return truncated;
  std::vector<Elf64_Phdr> segments(header.e_phnum);
  in.seekg(static_cast<std::streamoff>(header.e_phoff));
  if (!in.read(reinterpret_cast<char*>(segments.data()), static_cast<std::streamsize>(table))) return truncated;
  for (const auto& segment : segments)
    if (!inside(segment.p_offset, segment.p_filesz, size)) return truncated;
  return std::nullopt;
}

}  // namespace assay::registry
