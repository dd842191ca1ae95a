#include "registry/elf.hpp"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

#include <elf.h>

#include <assay/error.hpp>

namespace assay::registry {
namespace {

constexpr std::size_t kMostNames =
    64 << 20;  // bytes of all symbols' names; a table may name its longest text each time

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

template <class Record>
Record record_at(const std::string& bytes, std::uint64_t offset) {
  if (!inside(offset, sizeof(Record), bytes.size())) throw Error("a table of the ELF file lies outside of it");
  Record record;
  std::memcpy(&record, bytes.data() + offset, sizeof record);
  return record;
}

std::string text_at(const std::string& bytes, const Elf64_Shdr& table, std::uint64_t offset) {
  if (offset >= table.sh_size || !inside(table.sh_offset, table.sh_size, bytes.size()))
    throw Error("a name of the ELF file lies outside of it");
  const std::string_view rest(bytes.data() + table.sh_offset + offset, table.sh_size - offset);
  return std::string(rest.substr(0, rest.find('\0')));
}

}  // namespace

std::vector<Symbol> symbols_of(const std::filesystem::path& file) {
  if (const auto fault = fault_of_library(file)) throw Error(file.string() + ": " + *fault);
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto header = record_at<Elf64_Ehdr>(bytes, 0);
  const auto section = [&](std::uint64_t number) {
    return record_at<Elf64_Shdr>(bytes, header.e_shoff + number * sizeof(Elf64_Shdr));
  };
  std::vector<Symbol> symbols;
  std::size_t named = 0;
  for (std::uint64_t s = 0; s < header.e_shnum; ++s) {
    const Elf64_Shdr table = section(s);
    if (table.sh_type != SHT_DYNSYM) continue;
    const Elf64_Shdr names = section(table.sh_link);
    for (std::uint64_t at = sizeof(Elf64_Sym); at + sizeof(Elf64_Sym) <= table.sh_size; at += sizeof(Elf64_Sym)) {
      const auto symbol = record_at<Elf64_Sym>(bytes, table.sh_offset + at);
      std::string name = text_at(bytes, names, symbol.st_name);
      if ((named += name.size()) > kMostNames) throw Error("the names of its symbols are too long");
      symbols.push_back(
          {std::move(name), symbol.st_shndx != SHN_UNDEF, ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE});
    }
  }
  return symbols;
}

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
