// attention: every step of a sequence asks all others, [N,T,F] -> [N,T,F]. Vaswani et al. 2017, "Attention is all you
// need", arXiv:1706.03762. With q, k, v = W x + b cut into heads of d numbers, each head gives
//   o_t = sum_s softmax_s(q_t . k_s / sqrt d) v_s,   y = W' o + b'
// Parameters are those of PyTorch's MultiheadAttention: in_proj_weight [3F,F] (rows of q, then k, then v),
// in_proj_bias, out_proj.weight [F,F], out_proj.bias; weights start xavier_uniform and uniform(1/sqrt F), biases 0.
//
// `kv_heads` below `heads` has neighbouring heads share keys and values (Ainslie et al. 2023, arXiv:2305.13245),
// `causal` hides what comes later, `window` what lies further away (Beltagy, Peters & Cohan 2020, arXiv:2004.05150),
// `rotary` turns q and k by their places (detail/rotary.hpp), `dropout` leaves out probabilities in training. Where
// sequences end early (mask), nobody sees the padding, whose own o is 0.
//
// Probabilities are made for some queries at a time and, from the logarithm of their sum, made again in backward: no
// [N,heads,T,T] is kept (Rabe & Staats 2021, arXiv:2112.05682; Dao et al. 2022, arXiv:2205.14135).
#include <cmath>

#include <assay/layer.hpp>

#include "detail/attended.hpp"
#include "detail/projection.hpp"
#include "detail/rotary.hpp"

template <class T>
class Attention final : public assay::Layer<T> {
 public:
  explicit Attention(const assay::Arguments<T>& a)
      : heads_(a.integer("heads")),
        kv_heads_(a.integer("kv_heads") == 0 ? heads_ : a.integer("kv_heads")),
        turns_(a.boolean("rotary")),
        bias_(a.boolean("bias")),
        dropout_(a.real("dropout")),
        sight_{a.boolean("causal"), a.integer("window")} {
    if (heads_ % kv_heads_ != 0)
      throw assay::Error("kv_heads " + std::to_string(kv_heads_) + " must divide the " + std::to_string(heads_) +
                         " heads");
  }

  void expect_workers(int workers) override { workers_ = workers; }

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 3) throw assay::Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    steps_ = input[1], features_ = input[2];
    if (features_ % heads_ != 0)
      throw assay::Error("heads " + std::to_string(heads_) + " must divide the " + std::to_string(features_) +
                         " features");
    head_ = features_ / heads_, width_ = features_ + 2 * kv_heads_ * head_;
    scale_ = static_cast<T>(1 / std::sqrt(static_cast<double>(head_)));
    if (turns_) rotary_.plan(steps_, head_);
    assay::Plan plan{.output = input};
    const auto fan = static_cast<double>(features_ + width_);
    plan.parameters.push_back({"in_proj_weight", {width_, features_}, assay::Initial::uniform(std::sqrt(6 / fan))});
    if (bias_) plan.parameters.push_back({"in_proj_bias", {width_}});
    plan.parameters.push_back({"out_proj.weight",
                               {features_, features_},
                               assay::Initial::uniform(1 / std::sqrt(static_cast<double>(features_)))});
    if (bias_) plan.parameters.push_back({"out_proj.bias", {features_}});
    const std::int64_t rows = input[0] * steps_;
    plan.saved = static_cast<std::size_t>(rows * (width_ + features_ + heads_));
    plan.scratch = static_cast<std::size_t>(rows * (width_ + features_) + workers_ * 3 * part());
    plan.operations = 2.0 * static_cast<double>(steps_ * features_) * static_cast<double>(width_ + features_) +
                      4.0 * static_cast<double>(features_) * pairs();
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const Memory memory(*this, pass, x.batch());
    const auto& p = pass.parameters;
    into(pass, x.batch()).forward(x.data, p[0].data, bias_ ? p[1].data : nullptr, memory.projected);
    place(memory.projected, x.batch(), false);
    if (!pass.lengths.empty()) std::fill_n(memory.context, x.size(), T(0));
    for_blocks(pass, x.batch(), 4, [&](const Block& block) { attend(pass, memory, block); });
    out_of(pass, x.batch()).forward(memory.context, p[second()].data, bias_ ? p[3].data : nullptr, y.data);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    const Memory memory(*this, pass, dy.batch());
    const auto gradient = [&](std::size_t i, bool there = true) {
      return dparameters.empty() || !there ? nullptr : dparameters[i].data;
    };
    const auto in = into(pass, dy.batch()), out = out_of(pass, dy.batch());
    out.learn(memory.context, dy.data, gradient(second()), gradient(3, bias_));
    out.pass_down(dy.data, pass.parameters[second()].data, memory.d_context);
    std::fill_n(memory.d_projected, in.rows * width_, T(0));
    for_blocks(pass, dy.batch(), 10, [&](const Block& block) { attend_backward(pass, memory, block); });
    place(memory.d_projected, dy.batch(), true);
    in.learn(x.data, memory.d_projected, gradient(0), gradient(1, bias_));
    if (dx) in.pass_down(memory.d_projected, pass.parameters[0].data, dx.data);
  }

 private:
  static constexpr std::int64_t kQueries = 32;  ///< at a time

  struct Memory {
    Memory(const Attention& own, const assay::Pass<T>& pass, std::int64_t n) {
      const std::int64_t rows = n * own.steps_;
      projected = pass.saved.data(), context = projected + rows * own.width_;
      log_sums = context + rows * own.features_;
      d_projected = pass.scratch.data(), d_context = d_projected + rows * own.width_;
      parts = d_context + rows * own.features_;
    }
    T *projected, *context;      ///< rows of q / sqrt d, k, v; rows of o, head beside head
    T* log_sums;                 ///< of a query's exponentials, [N,heads,T]
    T *d_projected, *d_context;  ///< gradients of both
    T* parts;                    ///< of each worker, three times part()
  };

  /// Some queries of one head of one sample, and the keys that they see together.
  struct Block {
    std::int64_t sample, head, worker, length;
    assay::Interval queries, keys;
  };

  /// Probabilities of one block.
  std::int64_t part() const { return kQueries * steps_; }
  std::size_t second() const { return bias_ ? 2 : 1; }
  assay::Projection<T> into(const assay::Pass<T>& pass, std::int64_t n) const {
    return {pass.workers, n * steps_, features_, width_};
  }
  assay::Projection<T> out_of(const assay::Pass<T>& pass, std::int64_t n) const {
    return {pass.workers, n * steps_, features_, features_};
  }

  /// Queries and keys that meet, in one head of one sample.
  double pairs() const {
    double count = 0;
    for (std::int64_t t = 0; t < steps_; ++t) count += static_cast<double>(sight_.keys_of(t, steps_).size());
    return count;
  }

  /// Scales queries, and turns them and keys by their places; `back` does so to gradients.
  void place(T* projected, std::int64_t n, bool back) const {
    for (std::int64_t row = 0; row < n * steps_; ++row, projected += width_) {
      for (std::int64_t i = 0; i < features_; ++i) projected[i] *= scale_;
      for (std::int64_t h = 0; turns_ && h < heads_ + kv_heads_; ++h)
        rotary_.turn(projected + h * head_, row % steps_, back);
    }
  }

  /// Workers take whole groups of heads that share keys, whose gradients are added up.
  template <class Body>
  void for_blocks(const assay::Pass<T>& pass, std::int64_t n, double products, Body body) const {
    const double operations = products * pairs() * static_cast<double>(n * features_);
    const std::int64_t together = heads_ / kv_heads_;
    share(pass.workers, n * kv_heads_, 1, assay::kPacks<T> ? operations : 0.0,
          [&](int worker, std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first * together; i < last * together; ++i) {
              const std::int64_t length = pass.length(i / heads_, steps_);
              for (std::int64_t t = 0; t < length; t += kQueries) {
                const assay::Interval queries{t, std::min(t + kQueries, length)};
                body(Block{i / heads_, i % heads_, worker, length, queries, sight_.keys_of(queries, length)});
              }
            }
          });
  }

  // Where a block's numbers begin; rows are width_ apart, those of o features_.
  std::int64_t query(const Block& b) const { return first_row(b) * width_ + b.head * head_; }
  std::int64_t key(const Block& b) const {
    return (b.sample * steps_ + b.keys.first) * width_ + features_ + b.head / (heads_ / kv_heads_) * head_;
  }
  std::int64_t value(const Block& b) const { return key(b) + kv_heads_ * head_; }
  std::int64_t output(const Block& b) const { return first_row(b) * features_ + b.head * head_; }
  std::int64_t first_row(const Block& b) const { return b.sample * steps_ + b.queries.first; }
  T* log_sums(const Memory& m, const Block& b) const {
    return m.log_sums + (b.sample * heads_ + b.head) * steps_ + b.queries.first;
  }

  void score(const Memory& m, const Block& b, T* scores) const {
    assay::gemm<T>(assay::Transpose::no, assay::Transpose::yes, b.queries.size(), b.keys.size(), head_, T(1),
                   m.projected + query(b), width_, m.projected + key(b), width_, T(0), scores, b.keys.size());
  }

  /// Calls body(row, first number of it that query `row` of the block sees, how many) and makes those it does not see
  /// 0.
  template <class Body>
  void for_rows(const Block& b, T* scores, Body body) const {
    for (std::int64_t i = 0; i < b.queries.size(); ++i) {
      const assay::Interval seen = sight_.keys_of(b.queries.first + i, b.length);
      T* const row = scores + i * b.keys.size();
      std::fill(row, row + seen.first - b.keys.first, T(0));
      std::fill(row + seen.last - b.keys.first, row + b.keys.size(), T(0));
      body(i, seen.first - b.keys.first + i * b.keys.size(), seen.size());
    }
  }

  /// What is left of one query's probabilities, the same in forward and backward.
  void drop(const assay::Pass<T>& pass, const Block& b, std::int64_t query, T* probabilities, std::int64_t n) const {
    const auto place = static_cast<std::uint64_t>((b.sample * heads_ + b.head) * steps_ + b.queries.first + query);
    assay::Random random = pass.random.stream(place);
    const T kept = static_cast<T>(1 / (1 - dropout_));
    const auto limit = static_cast<std::uint32_t>(dropout_ * 0x1p32);
    for (std::int64_t i = 0; i < n; ++i) probabilities[i] *= random.bits() < limit ? T(0) : kept;
  }

  void attend(const assay::Pass<T>& pass, const Memory& m, const Block& b) const {
    T* const scores = m.parts + b.worker * 3 * part();
    score(m, b, scores);
    for_rows(b, scores, [&](std::int64_t i, std::int64_t first, std::int64_t n) {
      log_sums(m, b)[i] = assay::softmax_of(scores + first, n);
      if (pass.training && dropout_ > 0) drop(pass, b, i, scores + first, n);
    });
    assay::gemm<T>(assay::Transpose::no, assay::Transpose::no, b.queries.size(), head_, b.keys.size(), T(1), scores,
                   b.keys.size(), m.projected + value(b), width_, T(0), m.context + output(b), features_);
  }

  /// With p the probabilities and r what dropout leaves of them, dv = r^T do, and the scores' gradient is
  /// r dr - p (do . o) with dr = do v^T.
  void attend_backward(const assay::Pass<T>& pass, const Memory& m, const Block& b) const {
    const std::int64_t rows = b.queries.size(), columns = b.keys.size();
    const bool drops = pass.training && dropout_ > 0;
    T* const p = m.parts + b.worker * 3 * part();
    T* const d = p + part();
    T* const left = drops ? d + part() : p;
    const T *o = m.context + output(b), *up = m.d_context + output(b);
    score(m, b, p);
    assay::gemm<T>(assay::Transpose::no, assay::Transpose::yes, rows, columns, head_, T(1), up, features_,
                   m.projected + value(b), width_, T(0), d, columns);
    for_rows(b, p, [&](std::int64_t i, std::int64_t first, std::int64_t n) {
      assay::exponentials(p + first, n, log_sums(m, b)[i]);
      const T along = assay::dot(up + i * features_, o + i * features_, head_);
      if (drops) {
        std::copy_n(p + i * columns, columns, left + i * columns);
        drop(pass, b, i, left + first, n);
      }
      T* const row = d + i * columns;
      ASSAY_IVDEP
      for (std::int64_t j = 0; j < columns; ++j) row[j] = left[i * columns + j] * row[j] - p[i * columns + j] * along;
    });
    const auto add = [&](const T* turned, const T* from, std::int64_t step, T* to) {
      assay::gemm<T>(assay::Transpose::yes, assay::Transpose::no, columns, head_, rows, T(1), turned, columns, from,
                     step, T(1), to, width_);
    };
    add(left, up, features_, m.d_projected + value(b));
    add(d, m.projected + query(b), width_, m.d_projected + key(b));
    assay::gemm<T>(assay::Transpose::no, assay::Transpose::no, rows, head_, columns, T(1), d, columns,
                   m.projected + key(b), width_, T(0), m.d_projected + query(b), width_);
  }

  std::int64_t heads_, kv_heads_, workers_ = 1, steps_ = 0, features_ = 0, head_ = 0, width_ = 0;
  bool turns_, bias_;
  double dropout_;
  T scale_ = 1;
  assay::Sight sight_;
  assay::Rotary<T> rotary_;
};
ASSAY_LAYER(Attention, "attention", "y = W' softmax(q k^T / sqrt d) v + b' for each head, q, k, v = W x + b: [N,T,F]",
            assay::integer("heads", 1, "the features are cut into so many", assay::at_least(1)),
            assay::integer("kv_heads", 0, "heads of keys and values; 0: as many", assay::at_least(0)),
            assay::boolean("causal", false, "hide later steps"),
            assay::integer("window", 0, "hide steps as far away as this, and further; 0: none", assay::at_least(0)),
            assay::boolean("rotary", false, "turn queries and keys by their places"),
            assay::real("dropout", 0.0, "share of probabilities that become 0 in training", assay::from_below(0, 1)),
            assay::boolean("bias", true, "add a number to each projected feature"))
