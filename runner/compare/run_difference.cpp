#include "compare/run_difference.hpp"

#include <algorithm>
#include <cmath>

#include "store/property.hpp"

namespace assay::compare {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

/// Texts by name that are not the same; those of `a` first.
std::vector<RunDifference::Text> differing(const Texts& a, const Texts& b) {
  const auto find = [](const Texts& texts, const std::string& name) -> std::optional<std::string> {
    const auto found = std::ranges::find(texts, name, &Texts::value_type::first);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  std::vector<RunDifference::Text> found;
  for (const auto& [name, value] : a)
    if (const auto other = find(b, name); other != value) found.push_back({name, value, other.value_or("")});
  for (const auto& [name, value] : b)
    if (!find(a, name)) found.push_back({name, "", value});
  return found;
}

Texts settings_of(const store::Record& run) {
  Texts texts{{"experiment", run.experiment}, {"model", run.model}, {"seed", std::to_string(run.seed)}};
  for (const auto& [leaf, value] : run.config_leaves)
    if (leaf != "model.name") texts.emplace_back(leaf, store::to_text(*store::setting(run, leaf)));
  return texts;
}

Texts environment_of(const store::Environment& e) {
  Texts texts{{"program_version", e.program_version},
              {"git_commit", e.git_commit + (e.git_dirty ? " with changes" : "")},
              {"compiler", e.compiler},
              {"flags", e.flags},
              {"blas", e.blas},
              {"blas_core", e.blas_core},
              {"cpu", e.cpu},
              {"threads", std::to_string(e.threads)},
              {"host", e.host},
              {"os", e.os},
              {"command", e.command}};
  for (const auto& plugin : e.plugins) texts.emplace_back(plugin.kind + ' ' + plugin.name, plugin.sha256.substr(0, 12));
  for (const auto& file : e.data) texts.emplace_back("data " + file.path, file.sha256.substr(0, 12));
  return texts;
}

std::vector<RunDifference::Number> values_of(const store::Record& a, const store::Record& b) {
  using Values = std::vector<std::pair<std::string, double>>;
  const auto find = [](const Values& values, const std::string& name) -> std::optional<double> {
    const auto found = std::ranges::find(values, name, &Values::value_type::first);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
  std::vector<RunDifference::Number> found;
  for (const auto& [name, value] : a.final_values) found.push_back({name, value, find(b.final_values, name)});
  for (const auto& [name, value] : b.final_values)
    if (!find(a.final_values, name)) found.push_back({name, std::nullopt, value});
  return found;
}

RunDifference::Weights distance(const NamedArray& a, const NamedArray& b) {
  RunDifference::Weights found{a.name, to_string(a.array.shape), to_string(b.array.shape), {}, {}};
  if (a.array.shape != b.array.shape) return found;
  const auto x = a.array.as<double>(), y = b.array.as<double>();
  double apart = 0, size = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    apart += (x[i] - y[i]) * (x[i] - y[i]);
    size += x[i] * x[i];
  }
  found.distance = std::sqrt(apart);
  found.size = std::sqrt(size);
  return found;
}

std::vector<RunDifference::Weights> distances(const std::vector<NamedArray>& a, const std::vector<NamedArray>& b) {
  std::vector<RunDifference::Weights> found;
  for (const auto& one : a) {
    const auto other = std::ranges::find(b, one.name, &NamedArray::name);
    found.push_back(other == b.end() ? RunDifference::Weights{one.name, to_string(one.array.shape), "", {}, {}}
                                     : distance(one, *other));
  }
  for (const auto& one : b)
    if (std::ranges::find(a, one.name, &NamedArray::name) == a.end())
      found.push_back({one.name, "", to_string(one.array.shape), {}, {}});
  return found;
}

}  // namespace

RunDifference difference(const store::Record& a, const store::Record& b) {
  return {differing(settings_of(a), settings_of(b)),
          differing(environment_of(a.environment), environment_of(b.environment)), values_of(a, b),
          distances(a.weights, b.weights),
          a.weights == b.weights && a.metrics == b.metrics && a.final_values == b.final_values};
}

}  // namespace assay::compare
