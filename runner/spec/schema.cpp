#include "spec/schema.hpp"
#include "spec/experiment.hpp"

#include <array>
#include <string>

#include "spec/file_names.hpp"

namespace assay::spec {
namespace {

constexpr const char* kBlockName = "^[a-z][a-z0-9_]*$";

Json reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

Json or_axis(Json schema) { return {{"anyOf", Json::array({std::move(schema), reference("axis")})}}; }

Json object(Json properties, Json required = Json::array()) {
  Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json about(const char* text, Json schema) {
  schema["description"] = text;
  return schema;
}

Json integer(std::int64_t least) { return or_axis({{"type", "integer"}, {"minimum", least}}); }
Json real(double least) { return or_axis({{"type", "number"}, {"minimum", least}}); }
Json above_zero() { return or_axis({{"type", "number"}, {"exclusiveMinimum", 0}}); }
Json choice(Json words) { return or_axis({{"enum", std::move(words)}}); }
/// Of what may be left out: the word for that, or an axis that has the word among its values.
Json or_none(Json schema) {
  return {{"anyOf", Json::array({{{"const", "none"}}, std::move(schema), reference("axis")})}};
}
Json text() { return {{"type", Json::array({"string", "number", "boolean"})}}; }

Json split_schema() {
  const Json rows = integer(1);
  const Json window{
      {"anyOf",
       Json::array(
           {{{"const", "expanding"}},
            object({{"rolling", {{"anyOf", Json::array({rows, object({{"train", rows}}, {"train"})})}}}}, {"rolling"}),
            reference("axis")})}};
  const Json folds{{"anyOf", Json::array({{{"const", "all"}}, integer(2)})}};
  return or_axis(
      object({{"train", about("share of the rows, or their number", real(0))},
              {"validation", about("likewise; of folds: of the rows that are not tested", real(0))},
              {"test", about("likewise; of a window: rows", real(0))},
              {"order", choice({"shuffled", "sequential"})},
              {"stratify", about("every part with its share of every class", choice({true, false, "auto"}))},
              {"group", about("a column of a table whose rows of one value stay together, or duplicates", text())},
              {"by", about("a column of a table that says train, validation or test", text())},
              {"seed", about("of its own: then the run's seed does not move the split", integer(0))},
              {"gap", about("rows left out between one part and the next", integer(0))},
              {"folds", about("each is the test part once; all: every row or group", folds)},
              {"repeats", about("how often other folds are drawn", integer(1))},
              {"window", about("of time: what comes before the test part trains", window)},
              {"fold", about("only this one, from 0", integer(0))},
              {"repeat", about("only this one, from 0", integer(0))}}));
}

/// The data section with one source's own settings beside those of all.
Json data_schema(const Signature& source) {
  const Json scale = choice({"none", "standard", "minmax"});
  const Json steps{{"type", "array"}, {"items", reference("preparation")}, {"minItems", 1}};
  Json properties{
      {"source", {{"const", source.name}}},
      {"split", split_schema()},
      {"scale", scale},
      {"target_scale", scale},
      {"leaks", about("what to do where test rows are known from training", choice({"refuse", "tell", "ignore"}))},
      {"prepare", about("steps that a table's columns go through, first to last", or_none(steps))},
      {"balance", or_none(object({{"classes", choice({"weights"})}}, {"classes"}))}};
  Json required = Json::array({"source"});
  for (const auto& parameter : source.parameters) {
    properties[parameter.name] = parameter_schema(parameter);
    if (parameter.is_required) required.push_back(parameter.name);
  }
  Json schema = object(properties, required);
  if (const auto either = file_or_map(source))
    schema["anyOf"] = {{{"required", {either->file}}}, {{"required", {either->map}}}};
  return about(source.doc.c_str(), std::move(schema));
}

/// `if` one source `then` its settings: an editor then complains of that source's keys only, not of all sources'.
Json data_schema(const Catalogue& catalogue) {
  Json sources = Json::array(), rules = Json::array();
  for (const auto& name : catalogue.names("data source")) {
    sources.push_back(name);
    const Json is_source{{"properties", {{"source", {{"const", name}}}}}, {"required", Json::array({"source"})}};
    rules.push_back({{"if", is_source}, {"then", data_schema(*catalogue.find("data source", name))}});
  }
  return {{"type", "object"},
          {"required", Json::array({"source"})},
          {"properties", {{"source", or_axis({{"enum", sources}})}}},
          {"allOf", rules}};
}

/// A group may set whatever some optimizer declares; which one the experiment has, a schema does not see.
Json groups_schema(const Catalogue& catalogue) {
  const Json name{{"type", "string"}};
  Json properties{{"match", {{"anyOf", Json::array({name, {{"type", "array"}, {"items", name}, {"minItems", 1}}})}}},
                  {"rate", about("what the learning rate is multiplied with", real(0))},
                  {"freeze", or_axis({{"type", "boolean"}})}};
  for (const auto& optimizer : catalogue.names("optimizer"))
    for (const auto& parameter : catalogue.find("optimizer", optimizer)->parameters)
      properties[parameter.name] = {{"description", parameter.doc}};
  Json group = object(properties, {"match"});
  group["minProperties"] = 2;
  return about("parameters that are trained in another way", or_none({{"type", "array"}, {"items", group}}));
}

Json average_schema() {
  const Json decay = or_axis({{"type", "number"}, {"exclusiveMinimum", 0}, {"exclusiveMaximum", 1}});
  return about("a moving average of the weights", or_none(object({{"decay", decay}})));
}

/// A time (base/duration.hpp), or a number of epochs.
constexpr const char* kPeriod = "^([0-9.]+([eE][-+]?[0-9]+)? *(ms|s|min|h|d)|[+]?0*[1-9][0-9]* epochs?)$";

Json train_properties(const Catalogue& catalogue) {
  const Json clip{{"type", "object"},
                  {"properties", {{"norm", above_zero()}, {"value", above_zero()}}},
                  {"additionalProperties", false},
                  {"minProperties", 1},
                  {"maxProperties", 1}};
  return {{"epochs", about("how often to go through the training data", integer(1))},
          {"batch", about("samples of one update, default 32", integer(1))},
          {"loss", reference("loss")},
          {"optimizer", reference("optimizer")},
          {"schedule", or_none({{"anyOf", Json::array({reference("schedule"), {{"const", "constant"}}})}})},
          {"groups", groups_schema(catalogue)},
          {"average", average_schema()},
          {"clip", about("limits the gradient by its norm or each of its values", or_none(clip))},
          {"early_stopping", or_none(object({{"metric", text()}, {"patience", integer(1)}, {"min_delta", real(0)}}))},
          {"shuffle", or_axis({{"type", "boolean"}})},
          {"precision", choice({"float32", "float64"})},
          {"checkpoint", object({{"every", or_axis({{"type", "string"}, {"pattern", kPeriod}})}}, {"every"})},
          {"adversarial", or_none(object({{"objective", or_none(reference("objective"))},
                                          {"discriminator_steps", integer(1)},
                                          {"discriminator_optimizer", reference("optimizer")}}))}};
}

/// A definition, of files with or without blocks.
std::string with(const std::string& name, bool blocks) { return blocks ? name + "_or_block" : name; }

Json models_schema(bool blocks) {
  const Json layers = about("a network, first layer to last", reference(with("layers", blocks)));
  const Json patch{{"type", "object"}};
  const Json preset = choice({"pytorch", "keras"});
  const Json rules{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", reference("initialiser")}};
  const Json init_map = object({{"preset", preset},
                                {"weights", or_none(reference("initialiser"))},
                                {"biases", or_none(reference("initialiser"))},
                                {"parameters", or_none(rules)},
                                {"from", text()},
                                {"values", or_none({{"type", "object"}, {"minProperties", 1}})}});
  const Json init = or_none({{"anyOf", Json::array({preset, init_map})}});
  Json shared{{"train", patch}, {"data", patch}, {"init", init}};
  Json supervised = shared, adversarial = shared;
  supervised["layers"] = layers;
  for (const char* part : {"generator", "discriminator"}) adversarial[part] = layers;
  adversarial["latent"] = about("width of the generator's noise", integer(1));
  const Json model{{"anyOf", Json::array({layers, object(supervised, {"layers"}),
                                          object(adversarial, {"generator", "discriminator", "latent"})})}};
  return {{"type", "object"},
          {"minProperties", 1},
          {"propertyNames", {{"pattern", "^[A-Za-z0-9_-]+$"}}},
          {"additionalProperties", model}};
}

/// Only where there are blocks may any word be a layer.
Json models_rule() {
  return {{"if", {{"required", Json::array({"blocks"})}}},
          {"then", {{"properties", {{"models", models_schema(true)}}}}},
          {"else", {{"properties", {{"models", models_schema(false)}}}}}};
}

Json seeds_schema() {
  const Json list{
      {"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 0}}}, {"minItems", 1}, {"uniqueItems", true}};
  return {{"anyOf", Json::array({{{"type", "integer"}, {"minimum", 1}},
                                 list,
                                 {{"type", "string"}, {"pattern", "^[0-9]+\\.\\.[0-9]+$"}}})}};
}

Json axis_values() {
  return {{"anyOf", Json::array({{{"type", "array"}, {"minItems", 1}},
                                 {{"type", "object"}, {"minProperties", 1}},
                                 {{"type", "string"}}})}};
}

Json sweep_schema() {
  const Json conditions{
      {"anyOf", Json::array({{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}})}};
  const Json axes{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", axis_values()}};
  return {{"type", "object"},
          {"properties",
           {{"zip", {{"anyOf", Json::array({axes, {{"type", "array"}, {"minItems", 1}, {"items", axes}}})}}},
            {"random",
             object({{"runs", integer(1)}, {"seed", integer(0)}, {"space", {{"type", "object"}, {"minProperties", 1}}}},
                    {"runs", "space"})},
            {"points", {{"type", Json::array({"string", "array"})}}},
            {"exclude", conditions},
            {"only", conditions},
            {"model", false},
            {"seed", false}}},
          {"additionalProperties", axis_values()}};
}

Json search_schema() {
  Json properties{
      {"space", {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", axis_values()}}},
      {"trials", {{"type", "integer"}, {"minimum", 1}, {"description", "of each search, in all"}}},
      {"for", about("what the best trial is best at: validation.<metric>", {{"type", "string"}})},
      {"method", reference("search_method")},
      {"width", {{"type", "integer"}, {"minimum", 1}, {"description", "trials of one search under way"}}},
      {"start", {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "object"}, {"minProperties", 1}}}}}};
  return object(std::move(properties), {"space", "trials", "for"});
}

/// What holds layers itself (spec/layers.hpp).
Json combinator_schema(bool blocks) {
  const Json layers = reference(with("layers", blocks));
  const Json paths{{"type", "array"}, {"minItems", 1}, {"items", reference(with("path", blocks))}};
  const Json values{{"type", "array"}, {"minItems", 1}};
  Json repeat = object({{"times", integer(1)},
                        {"over", {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", values}}},
                        {"layers", layers}},
                       {"layers"});
  repeat["oneOf"] = Json::array({{{"required", Json::array({"times"})}}, {{"required", Json::array({"over"})}}});
  return {{"type", "object"},
          {"properties",
           {{"residual", layers},
            {"parallel", paths},
            {"concat", paths},
            {"product", paths},
            {"repeat", repeat},
            {"spectral_norm", reference(with("layer", blocks))}}},
          {"additionalProperties", false},
          {"minProperties", 1},
          {"maxProperties", 1}};
}

Json definitions(const Catalogue& catalogue) {
  constexpr std::array<std::string_view, 2> kStages{"layer", "activation"};
  Json all{{"axis", {{"type", "string"}, {"pattern", "^\\$"}, {"description", "the value of a sweep's axis"}}},
           {"component", component_schema(kStages, catalogue)},
           {"block", {{"type", "string"}, {"pattern", kBlockName}}}};
  for (const bool blocks : {false, true}) {
    const Json layer = reference(with("layer", blocks));
    Json ways = Json::array({reference("component"), combinator_schema(blocks), reference(with("layers", blocks))});
    if (blocks) ways.push_back(reference("block"));
    all[with("layer", blocks)] = {{"anyOf", ways}};
    all[with("path", blocks)] = {{"type", "array"}, {"items", layer}};
    all[with("layers", blocks)] = {{"type", "array"}, {"minItems", 1}, {"items", layer}};
  }
  for (const std::string_view kind :
       {"activation", "loss", "optimizer", "schedule", "objective", "initialiser", "preparation"})
    all[std::string(kind)] = component_schema({&kind, 1}, catalogue);
  constexpr std::string_view kSearchMethod = "search method";
  all["search_method"] = component_schema({&kSearchMethod, 1}, catalogue);
  constexpr std::string_view kMetric = "metric";
  all["metrics"] = {{"type", "array"}, {"items", component_schema({&kMetric, 1}, catalogue)}, {"uniqueItems", true}};
  return all;
}

/// What `train` needs may also come from a model's own patch of it, or (a GAN's loss) be the model's default: so it is
/// demanded only where no model is a map.
Json complete_train_or_patches() {
  const Json complete{{"required", Json::array({"epochs", "loss", "optimizer"})}};
  const Json lists{{"additionalProperties", {{"type", "array"}}}};
  return Json::array({{{"properties", {{"train", complete}}}}, {{"properties", {{"models", {{"not", lists}}}}}}});
}

}  // namespace

Json schema(const Catalogue& catalogue) {
  const Json blocks{{"type", "object"},
                    {"minProperties", 1},
                    {"propertyNames", {{"pattern", kBlockName}}},
                    {"additionalProperties", reference("layers_or_block")}};
  Json sample = object({{"count", integer(0)},
                        {"length", integer(0)},
                        {"temperature", above_zero()},
                        {"preactivations", or_axis({{"type", "boolean"}})}});
  Json compare = object({{"metric", text()},
                         {"by", text()},
                         {"baseline", text()},
                         {"smallest_interesting", above_zero()},
                         {"about", {{"enum", Json(kAbout)}}}});
  Json top =
      object({{"experiment",
               {{"type", "string"}, {"pattern", "^[a-z0-9_-]+$"}, {"description", "its name, and its folder's"}}},
              {"question", about("what it is to find out", text())},
              {"data", data_schema(catalogue)},
              {"blocks", about("lists of layers by name, which models use like layers", blocks)},
              {"models", about("what is compared, by name", Json::object())},
              {"train", object(train_properties(catalogue))},
              {"metrics", or_none(reference("metrics"))},
              {"sample", or_none(sample)},
              {"sweep", about("what varies: {name: [values]}, used as $name", sweep_schema())},
              {"search", about("each model is tuned: what is tried, how often, for what", search_schema())},
              {"seeds", about("10, [1, 2, 3] or 0..9", seeds_schema())},
              {"compare", compare},
              {"plugins", {{"type", "array"}, {"items", text()}, {"description", "folders of plugins, or libraries"}}}},
             {"experiment", "data", "models", "train"});
  Json whole{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "An experiment of Assay"}};
  whole.update(top);
  whole["anyOf"] = complete_train_or_patches();
  whole.update(models_rule());
  whole["$defs"] = definitions(catalogue);
  return whole;
}

}  // namespace assay::spec
