#include "spec/recall.hpp"

#include <algorithm>

#include "spec/experiment.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

Node section_of(const Node& root, const char* key) {
  const Node* node = root.find(key);
  return node ? *node : Node();
}

/// `source: {csv: {file: x}}` as `source: csv, file: x`.
Node data_section(Node data) {
  const Node* source = data.find("source");
  if (!source || source->entries.size() != 1) return data;
  const Entry component = source->entries.front();
  std::erase_if(data.entries, [](const Entry& entry) { return entry.key == "source"; });
  Node name;
  name.kind = Node::Kind::scalar;
  name.text = component.key;
  data.entries.push_back({"source", {}, std::move(name)});
  for (const auto& parameter : component.value.entries) data.entries.push_back(parameter);
  return data;
}

/// What is written as none or as an empty map is left out in an experiment file.
Node without_nothing(Node node) {
  std::erase_if(node.entries, [](const Entry& entry) {
    const Node& value = entry.value;
    return (value.kind == Node::Kind::scalar && value.text == "none") ||
           (value.kind == Node::Kind::map && value.entries.empty());
  });
  for (auto& entry : node.entries)
    if (entry.key == "adversarial") entry.value = without_nothing(std::move(entry.value));
  return node;
}

Entry model_entry(Node model) {
  const Node* name = model.find("name");
  const std::string key = name ? name->text : "";
  std::erase_if(model.entries,
                [](const Entry& entry) { return entry.key == "name" || entry.key.starts_with("init_"); });
  return {key, {}, std::move(model)};
}

}  // namespace

RunSpec recall(const std::string& config, const Catalogue& catalogue) {
  const Node root = parse_yaml(config, "stored configuration");
  Experiment experiment;
  experiment.data = data_section(section_of(root, "data"));
  experiment.train = without_nothing(section_of(root, "train"));
  experiment.metrics = section_of(root, "metrics");
  experiment.sample = section_of(root, "sample");
  Diagnostics diagnostics;
  const RunSpec spec = resolve(experiment, model_entry(section_of(root, "model")), {}, catalogue, diagnostics);
  diagnostics.finish(ExitCode::results);
  return spec;
}

}  // namespace assay::spec
