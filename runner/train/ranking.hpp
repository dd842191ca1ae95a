#pragma once
/// Area under the receiver operating characteristic: the chance that a member of a class is ranked above a non-member,
/// ties counting half (Mann & Whitney 1947; Hanley & McNeil 1982).

#include <vector>

namespace assay::train {

struct Ranked {
  double score = 0;
  bool member = false;
};

/// NaN where all are members, or none is. Reorders its argument.
double area_under_curve(std::vector<Ranked>& answers);

}  // namespace assay::train
