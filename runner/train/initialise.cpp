#include "train/initialise.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "base/suggest.hpp"

namespace assay::train {
namespace {

/// The arrays meant for one network, without its prefix.
std::vector<NamedArray> part_of(std::span<const NamedArray> arrays, const std::string& prefix) {
  std::vector<NamedArray> part;
  for (const auto& array : arrays)
    if (array.name.starts_with(prefix)) part.push_back({array.name.substr(prefix.size()), array.array});
  return part;
}

/// Every initialiser of a single parameter or layer must have one.
template <class T>
void check_names(const spec::InitSpec& init, const std::vector<Trained<T>>& networks) {
  std::vector<std::string> names;
  for (const auto& [prefix, network, descent] : networks)
    for (const auto& name : network->parameter_names()) names.push_back(prefix + name);
  for (const auto& [key, rule] : init.parameters) {
    const auto meant = [&key = key](const std::string& name) { return name == key || name.starts_with(key + '.'); };
    if (std::ranges::none_of(names, meant))
      throw Failure(ExitCode::experiment, to_string(rule.place) + ": there is no parameter or layer '" + key + "'" +
                                              did_you_mean(key, names) + " (there are " + list_of(names) + ")");
  }
}

}  // namespace

template <class T>
void assign(const std::vector<Trained<T>>& networks, std::span<const NamedArray> weights, bool all) {
  std::size_t used = 0;
  for (const auto& [prefix, network, descent] : networks) {
    const auto part = part_of(weights, prefix);
    network->assign(part, network->weights(), all);
    used += part.size();
  }
  if (used == weights.size()) return;
  for (const auto& array : weights) {
    bool known = false;
    for (const auto& network : networks) known = known || array.name.starts_with(network.prefix);
    if (!known)
      throw Error("parameter '" + array.name + "' belongs to no network; names begin with generator. or " +
                  "discriminator.");
  }
}

template <class T>
std::vector<NamedArray> weights_of(const std::vector<Trained<T>>& networks) {
  std::vector<NamedArray> all;
  for (const auto& [prefix, network, descent] : networks)
    for (auto& array : network->named(network->weights())) all.push_back({prefix + array.name, std::move(array.array)});
  return all;
}

template <class T>
void initialise(const Job& job, const std::vector<Trained<T>>& networks) {
  const Random random = job.random("init");
  const auto& init = job.spec.model.init;
  check_names(init, networks);
  for (const auto& [prefix, network, descent] : networks)
    network->initialise(prefix.empty() ? random : random.stream(prefix), init, prefix);
  try {
    if (!job.initial_weights.empty()) assign(networks, job.initial_weights, true);
  } catch (const Error& error) {
    throw Failure(ExitCode::experiment, to_string(init.from_place) + ": " + init.from + ": " + error.what());
  }
  for (std::size_t i = 0; i < init.values.size(); ++i) {
    try {
      assign(networks, {&init.values[i], 1}, false);
    } catch (const Error& error) {
      throw Failure(ExitCode::experiment, to_string(init.value_places[i]) + ": " + error.what());
    }
  }
}

template void initialise(const Job&, const std::vector<Trained<float>>&);
template void initialise(const Job&, const std::vector<Trained<double>>&);
template void assign(const std::vector<Trained<float>>&, std::span<const NamedArray>, bool);
template void assign(const std::vector<Trained<double>>&, std::span<const NamedArray>, bool);
template std::vector<NamedArray> weights_of(const std::vector<Trained<float>>&);
template std::vector<NamedArray> weights_of(const std::vector<Trained<double>>&);

}  // namespace assay::train
