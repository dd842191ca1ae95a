#pragma once
/// What rows look like and how they are scaled, between the room that learns it and the room that stores it.

#include "data/prepare.hpp"
#include "store/record.hpp"

namespace assay::launch {

store::Preparation record_of(const data::Form& form, const data::Preparation& learned);

/// Only what a row is like; `rows` stays 0.
data::Form form_of(const store::Preparation& record);
data::Preparation learned_of(const store::Preparation& record);

}  // namespace assay::launch
