#!/usr/bin/env bash
# A plugin that crashes takes only its own run along.
# slow: waits for runs that hang.
source "$(dirname "$0")/lib.sh"
export ASAN_OPTIONS=handle_segv=0  # a sanitizer build must let the signal end the worker, too
mkdir mine
cp "$build/tests/crashing/segfault.so" mine/
small sweep.yaml 's/tanh, \{dense: 2\}/$activation, {dense: 2}/; s/^seeds: 3/sweep: {activation: [tanh, segfault, relu]}\nseeds: 2/'
"$assay" run sweep.yaml -q --plugins mine 2>errors && fail "a crash went unnoticed" || [ $? = 1 ] || fail "wrong exit code"
[ "$(grep -c "crashed: the worker died of signal 11 (Segmentation fault)" errors)" -ge 2 ] || fail "it said $(cat errors)"
[ "$(ls results/small/*.h5 | wc -l)" = 8 ] || fail "expected 8 files: $(ls results/small)"
"$assay" list results/small >listed
[ "$(grep -c " crashed " listed)" = 2 ] || fail "crashed runs are not listed: $(cat listed)"
[ "$(grep -c " complete " listed)" = 6 ] || fail "the good runs are not complete: $(cat listed)"

# Whatever plugins do, the good runs end, each bad one is named with its plugin, and nothing is repeated unasked.
cp "$build"/tests/crashing/{loop,abort,leave,not_a_number}.so mine/
bad=segfault,loop,abort,leave,not_a_number
small bad.yaml "s/tanh, \{dense: 2\}/\$activation, {dense: 2}/; s/^seeds: 3/sweep: {activation: [tanh, $bad, relu]}/"
"$assay" run bad.yaml -q --plugins mine --results bad --timeout 4s 2>errors && fail "crashes went unnoticed" || [ $? = 1 ] || fail "wrong exit code"
for said in "signal 11 (Segmentation fault) in activation 'segfault' (segfault.so)" \
            "timeout: not done after 4 s in activation 'loop' (loop.so)" \
            "signal 6 (Aborted) in activation 'abort' (abort.so)" \
            "| the flux is out of bounds" \
            "crashed: the worker ended itself with exit code 0" \
            "diverged: the loss became nan at update 1"; do
  grep -qF "$said" errors || fail "missing: $said; it said $(cat errors)"
done
"$assay" list bad/small >listed
for state in complete:3 crashed:3 timeout:1 diverged:1; do
  [ "$(grep -c " ${state%:*} " listed)" = "${state#*:}" ] || fail "expected $state: $(cat listed)"
done
before=$(sha256sum bad/small/*.h5)
"$assay" run bad.yaml --plugins mine --results bad 2>errors && fail "failures were forgotten" || [ $? = 1 ] || fail "wrong exit code"
grep -q "small: 8 runs, 8 were stored, 0 trained, 5 failed" errors || fail "it said $(cat errors)"
grep -q "'assay retry' with the same words runs failed runs again" errors || fail "it said $(cat errors)"
[ "$before" = "$(sha256sum bad/small/*.h5)" ] || fail "a stored run was changed"

# With the plugins mended, retry runs the five again; the others stay as they are.
"$assay" retry bad.yaml --plugins mine --results bad --timeout 4s --on-error stop -j 1 2>errors && fail "no failure" || [ $? = 1 ]
grep -q "small: 8 runs, 3 were stored, 1 trained, 1 failed" errors || fail "--on-error stop said $(cat errors)"
grep -q "stopped because of failures" errors || fail "it said $(cat errors)"
expect 2 "assay: --timeout is '5'; expected a time such as 30s or '5 min'" "$assay" run bad.yaml --plugins mine --timeout 5
expect 2 "assay: --max-failures is '5x'; expected a number of runs such as 10, or a share such as 5%" \
  "$assay" run bad.yaml --plugins mine --max-failures 5x
expect 2 "assay: --on-error is 'go'; expected continue or stop" "$assay" run bad.yaml --plugins mine --on-error go

# Memory without end ends with an exception that the plugin is blamed for; sanitizers keep their own accounts.
if ! sanitized; then
  cp "$build/tests/crashing/hog.so" mine/
  small hog.yaml 's/tanh, \{dense: 2\}/hog, {dense: 2}/; s/seeds: 3/seeds: 1/'
  "$assay" run hog.yaml -q --plugins mine --results hog --memory 500MB models=gan 2>errors && fail "no failure" || [ $? = 1 ]
  grep -qF "crashed: out of memory in activation 'hog' (hog.so)" errors || fail "it said $(cat errors)"
fi
