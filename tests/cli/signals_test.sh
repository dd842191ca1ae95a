#!/usr/bin/env bash
# A stopped sweep says so with its exit code, keeps what is finished, and ends with the same bits when it goes on.
source "$(dirname "$0")/lib.sh"
small slow.yaml 's/epochs: 3/epochs: 300/; s/^seeds: 3/seeds: 2000/'
for stop in INT:130 TERM:143; do
  code=0
  timeout --preserve-status -s "${stop%:*}" 3 "$assay" run slow.yaml -j 2 --results stopped 2>errors || code=$?
  [ "$code" = "${stop#*:}" ] || fail "after SIG${stop%:*} it ended with $code: $(cat errors)"
  grep -q "stopped by a signal; the same command goes on with what is missing" errors || fail "it said $(cat errors)"
done
"$assay" run slow.yaml -q -j 2 --results stopped seeds=4
"$assay" run slow.yaml -q -j 2 --results undisturbed seeds=4
for file in undisturbed/small/*.h5; do
  again=stopped/small/$(basename "$file")
  [ "$(head -c 512 "$file" | grep -a ^result)" = "$(head -c 512 "$again" | grep -a ^result)" ] || fail "$again differs"
done
