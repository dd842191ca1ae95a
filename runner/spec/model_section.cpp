#include "spec/model_section.hpp"

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "spec/layers.hpp"
#include "spec/scalar.hpp"
#include "spec/section.hpp"

namespace assay::spec {
namespace {

NetworkSpec read_network(const Node& node, const std::string& name, const Catalogue& catalogue,
                         Diagnostics& diagnostics) {
  NetworkSpec network;
  network.place = node.place;
  if (node.kind != Node::Kind::list || node.items.empty()) {
    diagnostics.add(node.place,
                    name + " is " + describe(node) + "; expected a list of layers, [{dense: 64}, relu, ...]");
    return network;
  }
  network.layers = read_layers(node, catalogue, diagnostics);
  return network;
}

/// Reads a number, or lists of lists of numbers that are all equally long.
class ArrayReader {
 public:
  explicit ArrayReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Array read(const Node& node) {
    for (const Node* inner = &node; inner->kind == Node::Kind::list; inner = &inner->items.front()) {
      if (inner->items.empty() || shape_.rank() == Shape::kMaxRank) {
        diagnostics_.add(inner->place, inner->items.empty() ? "found an empty list; expected numbers"
                                                            : "lists nested deeper than the axes of a tensor, " +
                                                                  std::to_string(Shape::kMaxRank));
        return {};
      }
      shape_.append(static_cast<std::int64_t>(inner->items.size()));
    }
    add(node, 0);
    return {shape_, std::move(numbers_)};
  }

 private:
  void add(const Node& node, int depth) {
    if (depth == shape_.rank()) return add_number(node);
    const std::string expected =
        "; expected a list of " + std::to_string(shape_[depth]) + " as in the first of its like";
    if (node.kind != Node::Kind::list)
      diagnostics_.add(node.place, "found " + describe(node) + expected);
    else if (static_cast<std::int64_t>(node.items.size()) != shape_[depth])
      diagnostics_.add(node.place, "found a list of " + std::to_string(node.items.size()) + expected);
    else
      for (const auto& item : node.items) add(item, depth + 1);
  }

  void add_number(const Node& node) {
    const auto number = to_real(node);
    if (!number) diagnostics_.add(node.place, "found " + describe(node) + "; expected a number");
    numbers_.push_back(number.value_or(0));
  }

  Diagnostics& diagnostics_;
  Shape shape_;
  std::vector<double> numbers_;
};

void read_preset(InitSpec& init, const Node& node, Diagnostics& diagnostics) {
  static const std::vector<std::string> kPresets{"pytorch", "keras"};
  if (node.text == "keras") init.preset = InitSpec::Preset::keras;
  if (node.kind != Node::Kind::scalar || std::ranges::find(kPresets, node.text) == kPresets.end())
    diagnostics.add(node.place, "'init' is " + describe(node) +
                                    "; expected pytorch, keras, or a map of weights, biases, parameters, from, values" +
                                    did_you_mean(node.text, kPresets));
}

constexpr std::array<std::string_view, 1> kInitialiser{"initialiser"};

void read_initialisers(InitSpec& init, Section& section, const Catalogue& catalogue, Diagnostics& diagnostics) {
  if (const Node* preset = section.get("preset")) read_preset(init, *preset, diagnostics);
  if (const Node* node = section.optional("weights"))
    init.weights = read_component(*node, kInitialiser, catalogue, diagnostics);
  if (const Node* node = section.optional("biases"))
    init.biases = read_component(*node, kInitialiser, catalogue, diagnostics);
  const Node* parameters = section.optional("parameters");
  if (!parameters) return;
  if (parameters->kind != Node::Kind::map || parameters->entries.empty())
    section.complain(*parameters, "parameters", "initialisers by the parameter's or layer's name, {0: orthogonal}");
  for (const auto& entry : parameters->entries) {
    auto rule = read_component(entry.value, kInitialiser, catalogue, diagnostics);
    rule.place = entry.place;
    init.parameters.emplace_back(entry.key, std::move(rule));
  }
}

InitSpec read_init(const Node* node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  InitSpec init;
  if (!node) return init;
  if (node->kind == Node::Kind::scalar) {
    read_preset(init, *node, diagnostics);
    return init;
  }
  Section section(*node, "init", diagnostics);
  read_initialisers(init, section, catalogue, diagnostics);
  if (const Node* from = section.optional("from")) {
    init.from = section.text("from", "");
    init.from_place = from->place;
  }
  const Node* values = section.optional("values");
  section.finish();
  if (!values) return init;
  if (values->kind != Node::Kind::map || values->entries.empty())
    section.complain(*values, "values", "numbers by the parameter's name, {0.weight: [[0.4, 0.6]]}");
  for (const auto& entry : values->entries) {
    init.values.push_back({entry.key, ArrayReader(diagnostics).read(entry.value)});
    init.value_places.push_back(entry.place);
  }
  return init;
}

void check_patch(Section& section, std::string_view key) {
  const Node* patch = section.get(key);
  if (patch && patch->kind != Node::Kind::map) section.complain(*patch, key, "a map of settings");
}

void read_generator(ModelSpec& model, const Node& generator, const Node& discriminator, const Catalogue& catalogue,
                    Diagnostics& diagnostics) {
  const std::string of_model = " of model '" + model.name + "'";
  model.network = read_network(generator, "'generator'" + of_model, catalogue, diagnostics);
  model.discriminator = read_network(discriminator, "'discriminator'" + of_model, catalogue, diagnostics);
}

}  // namespace

bool is_adversarial(const Node& model) { return model.find("generator") || model.find("discriminator"); }

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
  check_patch(section, "train");
  check_patch(section, "data");
  model.init = read_init(section.optional("init"), catalogue, diagnostics);
  const Node* layers = section.get("layers");
  const Node* generator = section.get("generator");
  const Node* discriminator = section.get("discriminator");
  const Node* latent = section.get("latent");
  if (layers && !is_adversarial(node)) {
    model.network = read_network(*layers, "'layers' of " + name, catalogue, diagnostics);
    if (latent) section.complain(*latent, "latent", "'generator' and 'discriminator' beside it");
  } else if (generator && discriminator && !layers) {
    read_generator(model, *generator, *discriminator, catalogue, diagnostics);
    model.latent = section.integer("latent", 0, 1);
    if (!latent)
      diagnostics.add(entry.place, name + " needs 'latent': the width of the generator's noise, integer >= 1");
  } else {
    diagnostics.add(entry.place, name + " needs either 'layers', or 'generator' and 'discriminator'");
  }
  section.finish();
  return model;
}

}  // namespace assay::spec
