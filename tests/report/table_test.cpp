#include "report/table.hpp"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

namespace assay::report {
namespace {

TEST(Table, AlignsWordsLeftAndNumbersRight) {
  Table table;
  table.column("model", Table::Align::left);
  table.column("mean");
  table.row({"fnn", "0.9"});
  table.row({"lstm", "0.975"});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(),
            "model   mean\n"
            "─────  ─────\n"
            "fnn      0.9\n"
            "lstm   0.975\n");
}

TEST(Table, MeasuresCharactersNotBytes) { EXPECT_EQ(width("σ(x)"), 4U); }

TEST(Number, KeepsIntegersWhole) { EXPECT_EQ(number(4810), "4810"); }

TEST(Number, GivesSharesFourDecimals) { EXPECT_EQ(number(0.97131), "0.9713"); }

TEST(Number, GivesSmallOnesAnExponent) { EXPECT_EQ(number(1.234e-7), "1.234e-07"); }

TEST(Number, OfNothingIsADash) { EXPECT_EQ(number(std::nan("")), "-"); }

}  // namespace
}  // namespace assay::report
