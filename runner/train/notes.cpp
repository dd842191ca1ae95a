#include "train/notes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <string_view>

#include "spec/layers.hpp"

namespace assay::train {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What a last layer can give.
struct Bounds {
  std::string_view layer;
  double low, high;
};

constexpr std::array kBounds{Bounds{"softmax", 0, 1},
                             Bounds{"sigmoid", 0, 1},
                             Bounds{"hard_sigmoid", 0, 1},
                             Bounds{"gaussian", 0, 1},
                             Bounds{"step", 0, 1},
                             Bounds{"tanh", -1, 1},
                             Bounds{"hard_tanh", -1, 1},
                             Bounds{"softsign", -1, 1},
                             Bounds{"sin", -1, 1},
                             Bounds{"relu", 0, kInfinity},
                             Bounds{"relu6", 0, 6},
                             Bounds{"softplus", 0, kInfinity},
                             Bounds{"squareplus", 0, kInfinity},
                             Bounds{"log_sigmoid", -kInfinity, 0}};

/// The last layer that does more than select numbers or put them elsewhere; null where there is none.
const spec::Component* last_layer(const std::vector<spec::Component>& layers) {
  static constexpr std::array<std::string_view, 5> kPassing{"flatten", "reshape", "last_step", "dropout", "identity"};
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    const bool list = layer->kind == "combinator" && layer->name == spec::kList;
    if (std::ranges::find(kPassing, layer->name) != kPassing.end()) continue;
    if (const auto* last = list ? last_layer(layer->branches.front()) : &*layer) return last;
  }
  return nullptr;
}

std::string brief(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", number);
  return text;
}

std::string range_of(const Bounds& bounds) {
  if (bounds.high == kInfinity) return "no number below " + brief(bounds.low);
  if (bounds.low == -kInfinity) return "no number above " + brief(bounds.high);
  return "numbers from " + brief(bounds.low) + " to " + brief(bounds.high);
}

/// What a bounded output does to a loss; nothing where it does no harm.
std::optional<std::string> harm_of(const Bounds& bounds, Decision decision, Outputs taken, std::int64_t outputs) {
  if (decision == Decision::sign && bounds.low >= 0) return "every answer is class 1";
  if (decision == Decision::sign && bounds.high <= 0) return "every answer is class 0";
  if (taken != Outputs::logits) return std::nullopt;
  const double spread = bounds.high - bounds.low, others = static_cast<double>(outputs - 1);
  if (spread == kInfinity) return "where it gives only 0 nothing is learned";
  const double floor =
      decision == Decision::argmax ? std::log1p(others * std::exp(-spread)) : std::log1p(std::exp(-bounds.high));
  return "its cross-entropy cannot fall below " + brief(floor);
}

}  // namespace

template <class T>
std::vector<std::string> notes_on_outputs(const Loss<T>& loss, const spec::RunSpec& spec, std::int64_t outputs) {
  const spec::Component* last = last_layer(spec.model.network.layers);
  if (!last) return {};
  const std::string& name = spec.train.loss.name;
  const std::string here = to_string(last->place) + ": the last layer, '" + last->name + "', ";
  if (loss.outputs() == Outputs::log_probabilities && last->name != "log_softmax")
    return {here + "gives no log-probabilities, which loss '" + name +
            "' takes: it can fall below 0 without bound; put log_softmax behind it" +
            (loss.domain() == Domain::classes ? ", or take softmax_cross_entropy" : "")};
  const auto bounds = std::ranges::find(kBounds, std::string_view(last->name), &Bounds::layer);
  if (bounds == kBounds.end()) return {};
  const auto harm = harm_of(*bounds, loss.decision(), loss.outputs(), outputs);
  if (!harm) return {};
  const bool logits = loss.outputs() == Outputs::logits;
  return {here + "gives " + range_of(*bounds) + ", but loss '" + name + "' takes " +
          (logits ? "logits, of any size" : "numbers of either sign") + ": " + *harm + "; leave '" + last->name +
          "' out"};
}

std::vector<std::string> notes_on_batches(const spec::TrainSpec& train, std::int64_t samples) {
  const std::int64_t rest = samples % train.batch;
  if (train.batch > 1 && rest != 1) return {};
  const std::string which = train.batch == 1 ? "batches of one sample"
                                             : std::to_string(samples) + " training samples in batches of " +
                                                   std::to_string(train.batch) + " leave a last batch of one";
  return {to_string(train.place) + ": " + which +
          ", where what batch_norm gives does not depend on the sample; choose another 'batch', or layer_norm"};
}

std::vector<std::string> notes_on_data(const spec::RunSpec& spec, std::int64_t classes) {
  std::vector<std::string> notes;
  const std::string here = to_string(spec.data.place) + ": ";
  if (classes > 0 && spec.data.target_scale != spec::Scale::none)
    notes.push_back(
        here + "the targets were taken for " + std::to_string(classes) +
        " classes, which 'target_scale' leaves as they are; if they are quantities, say targets: quantities");
  return notes;
}

template std::vector<std::string> notes_on_outputs(const Loss<float>&, const spec::RunSpec&, std::int64_t);
template std::vector<std::string> notes_on_outputs(const Loss<double>&, const spec::RunSpec&, std::int64_t);

}  // namespace assay::train
