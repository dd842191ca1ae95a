#include "check/trial.hpp"

#include <array>
#include <cstdio>

namespace assay::check {
namespace {

constexpr std::size_t kTold = 3;

std::string printed(const char* format, double number) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), format, number);
  return text.data();
}

}  // namespace

std::string brief(double number) {
  if (std::isnan(number)) return "nan";  // printf tells -nan apart, which means nothing
  return printed(std::abs(number) >= 10 && std::abs(number) < 1e5 ? "%.0f" : "%.2g", number);
}

void Trial::add(const std::string& mistake) {
  if (++mistakes_ <= kTold) first_mistakes_.push_back(looking_at_.empty() ? mistake : looking_at_ + ": " + mistake);
}

std::string Trial::text_of_mismatch(double found, double expected) {
  return " is " + printed("%.9g", found) + ", expected " + printed("%.9g", expected);
}

std::string Trial::text() const {
  if (mistakes_ == 0) return told_;
  std::string text;
  for (const auto& mistake : first_mistakes_) text += (text.empty() ? "" : "\n") + mistake;
  if (mistakes_ > kTold) text += "\nand " + std::to_string(mistakes_ - kTold) + " more";
  return text;
}

}  // namespace assay::check
