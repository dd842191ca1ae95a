// One model at one point of the sweep: patches applied, axes substituted, everything typed.

#include <algorithm>
#include <array>
#include <cmath>

#include "base/suggest.hpp"
#include "spec/experiment.hpp"
#include "spec/scalar.hpp"
#include "spec/section.hpp"

namespace assay::spec {
namespace {

/// The sections as one model sees them.
struct Sections {
  Node data, train, metrics, sample, model;
};

/// A model's own settings replace the experiment's, key by key.
Node patched(const Node& base, const Node* patch) {
  Node result = base;
  if (!patch) return result;
  if (result.kind == Node::Kind::null) result = Node{Node::Kind::map, patch->place, {}, false, {}, {}};
  for (const auto& entry : patch->entries) {
    if (Node* found = result.find(entry.key))
      *found = entry.value;
    else
      result.entries.push_back(entry);
  }
  return result;
}

/// Another source does not inherit the settings of the experiment's source, only what all sources share.
Node patched_data(const Node& base, const Node* patch) {
  Node kept = base;
  if (patch && patch->find("source"))
    std::erase_if(kept.entries, [](const Entry& entry) {
      return entry.key != "split" && entry.key != "scale" && entry.key != "target_scale";
    });
  return patched(kept, patch);
}

Sections sections_of(const Experiment& experiment, const Entry& model) {
  const bool map = model.value.kind == Node::Kind::map;
  return {patched_data(experiment.data, map ? model.value.find("data") : nullptr),
          patched(experiment.train, map ? model.value.find("train") : nullptr), experiment.metrics, experiment.sample,
          model.value};
}

bool mentions(const Node& node, const std::string& word) {
  if (node.kind == Node::Kind::scalar) return node.text == word;
  return std::any_of(node.items.begin(), node.items.end(), [&](const Node& item) { return mentions(item, word); }) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [&](const Entry& entry) { return mentions(entry.value, word); });
}

/// Puts the axes' values where `$axis` stands.
class Substitution {
 public:
  Substitution(const Experiment& experiment, const Point& point, Diagnostics& diagnostics)
      : experiment_(experiment), point_(point), diagnostics_(diagnostics) {}

  void apply(Node& node) {
    for (auto& item : node.items) apply(item);
    for (auto& entry : node.entries) apply(entry.value);
    if (node.kind == Node::Kind::scalar && node.text.starts_with('$')) replace(node);
  }

  /// Whether some `$axis` had no value; what was read from there would only give further complaints.
  bool broken() const { return broken_; }

 private:
  void replace(Node& node) {
    const std::string name = node.text.substr(1);
    for (const auto& [axis, value] : point_.values)
      if (axis == name) {
        node = *value;
        return;
      }
    std::vector<std::string> known;
    for (const auto& axis : experiment_.axes) known.push_back('$' + axis.name);
    const std::string guess = did_you_mean(node.text, known);
    diagnostics_.add(node.place, "there is no axis '" + name + "' in 'sweep'" +
                                     (guess.empty() && !known.empty() ? "; there are " + list_of(known) : guess));
    node = Node{Node::Kind::null, node.place, {}, false, {}, {}};
    broken_ = true;
  }

  const Experiment& experiment_;
  const Point& point_;
  Diagnostics& diagnostics_;
  bool broken_ = false;
};

Split read_split(const Node* node, Diagnostics& diagnostics) {
  Split split;
  if (!node) return split;
  Section section(*node, "split", diagnostics);
  split.place = node->place;
  split.train = section.real("train", 0, at_least(0));
  split.validation = section.real("validation", 0, at_least(0));
  split.test = section.real("test", 0, at_least(0));
  static constexpr std::array<std::string_view, 2> kOrders{"shuffled", "sequential"};
  split.shuffled = section.choice("order", kOrders, 0) == 0;
  section.finish();
  const std::array parts{split.train, split.validation, split.test};
  const bool shares = std::all_of(parts.begin(), parts.end(), [](double part) { return part <= 1; });
  if (split.train == 0)
    diagnostics.add(node->place, "'split.train' is 0 or missing; expected a share or a number of rows");
  if (shares && split.train + split.validation + split.test > 1 + 1e-9)
    diagnostics.add(node->place, "the shares of 'split' add up to more than 1");
  if (!shares && std::any_of(parts.begin(), parts.end(), [](double part) { return part != std::floor(part); }))
    diagnostics.add(node->place,
                    "'split' mixes shares with numbers of rows; expected all shares <= 1, or all integers");
  return split;
}

/// The source's own settings, which stand in the data section beside those of every source.
Node settings_of(const Signature& source, const Node& node, Section& section) {
  Node settings{Node::Kind::map, node.place, {}, false, {}, {}};
  for (const auto& parameter : source.parameters)
    if (const Node* given = section.get(parameter.name))
      settings.entries.push_back({parameter.name, given->place, *given});
  section.finish();
  return settings;
}

DataSpec read_data(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  DataSpec data;
  data.place = node.place;
  Section section(node, "data", diagnostics);
  const Node* source = section.need("source", "what the data is read from or made by");
  static constexpr std::array<std::string_view, 3> kScales{"none", "standard", "minmax"};
  data.split = read_split(section.get("split"), diagnostics);
  data.scale = static_cast<Scale>(section.choice("scale", kScales, 0));
  data.target_scale = static_cast<Scale>(section.choice("target_scale", kScales, 0));
  if (!source) return data;
  if (source->kind != Node::Kind::scalar) {
    section.complain(*source, "source", "the name of a data source; its settings stand beside it");
    return data;
  }
  const std::array<std::string_view, 1> kinds{"data source"};
  const Signature* signature = catalogue.find(kinds[0], source->text);
  if (!signature) {
    read_component(*source, kinds, catalogue, diagnostics);  // tells what is wrong
    return data;
  }
  const Node settings = settings_of(*signature, node, section);
  data.source = read_arguments(*signature, source->place, settings, catalogue, diagnostics);
  return data;
}

NetworkSpec read_network(const Node& node, const std::string& name, const Catalogue& catalogue,
                         Diagnostics& diagnostics) {
  NetworkSpec network;
  network.place = node.place;
  if (node.kind != Node::Kind::list || node.items.empty()) {
    diagnostics.add(node.place,
                    name + " is " + describe(node) + "; expected a list of layers, [{dense: 64}, relu, ...]");
    return network;
  }
  static constexpr std::array<std::string_view, 2> kKinds{"layer", "activation"};
  for (const auto& item : node.items) network.layers.push_back(read_component(item, kKinds, catalogue, diagnostics));
  return network;
}

void flatten(const Node& node, std::vector<double>& numbers, Shape& shape, int depth, Diagnostics& diagnostics) {
  if (node.kind == Node::Kind::list) {
    if (depth == shape.rank()) shape.append(static_cast<std::int64_t>(node.items.size()));
    if (shape[depth] != static_cast<std::int64_t>(node.items.size()))
      diagnostics.add(node.place, "a list of " + std::to_string(node.items.size()) + " numbers; expected " +
                                      std::to_string(shape[depth]) + " as in the others");
    for (const auto& item : node.items) flatten(item, numbers, shape, depth + 1, diagnostics);
    return;
  }
  const auto number = to_real(node);
  if (!number) diagnostics.add(node.place, "found " + describe(node) + "; expected a number");
  numbers.push_back(number.value_or(0));
}

InitSpec read_init(const Node* node, Diagnostics& diagnostics) {
  InitSpec init;
  if (!node) return init;
  Section section(*node, "init", diagnostics);
  if (const Node* from = section.get("from")) {
    init.from = from->text;
    init.from_place = from->place;
  }
  const Node* values = section.get("values");
  section.finish();
  if (!values) return init;
  for (const auto& entry : values->entries) {
    std::vector<double> numbers;
    Shape shape;
    flatten(entry.value, numbers, shape, 0, diagnostics);
    init.values.push_back({entry.key, {shape, std::move(numbers)}});
    init.value_places.push_back(entry.place);
  }
  return init;
}

ModelSpec read_model(const Entry& entry, const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  ModelSpec model;
  model.name = entry.key;
  model.place = entry.place;
  const std::string name = "model '" + entry.key + "'";
  if (node.kind != Node::Kind::map) {
    model.network = read_network(node, name, catalogue, diagnostics);
    return model;
  }
  Section section(node, entry.key, diagnostics);
  section.get("train"), section.get("data");  // patches, applied already
  model.init = read_init(section.get("init"), diagnostics);
  const Node* layers = section.get("layers");
  const Node* generator = section.get("generator");
  const Node* discriminator = section.get("discriminator");
  const std::int64_t latent = section.integer("latent", 0, 1);
  section.finish();
  if (layers && !generator && !discriminator) {
    model.network = read_network(*layers, "'layers' of " + name, catalogue, diagnostics);
  } else if (generator && discriminator && !layers) {
    model.network = read_network(*generator, "'generator' of " + name, catalogue, diagnostics);
    model.discriminator = read_network(*discriminator, "'discriminator' of " + name, catalogue, diagnostics);
    model.latent = latent;
    if (latent == 0 && !node.find("latent"))
      diagnostics.add(entry.place, name + " needs 'latent': the width of the generator's noise, integer >= 1");
  } else {
    diagnostics.add(entry.place, name + " needs either 'layers', or 'generator' and 'discriminator'");
  }
  return model;
}

Clip read_clip(const Node* node, Diagnostics& diagnostics) {
  Clip clip;
  if (!node) return clip;
  Section section(*node, "clip", diagnostics);
  const double norm = section.real("norm", 0, positive), value = section.real("value", 0, positive);
  section.finish();
  if ((norm > 0) == (value > 0)) {
    diagnostics.add(node->place, "'clip' is " + describe(*node) + "; expected {norm: limit} or {value: limit}");
    return clip;
  }
  return norm > 0 ? Clip{Clip::Rule::norm, norm} : Clip{Clip::Rule::value, value};
}

EarlyStopping read_early_stopping(const Node* node, Diagnostics& diagnostics) {
  EarlyStopping stopping;
  if (!node) return stopping;
  Section section(*node, "early_stopping", diagnostics);
  stopping.metric = section.text("metric", "validation.loss");
  stopping.patience = section.integer("patience", stopping.patience, 1);
  stopping.min_delta = section.real("min_delta", 0, at_least(0));
  section.finish();
  return stopping;
}

AdversarialSpec read_adversarial(const Node* node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  AdversarialSpec adversarial;
  if (!node) return adversarial;
  Section section(*node, "adversarial", diagnostics);
  adversarial.discriminator_steps = section.integer("discriminator_steps", 1, 1);
  adversarial.discriminator_optimizer = section.component("discriminator_optimizer", "optimizer", catalogue);
  section.finish();
  return adversarial;
}

TrainSpec read_train(const Node& node, bool adversarial, const Catalogue& catalogue, Diagnostics& diagnostics) {
  TrainSpec train;
  train.place = node.place;
  Section section(node, "train", diagnostics);
  section.need("epochs", "how often to go through the training data, integer >= 1");
  section.need("loss", "the name of a loss");
  section.need("optimizer", "the name of an optimizer");
  train.epochs = section.integer("epochs", 1, 1);
  train.batch = section.integer("batch", 32, 1);
  train.loss = section.component("loss", "loss", catalogue);
  train.optimizer = section.component("optimizer", "optimizer", catalogue);
  train.schedule = section.component("schedule", "schedule", catalogue);
  train.clip = read_clip(section.get("clip"), diagnostics);
  train.early_stopping = read_early_stopping(section.get("early_stopping"), diagnostics);
  train.shuffle = section.boolean("shuffle", true);
  static constexpr std::array<std::string_view, 2> kPrecisions{"float32", "float64"};
  train.precision = static_cast<Precision>(section.choice("precision", kPrecisions, 0));
  const Node* game = section.get("adversarial");
  if (game && !adversarial)
    diagnostics.add(game->place, "'adversarial' is for a model with 'generator' and 'discriminator'");
  train.adversarial = read_adversarial(game, catalogue, diagnostics);
  section.finish();
  return train;
}

std::vector<Metric> read_metrics(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  std::vector<Metric> metrics;
  if (node.kind == Node::Kind::null) return metrics;
  if (node.kind != Node::Kind::list) {
    diagnostics.add(node.place, "'metrics' is " + describe(node) + "; expected a list of names");
    return metrics;
  }
  static constexpr std::array<std::string_view, 1> kKinds{"metric"};
  for (const auto& item : node.items)
    if (const auto metric = read_component(item, kKinds, catalogue, diagnostics); !metric.name.empty())
      metrics.push_back({metric.name, metric.place});
  return metrics;
}

SampleSpec read_sample(const Node& node, Diagnostics& diagnostics) {
  SampleSpec sample;
  if (node.kind == Node::Kind::null) return sample;
  Section section(node, "sample", diagnostics);
  sample.count = section.integer("count", 0, 0);
  sample.length = section.integer("length", 0, 0);
  sample.temperature = section.real("temperature", 1, positive);
  section.finish();
  return sample;
}

}  // namespace

bool uses_axis(const Experiment& experiment, const Entry& model, const std::string& axis) {
  const Sections sections = sections_of(experiment, model);
  const std::string word = '$' + axis;
  for (const auto* node : {&sections.data, &sections.train, &sections.metrics, &sections.sample, &sections.model})
    if (mentions(*node, word)) return true;
  return false;
}

RunSpec resolve(const Experiment& experiment, const Entry& model, const Point& point, const Catalogue& catalogue,
                Diagnostics& diagnostics) {
  Sections sections = sections_of(experiment, model);
  Substitution substitution(experiment, point, diagnostics);
  for (auto* node : {&sections.data, &sections.train, &sections.metrics, &sections.sample, &sections.model})
    substitution.apply(*node);
  RunSpec spec;
  if (substitution.broken()) return spec;
  spec.data = read_data(sections.data, catalogue, diagnostics);
  spec.model = read_model(model, sections.model, catalogue, diagnostics);
  spec.train = read_train(sections.train, spec.model.adversarial(), catalogue, diagnostics);
  spec.metrics = read_metrics(sections.metrics, catalogue, diagnostics);
  spec.sample = read_sample(sections.sample, diagnostics);
  return spec;
}

}  // namespace assay::spec
