// focal: cross-entropy that turns away from what is already right, w[t] (1 - p[t])^gamma (-ln p[t]) with p =
// softmax(y). Lin, Goyal, Girshick, He & Dollar 2017, "Focal loss for dense object detection", arXiv:1708.02002, gamma
// = 2; for several classes, their alpha being the weight of the target's class. Averaged as softmax_cross_entropy.
#include "detail/class_loss.hpp"

template <class T>
class Focal final : public assay::ClassLoss<T> {
 public:
  explicit Focal(const assay::Arguments<T>& a) : assay::ClassLoss<T>(a), gamma_(a.real("gamma")) {}

  assay::Outputs outputs() const override { return assay::Outputs::logits; }

 protected:
  /// With L = -ln p: d/dy_c = ((1-p)^gamma + gamma (1-p)^(gamma-1) p L) (p_c - [c = t]).
  double one(const T* logits, std::int64_t label, std::int64_t classes, T scale, T* gradient) const override {
    const assay::SoftmaxRow<T> row(logits, classes, gradient);
    const double surprise = row.surprise(logits[label]), p = std::exp(-surprise);
    const double wrong = -std::expm1(-surprise), weight = static_cast<double>(this->weight_of(label));
    const double modulation = std::pow(wrong, gamma_);
    if (gradient) {
      const double steeper = gamma_ == 0 || wrong == 0 ? 0.0 : gamma_ * std::pow(wrong, gamma_ - 1) * p * surprise;
      const T slope = static_cast<T>(static_cast<double>(scale) * weight * (modulation + steeper));
      const T factor = slope / row.total;
      for (std::int64_t c = 0; c < classes; ++c) gradient[c] *= factor;
      gradient[label] -= slope;
    }
    return weight * modulation * surprise;
  }

 private:
  double gamma_;
};
ASSAY_LOSS(Focal, "focal", "mean of -(1 - p)^gamma ln p, p = softmax(y)[class]", ASSAY_CLASS_LOSS_PARAMETERS,
           assay::real("gamma", 2.0, "how much right answers count less; 0: softmax_cross_entropy", assay::at_least(0)))
