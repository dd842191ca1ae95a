#!/usr/bin/env bash
# 'assay plugins check' rejects every mutant (tests/bad_plugins/mutants) and names the check that its mistake is for; the
# honest ones that they are made from pass.
#
# Usage: mutants_test.sh BUILD SOURCE
# slow: checks more than fifty plugins, some of which hang.
set -uo pipefail

assay=$1/bin/assay
mutants=$1/tests/mutants
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
failed=0

# check NAME: the names of the checks that fail; sets `code`.
check() {
  "$assay" plugins check "$1" --level 2 --limit 20 --plugins "$mutants" >"$work/out" 2>&1
  code=$?
  awk '$1 == "FAILED" {print $2}' "$work/out" >"$work/failed"
}

for honest in honest honest_layer honest_loss honest_optimizer; do
  check $honest
  ((code == 0)) || { echo "$honest has no mistake, but:"; cat "$work/out"; failed=1; } >&2
done

count=0
while read -r name expected; do
  [[ -n $name && $name != \#* ]] || continue
  count=$((count + 1))
  check "$name"
  ((code == 1)) || { echo "$name: exit code $code, not 1"; cat "$work/out"; failed=1; } >&2
  grep -qx "$expected" "$work/failed" ||
    { echo "$name: expected '$expected' among what fails, found: $(xargs <"$work/failed")"; failed=1; } >&2
  grep -q "again: assay plugins check $name --seed 1" "$work/out" || { echo "$name: no seed to repeat it"; failed=1; } >&2
done <<'TABLE'
wrong_sign slope
missing_term slope
zero_slope slope
wrong_below_zero slope
kink_outside slope
constant slope
parameter_set_not_added parameters
swallows_nan not_a_number
overflows edges
wrong_at_infinity infinity
coarse_float precision
zeroes_first in_place
wrong_at_length_17 lengths
needs_the_output saved
past_the_end bounds
reads_past_the_end bounds
stale_value repeat
shared_scratch threads
allocates hot_call
flushes_denormals hot_call
hangs lengths
default_out_of_range declaration
unexplained_parameter declaration
scalar_loop library
transposed_weight_gradient gradients
bias_gradient_missing gradients
ignores_dy gradients
adds_to_dx gradients
last_step_dropped gradients
padding_off_by_one gradients
first_layer_forgets first
frozen_forgets frozen
forgets_to_accumulate accumulates
couples_samples samples
input_unread_it_says reads
state_across_batches repeat
draws_outside_training modes
statistics_not_stored restore
plan_of_first_shape plan
writes_before_dx bounds
half_gradient gradient
both_zero gradient
no_batch_mean batch_mean
target_with_wrong_sign minimum
adds_to_dy value
nan_counts_nothing not_a_number
takes_every_shape shapes
climbs bowl
steps_per_tensor step_count
keeps_state_itself restore
ignores_gradient_scale gradient_scale
ignores_rate_factor rate
last_weight_twice alike
moves_padding padding
TABLE
echo "$count mutants"
((count >= 30)) || { echo "only $count mutants were checked" >&2; failed=1; }
exit $failed
