#include "base/other_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay {
namespace {

struct OtherName {
  std::string_view there;  ///< folded
  std::string_view here;
};

/// Only names that do not become ours by folding. One name may mean several things; the caller knows which there are.
constexpr std::array kOtherNames{
    // losses
    OtherName{"bce", "sigmoid_cross_entropy"},
    OtherName{"bceloss", "sigmoid_cross_entropy"},
    OtherName{"bcewithlogits", "sigmoid_cross_entropy"},
    OtherName{"bcewithlogitsloss", "sigmoid_cross_entropy"},
    OtherName{"binarycrossentropy", "sigmoid_cross_entropy"},
    OtherName{"categoricalcrossentropy", "softmax_cross_entropy"},
    OtherName{"ce", "softmax_cross_entropy"},
    OtherName{"celoss", "softmax_cross_entropy"},
    OtherName{"crossentropy", "softmax_cross_entropy"},
    OtherName{"crossentropyloss", "softmax_cross_entropy"},
    OtherName{"sparsecategoricalcrossentropy", "softmax_cross_entropy"},
    OtherName{"logloss", "softmax_cross_entropy"},
    OtherName{"kld", "kl_divergence"},
    OtherName{"kldiv", "kl_divergence"},
    OtherName{"kldivloss", "kl_divergence"},
    OtherName{"kullbackleiblerdivergence", "kl_divergence"},
    OtherName{"l1", "mae"},
    OtherName{"l1loss", "mae"},
    OtherName{"meanabsoluteerror", "mae"},
    OtherName{"l2", "mse"},
    OtherName{"l2loss", "mse"},
    OtherName{"l2", "weight_decay"},
    OtherName{"meansquarederror", "mse"},
    OtherName{"negativeloglikelihood", "nll"},
    // layers
    OtherName{"linear", "dense"},
    OtherName{"linear", "identity"},
    OtherName{"fc", "dense"},
    OtherName{"fullyconnected", "dense"},
    OtherName{"adaptiveavgpool2d", "global_avg_pool"},
    OtherName{"adaptivemaxpool2d", "global_max_pool"},
    OtherName{"averagepooling2d", "avg_pool2d"},
    OtherName{"batchnorm1d", "batch_norm"},
    OtherName{"batchnorm2d", "batch_norm"},
    OtherName{"batchnormalization", "batch_norm"},
    OtherName{"conv2dtranspose", "conv_transpose2d"},
    OtherName{"dropout2d", "spatial_dropout"},
    OtherName{"globalaveragepooling2d", "global_avg_pool"},
    OtherName{"globalmaxpooling2d", "global_max_pool"},
    OtherName{"groupnormalization", "group_norm"},
    OtherName{"layernormalization", "layer_norm"},
    OtherName{"maxpooling2d", "max_pool2d"},
    OtherName{"simplernn", "rnn"},
    OtherName{"spatialdropout2d", "spatial_dropout"},
    // activations
    OtherName{"silu", "swish"},
    OtherName{"hardsilu", "hard_swish"},
    // metrics
    OtherName{"acc", "accuracy"},
    OtherName{"binaryaccuracy", "accuracy"},
    OtherName{"categoricalaccuracy", "accuracy"},
    OtherName{"sparsecategoricalaccuracy", "accuracy"},
    OtherName{"auroc", "auc"},
    OtherName{"rocauc", "auc"},
    OtherName{"ece", "calibration_error"},
    OtherName{"f1score", "f1"},
    OtherName{"fscore", "f1"},
    OtherName{"r2score", "r2"},
    OtherName{"topkcategoricalaccuracy", "top_k"},
    // schedules
    OtherName{"cosineannealing", "cosine"},
    OtherName{"cosineannealinglr", "cosine"},
    OtherName{"cosinedecay", "cosine"},
    OtherName{"exponentialdecay", "exponential"},
    OtherName{"linearlr", "linear"},
    OtherName{"reducelronplateau", "plateau"},
    // initialisers
    OtherName{"glorotnormal", "xavier_normal"},
    OtherName{"glorotuniform", "xavier_uniform"},
    OtherName{"henormal", "kaiming_normal"},
    OtherName{"heuniform", "kaiming_uniform"},
    OtherName{"zeros", "constant"},
    // parameters and settings
    OtherName{"learningrate", "lr"},
    OtherName{"stepsize", "lr"},
    OtherName{"eta", "lr"},
    OtherName{"decay", "weight_decay"},
    OtherName{"wd", "weight_decay"},
    OtherName{"hiddensize", "units"},
    OtherName{"hiddenunits", "units"},
    OtherName{"neurons", "units"},
    OtherName{"outfeatures", "units"},
    OtherName{"outchannels", "filters"},
    OtherName{"channels", "filters"},
    OtherName{"kernelsize", "kernel"},
    OtherName{"negativeslope", "alpha"},
    OtherName{"batchsize", "batch"},
    OtherName{"criterion", "loss"},
    OtherName{"lossfn", "loss"},
    OtherName{"objective", "loss"},
    OtherName{"clipnorm", "clip"},
    OtherName{"gradientclipping", "clip"},
    OtherName{"ema", "average"},
    OtherName{"swa", "average"},
    OtherName{"lrscheduler", "schedule"},
    OtherName{"scheduler", "schedule"},
    OtherName{"maxepochs", "epochs"},
    OtherName{"numepochs", "epochs"},
    OtherName{"dataset", "data"},
    OtherName{"grid", "sweep"},
    OtherName{"networks", "models"},
};

/// Endings that say what kind of thing it is, or that a rate is what changes: HuberLoss, StepLR.
constexpr std::array<std::string_view, 4> kEndings{"loss", "layer", "lr", "optimizer"};

constexpr std::array<std::string_view, 10> kModules{"nn",    "torch",  "keras",  "tf",      "F",
                                                    "optim", "layers", "losses", "metrics", "sklearn"};

/// "torch.nn.ReLU" without "torch.nn."; "validation.loss" is left alone.
std::string_view without_module(std::string_view word) {
  const auto first = word.find('.');
  const bool module =
      first != std::string_view::npos && std::ranges::find(kModules, word.substr(0, first)) != kModules.end();
  return module ? word.substr(word.rfind('.') + 1) : word;
}

}  // namespace

std::string folded(std::string_view word) {
  std::string text;
  for (const char c : without_module(word))
    if (c == '.' || (c & 0x80) != 0 || std::isalnum(static_cast<unsigned char>(c)))
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::vector<std::string_view> names_here(std::string_view folded_word) {
  std::vector<std::string_view> names;
  for (const auto& [there, here] : kOtherNames)
    if (there == folded_word) names.push_back(here);
  for (const auto ending : kEndings)
    if (folded_word.ends_with(ending) && folded_word.size() > ending.size())
      names.push_back(folded_word.substr(0, folded_word.size() - ending.size()));
  return names;
}

}  // namespace assay
