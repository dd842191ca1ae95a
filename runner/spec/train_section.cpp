#include "spec/train_section.hpp"

#include <array>

#include "base/duration.hpp"
#include "spec/group_section.hpp"
#include "spec/scalar.hpp"
#include "spec/section.hpp"

namespace assay::spec {
namespace {

/// Whether a refinement is there that a training may do without. A colon without a value could mean with or without.
bool is_asked_for(const Node* node, const std::string& name, Diagnostics& diagnostics) {
  if (!node) return false;
  if (node->kind != Node::Kind::null) return true;
  diagnostics.add(node->place, "'" + name + "' has a colon but no value; expected none, or a map of settings");
  return false;
}

Clip read_clip(const Node* node, Diagnostics& diagnostics) {
  Clip clip;
  if (!node) return clip;
  const auto complain = [&] {
    diagnostics.add(node->place, "'clip' is " + describe(*node) + "; expected none, {norm: limit} or {value: limit}");
    return Clip{};
  };
  if (node->kind != Node::Kind::map) return complain();
  Section section(*node, "clip", diagnostics);
  const double norm = section.real("norm", 0, positive), value = section.real("value", 0, positive);
  section.finish();
  if ((node->find("norm") == nullptr) == (node->find("value") == nullptr)) return complain();
  return norm > 0 ? Clip{Clip::Rule::norm, norm} : Clip{Clip::Rule::value, value};
}

EarlyStopping read_early_stopping(const Node* node, Diagnostics& diagnostics) {
  EarlyStopping stopping;
  if (!is_asked_for(node, "early_stopping", diagnostics)) return stopping;
  Section section(*node, "early_stopping", diagnostics);
  stopping.metric = section.text("metric", "validation.loss");
  const Node* metric = node->find("metric");
  stopping.place = metric ? metric->place : node->place;
  stopping.patience = section.integer("patience", stopping.patience, 1);
  stopping.min_delta = section.real("min_delta", 0, at_least(0));
  section.finish();
  return stopping;
}

double read_average(const Node* node, Diagnostics& diagnostics) {
  if (!is_asked_for(node, "average", diagnostics)) return 0;
  Section section(*node, "average", diagnostics);
  const double decay = section.real("decay", 0.999, {.low = 0, .high = 1, .open_low = true, .open_high = true});
  section.finish();
  return decay;
}

/// `{every: 30 s}` or `{every: 2 epochs}`.
CheckpointRule read_checkpoint(const Node* node, Diagnostics& diagnostics) {
  CheckpointRule rule;
  if (!node) return rule;
  Section section(*node, "checkpoint", diagnostics);
  const Node* every = section.need("every", "a time such as 30 s, or 2 epochs");
  section.finish();
  if (!every) return rule;
  rule.given = true;
  Node number = *every;
  const auto space = every->text.find(' ');
  const std::string unit = space == std::string::npos ? "" : every->text.substr(space + 1);
  number.text = every->text.substr(0, space);
  if (const auto seconds = to_seconds(every->text); seconds && every->kind == Node::Kind::scalar) {
    rule.seconds = *seconds;
  } else if (const auto epochs = to_integer(number); epochs && *epochs >= 1 && (unit == "epochs" || unit == "epoch")) {
    rule.epochs = *epochs;
  } else {
    diagnostics.add(every->place,
                    "'checkpoint.every' is " + describe(*every) +
                        "; expected a time such as 30 s or 5 min, or a number of epochs such as 2 epochs");
  }
  return rule;
}

/// A rate that stays what it is needs no schedule.
bool is_constant(const Node& schedule) { return schedule.kind == Node::Kind::scalar && schedule.text == "constant"; }

AdversarialSpec read_adversarial(const Node* node, const Node* loss, const Catalogue& catalogue,
                                 Diagnostics& diagnostics) {
  AdversarialSpec adversarial;
  if (!node) return adversarial;
  Section section(*node, "adversarial", diagnostics);
  const bool objective = section.optional("objective");
  if (objective) adversarial.objective = section.component("objective", "objective", catalogue);
  if (loss && objective)
    diagnostics.add(loss->place, "'adversarial.objective' is the loss already; expected one of the two");
  adversarial.discriminator_steps = section.integer("discriminator_steps", 1, 1);
  adversarial.discriminator_optimizer = section.component("discriminator_optimizer", "optimizer", catalogue);
  section.finish();
  return adversarial;
}

/// The judge of a GAN answers real or made up with one number, for which this is the loss of Goodfellow et al. 2014.
Component default_adversarial_loss(const Place& place, const Catalogue& catalogue, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 1> kKinds{"loss"};
  const Node name{Node::Kind::scalar, place, "sigmoid_cross_entropy", false, {}, {}};
  return read_component(name, kKinds, catalogue, diagnostics);
}

}  // namespace

TrainSpec read_train(const Node& node, bool adversarial, const Catalogue& catalogue, Diagnostics& diagnostics) {
  TrainSpec train;
  train.place = node.place;
  Section section(node, "train", diagnostics);
  if (section.need("epochs", "how often to go through the training data, integer >= 1"))
    train.epochs = section.integer("epochs", 1, 1);
  const Node* game = section.optional("adversarial");
  const Node* aim = game ? game->find("objective") : nullptr;
  const bool objective = aim && !is_none(*aim);  // which is the loss then
  if (adversarial && objective)
    section.get("loss");
  else if (adversarial && !section.get("loss"))
    train.loss = default_adversarial_loss(node.place, catalogue, diagnostics);
  else if (section.need("loss", "the name of a loss"))
    train.loss = section.component("loss", "loss", catalogue);
  if (section.need("optimizer", "the name of an optimizer"))
    train.optimizer = section.component("optimizer", "optimizer", catalogue);
  train.batch = section.integer("batch", 32, 1);
  if (const Node* schedule = section.optional("schedule"); schedule && !is_constant(*schedule))
    train.schedule = section.component("schedule", "schedule", catalogue);
  train.groups = read_groups(section.optional("groups"), train.optimizer, catalogue, diagnostics);
  train.average = read_average(section.optional("average"), diagnostics);
  train.clip = read_clip(section.optional("clip"), diagnostics);
  train.early_stopping = read_early_stopping(section.optional("early_stopping"), diagnostics);
  train.shuffle = section.boolean("shuffle", true);
  static constexpr std::array<std::string_view, 2> kPrecisions{"float32", "float64"};
  train.precision = static_cast<Precision>(section.choice("precision", kPrecisions, 0));
  train.checkpoint = read_checkpoint(section.get("checkpoint"), diagnostics);
  if (game && !adversarial)
    diagnostics.add(game->place, "'adversarial' is for a model with 'generator' and 'discriminator'");
  train.adversarial = read_adversarial(game, section.get("loss"), catalogue, diagnostics);
  section.finish();
  return train;
}

}  // namespace assay::spec
