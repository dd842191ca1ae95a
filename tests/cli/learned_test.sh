#!/usr/bin/env bash
# A swish whose steepness is learned, on the digits: beta leaves 1, between layers and inside of a cell, and a training
# that was stopped and went on ends with the same bits.
source "$(dirname "$0")/lib.sh"
experiment=$source/experiments/learned_activation.yaml
learned=('activation={swish: {beta: trainable}}' seeds=1 train.epochs=120 'train.checkpoint={every: 1 epochs}')
"$assay" run "$experiment" -q -j 2 "${learned[@]}" --results undisturbed

"$assay" run "$experiment" -q -j 2 "${learned[@]}" --results stopped 2>errors &
sweep=$!
for ((wait = 0; wait < 6000; ++wait)); do
  ! ls stopped/learned_activation/*.ckpt >/dev/null 2>&1 || break
  sleep 0.01
done
kill -INT "$sweep"
code=0
wait "$sweep" || code=$?
[ "$code" = 130 ] || fail "after SIGINT it ended with $code: $(cat errors)"
[ "$(find stopped -name '*.ckpt' | wc -l)" -gt 0 ] || fail "no checkpoint was written"
"$assay" run "$experiment" -q -j 2 "${learned[@]}" --results stopped

for file in undisturbed/learned_activation/*.h5; do
  again=stopped/learned_activation/$(basename "$file")
  [ "$(head -c 512 "$file" | grep -a ^result)" = "$(head -c 512 "$again" | grep -a ^result)" ] || fail "$again differs"
done

# weight FILE NAME GROUP: a stored number.
weight() { h5dump -d "/$3/$2" -y -w 0 "$1" | sed -n 's/^ *\([-0-9.e]*\) *$/\1/p' | head -1; }
fnn=$(ls undisturbed/learned_activation/fnn-*.h5) rnn=$(ls undisturbed/learned_activation/rnn-*.h5)
for place in "$fnn 1.beta" "$fnn 3.beta" "$rnn 1.activation_beta_l0"; do
  read -r file name <<<"$place"
  start=$(weight "$file" "$name" weights_initial) end=$(weight "$file" "$name" weights)
  [ "$start" = 1 ] || fail "$name starts at '$start'"
  awk -v beta="$end" 'BEGIN { exit !((beta > 1.01 || beta < 0.99) && beta == beta + 0) }' || fail "$name ended at '$end'"
  echo "$(basename "$file") $name: from $start to $end"
done
