#!/usr/bin/env bash
# Reports in headless Chromium, offline: no error, no request, every chart drawn, switches by mouse and keyboard, no
# serious fault of accessibility, nothing that a run's texts could do.
#
# Usage: browser_test.sh BUILD SOURCE [SCREENSHOTS]
# slow: starts a browser.
set -euo pipefail
build=$1 source=$2 screenshots=${3:-}
here=$source/tests/page

for needed in node chromium; do
  command -v "$needed" >/dev/null || { echo "skipped: there is no $needed; scripts/setup --tests installs it"; exit 77; }
done
[[ -d $here/node_modules ]] || { echo "skipped: there is no $here/node_modules; scripts/setup --tests makes it"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

# check NAME PAGE CHECKS
check() {
  echo "$3" >"$work/checks.json"
  if node "$here/check_page.mjs" "$2" "$work/checks.json" $screenshots; then echo "ok: $1"; else faults=1; fi
}

# report EXPERIMENT-FILE CHECKS [key=value...]: trains, writes the page, checks it
report() {
  local file=$1 checks=$2 name
  name=$(basename "$file" .yaml)
  shift 2
  "$build/bin/assay" run "$file" "$@" --results "$work/results" -q || [[ $? == 1 ]] || exit 1
  "$build/bin/assay" report "$work/results/$name" -o "$work/$name.html"
  check "$name" "$work/$name.html" "$checks"
}

cat >"$work/sweep.yaml" <<'YAML'
experiment: sweep
question: How wide, and how fast?
data: {source: digits, split: {train: 0.4, validation: 0.1, test: 0.5}, scale: standard}
models: {fnn: [{dense: $width}, relu, {dense: 10}]}
train: {epochs: 3, batch: 32, loss: softmax_cross_entropy, optimizer: {sgd: {lr: $lr}}}
metrics: [accuracy]
sweep: {width: [4, 16, 64], lr: [0.01, 0.1, 3e38]}
seeds: 3
compare: {metric: test.accuracy, by: width, baseline: 4}
YAML
cp -r "$source/experiments/data" "$work/"

report "$source/experiments/digits.yaml" '{"charts": {"curves": 1, "scores": 1, "differences": 1, "heat": 1, "activation": 3},
  "texts": ["cnn", "Holm-adjusted"], "absent": ["failures", "points", "texts", "parallel"]}' seeds=3 train.epochs=3 activation=relu,tanh
report "$source/experiments/gan_ring.yaml" '{"charts": {"curves": 1, "points": 2, "differences": 1}, "absent": ["heat", "texts"]}' \
  seeds=2 train.epochs=3
report "$source/experiments/shakespeare.yaml" '{"charts": {"scores": 1, "texts": 3}, "absent": ["points"]}' \
  seeds=1 train.epochs=2 data.split.train=0.02 data.split.validation=0.01 data.split.test=0.01
report "$work/sweep.yaml" '{"charts": {"curves": 1, "scores": 1, "heat": 1}, "texts": ["9 without a result", "diverged"]}'

"$build/tests/page_test" --gtest_filter='Page.*' --gtest_brief=1
check everything "$build/tests/page_everything.html" '{"charts": {"curves": 1, "scores": 1, "differences": 1, "heat": 1, "parallel": 1, "ranks": 1,
  "confusion": 1, "points": 10, "images": 2, "forecasts": 1, "texts": 12, "activation": 1, "preactivations": 1},
  "texts": ["</script><script>window.taken = true</script>"]}'
# A second is promised; other tests run beside this one.
check thousand "$build/tests/page_thousand.html" '{"charts": {"curves": 1, "scores": 1, "heat": 1}, "milliseconds": 2000}'
check failed "$build/tests/page_failed.html" '{"absent": ["curves", "scores", "heat", "differences"], "texts": ["without a result"]}'
exit "$faults"
