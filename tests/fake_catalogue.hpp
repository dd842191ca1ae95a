#pragma once
/// A handful of components that are declared here, for tests that need no plugins.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <assay/parameters.hpp>

#include "spec/component.hpp"

namespace assay::testing_support {

class FakeCatalogue final : public spec::Catalogue {
 public:
  const spec::Signature* find(std::string_view kind, std::string_view name) const override {
    const auto& all = signatures();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.kind == kind && one.name == name; });
    return found == all.end() ? nullptr : &*found;
  }
  std::vector<std::string> names(std::string_view kind) const override {
    std::vector<std::string> names;
    for (const auto& one : signatures())
      if (one.kind == kind) names.push_back(one.name);
    return names;
  }

 private:
  static const std::vector<spec::Signature>& signatures() {
    static constexpr std::array kDense{integer("units", required, "outputs", at_least(1)),
                                       boolean("bias", true, "whether a constant is added")};
    static constexpr std::array kConv{integer("filters", required, "outputs", at_least(1)),
                                      integers("kernel", "3,5", "height and width", at_least(1)),
                                      choice("padding", "valid", "valid|same", "what lies around")};
    static constexpr std::array kRnn{integer("units", required, "outputs", at_least(1)),
                                     activation("activation", "tanh", "nonlinearity")};
    static constexpr std::array kDropout{real("rate", 0.5, "share of zeros", from_below(0, 1))};
    static constexpr std::array kSwish{trainable("beta", 1.0, "steepness")};
    static constexpr std::array kPrelu{learned("slope", 0.25, "to the left")};
    static constexpr std::array kWeighted{reals("weights", "", "of classes", at_least(0))};
    static constexpr std::array kConstant{real("value", 0.0, "of all numbers")};
    static constexpr std::array kElu{real("alpha", 1.0, "limit to the left", positive)};
    static constexpr std::array kAdam{real("lr", 0.001, "learning rate", positive),
                                      real("beta1", 0.9, "memory of the gradient", from_below(0, 1))};
    static constexpr std::array kSgd{real("lr", required, "learning rate", positive)};
    static constexpr std::array kCsv{text("file", required, "numbers"), text("delimiter", ",", "between numbers")};
    static constexpr std::array kPoints{integer("samples", 100, "rows", at_least(1))};
    static constexpr std::array kTable{table("inputs", required, "rows")};
    static const std::vector<spec::Signature> all{
        {"layer", "dense", "", kDense},
        {"layer", "conv", "", kConv},
        {"layer", "rnn", "", kRnn},
        {"layer", "dropout", "", kDropout},
        {"layer", "flatten", "", {}},
        {"layer", "twin", "", {}},
        {"activation", "twin", "", {}},
        {"activation", "relu", "", {}},
        {"activation", "tanh", "", {}},
        {"activation", "swish", "", kSwish},
        {"activation", "elu", "", kElu},
        {"activation", "prelu", "", kPrelu},
        {"loss", "weighted", "", kWeighted},
        {"initialiser", "constant", "", kConstant},
        {"initialiser", "orthogonal", "", {}},
        {"loss", "mse", "", {}},
        {"loss", "softmax_cross_entropy", "", {}},
        {"loss", "sigmoid_cross_entropy", "", {}},
        {"optimizer", "adam", "", kAdam},
        {"optimizer", "sgd", "", kSgd},
        {"data source", "csv", "", kCsv},
        {"data source", "points", "", kPoints},
        {"data source", "table", "", kTable},
        {"metric", "accuracy", "", {}},
        {"metric", "gradient_norm", "", {}},
    };
    return all;
  }
};

}  // namespace assay::testing_support
