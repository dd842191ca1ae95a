#!/usr/bin/env bash
# The first signal lets workers write checkpoints, from which the next call goes on; the second ends at once.
source "$(dirname "$0")/lib.sh"
small slow.yaml 's/epochs: 3/epochs: 1200/; s/^seeds: 3/seeds: 2/'
"$assay" run slow.yaml -q -j 2 --results undisturbed
# begun PROCESS: waits until the sweep has workers and these have begun.
begun() {
  for ((i = 0; i < 600; ++i)); do pgrep -P "$1" >/dev/null && break; sleep 0.05; done
  sleep 0.3
}
for stop in INT:130 TERM:143; do
  "$assay" run slow.yaml -q -j 2 --results stopped 2>errors &
  sweep=$!
  begun "$sweep"
  kill "-${stop%:*}" "$sweep"
  code=0
  wait "$sweep" || code=$?
  [ "$code" = "${stop#*:}" ] || fail "after SIG${stop%:*} it ended with $code: $(cat errors)"
  ls stopped/small/*.ckpt >/dev/null || fail "no checkpoint was written: $(ls -a stopped/small)"
done
"$assay" run slow.yaml -q -j 2 --results stopped
for file in undisturbed/small/*.h5; do
  again=stopped/small/$(basename "$file")
  [ "$(head -c 512 "$file" | grep -a ^result)" = "$(head -c 512 "$again" | grep -a ^result)" ] || fail "$again differs"
done
[ -z "$(find stopped -name '*.ckpt' -o -name '*.tmp')" ] || fail "left behind: $(find stopped -type f)"

# A worker that does not listen is ended by the second signal.
mkdir mine
cp "$build/tests/crashing/loop.so" mine/
small loop.yaml 's/tanh, \{dense: 2\}/loop, {dense: 2}/; s/seeds: 3/seeds: 1/'
"$assay" run loop.yaml -q --plugins mine --results loop models=gan 2>errors &
sweep=$!
begun "$sweep"
kill -INT "$sweep"
sleep 0.5
kill -0 "$sweep" || fail "the first signal ended it without waiting"
kill -INT "$sweep"
code=0
wait "$sweep" || code=$?
[ "$code" = 130 ] || fail "after two signals it ended with $code: $(cat errors)"
