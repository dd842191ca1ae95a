// Tables in many dialects have the cells that pandas finds in them (tables_reference.py).
#include <fstream>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "data/table.hpp"

namespace assay::data {
namespace {

/// JSON's text holds each byte as a Latin-1 character.
std::string bytes_of(const std::string& utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    if (first < 0x80)
      bytes += utf8[i];
    else
      bytes += static_cast<char>((first & 0x03U) << 6U | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
  }
  return bytes;
}

Table read(const Json& entry) {
  TableLayout layout;
  layout.delimiter = entry["delimiter"].get<std::string>()[0];
  layout.rules = {{"text", ColumnKind::category}};
  const auto decoded = decode(bytes_of(entry["bytes"]), "x.csv", "auto");
  return read_table(decoded.text(), "x.csv", layout);
}

void expect_cells(const Table& table, const Json& cells) {
  ASSERT_EQ(static_cast<std::size_t>(table.rows) + 1, cells.size());
  for (std::size_t c = 0; c < table.inputs.size(); ++c) {
    EXPECT_EQ(table.inputs[c].name, cells[0][c].get<std::string>());
    for (std::size_t r = 1; r < cells.size(); ++r) {
      const double value = table.input_values[(r - 1) * table.inputs.size() + c];
      const auto cell = cells[r][c].get<std::string>();
      if (table.inputs[c].names)
        EXPECT_EQ(table.inputs[c].categories[static_cast<std::size_t>(value)], cell);
      else
        EXPECT_EQ(value, std::stod(cell));
    }
  }
}

TEST(TablesReference, HaveTheCellsThatPandasFinds) {
  const Json tables = Json::parse(std::ifstream(ASSAY_SOURCE_DIR "/tests/data/tables_reference.json"));
  ASSERT_EQ(tables.size(), 84U);
  for (const auto& entry : tables) {
    SCOPED_TRACE(entry["name"].get<std::string>());
    if (entry.contains("cells"))
      expect_cells(read(entry), entry["cells"]);
    else
      EXPECT_THROW(read(entry), Failure);
  }
}

}  // namespace
}  // namespace assay::data
