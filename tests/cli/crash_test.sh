#!/usr/bin/env bash
# A plugin that crashes takes only its own run along.
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
