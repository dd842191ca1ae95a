#include "spec/axes.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/delimited.hpp"
#include "base/encoding.hpp"
#include "base/foreign_file.hpp"
#include "spec/axis_values.hpp"
#include "spec/section.hpp"
#include "spec/series.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

constexpr std::array<std::string_view, 5> kWords{"zip", "random", "points", "exclude", "only"};
constexpr std::size_t kMostTogether = 1'000'000;   // values of all axes
constexpr std::uintmax_t kMostBytes = 20'000'000;  // of a table of points: as many rows as there may be runs

class SweepReader {
 public:
  SweepReader(Experiment& experiment, Diagnostics& diagnostics) : experiment_(experiment), diagnostics_(diagnostics) {}

  void read(const Node& node) {
    for (const auto& entry : node.entries)
      if (entry.key == "zip")
        zip(entry.value);
      else if (entry.key == "random")
        draw(entry.value);
      else if (entry.key == "points")
        points(entry.value);
      else if (!is_sweep_word(entry.key))
        axis(entry);
    conditions(node.find("exclude"), experiment_.exclude);
    conditions(node.find("only"), experiment_.only);
  }

 private:
  void axis(const Entry& entry) {
    Axis axis{entry.key, entry.place, read_values(entry.value, entry.key, diagnostics_)};
    if (!axis.values.empty() && has_room_for(axis)) add({std::move(axis)});
  }

  /// Each axis has a bound, and so have all together: a file of thousands must not fill the memory.
  bool has_room_for(const Axis& axis) {
    values_ += axis.values.size();
    if (values_ <= kMostTogether) return true;
    diagnostics_.add(axis.place, "the axes of 'sweep' have more than " + std::to_string(kMostTogether) +
                                     " values together; expected fewer");
    return false;
  }

  /// Axes of equal length that vary together.
  void add(std::vector<Axis> together) {
    Dimension dimension;
    for (auto& axis : together) {
      if (axis.name == "model" || axis.name == "seed")
        diagnostics_.add(axis.place, "an axis cannot be called '" + axis.name + "'; models and seeds are axes already");
      const auto same = [&](const Axis& other) { return other.name == axis.name; };
      if (std::any_of(experiment_.axes.begin(), experiment_.axes.end(), same)) {
        diagnostics_.add(axis.place, "axis '" + axis.name + "' is there twice");
        continue;
      }
      dimension.axes.push_back(experiment_.axes.size());
      experiment_.axes.push_back(std::move(axis));
    }
    if (!dimension.axes.empty()) experiment_.dimensions.push_back(std::move(dimension));
  }

  void zip(const Node& node) {
    if (node.kind == Node::Kind::list && !node.items.empty()) {
      for (const auto& item : node.items) zip(item);
      return;
    }
    if (node.kind != Node::Kind::map || node.entries.empty())
      return diagnostics_.add(node.place,
                              "'zip' is " + describe(node) + "; expected axes of equal length, {a: [1, 2], b: [3, 4]}");
    std::vector<Axis> together;
    for (const auto& entry : node.entries) {
      together.push_back({entry.key, entry.place, read_values(entry.value, entry.key, diagnostics_)});
      const std::size_t here = together.back().values.size(), first = together.front().values.size();
      if (here == 0 || !has_room_for(together.back())) return;
      if (here != first)
        return diagnostics_.add(entry.value.place, "in 'zip' axis '" + entry.key + "' has " + std::to_string(here) +
                                                       " values and '" + together.front().name + "' has " +
                                                       std::to_string(first) + "; expected equally many");
    }
    add(std::move(together));
  }

  void draw(const Node& node) {
    Section section(node, "random", diagnostics_);
    section.need("runs", "how many points to draw");
    std::int64_t runs = section.integer("runs", 1, 1);
    if (const Node* given = node.find("runs"); runs > static_cast<std::int64_t>(kMostValues)) {
      section.complain(*given, "runs", "at most " + std::to_string(kMostValues));
      runs = 1;
    }
    const auto seed = static_cast<std::uint64_t>(section.integer("seed", 0, 0));
    const Node* space = section.need("space", "{axis: log(1e-4, 1e-1), ...}");
    section.finish();
    if (!space) return;
    if (space->kind != Node::Kind::map || space->entries.empty())
      return diagnostics_.add(space->place,
                              "'space' is " + describe(*space) + "; expected {axis: log(1e-4, 1e-1), ...}");
    std::vector<Axis> together;
    for (const auto& [name, place, values] : space->entries) {
      const Random random = Random(seed).stream("space").stream(name);
      together.push_back({name, place, draw_values(values, name, runs, random, diagnostics_)});
      if (together.back().values.empty() || !has_room_for(together.back())) return;
    }
    add(std::move(together));
  }

  /// A table with commas; the first line names the axes. Cells are YAML, as on the command line.
  void points(const Node& given) {
    const Node& node = given.kind == Node::Kind::list && given.items.size() == 1 ? given.items.front() : given;
    if (node.kind != Node::Kind::scalar || node.text.empty())
      return diagnostics_.add(node.place, "'points' is " + describe(node) + "; expected the name of a CSV file");
    const std::string name = node.text.front() == '@' ? node.text.substr(1) : node.text;
    const auto file = experiment_.file.parent_path() / name;
    if (const std::string objection = objection_to(file); !objection.empty())
      return diagnostics_.add(node.place, "'points': " + name + objection);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in || bytes.empty()) return diagnostics_.add(node.place, "'points': " + name + " cannot be read or is empty");
    if (const auto foreign = foreign_format(bytes, name))
      return diagnostics_.add(node.place, "'points': " + name + ": " + foreign->what);
    std::vector<Axis> together;
    try {
      together = read_points(decode(bytes, name, "auto").text(), name, node.place);
    } catch (const Failure& failure) {
      return diagnostics_.add_text(failure.what());
    }
    if (together.empty() || together.front().values.empty())
      return diagnostics_.add(node.place, "'points': " + name + " has no line after its first");
    add(std::move(together));
  }

  /// An axis a column. Throws Failure for a record that is not as long as the first.
  static std::vector<Axis> read_points(std::string_view text, const std::string& name, const Place& place) {
    Records records(text, name, {});
    std::vector<DelimitedCell> cells;
    std::vector<Axis> together;
    if (records.next(cells))
      for (const auto& cell : cells) together.push_back({std::string(cell.text), place, {}});
    while (records.next(cells)) {
      if (cells.size() != together.size())
        throw Failure(ExitCode::experiment, to_string(records.place(cells.front().offset)) + ": has " +
                                                std::to_string(cells.size()) + " cells; expected " +
                                                std::to_string(together.size()) + " as in the first line");
      for (std::size_t i = 0; i < cells.size(); ++i)
        together[i].values.push_back(
            {Node::Kind::scalar, records.place(cells[i].offset), std::string(cells[i].text), false, {}, {}});
    }
    return together;
  }

  /// What speaks against reading a file: a pipe would wait for ever, a device never end.
  static std::string objection_to(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) return "";  // told where it is opened
    if (!std::filesystem::is_regular_file(status)) return " is not a regular file; expected a table of points";
    if (std::filesystem::file_size(file, error) > kMostBytes)
      return " has more than " + std::to_string(kMostBytes) + " bytes; expected a table of points";
    return "";
  }

  void conditions(const Node* node, std::vector<Condition>& into) {
    if (!node) return;
    std::vector<std::string> known{"model"};
    for (const auto& axis : experiment_.axes) known.push_back(axis.name);
    if (node->kind == Node::Kind::list)
      for (const auto& item : node->items) into.push_back(read_condition(item, known, diagnostics_));
    else
      into.push_back(read_condition(*node, known, diagnostics_));
  }

  Experiment& experiment_;
  Diagnostics& diagnostics_;
  std::size_t values_ = 0;
};

}  // namespace

bool is_sweep_word(std::string_view key) { return std::find(kWords.begin(), kWords.end(), key) != kWords.end(); }

void read_sweep(const Node* node, Experiment& experiment, Diagnostics& diagnostics) {
  if (!node) return;
  if (node->kind != Node::Kind::map)
    return diagnostics.add(node->place, "'sweep' is " + describe(*node) + "; expected axes, {name: [values]}");
  SweepReader(experiment, diagnostics).read(*node);
}

}  // namespace assay::spec
