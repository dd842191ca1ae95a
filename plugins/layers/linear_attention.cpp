// linear_attention: attention without softmax, as a recurrence over a matrix of memory, [N,T,F] -> [N,T,F]. With
// q, k, v = W x + b cut into heads of d numbers, each head remembers in S [d,d], from 0 on,
//   linear        S = S + k v^T                        Katharopoulos, Vyas, Pappas & Fleuret 2020, arXiv:2006.16236
//   retention     S = g S + k v^T                      Sun et al. 2023, arXiv:2307.08621; g = 1 - 2^(-5-h) of head h
//   gated         S = g_t S + k v^T                    Yang, Wang, Shen, Panda & Kim 2024, arXiv:2312.06635
//   delta         S = S + b_t k (v - S^T k)^T          Yang, Wang, Zhang, Shen & Kim 2024, arXiv:2406.06484
//   gated_delta   S = g_t S + b_t k (v - g_t S^T k)^T  Yang, Kautz & Hatamizadeh 2024, arXiv:2412.06464
// and gives o_t = S_t^T q / sqrt d; y = W' o + b'. The rules are those of ONNX's LinearAttention; feature maps and
// normalisers are left out, so that `linear` is causal attention without its softmax. g_t = s(w x + b) forgets, with b
// from ln 31 on (g = 1 - 1/32); b_t = beta s(w' x + b') writes; s is the sigmoid. With `beta` 2 the rules of delta may
// also turn a memory over, which counting needs (Grazzi et al. 2024, arXiv:2411.12537). They have q and k of length 1.
//
// Parameters beside those of attention: decay_weight [heads,F], decay_bias, write_weight, write_bias. Steps of padding
// come after all others; their o is 0. Every sqrt(T)-th S is kept, and in backward the others are made again.
#include <cmath>

#include <assay/layer.hpp>
#include <assay/math.hpp>

#include "detail/memory_rule.hpp"
#include "detail/projection.hpp"

template <class T>
class LinearAttention final : public assay::Layer<T> {
 public:
  explicit LinearAttention(const assay::Arguments<T>& a)
      : heads_(a.integer("heads")), bias_(a.boolean("bias")), beta_(static_cast<T>(a.real("beta"))) {
    const std::string& rule = a.choice("rule");
    retains_ = rule == "retention";
    gated_ = rule == "gated" || rule == "gated_delta";
    delta_ = rule == "delta" || rule == "gated_delta";
  }

  void expect_workers(int workers) override { workers_ = workers; }

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    steps_ = input[1], features_ = input[2];
    if (features_ % heads_ != 0)
      throw assay::Error("heads " + std::to_string(heads_) + " must divide the " + std::to_string(features_) +
                         " features");
    head_ = features_ / heads_;
    rule_ = assay::MemoryRule<T>(head_, steps_);
    assay::Plan plan{.output = input};
    plan_parameters(plan);
    const std::int64_t rows = input[0] * steps_;
    plan.saved = static_cast<std::size_t>(rows * (4 * features_ + 4 * heads_) + input[0] * heads_ * rule_.kept());
    plan.scratch = static_cast<std::size_t>(rows * (4 * features_ + 2 * heads_) + workers_ * rule_.scratch());
    plan.operations = static_cast<double>(steps_ * features_) * static_cast<double>(8 * features_ + 6 * head_);
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const Memory memory(*this, pass, x.batch());
    apply(pass, x.batch(), 3 * features_, kIn, x.data, memory.projected);
    open_gates(pass, x, memory);
    for_keys(memory, x.batch() * steps_, [&](T* numbers, T& inverse) { normalise(numbers, inverse); });
    if (!pass.lengths.empty()) std::fill_n(memory.context, x.size(), T(0));
    for_heads(pass, memory, x.batch(), [&](const assay::MemoryHead<T>& head, std::int64_t length, T* work) {
      rule_.forward(head, length, work);
    });
    apply(pass, x.batch(), features_, out_, memory.context, y.data);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    const Memory memory(*this, pass, dy.batch());
    const std::int64_t n = dy.batch(), rows = n * steps_;
    std::fill_n(memory.d_projected, rows * (3 * features_ + 2 * heads_), T(0));  // of padding
    derive(pass, n, features_, out_, memory.context, dy.data, memory.d_context, false, dparameters);
    for_heads(pass, memory, n, [&](const assay::MemoryHead<T>& head, std::int64_t length, T* work) {
      rule_.backward(head, length, work);
    });
    for_keys(memory, rows, [&](T* numbers, T& inverse) {
      normalise_back(numbers, memory.d_projected + (numbers - memory.projected), inverse);
    });
    derive(pass, n, 3 * features_, kIn, x.data, memory.d_projected, dx.data, false, dparameters);
    const auto close = [&](std::size_t which, const T* gate, T* d_gate, T most) {
      if (which == 0) return;
      for (std::int64_t i = 0; i < rows * heads_; ++i) d_gate[i] *= gate[i] * (T(1) - gate[i] / most);
      derive(pass, n, heads_, which, x.data, d_gate, dx.data, true, dparameters);
    };
    close(decay_, memory.decay, memory.d_decay, T(1));
    close(write_, memory.write, memory.d_write, beta_);
  }

 private:
  static constexpr std::size_t kIn = 0;

  struct Memory {
    Memory(const LinearAttention& own, const assay::Pass<T>& pass, std::int64_t n) {
      const std::int64_t rows = n * own.steps_, features = own.features_, heads = own.heads_;
      projected = pass.saved.data(), context = projected + 3 * rows * features;
      decay = context + rows * features, write = decay + rows * heads;
      inverses = write + rows * heads, kept = inverses + 2 * rows * heads;
      d_projected = pass.scratch.data(), d_decay = d_projected + 3 * rows * features;
      d_write = d_decay + rows * heads, d_context = d_write + rows * heads;
      work = d_context + rows * features;
    }
    T *projected, *context;  ///< rows of q, k, v; rows of o, head beside head
    T *decay, *write;        ///< g and b, [N T,heads]
    T* inverses;             ///< 1 / |q| and 1 / |k|, [N T,2 heads]
    T* kept;                 ///< every head's
    T *d_projected, *d_decay, *d_write, *d_context;
    T* work;  ///< of each worker
  };

  void plan_parameters(assay::Plan& plan) {
    const double fan = 1 / std::sqrt(static_cast<double>(features_));
    const auto add = [&](const std::string& name, std::int64_t rows, assay::Initial weight, double bias,
                         bool has_bias) {
      plan.parameters.push_back({name + "weight", {rows, features_}, weight});
      if (has_bias) plan.parameters.push_back({name + "bias", {rows}, assay::Initial::constant(bias)});
      return plan.parameters.size() - (has_bias ? 2 : 1);
    };
    add("in_proj_", 3 * features_, assay::Initial::uniform(std::sqrt(1.5) * fan), 0, bias_);
    decay_ = gated_ ? add("decay_", heads_, assay::Initial::uniform(fan), std::log(31.0), true) : 0;
    write_ = delta_ ? add("write_", heads_, assay::Initial::uniform(fan), 0, true) : 0;
    out_ = add("out_proj.", features_, assay::Initial::uniform(fan), 0, bias_);
  }

  assay::Projection<T> projection(const assay::Pass<T>& pass, std::int64_t n, std::int64_t outputs) const {
    return {pass.workers, n * steps_, features_, outputs};
  }
  bool has_bias(std::size_t weight) const { return bias_ || (weight != kIn && weight != out_); }

  /// to = from W^T + b; W is parameter `weight`, b the one behind it.
  void apply(const assay::Pass<T>& pass, std::int64_t n, std::int64_t outputs, std::size_t weight, const T* from,
             T* to) const {
    projection(pass, n, outputs)
        .forward(from, pass.parameters[weight].data, has_bias(weight) ? pass.parameters[weight + 1].data : nullptr, to);
  }
  /// `down` may be null; it is added to with `more`.
  void derive(const assay::Pass<T>& pass, std::int64_t n, std::int64_t outputs, std::size_t weight, const T* x,
              const T* up, T* down, bool more, std::span<const assay::View<T>> dparameters) const {
    const auto own = projection(pass, n, outputs);
    if (!dparameters.empty())
      own.learn(x, up, dparameters[weight].data, has_bias(weight) ? dparameters[weight + 1].data : nullptr);
    if (down) own.pass_down(up, pass.parameters[weight].data, down, {more ? down : nullptr, features_});
  }

  void open_gates(const assay::Pass<T>& pass, assay::ConstView<T> x, const Memory& memory) const {
    const std::int64_t size = x.batch() * steps_ * heads_;
    for (std::int64_t i = 0; retains_ && i < size; ++i)
      memory.decay[i] = static_cast<T>(1 - std::exp2(-5.0 - static_cast<double>(i % heads_)));
    const auto open = [&](std::size_t which, T* gate, T most) {
      if (which == 0) return;
      apply(pass, x.batch(), heads_, which, x.data, gate);
      for (std::int64_t i = 0; i < size; ++i) gate[i] = most * assay::sigmoid(gate[i]);
    };
    open(decay_, memory.decay, T(1));
    open(write_, memory.write, beta_);
  }

  /// Calls body(numbers, 1 / their length) for q and k of every step and head.
  template <class Body>
  void for_keys(const Memory& memory, std::int64_t rows, Body body) const {
    if (!delta_) return;
    for (std::int64_t row = 0; row < rows; ++row)
      for (std::int64_t h = 0; h < 2 * heads_; ++h)
        body(memory.projected + row * 3 * features_ + h * head_, memory.inverses[row * 2 * heads_ + h]);
  }
  void normalise(T* x, T& inverse) const {
    inverse = T(1) / assay::sqrt(assay::dot(x, x, head_) + T(1e-6));
    for (std::int64_t i = 0; i < head_; ++i) x[i] *= inverse;
  }
  void normalise_back(const T* x, T* dx, T inverse) const {
    const T along = assay::dot(x, dx, head_);
    for (std::int64_t i = 0; i < head_; ++i) dx[i] = inverse * (dx[i] - along * x[i]);
  }

  template <class Body>
  void for_heads(const assay::Pass<T>& pass, const Memory& memory, std::int64_t n, Body body) const {
    const double operations = 6.0 * static_cast<double>(n * steps_ * features_ * head_);
    share(pass.workers, n * heads_, 1, operations, [&](int worker, std::int64_t first, std::int64_t last) {
      for (std::int64_t i = first; i < last; ++i)
        body(head_of(memory, i / heads_, i % heads_), pass.length(i / heads_, steps_),
             memory.work + worker * rule_.scratch());
    });
  }

  assay::MemoryHead<T> head_of(const Memory& m, std::int64_t n, std::int64_t h) const {
    const std::int64_t row = n * steps_, place = row * 3 * features_ + h * head_, gate = row * heads_ + h;
    const std::int64_t out = row * features_ + h * head_;
    assay::MemoryHead<T> head;
    head.row = 3 * features_, head.gate_row = heads_, head.out_row = features_;
    head.q = m.projected + place, head.k = head.q + features_, head.v = head.k + features_;
    head.d_q = m.d_projected + place, head.d_k = head.d_q + features_, head.d_v = head.d_k + features_;
    head.out = m.context + out, head.d_out = m.d_context + out;
    head.kept = m.kept + (n * heads_ + h) * rule_.kept();
    if (gated_ || retains_) head.decay = m.decay + gate, head.d_decay = m.d_decay + gate;
    if (delta_) head.write = m.write + gate, head.d_write = m.d_write + gate;
    return head;
  }

  std::int64_t heads_, workers_ = 1, steps_ = 0, features_ = 0, head_ = 0;
  bool bias_, retains_ = false, gated_ = false, delta_ = false;
  T beta_;
  std::size_t decay_ = 0, write_ = 0, out_ = 0;  ///< places of weights; 0: there is none
  assay::MemoryRule<T> rule_;
};
ASSAY_LAYER(LinearAttention, "linear_attention", "y = W' S_t^T q + b', S a memory of keys and values: [N,T,F]",
            assay::choice("rule", "linear", "linear|retention|gated|delta|gated_delta", "how the memory changes"),
            assay::integer("heads", 1, "the features are cut into so many", assay::at_least(1)),
            assay::real("beta", 1.0, "of the rules of delta: the most that a step writes",
                        assay::Range{.low = 0, .high = 2, .open_low = true}),
            assay::boolean("bias", true, "add a number to each projected feature"))
