#!/usr/bin/env bash
# Planning writes nothing, for every shipped experiment, and says how many runs there are as a table and as CSV.
source "$(dirname "$0")/lib.sh"
# Every file with its size and time; the folder's own times would tell files that came and went.
state_of() { find "$@" -printf '%p %s %T@ %i\n' | sort; }
before=$(state_of "$source/experiments")
here=$(state_of .)
for experiment in "$source"/experiments/*.yaml "$source"/experiments/bench/*.yaml; do
  planned=$("$assay" plan "$experiment" 2>&1) || fail "plan of $experiment ended with $?: $planned"
  grep -Eq '^[a-z0-9_-]+: [0-9]+ runs, 0 stored, [0-9]+ to train$' <<<"$planned" || fail "it said $planned"
done
[ "$before" = "$(state_of "$source/experiments")" ] || fail "planning changed the experiments' folder"
[ "$here" = "$(state_of .)" ] || fail "planning wrote into the working folder: $(ls -A)"

small small.yaml 's/tanh, \{dense: 2\}/$activation, {dense: 2}/; s/^seeds: 3/sweep: {activation: [tanh, relu]}\nseeds: 2/'
"$assay" plan small.yaml --csv >planned
[ "$(head -1 planned)" = "run,model,seed,state,activation" ] || fail "the header is $(head -1 planned)"
[ "$(grep -c ',to train,' planned)" = 6 ] || fail "expected 6 runs to train: $(cat planned)"
grep -q "^rnn-[0-9a-f]*,rnn,1,to train,$" planned || fail "a model without the axis has a value of it: $(cat planned)"
"$assay" run small.yaml -q seeds=1
"$assay" plan small.yaml >planned
grep -q "small: 6 runs, 3 stored, 3 to train" planned || fail "it said $(tail -3 planned)"
grep -Eq "^about .* of one worker's time and .*B of disk to go$" planned || fail "no estimate: $(tail -3 planned)"
