#include "report/npz.hpp"

#include <minizip/zip.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <assay/error.hpp>

namespace assay::report {
namespace {

static_assert(std::endian::native == std::endian::little, "arrays are written as they lie in memory");

/// NEP 1, version 1.0: magic, version, length of the header, a Python dictionary padded to a multiple of 64, the data.
std::string npy(const std::string& type, std::size_t count, const std::string& data) {
  std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }";
  constexpr std::size_t kBefore = 10;
  header.append(63 - (kBefore + header.size()) % 64, ' ');
  header += '\n';
  std::string file("\x93NUMPY\x01\x00", 8);
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  return file + header + data;
}

/// Code points of UTF-8; our texts are well-formed where they come from run files.
std::u32string decoded(const std::string& text) {
  std::u32string points;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xc0U) == 0x80U && !points.empty())
      points.back() = points.back() << 6U | (value & 0x3fU);
    else
      points += value < 0x80 ? value : value < 0xe0 ? value & 0x1fU : value < 0xf0 ? value & 0x0fU : value & 0x07U;
  }
  return points;
}

std::string numbers_npy(const Json& rows, const std::string& key) {
  std::string data;
  for (const auto& row : rows) {
    const double value = row[key].is_null() ? std::numeric_limits<double>::quiet_NaN() : row[key].get<double>();
    data.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  return npy("<f8", rows.size(), data);
}

std::string texts_npy(const Json& rows, const std::string& key) {
  std::vector<std::u32string> texts;
  std::size_t longest = 1;
  for (const auto& row : rows) {
    const Json& value = row[key];
    const std::string text = value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
    longest = std::max(longest, texts.emplace_back(decoded(text)).size());
  }
  std::string data;
  for (auto& text : texts) {
    text.resize(longest);
    data.append(reinterpret_cast<const char*>(text.data()), 4 * longest);
  }
  return npy("<U" + std::to_string(longest), texts.size(), data);
}

std::string column_npy(const Json& rows, const std::string& key) {
  const bool text = std::any_of(rows.begin(), rows.end(), [&](const Json& row) { return row[key].is_string(); });
  return text ? texts_npy(rows, key) : numbers_npy(rows, key);
}

bool add(zipFile zip, const std::string& name, const std::string& content) {
  zip_fileinfo info{};
  info.dosDate = 1U << 21U | 1U << 16U;  // 1980-01-01, the first day there is: equal tables are equal files
  const int zip64 = content.size() > 0xfffffffeU ? 1 : 0;
  if (zipOpenNewFileInZip64(zip, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                            Z_DEFAULT_COMPRESSION, zip64) != ZIP_OK)
    return false;
  constexpr std::size_t kPiece = std::size_t{1} << 30;
  for (std::size_t done = 0; done < content.size(); done += kPiece) {
    const auto size = static_cast<unsigned>(std::min(kPiece, content.size() - done));
    if (zipWriteInFileInZip(zip, content.data() + done, size) != ZIP_OK) return false;
  }
  return zipCloseFileInZip(zip) == ZIP_OK;
}

/// What minizip takes for a file.
struct MemoryFile {
  std::string bytes;
  std::size_t place = 0;

  static MemoryFile& of(voidpf file) { return *static_cast<MemoryFile*>(file); }

  static uLong write(voidpf, voidpf stream, const void* from, uLong size) {
    MemoryFile& file = of(stream);
    file.bytes.resize(std::max(file.bytes.size(), file.place + size));
    std::memcpy(file.bytes.data() + file.place, from, size);
    file.place += size;
    return size;
  }
  static long seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    MemoryFile& file = of(stream);
    file.place = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR   ? file.place
                           : origin == ZLIB_FILEFUNC_SEEK_END ? file.bytes.size()
                                                              : 0);
    return 0;
  }

  zlib_filefunc64_def calls() {
    zlib_filefunc64_def calls{};
    calls.opaque = this;
    calls.zopen64_file = [](voidpf self, const void*, int) { return self; };
    calls.zread_file = [](voidpf, voidpf, void*, uLong) { return uLong{0}; };
    calls.zwrite_file = write;
    calls.ztell64_file = [](voidpf, voidpf stream) { return ZPOS64_T{of(stream).place}; };
    calls.zseek64_file = seek;
    calls.zclose_file = [](voidpf, voidpf) { return 0; };
    calls.zerror_file = [](voidpf, voidpf) { return 0; };
    return calls;
  }
};

}  // namespace

std::string npz(const Json& rows) {
  MemoryFile file;
  zlib_filefunc64_def calls = file.calls();
  zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &calls);
  bool done = zip != nullptr;
  if (!rows.empty())
    for (const auto& [key, value] : rows.front().items()) done = done && add(zip, key + ".npy", column_npy(rows, key));
  if (zip && zipClose(zip, nullptr) != ZIP_OK) done = false;
  if (!done) throw Error("the columns cannot be packed: minizip fails");
  return std::move(file.bytes);
}

}  // namespace assay::report
