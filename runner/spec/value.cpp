#include "spec/value.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "base/json.hpp"
#include "base/suggest.hpp"
#include "spec/scalar.hpp"
#include "spec/setting.hpp"

namespace assay::spec {
namespace {

std::string bound_text(double bound) {
  std::string text = real_text(bound);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

/// "> 0", ">= 1", "in [0, 1)", or nothing.
std::string range_text(const Range& range) {
  const bool low = std::isfinite(range.low), high = std::isfinite(range.high);
  if (low && high)
    return std::string(" in ") + (range.open_low ? '(' : '[') + bound_text(range.low) + ", " + bound_text(range.high) +
           (range.open_high ? ')' : ']');
  if (low) return (range.open_low ? " > " : " >= ") + bound_text(range.low);
  if (high) return (range.open_high ? " < " : " <= ") + bound_text(range.high);
  return "";
}

std::vector<std::string> split(const char* text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

std::string type_text(const ParameterSpec& p) {
  switch (p.type) {
    case ParameterType::real:
      return "float" + range_text(p.range);
    case ParameterType::integer:
      return "integer" + range_text(p.range);
    case ParameterType::boolean:
      return "true or false";
    case ParameterType::choice:
      return "one of " + list_of(split(p.choices, '|'));
    case ParameterType::integers:
      return "integer or list of integers" + range_text(p.range);
    case ParameterType::reals:
      return "number or list of numbers" + range_text(p.range);
    case ParameterType::activation:
      return "activation";
    case ParameterType::text:
      return form_of(p) == TextForm::list  ? "text or list of texts"
             : form_of(p) == TextForm::map ? "map, {name: text, ...}"
                                           : "text";
    case ParameterType::table:
      return "list of lists of numbers";
  }
  return "";
}

std::string default_text(const ParameterSpec& p) {
  switch (p.type) {
    case ParameterType::real:
    case ParameterType::integer:
      return bound_text(p.number);
    case ParameterType::boolean:
      return p.number != 0 ? "true" : "false";
    default:
      return *p.text ? p.text : "none";
  }
}

/// Reads one value; remembers whether anything was wrong.
class ValueReader {
 public:
  ValueReader(const ParameterSpec& parameter, const std::string& owner, const Catalogue& catalogue,
              Diagnostics& diagnostics)
      : parameter_(parameter), owner_(owner), catalogue_(catalogue), diagnostics_(diagnostics) {}

  Argument read(const Node& node) {
    Argument argument{parameter_.name, parameter_.type, node.place, 0.0, false};
    switch (parameter_.type) {
      case ParameterType::real:
        argument.value = real(node, argument);
        break;
      case ParameterType::integer:
        argument.value = integer(node);
        break;
      case ParameterType::boolean:
        argument.value = boolean(node);
        break;
      case ParameterType::choice:
        argument.value = choice(node);
        break;
      case ParameterType::integers:
        argument.value = integers(node);
        break;
      case ParameterType::reals:
        argument.value = reals(node);
        break;
      case ParameterType::activation:
        argument.value = activation(node);
        break;
      case ParameterType::text:
        argument.value = text(node);
        break;
      case ParameterType::table:
        argument.value = table(node);
        break;
    }
    return argument;
  }

 private:
  void expected(const Node& node, const std::string& more = "") {
    diagnostics_.add(node.place, "'" + std::string(parameter_.name) + "' of " + owner_ + " is " + describe(node) +
                                     "; expected " + type_text(parameter_) + more);
  }

  double real(const Node& node, Argument& argument) {
    const Node* start = node.kind == Node::Kind::map ? node.find("trainable") : nullptr;
    const bool asked = start || (node.kind == Node::Kind::scalar && node.text.starts_with("trainable"));
    if (asked && !parameter_.is_trainable) {
      diagnostics_.add(node.place, "'" + std::string(parameter_.name) + "' of " + owner_ +
                                       " cannot be trained; expected " + type_text(parameter_));
      return parameter_.number;
    }
    argument.trainable = asked || parameter_.is_learned;
    if (asked) argument.per_channel = per_channel(node);
    if (asked && !start) return parameter_.number;
    const Node& number = start ? *start : node;
    const auto value = to_real(number);
    if (!value || !parameter_.range.contains(*value)) expected(number, parameter_.is_trainable ? ", or trainable" : "");
    return value.value_or(parameter_.number);
  }

  /// `trainable`, `trainable per channel`, `{trainable: 1.5}`, `{trainable: 1.5, per: channel}`.
  bool per_channel(const Node& node) {
    if (node.kind == Node::Kind::scalar) {
      if (node.text == "trainable per channel") return true;
      if (node.text != "trainable") expected(node, ", trainable, or trainable per channel");
      return false;
    }
    for (const auto& entry : node.entries) {
      if (entry.key == "trainable") continue;
      const bool channel = entry.value.text == "channel";
      if (entry.key == "per" && (channel || entry.value.text == "layer")) return channel;
      diagnostics_.add(entry.place, "found '" + entry.key + "' beside 'trainable' of '" + parameter_.name + "' of " +
                                        owner_ + "; expected per: layer, or per: channel");
    }
    return false;
  }

  std::int64_t integer(const Node& node) {
    const auto value = to_integer(node);
    if (!value || !parameter_.range.contains(static_cast<double>(*value))) expected(node);
    return value.value_or(0);
  }

  bool boolean(const Node& node) {
    const auto value = to_boolean(node);
    if (!value) expected(node);
    return value.value_or(false);
  }

  std::string choice(const Node& node) {
    const auto known = split(parameter_.choices, '|');
    if (node.kind == Node::Kind::scalar && std::find(known.begin(), known.end(), node.text) != known.end())
      return node.text;
    expected(node, node.kind == Node::Kind::scalar ? did_you_mean(node.text, known) : "");
    return known.front();
  }

  std::vector<std::int64_t> integers(const Node& node) {
    std::vector<std::int64_t> values;
    const auto add = [&](const Node& item) {
      const auto value = to_integer(item);
      if (!value || !parameter_.range.contains(static_cast<double>(*value))) expected(item);
      values.push_back(value.value_or(1));
    };
    if (node.kind == Node::Kind::list && !node.items.empty())
      for (const auto& item : node.items) add(item);
    else
      add(node);
    return values;
  }

  std::vector<double> reals(const Node& node) {
    std::vector<double> values;
    const auto add = [&](const Node& item) {
      const auto value = to_real(item);
      if (!value || !parameter_.range.contains(*value)) expected(item);
      values.push_back(value.value_or(1));
    };
    if (node.kind == Node::Kind::list)
      for (const auto& item : node.items) add(item);
    else
      add(node);
    return values;
  }

  Component activation(const Node& node) {
    static constexpr std::array<std::string_view, 1> kKinds{"activation"};
    return read_component(node, kKinds, catalogue_, diagnostics_);
  }

  std::string text(const Node& node) {
    const TextForm form = form_of(parameter_);
    const bool list = form == TextForm::list && node.kind == Node::Kind::list;
    const bool map = form == TextForm::map && node.kind == Node::Kind::map;
    if (map && node.entries.empty()) return "";
    if (list || map) return json(node).dump(-1, ' ', false, Json::error_handler_t::replace);
    const bool stored = form != TextForm::map || node.text.starts_with("{");
    if (node.kind != Node::Kind::scalar || !stored) expected(node);
    return node.text;
  }

  /// All scalars as text: what they mean is the component's business.
  static Json json(const Node& node) {
    Json value = node.kind == Node::Kind::list ? Json::array() : Json::object();
    for (const auto& item : node.items) value.push_back(json(item));
    for (const auto& entry : node.entries) value[entry.key] = json(entry.value);
    return node.kind == Node::Kind::list || node.kind == Node::Kind::map ? value : Json(node.text);
  }

  NumberTable table(const Node& node) {
    NumberTable table;
    if (node.kind != Node::Kind::list || node.items.empty()) {
      expected(node);
      return table;
    }
    table.columns = static_cast<std::int64_t>(node.items[0].items.size());
    for (const auto& row : node.items) {
      ++table.rows;
      if (row.kind != Node::Kind::list || static_cast<std::int64_t>(row.items.size()) != table.columns ||
          row.items.empty())
        expected(row, ", each as long as the first");
      for (const auto& item : row.items) {
        const auto value = to_real(item);
        if (!value) expected(item);
        table.numbers.push_back(value.value_or(0));
      }
    }
    return table;
  }

  const ParameterSpec& parameter_;
  const std::string& owner_;
  const Catalogue& catalogue_;
  Diagnostics& diagnostics_;
};

std::vector<double> default_reals(const ParameterSpec& parameter) {
  std::vector<double> values;
  for (const auto& part : split(parameter.text, ',')) values.push_back(std::stod(part));
  return values;
}

std::vector<std::int64_t> default_integers(const ParameterSpec& parameter) {
  std::vector<std::int64_t> values;
  for (const auto& part : split(parameter.text, ',')) values.push_back(std::stoll(part));
  return values;
}

}  // namespace

std::string describe(const ParameterSpec& parameter) {
  return type_text(parameter) + (parameter.is_required ? ", required" : ", default " + default_text(parameter));
}

Argument read_argument(const ParameterSpec& parameter, const Node& node, const std::string& owner,
                       const Catalogue& catalogue, Diagnostics& diagnostics) {
  return ValueReader(parameter, owner, catalogue, diagnostics).read(node);
}

Argument default_argument(const ParameterSpec& parameter, const Place& place, const Catalogue& catalogue,
                          Diagnostics& diagnostics) {
  Argument argument{parameter.name, parameter.type, place, parameter.number, false};
  switch (parameter.type) {
    case ParameterType::real:
      argument.trainable = parameter.is_learned;
      break;
    case ParameterType::table:
      break;
    case ParameterType::reals:
      argument.value = default_reals(parameter);
      break;
    case ParameterType::integer:
      argument.value = static_cast<std::int64_t>(parameter.number);
      break;
    case ParameterType::boolean:
      argument.value = parameter.number != 0;
      break;
    case ParameterType::choice:
    case ParameterType::text:
      argument.value = std::string(parameter.text);
      break;
    case ParameterType::integers:
      argument.value = default_integers(parameter);
      break;
    case ParameterType::activation: {
      static constexpr std::array<std::string_view, 1> kKinds{"activation"};
      const Node name{Node::Kind::scalar, place, parameter.text, false, {}, {}};
      argument.value = read_component(name, kKinds, catalogue, diagnostics);
      break;
    }
  }
  return argument;
}

}  // namespace assay::spec
