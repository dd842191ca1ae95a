#include "model/network.hpp"

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "model/assemble.hpp"
#include "model/initialiser.hpp"

namespace assay::model {
template <class T>
Network<T>::Network(const spec::NetworkSpec& spec, const registry::Registry& registry, const Shape& input,
                    std::int64_t batch, bool keep_outputs)
    : sequence_(assemble<T>(spec.layers, registry, keep_outputs)), input_({batch}) {
  for (const auto& component : spec.layers) stage_names_.push_back(component.name);
  for (const auto extent : input) input_.append(extent);
  plan_ = sequence_->plan(input_);
  lay_out();
}

template <class T>
void Network<T>::lay_out() {
  std::size_t total = 0, buffered = 0;
  for (const auto& parameter : plan_.parameters) {
    offsets_.push_back(total);
    total += aligned<T>(static_cast<std::size_t>(parameter.shape.size()));
  }
  for (const auto& buffer : plan_.buffers) buffered += aligned<T>(static_cast<std::size_t>(buffer.shape.size()));
  weights_ = Arena<T>(total);
  gradients_ = Arena<T>(total);
  buffers_ = Arena<T>(buffered);
  saved_ = Arena<T>(plan_.saved);
  scratch_ = Arena<T>(plan_.scratch);
  output_ = Arena<T>(static_cast<std::size_t>(plan_.output.size()));
  output_gradient_ = Arena<T>(static_cast<std::size_t>(plan_.output.size()));
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    parameter_views_.emplace_back(weights_.at(offsets_[i]), plan_.parameters[i].shape);
    gradient_views_.emplace_back(gradients_.at(offsets_[i]), plan_.parameters[i].shape);
  }
  std::size_t offset = 0;
  for (const auto& buffer : plan_.buffers) {
    buffer_views_.emplace_back(buffers_.at(offset), buffer.shape);
    offset += aligned<T>(static_cast<std::size_t>(buffer.shape.size()));
  }
}

template <class T>
void Network<T>::use(Workers& workers) {
  workers_ = &workers;
  sequence_->expect_workers(workers.count());
  plan_ = sequence_->plan(input_);
  scratch_ = Arena<T>(plan_.scratch);
}

template <class T>
std::int64_t Network<T>::parameter_count() const {
  std::int64_t count = 0;
  for (const auto& parameter : plan_.parameters) count += parameter.shape.size();
  return count;
}

template <class T>
std::vector<Extent> Network<T>::extents() const {
  std::vector<Extent> extents;
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    const std::size_t end = i + 1 < offsets_.size() ? offsets_[i + 1] : weights_.size();
    extents.push_back({plan_.parameters[i].name, offsets_[i], end - offsets_[i]});
  }
  return extents;
}

template <class T>
void Network<T>::freeze(const std::vector<std::string>& parameters) {
  const auto layer_of = [](const std::string& name) { return name.substr(0, name.find('.')); };
  std::set<std::string> learning;  // layers with a parameter that is not frozen
  for (const auto& parameter : plan_.parameters)
    if (std::find(parameters.begin(), parameters.end(), parameter.name) == parameters.end())
      learning.insert(layer_of(parameter.name));
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i)
    if (!learning.contains(layer_of(plan_.parameters[i].name))) gradient_views_[i] = {};
}

template <class T>
void Network<T>::initialise(const Random& random, const spec::InitSpec& init, const std::string& prefix) {
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    const auto& parameter = plan_.parameters[i];
    start<T>(parameter, init, prefix, random.stream(parameter.name),
             {weights_.at(offsets_[i]), static_cast<std::size_t>(parameter.shape.size())});
  }
  for (std::size_t i = 0; i < plan_.buffers.size(); ++i)
    std::ranges::fill(buffer_views_[i].flat(), static_cast<T>(plan_.buffers[i].value));
}

template <class T>
std::vector<std::string> Network<T>::parameter_names() const {
  std::vector<std::string> names;
  for (const auto& parameter : plan_.parameters) names.push_back(parameter.name);
  return names;
}

template <class T>
Pass<T> Network<T>::pass() const {
  return {last_training_, parameter_views_, buffer_views_, saved_.all(), scratch_.all(), last_random_, workers_};
}

template <class T>
ConstView<T> Network<T>::forward(ConstView<T> x, bool training, const Random& random) {
  last_training_ = training;
  last_random_ = random;
  const View<T> y{output_.at(0), plan_.output.with_batch(x.batch())};
  Pass<T> pass = this->pass();
  sequence_->forward(pass, x, y);
  last_output_ = y;
  return y;
}

template <class T>
View<T> Network<T>::output_gradient() const {
  return {output_gradient_.at(0), last_output_.shape};
}

template <class T>
void Network<T>::backward(ConstView<T> x, View<T> dx, bool learn) {
  Pass<T> pass = this->pass();
  const std::span<const View<T>> gradients =
      learn ? std::span<const View<T>>(gradient_views_) : std::span<const View<T>>();
  sequence_->backward(pass, x, last_output_, output_gradient(), dx, gradients);
}

template <class T>
std::vector<NamedArray> Network<T>::named(std::span<const T> vector) const {
  std::vector<NamedArray> arrays;
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    const auto& parameter = plan_.parameters[i];
    const auto part = vector.subspan(offsets_[i], static_cast<std::size_t>(parameter.shape.size()));
    arrays.push_back({parameter.name, {parameter.shape, std::vector<T>(part.begin(), part.end())}});
  }
  return arrays;
}

template <class T>
std::vector<NamedArray> Network<T>::named_buffers() const {
  std::vector<NamedArray> arrays;
  for (std::size_t i = 0; i < plan_.buffers.size(); ++i) {
    const auto values = buffer_views_[i].flat();
    arrays.push_back({plan_.buffers[i].name, {plan_.buffers[i].shape, std::vector<T>(values.begin(), values.end())}});
  }
  return arrays;
}

template <class T>
void Network<T>::assign(std::span<const NamedArray> arrays, std::span<T> vector, bool all) const {
  std::vector<std::string> names = parameter_names();
  for (const auto& [name, array] : arrays) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      throw Error("the network has no parameter '" + name + "'" + did_you_mean(name, names) + " (it has " +
                  list_of(names) + ")");
    const auto i = static_cast<std::size_t>(found - names.begin());
    const Shape& shape = plan_.parameters[i].shape;
    const bool flat = array.shape.rank() == 1 && static_cast<std::int64_t>(array.size()) == shape.size();
    if (array.shape != shape && !flat)
      throw Error("parameter '" + name + "' has shape " + to_string(shape) + " but " + to_string(array.shape) +
                  " is given");
    const auto numbers = array.template as<T>();
    std::copy(numbers.begin(), numbers.end(), vector.data() + offsets_[i]);
  }
  if (!all || arrays.size() >= names.size()) return;
  for (const auto& array : arrays) std::erase(names, array.name);
  throw Error("no numbers are given for " + list_of(names));
}

template <class T>
void Network<T>::assign_buffers(std::span<const NamedArray> arrays) {
  for (const auto& [name, array] : arrays)
    for (std::size_t i = 0; i < plan_.buffers.size(); ++i)
      if (plan_.buffers[i].name == name && array.shape == plan_.buffers[i].shape)
        std::ranges::copy(array.template as<T>(), buffer_views_[i].data);
}

template <class T>
std::size_t Network<T>::bytes() const {
  return sizeof(T) * (weights_.size() + gradients_.size() + buffers_.size() + saved_.size() + scratch_.size() +
                      output_.size() + output_gradient_.size());
}

template class Network<float>;
template class Network<double>;

}  // namespace assay::model
