#include "train/parameter_groups.hpp"

#include <algorithm>
#include <map>

#include <fnmatch.h>

#include "base/suggest.hpp"

namespace assay::train {
namespace {

bool matches(const spec::ParameterGroup::Pattern& pattern, const std::string& name) {
  return ::fnmatch(pattern.text.c_str(), name.c_str(), FNM_NOESCAPE) == 0;
}

bool matches(const spec::ParameterGroup& group, const std::string& name) {
  return std::any_of(group.match.begin(), group.match.end(), [&](const auto& one) { return matches(one, name); });
}

void set(spec::Component& optimizer, const spec::Argument& given) {
  const auto found = std::find_if(optimizer.arguments.begin(), optimizer.arguments.end(),
                                  [&](const auto& argument) { return argument.name == given.name; });
  if (found == optimizer.arguments.end())
    throw Failure(ExitCode::experiment, to_string(given.place) + ": a group sets '" + given.name +
                                            "', which optimizer '" + optimizer.name + "' does not have");
  *found = given;
}

/// What the groups make of one parameter.
struct Treatment {
  double rate = 1;
  bool frozen = false;
  std::vector<std::size_t> setters;  ///< groups that set parameters of its optimizer
};

Treatment treatment_of(const std::string& name, std::span<const spec::ParameterGroup> groups) {
  Treatment treatment;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!matches(groups[i], name)) continue;
    treatment.rate = groups[i].rate.value_or(treatment.rate);
    treatment.frozen = groups[i].freeze.value_or(treatment.frozen);
    if (!groups[i].arguments.empty()) treatment.setters.push_back(i);
  }
  return treatment;
}

/// What a misspelt pattern may have meant: a name, "*.bias" or "0.*".
std::string suggestion(const std::string& pattern, const std::vector<std::string>& names) {
  std::vector<std::string> known = names;
  for (const auto& name : names) {
    const auto dot = name.rfind('.');
    known.push_back('*' + name.substr(dot));
    known.push_back(name.substr(0, dot) + ".*");
  }
  const std::string guess = did_you_mean(pattern, known);
  return guess.empty() ? "; there are " + list_of(names) : guess;
}

void append(std::vector<Piece>& pieces, const Piece& next) {
  if (!pieces.empty()) {
    Piece& last = pieces.back();
    if (last.begin + last.size == next.begin && last.optimizer == next.optimizer && last.rate == next.rate) {
      last.size += next.size;
      return;
    }
  }
  pieces.push_back(next);
}

}  // namespace

Division divide(std::span<const model::Extent> extents, const std::string& prefix, const spec::Component& optimizer,
                std::span<const spec::ParameterGroup> groups) {
  Division division;
  division.optimizers.push_back(optimizer);
  std::map<std::vector<std::size_t>, std::size_t> known{{{}, 0}};
  for (const auto& extent : extents) {
    const Treatment treatment = treatment_of(prefix + extent.name, groups);
    if (treatment.frozen) {
      division.frozen.push_back(extent.name);
      continue;
    }
    const auto [found, fresh] = known.emplace(treatment.setters, division.optimizers.size());
    if (fresh) {
      division.optimizers.push_back(optimizer);
      for (const std::size_t setter : treatment.setters)
        for (const auto& argument : groups[setter].arguments) set(division.optimizers.back(), argument);
    }
    append(division.pieces, {extent.begin, extent.size, found->second, treatment.rate});
  }
  return division;
}

void check_groups(std::span<const spec::ParameterGroup> groups, const std::vector<std::string>& names) {
  for (const auto& group : groups)
    for (const auto& pattern : group.match) {
      if (std::any_of(names.begin(), names.end(), [&](const auto& name) { return matches(pattern, name); })) continue;
      throw Failure(ExitCode::experiment, to_string(pattern.place) + ": no parameter is called '" + pattern.text + "'" +
                                              suggestion(pattern.text, names));
    }
}

}  // namespace assay::train
