#!/usr/bin/env bash
# Killed anywhere, with SIGKILL, the whole sweep or single workers: the same command ends with the same bits.
source "$(dirname "$0")/lib.sh"
kills=${ASSAY_KILLS:-20}
small sweep.yaml 's/epochs: 3/epochs: 80/; s/^seeds: 3/seeds: 10/; s/optimizer: adam/optimizer: adam, checkpoint: {every: 5 ms}/'
"$assay" run sweep.yaml -q -j 2 --results undisturbed

results_of() {
  for file in "$1"/small/*.h5; do echo "$(basename "$file") $(head -c 512 "$file" | grep -a ^result)"; done
}
expected=$(results_of undisturbed)
[ "$(wc -l <<<"$expected")" = 20 ] || fail "expected 20 runs"

RANDOM=7
for ((turn = 0; turn < kills; ++turn)); do
  setsid "$assay" run sweep.yaml -q -j $((turn % 2 * 3 + 1)) --results killed 2>>errors &
  sweep=$!
  sleep "0.0$((RANDOM % 90 + 10))"
  if ((turn % 4 == 3)); then
    pkill -9 -P "$sweep" || true
    sleep 0.02
  fi
  kill -9 -- "-$sweep" 2>/dev/null || true
  wait "$sweep" 2>/dev/null || true
done
ls killed/small | grep -q '\.h5$' || echo "no run was finished before a kill"
kept=$(cd killed/small && sha256sum ./*.h5 2>/dev/null || true)
"$assay" run sweep.yaml -q -j 2 --results killed
[ "$(results_of killed)" = "$expected" ] || fail "the results differ: $(diff <(results_of killed) <(echo "$expected"))"
(cd killed/small && [ -z "$kept" ] || sha256sum -c --quiet <<<"$kept") || fail "a finished run was trained again"
rest=$(find killed -name '*.tmp' -o -name '*.ckpt')
[ -z "$rest" ] || fail "left behind: $rest"

# Killed in the very writing of a checkpoint: at its write, its sync, its rename.
if command -v strace >/dev/null && strace -qqq -o /dev/null true 2>/dev/null; then
  for call in write fsync rename; do
    for at in 1 2 3 5 8; do
      strace -f -qqq -o /dev/null -e trace=$call -e "inject=$call:signal=SIGKILL:when=$at" \
        "$assay" run sweep.yaml -q -j 1 seeds=2 models=gan --results injected >/dev/null 2>&1 || true
    done
    "$assay" run sweep.yaml -q -j 1 seeds=2 models=gan --results injected
    [ "$(results_of injected)" = "$(results_of undisturbed | grep -F "$(cd injected/small && ls ./*.h5 | sed 's|./||')")" ] ||
      fail "results differ after a kill at $call"
    rest=$(find injected -name '*.tmp' -o -name '*.ckpt')
    [ -z "$rest" ] || fail "left behind after a kill at $call: $rest"
    rm -r injected
  done
else
  echo "strace is missing or not allowed: kills at single calls are not tested"
fi
