#include "spec/search_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/suggest.hpp"
#include "spec/axis_values.hpp"
#include "spec/level.hpp"
#include "spec/scalar.hpp"
#include "spec/section.hpp"

namespace assay::spec {
namespace {

constexpr std::int64_t kMostTrials = 100'000;
constexpr std::int64_t kFewestPerWidth = 3;  // trials of the whole, for each under way

class SearchReader {
 public:
  SearchReader(const Node& node, const Experiment& experiment, Diagnostics& diagnostics)
      : section_(node, "search", diagnostics), node_(node), experiment_(experiment), diagnostics_(diagnostics) {}

  SearchSpec read() {
    search_.place = node_.place;
    if (const Node* space = section_.need("space", "{axis: log(1e-4, 1e-1), ...}")) read_space(*space);
    if (const Node* trials = section_.need("trials", "how many, of each search")) read_trials(*trials);
    if (const Node* metric = section_.need("for", "what the best trial is best at, validation.<metric>"))
      read_metric(*metric);
    if (const Node* method = section_.get("method")) search_.method = *method;
    read_width();
    if (const Node* start = section_.get("start")) read_start(*start);
    section_.finish();
    return std::move(search_);
  }

 private:
  void read_space(const Node& space) {
    if (space.kind != Node::Kind::map || space.entries.empty())
      return section_.complain(space, "space", "{axis: log(1e-4, 1e-1), ...}");
    for (const auto& entry : space.entries) read_axis(entry);
  }

  void read_axis(const Entry& entry) {
    const std::string& name = entry.key;
    const Place& place = entry.place;
    const Node& value = entry.value;
    SearchAxis axis{.name = name, .place = place, .interval = interval_of(value)};
    const auto same = [&](const Axis& other) { return other.name == name; };
    if (name == "model" || name == "seed")
      diagnostics_.add(place, "an axis cannot be called '" + name + "'; each model and seed has a search of its own");
    if (std::ranges::any_of(experiment_.axes, same))
      diagnostics_.add(place, "axis '" + name + "' is in 'sweep' and in 'search.space'; expected one of them");
    if (!axis.interval) {
      if (value.kind != Node::Kind::list || value.items.empty())
        return diagnostics_.add(
            value.place, "the space of '" + name + "' is " + describe(value) + "; expected a list, " + kIntervals);
      axis.values = read_values(value, name, diagnostics_);
    }
    axis.text = axis.interval ? value.text : '[' + axis_text(value) + ']';
    const bool one = axis.interval ? axis.interval->kind == Interval::Kind::integer && axis.interval->steps == 0
                                   : axis.values.size() == 1;
    if (one) diagnostics_.add(place, "axis '" + name + "' is '" + axis.text + "': one value leaves nothing to search");
    search_.space.push_back(std::move(axis));
  }

  void read_trials(const Node& trials) {
    const auto count = to_integer(trials);
    if (!count || *count < 1 || *count > kMostTrials)
      return section_.complain(trials, "trials", "an integer from 1 to " + std::to_string(kMostTrials));
    search_.trials = *count;
  }

  void read_metric(const Node& metric) {
    search_.metric_place = metric.place;
    if (metric.kind != Node::Kind::scalar) return section_.complain(metric, "for", "validation.<metric>");
    search_.metric = metric.text;
    const std::string is = "'for' is '" + metric.text + "'";
    if (metric.text.starts_with("test.") || metric.text.find(".test.") != std::string::npos)
      diagnostics_.add(metric.place, is + "; a search may not see the test part; expected validation.<metric>");
    else if (metric.text == "seconds")
      diagnostics_.add(metric.place, is + ": it differs from run to run, so that the search could not be repeated; use "
                                          "operations, parameters or memory");
    else
      return;
    search_.metric.clear();
  }

  void read_width() {
    const Node* width = section_.get("width");
    if (!width) return;
    search_.width_place = width->place;
    search_.width = section_.integer("width", search_.width, 1);
    if (node_.find("trials") && search_.width > 1 && search_.width * kFewestPerWidth > search_.trials)
      diagnostics_.add(width->place, "'width' is " + std::to_string(search_.width) + " of " +
                                         std::to_string(search_.trials) +
                                         " trials: most of them would be drawn blindly; expected at most a third");
  }

  void read_start(const Node& start) {
    if (start.kind != Node::Kind::list || start.items.empty())
      return section_.complain(start, "start", "a list of first trials, [{lr: 0.003}]");
    for (const auto& item : start.items)
      if (item.kind != Node::Kind::map || item.entries.empty())
        diagnostics_.add(item.place, "'search.start' has " + describe(item) + "; expected {axis: value}");
      else
        for (const auto& entry : item.entries) check_start(entry);
    if (static_cast<std::int64_t>(start.items.size()) > search_.trials)
      diagnostics_.add(start.place, "'search.start' has more points than there are trials");
    search_.start = start.items;
  }

  void check_start(const Entry& entry) {
    const auto axis = std::ranges::find(search_.space, entry.key, &SearchAxis::name);
    if (axis == search_.space.end()) {
      std::vector<std::string> known;
      for (const auto& one : search_.space) known.push_back(one.name);
      const std::string guess = did_you_mean(entry.key, known);
      diagnostics_.add(entry.place, "'search.start' has '" + entry.key + "', which is no axis of 'search.space'" +
                                        (guess.empty() ? "; there are " + list_of(known) : guess));
    } else if (!value_on(*axis, entry.value)) {
      diagnostics_.add(entry.value.place, "'search.start' has " + describe(entry.value) + " for '" + axis->name +
                                              "', which lies outside of its space");
    }
  }

  Section section_;
  const Node& node_;
  const Experiment& experiment_;
  Diagnostics& diagnostics_;
  SearchSpec search_;
};

std::optional<double> integer_on(const Interval& interval, const Node& value) {
  const auto number = to_integer(value);
  const bool on = number && *number >= interval.least && (*number - interval.least) % interval.step == 0 &&
                  static_cast<std::uint64_t>((*number - interval.least) / interval.step) <= interval.steps;
  return on ? std::optional(static_cast<double>(*number)) : std::nullopt;
}

}  // namespace

void read_search(const Node* node, Experiment& experiment, Diagnostics& diagnostics) {
  if (!node) return;
  if (node->kind != Node::Kind::map)
    return diagnostics.add(node->place, "'search' is " + describe(*node) +
                                            "; expected {space: {axis: log(1e-4, 1e-1)}, trials: 60, for: "
                                            "validation.<metric>}");
  experiment.search = SearchReader(*node, experiment, diagnostics).read();
}

Component search_method(const SearchSpec& search, const Catalogue& catalogue, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 1> kKinds{"search method"};
  const bool given = search.method.kind != Node::Kind::null;
  const Node usual{Node::Kind::scalar, search.place, "tpe", false, {}, {}};
  const Component method = read_component(given ? search.method : usual, kKinds, catalogue, diagnostics);
  if (method.name == "random" && search.width_place.line > 0)
    diagnostics.add(search.width_place,
                    "'width' is for methods that learn; the trials of 'random' need no results and may all be under "
                    "way");
  return method;
}

std::optional<double> value_on(const SearchAxis& axis, const Node& value) {
  if (!axis.interval) {
    for (std::size_t i = 0; i < axis.values.size(); ++i)
      if (same_level(axis_text(axis.values[i]), axis_text(value))) return static_cast<double>(i);
    return std::nullopt;
  }
  if (axis.interval->kind == Interval::Kind::integer) return integer_on(*axis.interval, value);
  const auto number = to_real(value);
  return number && *number >= axis.interval->low && *number <= axis.interval->high ? number : std::nullopt;
}

Node value_at(const SearchAxis& axis, double number) {
  if (!axis.interval) return axis.values[static_cast<std::size_t>(number)];
  const bool integer = axis.interval->kind == Interval::Kind::integer;
  const std::string text = integer ? std::to_string(static_cast<std::int64_t>(number)) : real_text(number);
  return {Node::Kind::scalar, axis.place, text, false, {}, {}};
}

}  // namespace assay::spec
