#!/usr/bin/env bash
# Two programs on one folder train each run once; what one leaves when it is killed the other takes over.
source "$(dirname "$0")/lib.sh"
small sweep.yaml 's/epochs: 3/epochs: 100/; s/^seeds: 3/seeds: 10/'
"$assay" run sweep.yaml -j 2 2>first &
one=$!
"$assay" run sweep.yaml -j 2 2>second
wait $one
number() { sed -nE "s/.* ([0-9]+) $2.*/\1/p" "$1" | tail -1; }
for file in first second; do grep -q "small: 20 runs" $file || fail "it said $(cat $file)"; done
trained=$(($(number first trained) + $(number second trained)))
[ $trained = 20 ] || fail "$trained runs were trained, expected 20: $(cat first second)"

"$assay" run sweep.yaml -q -j 2 --results taken 2>/dev/null &
one=$!
sleep 0.1
"$assay" run sweep.yaml -j 2 --results taken 2>second &
two=$!
sleep 0.1
kill -9 $one
wait $two || fail "the second program ended with $?: $(cat second)"
[ "$(ls taken/small/*.h5 | wc -l)" = 20 ] || fail "runs are missing: $(ls -a taken/small)"
