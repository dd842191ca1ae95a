#!/usr/bin/env bash
# Numbers as one means them, and whichever way they are written; "without" as a value; conditions that would not end.
source "$(dirname "$0")/lib.sh"
python3 - >data.csv <<'E2'
print("a,b,y")
for i in range(60):
    print(f"{(i * 37 % 61) / 30 - 1:.4f},{(i * 17 % 59) / 29 - 1:.4f},{i % 2}")
E2
cat >e.yaml <<'Y'
experiment: e
data: {source: csv, file: data.csv, scale: standard}
models: {m: [{dense: $w}, tanh, {dense: 2}]}
train: {epochs: 1, loss: softmax_cross_entropy, optimizer: {adam: {lr: $lr}}, clip: none}
metrics: [accuracy]
sweep:
  w: logspace(2, 8, 3)
  lr: linspace(0.1, 1, 10)
  only: w = 4
seeds: 2
Y
"$assay" plan e.yaml --csv | tail -n +2 | cut -d, -f6 | uniq | tr '\n' ' ' >rates
[ "$(cat rates)" = "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 " ] || fail "the rates are $(cat rates)"
"$assay" run e.yaml -q
[ "$("$assay" list results/e -F 'lr = 0.3' --format csv | tail -n +2 | wc -l)" = 2 ] || fail "-F 'lr = 0.3' does not find 2 runs"
for rate in 0.3 .3 0.30 3e-1; do
  "$assay" plan e.yaml "lr=$rate" | grep -q '2 runs, 2 stored, 0 to train' || fail "lr=$rate is not what is stored"
  "$assay" compare results/e --by lr --baseline "$rate" >compared || fail "--baseline $rate: $(cat compared)"
  "$assay" compare results/e "compare.by=lr" "compare.baseline=$rate" | cmp - compared || fail "compare.baseline=$rate"
done
says() { # CODE MESSAGE ARGUMENTS...
  local code=$1 message=$2 got=0
  shift 2
  "$assay" "$@" >out 2>&1 || got=$?
  [ "$got" = "$code" ] || fail "assay $* ends with $got, not $code: $(head -c 500 out)"
  grep -qF -- "$message" out || fail "assay $* does not say '$message': $(head -c 500 out)"
}
says 2 "no run has the lr '0.35'" compare results/e compare.by=lr compare.baseline=0.35
says 2 "there is no setting 'compare.baselin'; did you mean 'baseline'?" compare results/e compare.baselin=1
says 2 "'compare.smallest_interesting' is 'much'; expected a number > 0" compare results/e compare.smallest_interesting=much
says 0 "'compare.by=lr' changes no run and is stored with none" run e.yaml compare.by=lr

# With and without: each of them as a value of an axis, and the word is the default.
says 0 "4 runs, 2 stored, 2 to train" plan e.yaml lr=0.3 'train.clip=none,{norm: 1}'
for setting in clip early_stopping average schedule groups; do
  says 0 "2 runs, 2 stored, 0 to train" plan e.yaml lr=0.3 "train.$setting=none"
done
says 0 "2 runs, 2 stored, 0 to train" plan e.yaml lr=0.3 train.schedule=constant
says 3 "'clip' is nothing; expected none, {norm: limit} or {value: limit}" plan e.yaml lr=0.3 train.clip=null
says 3 "did you mean 'relu'?" plan e.yaml lr=0.3 models.m.1=nn.ReLU
says 3 "did you mean 'softmax_cross_entropy'?" plan e.yaml lr=0.3 train.loss=cross_entropy
says 3 "did you mean 'accuracy'?" plan e.yaml lr=0.3 'metrics=[acc]'
says 3 "; to replace it, give all of it" plan e.yaml lr=0.3 train.optimizer.sgd.lr=0.1

# One epoch is no curve.
"$assay" show "$(ls results/e/*.h5 | head -1)" >shown
! grep -q '└' shown || fail "a chart of one epoch: $(cat shown)"
# Small numbers of a trace have digits, too.
"$assay" run e.yaml lr=0.3 w=4 seeds=1 'train.optimizer={adam: {lr: 1e-7}}' 'sweep={w: [4]}' data.scale=none --trace >trace || true
grep -q 'e-0' trace || fail "no small number has digits: $(head -30 trace)"

# Conditions and points that would crash or not end.
with() {
  printf '  %s\n' "$1" >line # longer than an argument of a program may be
  sed -e '/^  only:/{r line' -e 'd}' e.yaml >hostile.yaml
}
with "only: \"model ~ '(a+)+b' or w = 4\""
sed -i "s/models: {m:/models: {$(printf 'a%.0s' {1..60}):/" hostile.yaml
says 0 "to train" plan hostile.yaml
with "only: \"model ~ '$(printf '(%.0s' {1..900})'\""
says 3 "more than 50 groups stand in each other" plan hostile.yaml
with "only: \"$(printf 'w = 1 or %.0s' {1..30000}) w = 4\""
says 0 "20 runs" plan hostile.yaml
with "only: \"$(printf 'not %.0s' {1..30000}) w = 4\""
says 3 "more than 100 conditions stand in each other" plan hostile.yaml
mkfifo pipe
for points in pipe . /dev/zero; do
  with "points: $points"
  says 3 "is not a regular file; expected a table of points" plan hostile.yaml
done
