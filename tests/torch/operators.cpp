// Evaluates every activation, layer and loss that the program finds, in every variation of its declared parameters, on
// random shapes in float64, and prints one JSON object a line: what went in, and what came out. operators.py compares
// them with PyTorch. New plugins are found by themselves.
//
// usage: torch_operators FOLDER SEED       (FOLDER: of plugins)
#include <iostream>
#include <string>
#include <vector>

#include <assay/activation.hpp>
#include <assay/layer.hpp>
#include <assay/loss.hpp>
#include <assay/transpose.hpp>

#include "base/json.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

using Numbers = std::vector<double>;

Numbers normal_numbers(std::int64_t count, Random& random) {
  Numbers numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(random.normal());
  return numbers;
}

Json json_of(const spec::Component& component);

Json json_of(const spec::Argument& argument) {
  return std::visit(
      []<class V>(const V& value) -> Json {
        if constexpr (std::is_same_v<V, spec::Component>)
          return json_of(value);
        else if constexpr (std::is_same_v<V, spec::NumberTable>)
          return value.numbers;
        else
          return value;
      },
      argument.value);
}

Json json_of(const spec::Component& component) {
  Json arguments = Json::object();
  for (const auto& argument : component.arguments) arguments[argument.name] = json_of(argument);
  return {{"name", component.name}, {"arguments", arguments}};
}

Json json_of(const Shape& shape) { return std::vector<std::int64_t>(shape.begin(), shape.end()); }

Json tensor(const Shape& shape, const Numbers& numbers) { return {{"shape", json_of(shape)}, {"numbers", numbers}}; }

/// What every line begins with.
Json head(const std::string& kind, const spec::Component& component) {
  Json line = {{"kind", kind}};
  line.update(json_of(component));
  return line;
}

spec::Component component_of(const Trial& trial, const std::string& variation) {
  return check::component(variation, trial.plugin().kind, trial.registry());
}

std::int64_t between(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

// --- activations
// ------------------------------------------------------------------------------------------------------

void evaluate_activation(const Trial& trial, const std::string& variation, Random random) {
  const auto component = component_of(trial, variation);
  const auto f = make<Activation, double>(trial, variation);
  const std::int64_t count = between(random, 5, 60);
  const Shape shape({count});
  auto x = normal_numbers(count, random);
  for (double& number : x) number *= 3;
  const auto dy = normal_numbers(count, random);
  Numbers y(x.size()), dx(x.size()), gradients(f->parameters().size());
  f->forward(x, y);
  f->backward(x, y, dy, dx);
  f->backward_parameters(f->parameters(), x, dy, gradients);
  Json line = head("activation", component);
  line["x"] = tensor(shape, x), line["dy"] = tensor(shape, dy), line["y"] = tensor(shape, y);
  line["dx"] = tensor(shape, dx);
  for (std::size_t i = 0; i < gradients.size(); ++i) line["gradients"][f->declared()[i].name] = gradients[i];
  std::cout << line << '\n';
}

// --- layers
// -----------------------------------------------------------------------------------------------------------

/// A layer with memory of its own, for one forward and one backward pass.
struct LayerCase {
  Layer<double>& layer;
  Plan plan;
  Shape input;
  std::vector<Numbers> parameters{}, gradients{}, buffers{};
  Numbers saved{}, scratch{}, lengths{}, x{}, dy{}, y{}, dx{};

  void run(bool training) {
    std::vector<ConstView<double>> own;
    std::vector<View<double>> slopes, kept;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      own.emplace_back(parameters[i].data(), plan.parameters[i].shape);
      slopes.emplace_back(gradients[i].data(), plan.parameters[i].shape);
    }
    for (std::size_t i = 0; i < buffers.size(); ++i) kept.emplace_back(buffers[i].data(), plan.buffers[i].shape);
    saved.resize(plan.saved), scratch.resize(plan.scratch);
    Pass<double> pass{training, own, kept, saved, scratch, Random(42)};
    pass.lengths = lengths;
    Numbers in = turned(x, input, true), up = turned(dy, plan.output, true), out(dy.size()), down(x.size());
    layer.forward(pass, {in.data(), input}, {out.data(), plan.output});
    layer.backward(pass, {in.data(), input}, {out.data(), plan.output}, {up.data(), plan.output}, {down.data(), input},
                   slopes);
    y = turned(out, plan.output, false), dx = turned(down, input, false);
  }

 private:
  Numbers turned(const Numbers& numbers, const Shape& shape, bool forth) const {
    if (plan.order != Order::batch_last) return numbers;
    Numbers other(numbers.size());
    const std::int64_t n = shape[0], size = shape.size() / n;
    transpose(numbers.data(), forth ? size : n, forth ? n : size, forth ? size : n, other.data(), forth ? n : size);
    return other;
  }
};

bool reads_tokens(const spec::Component& component) {
  for (const auto& argument : component.arguments)
    if (counts_tokens(argument.name) && std::get<std::int64_t>(argument.value) > 0) return true;
  return false;
}

/// One line for the layer on inputs of this shape.
void print_layer(const spec::Component& component, LayerCase& one, bool training, Random& random) {
  one.x = normal_numbers(one.input.size(), random);
  if (reads_tokens(component))
    for (double& token : one.x) token = static_cast<double>(random.below(5));
  one.dy = normal_numbers(one.plan.output.size(), random);
  Json line = head("layer", component);
  line["training"] = training, line["lengths"] = one.lengths;
  for (const auto& parameter : one.plan.parameters) {
    one.parameters.push_back(normal_numbers(parameter.shape.size(), random));
    for (double& weight : one.parameters.back()) weight *= 0.3;
    one.gradients.emplace_back(one.parameters.back().size());
    line["parameters"][parameter.name] = tensor(parameter.shape, one.parameters.back());
  }
  for (const auto& buffer : one.plan.buffers) {
    one.buffers.push_back(normal_numbers(buffer.shape.size(), random));
    for (double& number : one.buffers.back()) number = number * number + 0.1;  // variances are positive
    line["buffers"][buffer.name] = tensor(buffer.shape, one.buffers.back());
  }
  one.run(training);
  line["x"] = tensor(one.input, one.x), line["dy"] = tensor(one.plan.output, one.dy);
  line["y"] = tensor(one.plan.output, one.y), line["dx"] = tensor(one.input, one.dx);
  for (std::size_t i = 0; i < one.gradients.size(); ++i)
    line["gradients"][one.plan.parameters[i].name] = tensor(one.plan.parameters[i].shape, one.gradients[i]);
  for (std::size_t i = 0; i < one.buffers.size(); ++i)
    line["buffers_after"][one.plan.buffers[i].name] = tensor(one.plan.buffers[i].shape, one.buffers[i]);
  std::cout << line << '\n';
}

/// On random shapes of every rank that it takes, in training and not, sequences whole and of different lengths. Gives
/// up on a rank after some shapes that do not fit.
void evaluate_layer(const Trial& trial, const std::string& variation, Random random) {
  const auto component = component_of(trial, variation);
  for (int rank = 2; rank <= 4; ++rank)
    for (int attempt = 0; attempt < 12; ++attempt) {
      Shape shape({between(random, 1, 4)});
      for (int axis = 1; axis < rank; ++axis) shape.append(between(random, rank == 4 && axis > 1 ? 4 : 2, 8));
      const auto layer = make<Layer, double>(trial, variation);
      try {
        layer->plan(shape);
      } catch (const Error&) {
        continue;
      }
      for (const bool training : {true, false}) {
        LayerCase one{*layer, layer->plan(shape), shape};
        if (one.plan.relabels) return;
        print_layer(component, one, training, random);
      }
      if (rank != 3 && !(rank == 2 && reads_tokens(component))) break;
      LayerCase padded{*layer, layer->plan(shape), shape};
      for (std::int64_t n = 0; n < shape[0]; ++n)
        padded.lengths.push_back(static_cast<double>(between(random, 1, shape[1])));
      print_layer(component, padded, true, random);
      break;
    }
}

// --- losses
// -----------------------------------------------------------------------------------------------------------

void evaluate_loss(const Trial& trial, const std::string& variation, Random random) {
  const auto component = component_of(trial, variation);
  const auto loss = make<Loss, double>(trial, variation);
  const std::int64_t n = between(random, 2, 6), steps = between(random, 2, 5), classes = 3;
  const std::vector<std::pair<Shape, Shape>> examples{
      {{n, classes}, {n, classes}}, {{n, classes}, {n}}, {{n, steps, classes}, {n, steps}}};
  for (const auto& [shape, target_shape] : examples) {
    try {
      loss->check(shape, target_shape);
    } catch (const Error&) {
      continue;
    }
    const auto y = normal_numbers(shape.size(), random);
    Numbers target, dy(y.size());
    const bool labels = target_shape.rank() < shape.rank();
    for (std::int64_t i = 0; i < target_shape.size(); ++i)
      target.push_back(labels ? static_cast<double>(random.below(4)) : random.uniform());
    for (double& label : target)
      if (labels && label == 3) label = static_cast<double>(component.integer("ignore"));
    if (labels) target[0] = 0;  // one at least is not left out
    Json line = head("loss", component);
    line["value"] = loss->evaluate({y.data(), shape}, {target.data(), target_shape}, {dy.data(), shape});
    line["y"] = tensor(shape, y), line["target"] = tensor(target_shape, target), line["dy"] = tensor(shape, dy);
    std::cout << line << '\n';
  }
}

/// A variation with one parameter more: "{lstm: {units: 4}}" with its gate.
std::string with(const std::string& variation, const std::string& parameter, const std::string& value) {
  const std::string more = parameter + ": " + value + "}}";
  if (variation.front() != '{') return '{' + variation + ": {" + more;
  return variation.substr(0, variation.size() - 2) + ", " + more;
}

/// Uses that no two changes of defaults come to.
std::vector<std::string> further_variations(const std::string& plugin) {
  std::vector<std::string> all;
  for (const char* options : {"heads: 2, kv_heads: 1", "heads: 4, kv_heads: 2, rotary: true, causal: true",
                              "heads: 2, rotary: true, window: 3", "heads: 4, kv_heads: 1, causal: true, window: 2"})
    if (plugin == "attention") all.push_back("{attention: {" + std::string(options) + "}}");
  return all;
}

/// The declared variations, and for some of them inner activations that learn.
std::vector<std::string> all_variations(const Trial& trial) {
  std::vector<std::string> all = variations(trial);
  for (auto& more : further_variations(trial.plugin().name)) all.push_back(std::move(more));
  const std::size_t declared = all.size();
  for (const auto& parameter : trial.plugin().parameters)
    for (std::size_t i = 0; parameter.type == ParameterType::activation && i < declared; i += 5) {
      if (all[i].find(std::string(parameter.name) + ':') != std::string::npos) continue;
      all.push_back(with(all[i], parameter.name, "{swish: {beta: trainable}}"));
      all.push_back(with(all[i], parameter.name, "{elu: {alpha: trainable per channel}}"));
    }
  return all;
}

template <class Evaluate>
void evaluate_all(const registry::Registry& registry, const std::string& kind, std::uint64_t seed, Evaluate evaluate) {
  for (const auto& name : registry.names(kind)) {
    const Trial trial(registry, *registry.find(kind, name), seed);
    for (const auto& variation : all_variations(trial)) evaluate(trial, variation, trial.random(variation));
  }
}

}  // namespace
}  // namespace assay::check

int main(int count, char** words) {
  using namespace assay;
  if (count != 3) return 2;
  registry::Registry registry;
  registry.add_folder(words[1]);
  const std::uint64_t seed = std::stoull(words[2]);
  check::evaluate_all(registry, "activation", seed, check::evaluate_activation);
  check::evaluate_all(registry, "layer", seed, check::evaluate_layer);
  check::evaluate_all(registry, "loss", seed, check::evaluate_loss);
}
