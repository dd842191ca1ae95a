#include "spec/canonical.hpp"

#include <yaml-cpp/emitter.h>

#include "spec/layers.hpp"
#include "spec/scalar.hpp"
#include "spec/setting.hpp"

namespace assay::spec {
namespace {

Node word(const std::string& text) { return {Node::Kind::scalar, {}, text, true, {}, {}}; }
Node plain(const std::string& text) { return {Node::Kind::scalar, {}, text, false, {}, {}}; }
Node number(std::int64_t value) { return plain(std::to_string(value)); }
Node number(double value) { return plain(real_text(value)); }
Node boolean(bool value) { return plain(value ? "true" : "false"); }
Node map() { return {Node::Kind::map, {}, {}, false, {}, {}}; }
Node list() { return {Node::Kind::list, {}, {}, false, {}, {}}; }

void put(Node& map, const std::string& key, Node value) { map.entries.push_back({key, {}, std::move(value)}); }

Node component(const Component& component);

Node argument(const Argument& argument) {
  Node value = std::visit(
      []<class V>(const V& v) -> Node {
        if constexpr (std::is_same_v<V, bool>)
          return boolean(v);
        else if constexpr (std::is_same_v<V, std::int64_t> || std::is_same_v<V, double>)
          return number(v);
        else if constexpr (std::is_same_v<V, std::string>)
          return word(v);
        else if constexpr (std::is_same_v<V, Component>)
          return component(v);
        else if constexpr (std::is_same_v<V, NumberTable>) {
          Node rows = list();
          for (std::int64_t r = 0; r < v.rows; ++r) {
            Node row = list();
            for (std::int64_t c = 0; c < v.columns; ++c)
              row.items.push_back(number(v.numbers[static_cast<std::size_t>(r * v.columns + c)]));
            rows.items.push_back(std::move(row));
          }
          return rows;
        } else {
          Node items = list();
          for (const auto item : v) items.items.push_back(number(item));
          return items;
        }
      },
      argument.value);
  if (!argument.trainable) return value;
  Node wrapped = map();
  put(wrapped, "trainable", std::move(value));
  if (argument.per_channel) put(wrapped, "per", word("channel"));
  return wrapped;
}

Node components(const std::vector<Component>& some) {
  Node all = list();
  for (const auto& one : some) all.items.push_back(component(one));
  return all;
}

/// As the experiment spells it: spectral_norm has a layer, residual a list of layers, the others a list of lists; a
/// list within the list is one itself.
Node combinator(const Component& whole) {
  if (whole.name == kList) return components(whole.branches.front());
  Node node = map(), paths = list();
  for (const auto& branch : whole.branches) paths.items.push_back(components(branch));
  Node& first = paths.items.front();
  Node& inside = whole.name == "spectral_norm" ? first.items.front() : whole.name == "residual" ? first : paths;
  put(node, whole.name, Node(inside));
  return node;
}

Node component(const Component& component) {
  if (component.name.empty()) return word("none");
  if (component.kind == "combinator") return combinator(component);
  Node arguments = map(), node = map();
  for (const auto& one : component.arguments) put(arguments, one.name, argument(one));
  put(node, component.name, std::move(arguments));
  return node;
}

constexpr const char* kScales[] = {"none", "standard", "minmax"};

/// Of parts in files of their own only what these leave to say.
void put_given(Node& node, const Split& spec) {
  if (spec.validation >= 1) return;
  Node split = map();
  put(split, "validation", number(spec.validation));
  put(split, "order", word(spec.shuffled ? "shuffled" : "sequential"));
  put(node, "split", std::move(split));
}

void window(Node& node, const Split& split) {
  if (split.window == Split::Window::none) return;
  Node rows = map(), rolling = map();
  put(rows, "train", number(split.window_rows));
  put(rolling, "rolling", std::move(rows));
  put(node, "window", split.window == Split::Window::expanding ? word("expanding") : std::move(rolling));
  if (split.test > 0) put(node, "test", number(split.test));
}

/// Of folds not how often they are repeated: more of them leave those before as they are.
void folds(Node& node, const Split& split) {
  put(node, "folds", split.folds == Split::kAllFolds ? word("all") : number(split.folds));
  put(node, "validation", number(split.validation));
  put(node, "order", word(split.shuffled ? "shuffled" : "sequential"));
  window(node, split);
}

void shares(Node& node, const Split& split) {
  put(node, "train", number(split.train));
  put(node, "validation", number(split.validation));
  put(node, "test", number(split.test));
  put(node, "order", word(split.shuffled ? "shuffled" : "sequential"));
}

/// Beyond shares and order only what the experiment says: runs without it have the ids that they had before.
Node split(const Split& split) {
  Node node = map();
  if (split.by.empty())
    split.folds != 0 ? folds(node, split) : shares(node, split);
  else
    put(node, "by", word(split.by));
  if (split.strata != Split::Strata::none)
    put(node, "stratify", split.strata == Split::Strata::asked ? boolean(true) : word("auto"));
  if (split.strata == Split::Strata::none && split.folds > 0 && split.window == Split::Window::none)
    put(node, "stratify", boolean(false));  // what is not said would be `auto`
  if (!split.group.empty()) put(node, "group", word(split.group));
  if (split.gap > 0) put(node, "gap", number(split.gap));
  if (split.seed) put(node, "seed", plain(std::to_string(*split.seed)));
  if (split.fold) put(node, "fold", number(*split.fold));
  if (split.repeat) put(node, "repeat", number(*split.repeat));
  return node;
}

Node data(const DataSpec& spec) {
  Node node = map();
  put(node, "source", component(spec.source));
  said(spec.source, "parts", "").empty() ? put(node, "split", split(spec.split)) : put_given(node, spec.split);
  put(node, "scale", word(kScales[static_cast<int>(spec.scale)]));
  put(node, "target_scale", word(kScales[static_cast<int>(spec.target_scale)]));
  if (!spec.prepare.empty()) put(node, "prepare", components(spec.prepare));
  if (spec.balanced) {
    Node balance = map();
    put(balance, "classes", word("weights"));
    put(node, "balance", std::move(balance));
  }
  return node;
}

/// Only what the experiment says: runs without it have the ids that they had before there were initialisers.
void init(Node& node, const InitSpec& spec) {
  if (spec.preset == InitSpec::Preset::keras) put(node, "init_preset", word("keras"));
  if (!spec.weights.name.empty()) put(node, "init_weights", component(spec.weights));
  if (!spec.biases.name.empty()) put(node, "init_biases", component(spec.biases));
  if (spec.parameters.empty()) return;
  Node parameters = map();
  for (const auto& [name, rule] : spec.parameters) put(parameters, name, component(rule));
  put(node, "init_parameters", std::move(parameters));
}

Node model(const ModelSpec& spec) {
  Node node = map();
  put(node, "name", word(spec.name));
  if (spec.adversarial()) {
    put(node, "generator", components(spec.network.layers));
    put(node, "discriminator", components(spec.discriminator.layers));
    put(node, "latent", number(spec.latent));
  } else {
    put(node, "layers", components(spec.network.layers));
  }
  init(node, spec.init);
  if (!spec.init.from.empty()) put(node, "init_from", word(spec.init.from));
  if (spec.init.values.empty()) return node;
  Node values = map();
  for (const auto& [name, array] : spec.init.values) {
    Node numbers = list();
    for (const double x : array.as<double>()) numbers.items.push_back(number(x));
    put(values, name, std::move(numbers));
  }
  put(node, "init_values", std::move(values));
  return node;
}

Node group(const ParameterGroup& spec) {
  Node node = map(), match = list();
  for (const auto& pattern : spec.match) match.items.push_back(word(pattern.text));
  put(node, "match", std::move(match));
  if (spec.rate) put(node, "rate", number(*spec.rate));
  if (spec.freeze) put(node, "freeze", boolean(*spec.freeze));
  for (const auto& one : spec.arguments) put(node, one.name, argument(one));
  return node;
}

/// What not every training has; without it, the configuration reads as if there were no such thing.
void put_refinements(Node& node, const TrainSpec& spec) {
  if (!spec.groups.empty()) {
    Node groups = list();
    for (const auto& one : spec.groups) groups.items.push_back(group(one));
    put(node, "groups", std::move(groups));
  }
  if (spec.average > 0) {
    Node average = map();
    put(average, "decay", number(spec.average));
    put(node, "average", std::move(average));
  }
}

Node train(const TrainSpec& spec, bool adversarial) {
  Node node = map();
  put(node, "epochs", number(spec.epochs));
  put(node, "batch", number(spec.batch));
  if (!spec.loss.name.empty()) put(node, "loss", component(spec.loss));
  put(node, "optimizer", component(spec.optimizer));
  put(node, "schedule", component(spec.schedule));
  put_refinements(node, spec);
  Node clip = map();
  if (spec.clip.rule != Clip::Rule::none)
    put(clip, spec.clip.rule == Clip::Rule::norm ? "norm" : "value", number(spec.clip.limit));
  put(node, "clip", std::move(clip));
  if (!spec.early_stopping.metric.empty()) {
    Node stopping = map();
    put(stopping, "metric", word(spec.early_stopping.metric));
    put(stopping, "patience", number(spec.early_stopping.patience));
    put(stopping, "min_delta", number(spec.early_stopping.min_delta));
    put(node, "early_stopping", std::move(stopping));
  }
  put(node, "shuffle", boolean(spec.shuffle));
  put(node, "precision", word(spec.precision == Precision::float64 ? "float64" : "float32"));
  if (adversarial) {
    Node game = map();
    if (!spec.adversarial.objective.name.empty()) put(game, "objective", component(spec.adversarial.objective));
    put(game, "discriminator_steps", number(spec.adversarial.discriminator_steps));
    put(game, "discriminator_optimizer", component(spec.adversarial.discriminator_optimizer));
    put(node, "adversarial", std::move(game));
  }
  return node;
}

void emit(YAML::Emitter& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      out << YAML::Null;
      break;
    case Node::Kind::scalar:
      out << node.text;
      break;
    case Node::Kind::list:
      out << YAML::Flow << YAML::BeginSeq;
      for (const auto& item : node.items) emit(out, item);
      out << YAML::EndSeq;
      break;
    case Node::Kind::map:
      if (node.entries.empty()) out << YAML::Flow;
      out << YAML::BeginMap;
      for (const auto& entry : node.entries) {
        out << YAML::Key << entry.key << YAML::Value;
        emit(out, entry.value);
      }
      out << YAML::EndMap;
      break;
  }
}

Leaf leaf(const Node& node) {
  if (const auto truth = to_boolean(node)) return *truth;
  if (const auto whole = to_integer(node)) return *whole;
  if (const auto real = to_real(node)) return *real;
  return node.text;
}

void collect(const Node& node, const std::string& name, std::vector<std::pair<std::string, Leaf>>& leaves) {
  const std::string prefix = name.empty() ? "" : name + '.';
  if (node.kind == Node::Kind::scalar) leaves.emplace_back(name, leaf(node));
  // A component without parameters is told by its name: "train.loss" = "mse".
  const bool bare = node.entries.size() == 1 && node.entries[0].value.kind == Node::Kind::map &&
                    node.entries[0].value.entries.empty();
  if (bare) {
    leaves.emplace_back(name, node.entries[0].key);
    return;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) collect(node.items[i], prefix + std::to_string(i), leaves);
  for (const auto& entry : node.entries) collect(entry.value, prefix + entry.key, leaves);
}

}  // namespace

Node canonical(const Component& one) { return component(one); }

Node canonical(const Split& one) { return split(one); }

Node canonical(const RunSpec& spec) {
  Node node = map(), metrics = list(), sample = map();
  for (const auto& metric : spec.metrics) metrics.items.push_back(word(metric.name));
  put(sample, "count", number(spec.sample.count));
  put(sample, "length", number(spec.sample.length));
  put(sample, "temperature", number(spec.sample.temperature));
  if (spec.sample.preactivations) put(sample, "preactivations", boolean(true));
  put(node, "model", model(spec.model));
  put(node, "data", data(spec.data));
  put(node, "train", train(spec.train, spec.model.adversarial()));
  put(node, "metrics", std::move(metrics));
  put(node, "sample", std::move(sample));
  return node;
}

std::string to_yaml(const Node& node) {
  YAML::Emitter out;
  emit(out, node);
  if (!out.good()) throw Error("the configuration cannot be written as YAML: " + out.GetLastError());
  return std::string(out.c_str()) + '\n';
}

std::vector<std::pair<std::string, Leaf>> leaves(const Node& node) {
  std::vector<std::pair<std::string, Leaf>> all;
  collect(node, "", all);
  return all;
}

}  // namespace assay::spec
