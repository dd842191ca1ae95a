#include "report/predictions_table.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace assay::report {
namespace {

std::string csv(const Predictions& predictions) {
  std::ostringstream text;
  predictions_table(predictions).print(text, Table::Format::csv);
  return text.str();
}

TEST(PredictionsTable, NumbersSamplesAndNamesClasses) {
  EXPECT_EQ(csv({{{2, 2}, std::vector<double>{0.5, 2, 3, 1}},
                 {{2}, std::vector<double>{1, 1}},
                 {true, true},
                 {},
                 true,
                 {"cat", "dog"}}),
            "sample,target,prediction,output_0,output_1\n0,dog,dog,0.5,2\n1,dog,cat,3,1\n");
}

TEST(PredictionsTable, TellsTheRowsOfTheData) {
  EXPECT_EQ(csv({{{2, 1}, std::vector<double>{5, 6}}, {{2, 1}, std::vector<double>{0, 0}}, {false, false}, {7, 3}}),
            "sample,row,output\n0,7,5\n1,3,6\n");
}

TEST(PredictionsTable, LeavesUnknownTargetsEmpty) {
  EXPECT_EQ(
      csv({{{2, 2}, std::vector<double>{0, 2, 3, 1}}, {{2}, std::vector<double>{1, 0}}, {true, false}, {}, true, {}}),
      "sample,target,prediction,output_0,output_1\n0,1,1,0,2\n1,,0,3,1\n");
}

TEST(PredictionsTable, HasNoTargetsWhereNoneIsKnown) {
  EXPECT_EQ(csv({{{2, 1}, std::vector<double>{360002, 199999}}, {{2, 1}, std::vector<double>{0, 0}}, {false, false}}),
            "sample,output\n0,360002\n1,199999\n");
}

TEST(PredictionsTable, TellsThePositionsOfImages) {
  std::istringstream lines(
      csv({{{2, 2, 2, 3}, std::vector<double>(24)}, {{2, 2, 2, 3}, std::vector<double>(24)}, {true, true}}));
  std::string line, last;
  std::getline(lines, line);
  EXPECT_EQ(line, "sample,position,target_0,target_1,target_2,output_0,output_1,output_2");
  int rows = 0;
  for (; std::getline(lines, line); ++rows) last = line;
  EXPECT_EQ(rows, 8);
  EXPECT_EQ(last.substr(0, 4), "1,3,");
}

}  // namespace
}  // namespace assay::report
