#pragma once
/// Layers one after another, as one layer: plans where each one's output lies, so that outputs that nobody needs again
/// are overwritten in place and reshaping costs nothing, and turns tensors where layers want their batch last. Itself a
/// Layer, hence it nests.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <assay/layer.hpp>

namespace assay::model {

template <class T>
class Sequence final : public Layer<T> {
 public:
  struct Stage {
    std::string name;  ///< prefix of its parameters: "0" for "0.weight"
    std::unique_ptr<Layer<T>> layer;
    /// Tells the user that the layer does not fit; throws.
    std::function<void(const Error&)> refuse;
    /// Of an activation: the gain that it recommends for the weights before it.
    std::optional<double> gain{};
  };

  /// With `keep_outputs` nothing is done in place, so that every stage's output can be looked at afterwards.
  explicit Sequence(std::vector<Stage> stages, bool keep_outputs = false);

  void expect_workers(int workers) override;
  Plan plan(const Shape& input) override { return plan(input, Order::batch_first); }
  /// With input and output in the order `ends`, batch_first or batch_last.
  Plan plan(const Shape& input, Order ends);
  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override;
  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override;

  std::size_t size() const { return stages_.size(); }
  /// Whether the plan brings the batch to the other end of some tensor.
  bool turns() const { return !turns_.empty(); }
  /// What a stage gave in the last forward pass; true numbers only with `keep_outputs`.
  ConstView<T> output(std::size_t stage) const { return outputs_[result_[stage]]; }
  const Shape& output_shape(std::size_t stage) const { return plans_[result_[stage]].output; }
  std::size_t parameter_count(std::size_t stage) const {
    return first_parameter_[result_[stage] + 1] - first_parameter_[stage == 0 ? 0 : result_[stage - 1] + 1];
  }

 private:
  /// Where a step's output lies.
  enum class Home { input, output, saved };
  struct Slot {
    Home home = Home::saved;
    std::size_t offset = 0;  ///< into `saved`
    bool on_top = false;     ///< shares the memory of the step before
  };

  /// Whose lengths of sequences a step works with: a mask's (its step), those that came from outside, or none.
  static constexpr std::ptrdiff_t kOutside = -1, kNoLengths = -2;
  struct Lengths {
    std::ptrdiff_t source = kOutside;
    std::int64_t steps = 0;  ///< extent of the time axis for which they hold
    int rank = 0;
  };

  void follow(Lengths& lengths, const Plan& plan) const;
  void tell_tokens(Plan& whole) const;
  void recommend_gains(Plan& whole) const;
  /// Appends a layer to the steps.
  void add(Layer<T>& layer, Plan plan, const std::string& prefix, Plan& whole);
  void add_turn(Order to, const Shape& shape, Plan& whole);
  Plan plan_of(const Stage& stage, const Shape& input) const;
  void place_outputs(Plan& whole);
  void place_memory(Plan& whole);
  bool can_share(std::size_t step) const;
  bool gradient_needed(std::size_t step, bool dx_wanted, std::span<const View<T>> dparameters) const;
  Pass<T> pass_of(std::size_t step, const Pass<T>& whole, std::int64_t batch) const;
  ConstView<T> input_of(std::size_t step, ConstView<T> x) const { return step == 0 ? x : outputs_[step - 1]; }
  View<T> home_of(std::size_t step, Pass<T>& pass, ConstView<T> x, View<T> y) const;

  std::vector<Stage> stages_;
  bool keep_outputs_;
  // The steps: every stage's layer, and turns between those that want their batch at different ends. One entry a step:
  std::vector<Layer<T>*> layers_;
  std::vector<Plan> plans_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> first_parameter_, first_buffer_, saved_offset_, stream_;
  std::vector<ConstView<T>> outputs_;
  std::vector<std::ptrdiff_t> lengths_;      ///< kOutside, kNoLengths, or the step of a mask
  std::vector<std::size_t> lengths_offset_;  ///< into `saved`, of a mask
  std::vector<std::unique_ptr<Layer<T>>> turns_;
  std::vector<std::size_t> layer_step_, result_;  ///< each stage's own step, and the one that gives its output
  std::size_t gradient_size_ = 0;                 ///< of each of the two buffers that gradients alternate between
};

extern template class Sequence<float>;
extern template class Sequence<double>;

}  // namespace assay::model
