#include "base/foreign_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay {
namespace {

using namespace std::string_view_literals;

/// The bytes that a format has at a fixed place. In a cure, % stands for the file's name, and @ for its name with the
/// ending .csv.
struct Magic {
  std::size_t offset;
  std::string_view bytes, name, what, cure;
};

constexpr std::array kMagics{
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          "xz", "it is packed with xz; only gzip is unpacked", "unpack it with: xz -d %"},
    Magic{0, "BZh"sv, "bzip2", "it is packed with bzip2; only gzip is unpacked", "unpack it with: bzip2 -d %"},
    Magic{0, "\x28\xB5\x2F\xFD"sv, "zstd", "it is packed with zstd; only gzip is unpacked",
          "unpack it with: zstd -d %"},
    Magic{0, "\x04\x22\x4D\x18"sv, "lz4", "it is packed with lz4; only gzip is unpacked", "unpack it with: lz4 -d %"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "7z", "it is a 7z archive; only gzip is unpacked", "unpack it with: 7z x %"},
    Magic{0, "Rar!\x1A\x07"sv, "rar", "it is a RAR archive; only gzip is unpacked", "unpack it with: unrar x %"},
    Magic{0, "PK\x03\x04"sv, "zip", "it is a ZIP archive; only gzip is unpacked", "unpack it with: unzip %"},
    Magic{0, "\x1F\x8B"sv, "gzip", "it is packed with gzip twice", "unpack it once with: gzip -d"},
    Magic{257, "ustar"sv, "tar", "it is a TAR archive, not one file", "unpack it with: tar -xf %"},
    Magic{0, "%PDF-"sv, "PDF", "it is a PDF document, not data", "save the table in it as text"},
    Magic{0, "PAR1"sv, "Parquet", "it is Apache Parquet, which is not read",
          "convert it with: python3 -c 'import pandas; pandas.read_parquet(\"%\").to_csv(\"@\", index=False)'"},
    Magic{0, "ARROW1"sv, "Arrow", "it is an Apache Arrow file, which is not read",
          "convert it with: python3 -c 'import pandas; pandas.read_feather(\"%\").to_csv(\"@\", index=False)'"},
    Magic{0, "FEA1"sv, "Feather", "it is a Feather file, which is not read",
          "convert it with: python3 -c 'import pandas; pandas.read_feather(\"%\").to_csv(\"@\", index=False)'"},
    Magic{0, "\x89HDF\r\n\x1A\n"sv, "HDF5", "it is an HDF5 file", "say source: hdf5"},
    Magic{512, "\x89HDF\r\n\x1A\n"sv, "HDF5", "it is an HDF5 file (MATLAB 7.3 or a stored run)", "say source: hdf5"},
    Magic{0, "\x93NUMPY"sv, "NPY", "it is a NumPy array (NPY), which is not read",
          "convert it with: python3 -c 'import numpy; numpy.savetxt(\"@\", numpy.load(\"%\"), delimiter=\",\")'"},
    Magic{0, "SQLite format 3\0"sv, "SQLite", "it is an SQLite database, which is not read",
          "export a table with: sqlite3 -header -csv % 'SELECT * FROM ...' > @"},
    Magic{0, "MATLAB 5.0 MAT-file"sv, "MAT", "it is a MATLAB file, which is not read",
          "save the matrix with writematrix(x, '@') in MATLAB"},
    Magic{0, "version https://git-lfs"sv, "Git LFS pointer", "it is a Git LFS pointer, not the data itself",
          "fetch the file with: git lfs pull"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "xls", "it is an old Excel workbook (xls), which is not read",
          "save it as CSV there"},
    Magic{0, "\x89PNG\r\n"sv, "PNG", "it is a PNG picture, not data", ""},
    Magic{0, "\xFF\xD8\xFF"sv, "JPEG", "it is a JPEG picture, not data", ""},
    Magic{0, "\x80\x04\x95"sv, "pickle", "it is a Python pickle, which is not read",
          "convert it with: python3 -c 'import pandas; pandas.read_pickle(\"%\").to_csv(\"@\", index=False)'"},
};

std::string filled(std::string_view pattern, const std::string& file) {
  const std::string table = file.substr(0, file.rfind('.')) + ".csv";
  std::string text;
  for (const char c : pattern) text += c == '%' ? file : c == '@' ? table : std::string(1, c);
  return text;
}

/// A ZIP archive that a program for tables or arrays writes.
std::optional<ForeignFormat> inside_zip(std::string_view bytes, const std::string& file) {
  const auto has = [&](std::string_view part) { return bytes.find(part) != std::string_view::npos; };
  if (has("xl/workbook.xml") || has("xl/worksheets"))
    return ForeignFormat{"xlsx", "it is an Excel workbook (xlsx), which is not read", "save it as CSV there"};
  if (has("opendocument.spreadsheet"))
    return ForeignFormat{"ods", "it is an OpenDocument spreadsheet, which is not read", "save it as CSV there"};
  if (bytes.substr(0, 300).find(".npy") != std::string_view::npos)
    return ForeignFormat{"NPZ", "it is an archive of NumPy arrays (NPZ), which is not read",
                         filled("save one array as CSV with numpy.savetxt(\"@\", array, delimiter=\",\")", file)};
  return std::nullopt;
}

/// Markup is told by how it begins, whatever the case of its letters.
std::optional<ForeignFormat> markup(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string begin(bytes.substr(0, 512));
  std::ranges::transform(begin, begin.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  begin.erase(0, begin.find_first_not_of(" \t\r\n"));
  for (const auto tag : {"<!doctype html", "<html", "<head", "<body", "<script", "<!--"})
    if (begin.starts_with(tag))
      return ForeignFormat{"HTML", "it begins like an HTML page, not like data",
                           "download the file itself, not the page about it"};
  if (begin.starts_with("<?xml") || begin.starts_with("<svg"))
    return ForeignFormat{"XML", "it begins like an XML document, not like data", "save it as CSV"};
  return std::nullopt;
}

}  // namespace

std::optional<ForeignFormat> foreign_format(std::string_view bytes, const std::string& file) {
  for (const auto& magic : kMagics) {
    if (bytes.size() < magic.offset || !bytes.substr(magic.offset).starts_with(magic.bytes)) continue;
    if (magic.name == "zip")
      if (auto inner = inside_zip(bytes, file)) return inner;
    return ForeignFormat{std::string(magic.name), std::string(magic.what), filled(magic.cure, file)};
  }
  return markup(bytes);
}

}  // namespace assay
