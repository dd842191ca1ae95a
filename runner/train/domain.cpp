#include "train/domain.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include <assay/index.hpp>

namespace assay::train {
namespace {

/// Numbers of three digits are off by half a thousandth each at most, and so many such errors may add up.
constexpr double kHalfDigit = 0.0005;

/// As short as it can be read back.
template <class T>
std::string text_of(T number) {
  if (std::isnan(number)) return "nan";
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

std::string text_argument(const spec::Component& source, std::string_view name) {
  for (const auto& argument : source.arguments)
    if (argument.name == name)
      if (const auto* text = std::get_if<std::string>(&argument.value)) return *text;
  return "";
}

/// "data.h5: /y" or "data.csv: column 'y'": the file, and what in it number i of a sample is.
std::string origin_of(const data::Form& data, const spec::Component& source, bool targets, std::size_t i) {
  std::string from = "source '" + source.name + "'";
  if (!data.files.empty()) from = (targets ? data.files.back() : data.files.front()).path;
  if (source.name == "hdf5") return from + ": " + text_argument(source, targets ? "targets" : "inputs");
  const auto& names = targets ? data.target_names : data.input_names;
  return from + ": " + (i < names.size() ? "column '" + names[i] + "'" : targets ? "the targets" : "the inputs");
}

/// "in row 2, place 5 counted from 0" of number i.
std::string place_of(std::size_t i, std::size_t sample) {
  std::string text = "in row " + std::to_string(i / sample);
  if (sample > 1) text += ", place " + std::to_string(i % sample);
  return text + " counted from 0";
}

template <class T>
std::string cure_for(const Loss<T>& loss, const std::string& name, T number, const spec::DataSpec& spec) {
  const bool scaled = spec.target_scale != spec::Scale::none && loss.domain() != Domain::classes;
  if (scaled)
    return "'target_scale' changes what the loss sees; leave it out, or take a loss of quantities such as mse";
  if (loss.domain() == Domain::classes && !std::isnan(loss.mask().ignored) && number < T(0))
    return "number the classes from 0, or have such targets left out: " + name + ": {ignore: " + text_of(number) + "}";
  if (loss.domain() == Domain::classes) return "give the network an output for each class, numbered from 0";
  if (number == T(-1)) return "write 0 for -1, or have labels numbered with 'targets: classes'";
  return "take a loss of quantities such as mse";
}

template <class T>
bool takes(Domain domain, T number, std::int64_t outputs) {
  switch (domain) {
    case Domain::quantities:
      return std::isfinite(number);
    case Domain::classes:
      return index_of(number, outputs) >= 0;
    case Domain::bits:
      return number == T(0) || number == T(1);
    case Domain::shares:
    case Domain::distributions:
      return number >= T(0) && number <= T(1);
  }
  return false;
}

/// The first row of `extent` numbers that does not add up to 1, and its sum.
template <class T>
void check_sums(std::span<const T> targets, std::size_t extent, const std::string& name, std::size_t sample,
                const std::string& origin) {
  const double tolerance = kHalfDigit * static_cast<double>(extent);
  for (std::size_t i = 0; i + extent <= targets.size(); i += extent) {
    double sum = 0;
    for (std::size_t k = i; k < i + extent; ++k) sum += static_cast<double>(targets[k]);
    if (std::abs(sum - 1) <= tolerance) continue;
    throw Failure(ExitCode::data, origin + " add up to " + text_of(static_cast<float>(sum)) + ' ' +
                                      place_of(i, sample) + "; loss '" + name + "' takes " +
                                      describe(Domain::distributions) + "; divide each row by its sum");
  }
}

}  // namespace

std::string describe(Domain domain, std::int64_t outputs) {
  switch (domain) {
    case Domain::quantities:
      return "finite numbers";
    case Domain::classes:
      return outputs > 0 ? "class numbers from 0 to " + std::to_string(outputs - 1) : "class numbers 0, 1, 2, ...";
    case Domain::bits:
      return "0 or 1";
    case Domain::shares:
      return "numbers from 0 to 1";
    case Domain::distributions:
      return "numbers from 0 to 1 that add up to 1";
  }
  return "";
}

template <class T>
void check_targets(const Loss<T>& loss, const std::string& name, const Shape& y, const data::Dataset<T>& data,
                   const spec::DataSpec& spec) {
  const Domain domain = loss.domain();
  const Mask<T> mask = loss.mask();
  const std::int64_t outputs = y.back();
  const std::span<const T> targets(data.targets.data(), data.targets.size());
  const auto sample = static_cast<std::size_t>(data.target.size());
  const auto wrong =
      std::ranges::find_if(targets, [&](T target) { return mask.counts(target) && !takes(domain, target, outputs); });
  if (wrong != targets.end()) {
    const auto i = static_cast<std::size_t>(wrong - targets.begin());
    const std::string origin = origin_of(data, spec.source, true, i % sample);
    throw Failure(ExitCode::data, origin + (origin.ends_with("the targets") ? " hold " : " holds ") +
                                      (domain == Domain::classes ? "class " : "") + text_of(*wrong) + ' ' +
                                      place_of(i, sample) + "; loss '" + name + "' takes " + describe(domain, outputs) +
                                      "; " + cure_for(loss, name, *wrong, spec));
  }
  if (domain == Domain::distributions)
    check_sums(targets, static_cast<std::size_t>(outputs), name, sample,
               origin_of(data, spec.source, true, data.target_names.size()));
}

template <class T>
void check_tokens(std::int64_t vocabulary, double padding, const data::Dataset<T>& data, const spec::DataSpec& spec) {
  if (vocabulary == 0) return;
  const auto sample = static_cast<std::size_t>(data.input.size());
  for (std::size_t begin = 0; begin < data.inputs.size(); begin += sample) {
    std::size_t end = begin + sample;
    while (end > begin && static_cast<double>(data.inputs[end - 1]) == padding) --end;
    for (std::size_t i = begin; i < end; ++i)
      if (index_of(data.inputs[i], vocabulary) < 0)
        throw Failure(ExitCode::data, origin_of(data, spec.source, false, i % sample) + ": token " +
                                          text_of(data.inputs[i]) + ' ' + place_of(i, sample) +
                                          "; the network takes tokens from 0 to " + std::to_string(vocabulary - 1) +
                                          "; give its first layer a vocabulary of all tokens, numbered from 0");
  }
}

template void check_targets(const Loss<float>&, const std::string&, const Shape&, const data::Dataset<float>&,
                            const spec::DataSpec&);
template void check_targets(const Loss<double>&, const std::string&, const Shape&, const data::Dataset<double>&,
                            const spec::DataSpec&);
template void check_tokens(std::int64_t, double, const data::Dataset<float>&, const spec::DataSpec&);
template void check_tokens(std::int64_t, double, const data::Dataset<double>&, const spec::DataSpec&);

}  // namespace assay::train
