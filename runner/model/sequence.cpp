#include "model/sequence.hpp"

#include <algorithm>
#include <utility>

#include "base/failure.hpp"
#include "model/arena.hpp"
#include "model/turn.hpp"

namespace assay::model {
namespace {

template <class T>
std::size_t size_of(const Shape& shape) {
  return aligned<T>(static_cast<std::size_t>(shape.size()));
}

/// Appends what a step needs to the whole's needs, its names prefixed: "weight" becomes "0.weight".
void add_needs(Plan& whole, const Plan& part, const std::string& prefix) {
  for (auto parameter : part.parameters) {
    parameter.name = prefix + '.' + parameter.name;
    whole.parameters.push_back(std::move(parameter));
  }
  for (auto buffer : part.buffers) {
    buffer.name = prefix + '.' + buffer.name;
    whole.buffers.push_back(std::move(buffer));
  }
  whole.needs_batch = whole.needs_batch || part.needs_batch;
  whole.operations += part.operations;
}

}  // namespace

template <class T>
Sequence<T>::Sequence(std::vector<Stage> stages, bool keep_outputs)
    : stages_(std::move(stages)), keep_outputs_(keep_outputs) {}

template <class T>
Plan Sequence<T>::plan_of(const Stage& stage, const Shape& input) const {
  try {
    return stage.layer->plan(input);
  } catch (const Failure&) {
    throw;  // of a layer further in, which has told its place
  } catch (const Error& error) {
    if (stage.refuse) stage.refuse(error);
    throw;
  }
}

template <class T>
void Sequence<T>::add(Layer<T>& layer, Plan plan, const std::string& prefix, Plan& whole) {
  add_needs(whole, plan, prefix);
  layers_.push_back(&layer);
  plans_.push_back(std::move(plan));
  stream_.push_back(result_.size());
  first_parameter_.push_back(whole.parameters.size());
  first_buffer_.push_back(whole.buffers.size());
}

template <class T>
void Sequence<T>::add_turn(Order to, const Shape& shape, Plan& whole) {
  turns_.push_back(std::make_unique<Turn<T>>(to));
  add(*turns_.back(), turns_.back()->plan(shape), {}, whole);
}

template <class T>
void Sequence<T>::expect_workers(int workers) {
  for (const auto& stage : stages_) stage.layer->expect_workers(workers);
}

/// Lengths hold for the layers after a mask as long as the time axis stays: neither its extent changes nor the rank
/// falls.
template <class T>
void Sequence<T>::follow(Lengths& lengths, const Plan& plan) const {
  const Shape& shape = plan.output;
  if (plan.masks) lengths = {static_cast<std::ptrdiff_t>(layers_.size()), shape[1], shape.rank()};
  if (shape.rank() < std::max(lengths.rank, 2) || shape[1] != lengths.steps) lengths.source = kNoLengths;
  lengths.rank = shape.rank();
}

/// The input's tokens are those of the first layer that does not hand its input on as it is.
template <class T>
void Sequence<T>::tell_tokens(Plan& whole) const {
  for (const std::size_t step : layer_step_) {
    const Plan& plan = plans_[step];
    if (plan.masks) whole.padding = plan.padding;
    whole.vocabulary = plan.vocabulary;
    if (plan.vocabulary > 0 || !(plan.masks || plan.relabels)) return;
  }
}

/// The gain of weights is that of the first activation after their layer, unless other weights come before it.
template <class T>
void Sequence<T>::recommend_gains(Plan& whole) const {
  double gain = 1;  // 1 where nothing follows
  for (std::size_t stage = stages_.size(); stage-- > 0;) {
    if (stages_[stage].gain) {
      gain = *stages_[stage].gain;
      continue;
    }
    const std::size_t step = layer_step_[stage];
    bool weights = false;
    for (std::size_t i = 0; i < plans_[step].parameters.size(); ++i) {
      auto& parameter = whole.parameters[first_parameter_[step] + i];
      weights = weights || parameter.shape.rank() > 1;
      if (parameter.gain == 1) parameter.gain = gain;  // else it was recommended within the layer
    }
    if (weights) gain = 1;
  }
}

template <class T>
Plan Sequence<T>::plan(const Shape& input, Order ends) {
  Plan whole;
  layers_.clear(), plans_.clear(), turns_.clear(), result_.clear(), stream_.clear(), lengths_.clear();
  first_parameter_.assign(1, 0), first_buffer_.assign(1, 0);
  layer_step_.clear();
  Shape shape = input;
  Order order = ends;
  Lengths lengths{kOutside, input.rank() > 1 ? input[1] : 0, input.rank()};
  for (const auto& stage : stages_) {
    Plan plan = plan_of(stage, shape);
    const Order wanted = plan.order == Order::either ? order : plan.order;
    if (wanted != order) add_turn(wanted, shape, whole);
    shape = plan.output, order = wanted;
    lengths_.resize(layers_.size() + 1, lengths.source);
    follow(lengths, plan);
    layer_step_.push_back(layers_.size());
    add(*stage.layer, std::move(plan), stage.name, whole);
    const bool last = &stage == &stages_.back();
    if (order != ends && (last || keep_outputs_)) add_turn(order = ends, shape, whole);
    result_.push_back(layers_.size() - 1);
  }
  lengths_.resize(layers_.size(), lengths.source);
  recommend_gains(whole);
  tell_tokens(whole);
  whole.output = shape;
  whole.order = ends;
  outputs_.assign(layers_.size(), {});
  place_outputs(whole);
  place_memory(whole);
  whole.reads_input = true;
  whole.reads_output = !plans_.empty();
  return whole;
}

/// A step may write over the output of the one before when neither's backward reads what was there.
template <class T>
bool Sequence<T>::can_share(std::size_t step) const {
  if (plans_[step].relabels) return true;
  if (step == 0 || keep_outputs_ || slots_[step - 1].home == Home::input) return false;
  if (!plans_[step].in_place || plans_[step].reads_input) return false;
  // Through reshaping, the memory belongs to the last step that wrote it.
  std::size_t writer = step - 1;
  while (writer > 0 && plans_[writer].relabels) --writer;
  return !plans_[writer].reads_output;
}

template <class T>
void Sequence<T>::place_outputs(Plan& whole) {
  slots_.assign(layers_.size(), {});
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    slots_[i].on_top = can_share(i);
    if (slots_[i].on_top) slots_[i].home = i == 0 ? Home::input : slots_[i - 1].home;
  }
  // The last output, and what lies under it, is the caller's memory; unless it is the input itself.
  for (std::size_t i = layers_.size(); i-- > 0;) {
    if (slots_[i].home != Home::input) slots_[i].home = Home::output;
    if (!slots_[i].on_top) break;
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (slots_[i].home != Home::saved) continue;
    slots_[i].offset = slots_[i].on_top ? slots_[i - 1].offset : whole.saved;
    if (!slots_[i].on_top) whole.saved += size_of<T>(plans_[i].output);
  }
}

template <class T>
void Sequence<T>::place_memory(Plan& whole) {
  saved_offset_.clear(), lengths_offset_.clear();
  gradient_size_ = 0;
  std::size_t scratch = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    saved_offset_.push_back(whole.saved);
    whole.saved += aligned<T>(plans_[i].saved);
    lengths_offset_.push_back(whole.saved);
    if (plans_[i].masks) whole.saved += aligned<T>(static_cast<std::size_t>(plans_[i].output[0]));
    scratch = std::max(scratch, plans_[i].scratch);
    if (i + 1 < layers_.size()) gradient_size_ = std::max(gradient_size_, size_of<T>(plans_[i].output));
  }
  whole.scratch = 2 * gradient_size_ + aligned<T>(scratch);
}

template <class T>
Pass<T> Sequence<T>::pass_of(std::size_t step, const Pass<T>& whole, std::int64_t batch) const {
  const Plan& plan = plans_[step];
  Pass<T> pass;
  pass.training = whole.training;
  pass.parameters = whole.parameters.subspan(first_parameter_[step], plan.parameters.size());
  pass.buffers = whole.buffers.subspan(first_buffer_[step], plan.buffers.size());
  pass.saved = whole.saved.subspan(saved_offset_[step], plan.saved);
  pass.scratch = whole.scratch.subspan(2 * gradient_size_, plan.scratch);
  pass.random = whole.random.stream(stream_[step]);
  pass.workers = whole.workers;
  const std::ptrdiff_t source = plan.masks ? static_cast<std::ptrdiff_t>(step) : lengths_[step];
  if (source == kOutside) pass.lengths = whole.lengths;
  if (source >= 0)
    pass.lengths =
        whole.saved.subspan(lengths_offset_[static_cast<std::size_t>(source)], static_cast<std::size_t>(batch));
  return pass;
}

template <class T>
View<T> Sequence<T>::home_of(std::size_t step, Pass<T>& pass, ConstView<T> x, View<T> y) const {
  const Shape shape = plans_[step].output.with_batch(x.batch());
  if (slots_[step].home == Home::output) return {y.data, shape};
  return {pass.saved.data() + slots_[step].offset, shape};
}

template <class T>
void Sequence<T>::forward(Pass<T>& pass, ConstView<T> x, View<T> y) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (slots_[i].home == Home::input) {
      outputs_[i] = {x.data, plans_[i].output.with_batch(x.batch())};
      continue;
    }
    const View<T> out = home_of(i, pass, x, y);
    if (!plans_[i].relabels) {
      Pass<T> own = pass_of(i, pass, x.batch());
      layers_[i]->forward(own, input_of(i, x), out);
    }
    outputs_[i] = out;
  }
  const bool untouched = layers_.empty() || slots_.back().home == Home::input;
  if (untouched) std::copy_n(x.data, x.size(), y.data);
}

/// Whether somebody wants the gradient of at least one of these parameters.
template <class T>
bool any_wanted(std::span<const View<T>> dparameters) {
  return std::any_of(dparameters.begin(), dparameters.end(),
                     [](const View<T>& view) { return static_cast<bool>(view); });
}

/// Whether dLoss/d(input of this step) is used by anybody.
template <class T>
bool Sequence<T>::gradient_needed(std::size_t step, bool dx_wanted, std::span<const View<T>> dparameters) const {
  return dx_wanted || (!dparameters.empty() && any_wanted(dparameters.first(first_parameter_[step])));
}

template <class T>
void Sequence<T>::backward(Pass<T>& pass, ConstView<T> x, ConstView<T>, ConstView<T> dy, View<T> dx,
                           std::span<const View<T>> dparameters) {
  std::size_t first = 0;  // the step that writes dx: the first one that computes anything
  while (first < layers_.size() && plans_[first].relabels) ++first;
  if (first == layers_.size()) {
    if (dx) std::copy_n(dy.data, dy.size(), dx.data);
    return;
  }
  T* const buffers[2] = {pass.scratch.data(), pass.scratch.data() + gradient_size_};
  int next = 0;
  ConstView<T> gradient = dy;
  for (std::size_t i = layers_.size(); i-- > first;) {
    if (plans_[i].relabels) {
      gradient = {gradient.data, input_of(i, x).shape};
      continue;
    }
    const bool wanted = i == first ? static_cast<bool>(dx) : gradient_needed(i, static_cast<bool>(dx), dparameters);
    View<T> down;
    if (i == first) {
      if (dx) down = {dx.data, input_of(i, x).shape};
    } else if (wanted) {
      const bool on_top = plans_[i].in_place && gradient.data == buffers[1 - next];
      down = {on_top ? buffers[1 - next] : buffers[next], input_of(i, x).shape};
      if (!on_top) next = 1 - next;
    }
    auto own_parameters =
        dparameters.empty() ? dparameters : dparameters.subspan(first_parameter_[i], plans_[i].parameters.size());
    if (!any_wanted(own_parameters)) own_parameters = {};
    if (!wanted && own_parameters.empty()) return;
    Pass<T> own = pass_of(i, pass, dy.batch());
    layers_[i]->backward(own, input_of(i, x), outputs_[i], gradient, down, own_parameters);
    if (!wanted) return;
    gradient = down;
  }
}

template class Sequence<float>;
template class Sequence<double>;

}  // namespace assay::model
