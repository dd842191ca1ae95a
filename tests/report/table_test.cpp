#include "report/table.hpp"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

#include "base/failure.hpp"

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

Table example() {
  Table table;
  table.column("model", Table::Align::left);
  table.column("mean accuracy", Table::Align::right, Table::Audience::all, "mean");
  table.column("interval", Table::Align::right, Table::Audience::people);
  table.column("low", Table::Align::right, Table::Audience::programs);
  Cell mean = number_cell(0.1 + 0.2);
  mean.marks = "**";
  mean.best = true;
  table.row({"a_1, \"50 %\"", mean, "0 to 1", Cell("-", std::nan(""))});
  table.row({"b", number_cell(-0.25), "-", number_cell(1)});
  table.caption("Scores of 50 % & more.");
  return table;
}

std::string printed(Table::Format format) {
  std::ostringstream out;
  example().print(out, format);
  return out.str();
}

TEST(Table, GivesProgramsTheirColumnsWithAllDigits) {
  EXPECT_EQ(printed(Table::Format::csv),
            "model,mean,low\n"
            "\"a_1, \"\"50 %\"\"\",0.30000000000000004,\n"
            "b,-0.25,1\n");
  EXPECT_EQ(Json::parse(printed(Table::Format::json)),
            (Json{{{"model", "a_1, \"50 %\""}, {"mean", 0.1 + 0.2}, {"low", nullptr}},
                  {{"model", "b"}, {"mean", -0.25}, {"low", 1.0}}}));
}

TEST(Table, GivesMarkdownWithTheBestInBold) {
  EXPECT_EQ(printed(Table::Format::markdown),
            "Scores of 50 % & more.\n\n"
            "| model | mean accuracy | interval |\n"
            "| :-- | --: | --: |\n"
            "| a\\_1, \"50 %\" | **0.3000\\*\\*** | 0 to 1 |\n"
            "| b | -0.2500 | - |\n");
}

TEST(Table, GivesLatexWithBooktabsAndCaption) {
  EXPECT_EQ(printed(Table::Format::latex),
            "\\begin{table}\n\\centering\n\\begin{tabular}{lrr}\n\\toprule\n"
            "  model & mean accuracy & interval \\\\\n\\midrule\n"
            "  a\\_1, \"50 \\%\" & \\textbf{0.3000}$^{**}$ & 0 to 1 \\\\\n"
            "  b & $-$0.2500 & - \\\\\n"
            "\\bottomrule\n\\end{tabular}\n\\caption{Scores of 50 \\% \\& more.}\n\\end{table}\n");
}

TEST(FormatOf, SuggestsANameThatIsNear) {
  try {
    format_of("makdown");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(),
                 "unknown format 'makdown'; did you mean 'markdown'?\nthere are csv, json, latex, markdown and table");
  }
}

TEST(Table, MeasuresCharactersNotBytes) { EXPECT_EQ(width("σ(x)"), 4U); }

TEST(Number, KeepsIntegersWhole) { EXPECT_EQ(number(4810), "4810"); }

TEST(Number, GivesSharesFourDecimals) { EXPECT_EQ(number(0.97131), "0.9713"); }

TEST(Number, GivesSmallOnesAnExponent) { EXPECT_EQ(number(1.234e-7), "1.234e-07"); }

TEST(Number, OfNothingIsADash) { EXPECT_EQ(number(std::nan("")), "-"); }

}  // namespace
}  // namespace assay::report
