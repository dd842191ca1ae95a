#pragma once
/// Everything that one training needs to know, typed and complete: the experiment file after axes are substituted,
/// model patches applied and defaults filled in. Only the seed is missing.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/array.hpp"
#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/split.hpp"

namespace assay::spec {

enum class Scale {
  none,
  standard,  ///< (x - mean) / standard deviation of each feature over the training rows
  minmax,    ///< to [0, 1] by each feature's smallest and largest training value
};

/// What to do where test rows are known from training. Not part of a run's identity: the bits are the same.
enum class LeakRule { refuse, tell, ignore };

struct DataSpec {
  Component source;  ///< kind "data source"; file names are relative to the experiment file's folder
  Split split;
  Scale scale = Scale::none;         ///< of the inputs
  Scale target_scale = Scale::none;  ///< of quantities to predict; the loss is given in the scaled unit
  LeakRule leaks = LeakRule::refuse;
  std::vector<Component> prepare;  ///< kind "preparation", first to last; of a table's columns
  bool balanced = false;           ///< `balance: {classes: weights}`: rare classes weigh more in the loss
  Place place;
};

/// Where weights come from instead of the layers' own initialisation.
struct InitSpec {
  enum class Preset { pytorch, keras } preset = Preset::pytorch;
  Component weights, biases;                                  ///< kind "initialiser"; empty name: the preset's
  std::vector<std::pair<std::string, Component>> parameters;  ///< by full name, or a layer's ("2", "generator.0")
  std::string from;                                           ///< a stored run file; empty: none
  Place from_place;
  std::vector<NamedArray> values;   ///< explicit numbers for named parameters ("0.weight"); double, flat or nested list
  std::vector<Place> value_places;  ///< one for each of `values`
};

/// One network: components of kind "layer", "activation" or "combinator", first to last. Positions name parameters as
/// in PyTorch's Sequential: "0.weight", "2.bias", within a residual "3.0.weight", within the paths of others
/// "3.1.0.weight".
struct NetworkSpec {
  std::vector<Component> layers;
  Place place;
};

struct ModelSpec {
  std::string name;
  Place place;
  NetworkSpec network;        ///< of a supervised model; the generator of a GAN
  NetworkSpec discriminator;  ///< of a GAN, else empty
  std::int64_t latent = 0;    ///< width of a GAN's noise; 0: a supervised model
  InitSpec init;

  bool adversarial() const { return latent > 0; }
};

enum class Precision { float32, float64 };

struct Clip {
  enum class Rule { none, norm, value } rule = Rule::none;
  double limit = 0;
};

struct EarlyStopping {
  std::string metric;  ///< "validation.loss"; empty: train all epochs
  std::int64_t patience = 10;
  double min_delta = 0;
  Place place{};
};

/// What is special about the parameters whose names match ("0.*", "*.bias"); of several groups the last one counts.
struct ParameterGroup {
  struct Pattern {
    std::string text;
    Place place;
  };
  std::vector<Pattern> match;
  std::optional<double> rate;       ///< what the learning rate is multiplied with
  std::optional<bool> freeze;       ///< whether they stay as they are
  std::vector<Argument> arguments;  ///< of the optimizer, in place of those that all others have
  Place place;
};

/// The two-player game of a GAN. Loss and optimizers are those of TrainSpec unless given here.
struct AdversarialSpec {
  Component objective;                   ///< kind "objective"; empty name: TrainSpec::loss against targets 1 and 0
  std::int64_t discriminator_steps = 1;  ///< updates of the discriminator for each of the generator
  Component discriminator_optimizer;     ///< empty name: the same as the generator's
};

/// When a run writes down its state, by time or by epochs. Not part of its identity: the bits are the same.
struct CheckpointRule {
  double seconds = 60;
  std::int64_t epochs = 0;  ///< 0: by time
  bool given = false;       ///< else writing is put off where it would cost too much of the run's time
};

struct TrainSpec {
  std::int64_t epochs = 1;
  std::int64_t batch = 32;
  Component loss;       ///< kind "loss"; empty name: an adversarial objective is given
  Component optimizer;  ///< kind "optimizer"
  Component schedule;   ///< kind "schedule"; empty name: constant rate
  std::vector<ParameterGroup> groups;
  double average = 0;  ///< decay of the weights' moving average; 0: none
  Clip clip;
  EarlyStopping early_stopping;
  bool shuffle = true;
  Precision precision = Precision::float32;
  AdversarialSpec adversarial;
  CheckpointRule checkpoint;
  Place place;
};

/// What a trained model is asked to produce, to be stored with the run.
struct SampleSpec {
  std::int64_t count = 0;   ///< points of a GAN; 0: none
  std::int64_t length = 0;  ///< characters of a language model; 0: none
  double temperature = 1;
  bool preactivations = false;  ///< histograms of what enters the activations
};

struct Metric {
  std::string name;  ///< under which it is stored: "accuracy", "top_5"
  Place place;
  std::int64_t k = 0;  ///< of top_k, which several may be
};

struct RunSpec {
  DataSpec data;
  ModelSpec model;
  TrainSpec train;
  std::vector<Metric> metrics;  ///< names of kind "metric"
  SampleSpec sample;
};

}  // namespace assay::spec
