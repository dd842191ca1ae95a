// The list of steps and their parameters.
#include "data/steps.hpp"

#include <array>

#include "spec/setting.hpp"

namespace assay::data {
namespace {

using spec::text_or_list;

constexpr const char* kColumns = "which columns: '*', number, category, a name, or a list of names";

constexpr ParameterSpec columns_required() {
  ParameterSpec spec = text_or_list("columns", "", kColumns);
  spec.is_required = true;
  return spec;
}

constexpr std::array kImpute{
    choice("number", "median", "mean|median|constant", "what a missing number becomes"),
    choice("category", "own", "own|most_frequent", "what a missing name becomes: a name of its own, or the commonest"),
    real("constant", 0, "the number of number: constant"),
    boolean("flag", false, "an input of 0 or 1 for each column that misses values in training rows"),
    text_or_list("columns", "*", kColumns),
};
constexpr std::array kLog{
    columns_required(),
    real("plus", 0, "ln(x + plus)"),
};
constexpr std::array kOneHot{
    text_or_list("columns", "category", kColumns),
    integer("rare", 1, "names in fewer training rows than this share one input, with those that no training row has",
            at_least(1)),
};
constexpr std::array kScale{
    choice("by", "standard", "standard|minmax|robust|quantile|normal|max",
           "mean and deviation, least and most, median and quartiles, ranks, Yeo-Johnson, or the largest magnitude"),
    text_or_list("columns", "number", kColumns),
};

}  // namespace

std::vector<spec::Signature> steps() {
  return {{"preparation", "impute", "fills in missing values", kImpute},
          {"preparation", "log", "the natural logarithm of numbers", kLog},
          {"preparation", "one_hot", "names: an input of 0 or 1 for each that the training rows have", kOneHot},
          {"preparation", "scale", "brings columns of numbers into one range", kScale}};
}

}  // namespace assay::data
