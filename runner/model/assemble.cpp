#include "model/assemble.hpp"

#include <string>
#include <utility>

#include "base/failure.hpp"
#include "model/activation_layer.hpp"
#include "model/branches.hpp"
#include "model/spectral_norm.hpp"
#include "spec/layers.hpp"

namespace assay::model {
namespace {

template <class T>
std::unique_ptr<Layer<T>> make_branches(const spec::Component& component, const registry::Registry& registry) {
  using B = Branches<T>;
  std::vector<typename B::Path> paths;
  for (const auto& branch : component.branches) {
    const std::string name = component.name == "residual" ? "" : std::to_string(paths.size());
    paths.push_back({name, assemble<T>(branch, registry)});
  }
  if (component.name == "residual") paths.push_back({"", assemble<T>({}, registry)});
  const auto join = component.name == "concat"    ? B::Join::concat
                    : component.name == "product" ? B::Join::product
                                                  : B::Join::sum;
  return std::make_unique<B>(join, std::move(paths));
}

template <class T>
typename Sequence<T>::Stage make_stage(const spec::Component& component, const registry::Registry& registry) {
  typename Sequence<T>::Stage stage;
  if (component.name == "spectral_norm") {
    stage.layer = std::make_unique<SpectralNorm<T>>(make_stage<T>(component.branches[0][0], registry).layer);
  } else if (component.kind == "combinator" && component.name == spec::kList) {
    stage.layer = assemble<T>(component.branches[0], registry);
  } else if (component.kind == "combinator") {
    stage.layer = make_branches<T>(component, registry);
  } else if (component.kind == "layer") {
    stage.layer = registry.make<Layer, T>(component);
  } else {
    auto layer = std::make_unique<ActivationLayer<T>>(registry.make<Activation, T>(component));
    stage.gain = layer->gain();
    stage.layer = std::move(layer);
  }
  stage.refuse = [place = component.place, name = component.name](const Error& error) {
    throw Failure(ExitCode::experiment, to_string(place) + ": layer '" + name + "': " + error.what());
  };
  return stage;
}

}  // namespace

template <class T>
std::unique_ptr<Sequence<T>> assemble(const std::vector<spec::Component>& layers, const registry::Registry& registry,
                                      bool keep_outputs) {
  std::vector<typename Sequence<T>::Stage> stages;
  for (const auto& component : layers) {
    stages.push_back(make_stage<T>(component, registry));
    stages.back().name = std::to_string(stages.size() - 1);
  }
  return std::make_unique<Sequence<T>>(std::move(stages), keep_outputs);
}

template std::unique_ptr<Sequence<float>> assemble(const std::vector<spec::Component>&, const registry::Registry&,
                                                   bool);
template std::unique_ptr<Sequence<double>> assemble(const std::vector<spec::Component>&, const registry::Registry&,
                                                    bool);

}  // namespace assay::model
