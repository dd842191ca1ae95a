#!/usr/bin/env bash
# Same seed, same bits: for any number of workers, and when run again.
source "$(dirname "$0")/lib.sh"
small small.yaml 's/^  rnn:/  gan2: {generator: [{dense: 4}, relu, {batch_norm: {}}, {dense: 2}], discriminator: [{dense: 4}, relu, {dense: 1}], latent: 2}\n  rnn:/'
for jobs in 1 2; do
  "$assay" run small.yaml -q -j "$jobs" --results "results$jobs"
done
"$assay" run small.yaml -q -j 2 --results results3

digests() { for file in "$1"/small/*.h5; do echo "$(basename "$file") $(head -c 512 "$file" | grep -a ^result)"; done; }
[ "$(digests results1 | wc -l)" = 9 ] || fail "expected 9 runs"
[ "$(digests results1)" = "$(digests results2)" ] || fail "-j1 and -j2 differ"
[ "$(digests results2)" = "$(digests results3)" ] || fail "two calls differ"
[ "$(digests results1 | awk '{print $3}' | sort -u | wc -l)" = 9 ] || fail "runs of different seeds or models are equal"
if command -v h5diff >/dev/null; then
  for file in results1/small/*.h5; do
    h5diff --exclude-path /timing --exclude-path /environment "$file" "results2/small/$(basename "$file")" || fail "$file differs"
  done
fi
