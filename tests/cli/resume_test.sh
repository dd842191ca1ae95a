#!/usr/bin/env bash
# What is stored is not trained again; planning and inspecting write nothing.
source "$(dirname "$0")/lib.sh"
small small.yaml
"$assay" plan small.yaml >plan
[ ! -e results ] || fail "plan wrote something"
grep -q "small: 6 runs, 0 stored, 6 to train" plan || fail "plan says $(cat plan)"

"$assay" run small.yaml 2>said
grep -q "small: 6 runs, 0 were stored, 6 trained; files in results/small/" said || fail "the first call said $(cat said)"
before=$(cd results/small && sha256sum *.h5)
expect 0 "small: 6 runs, 6 were stored, 0 trained; files in results/small/" "$assay" run small.yaml
[ "$before" = "$(cd results/small && sha256sum *.h5)" ] || fail "a stored run was changed"

lost=$(ls results/small/*.h5 | head -1)
rm "$lost"
"$assay" run small.yaml 2>said
grep -q "5 were stored, 1 trained" said || fail "after losing one it said $(cat said)"
[ -e "$lost" ] || fail "the lost run was not trained again"

snapshot=$(find . -type f ! -name output ! -name errors | sort | xargs sha256sum)
"$assay" list >/dev/null
"$assay" show gan >/dev/null 2>&1 && fail "an ambiguous name was accepted"
"$assay" show "$(basename "$lost" .h5)" >/dev/null
"$assay" compare results/small >/dev/null
"$assay" plan small.yaml >/dev/null
"$assay" plugins list >/dev/null
[ "$snapshot" = "$(find . -type f ! -name output ! -name errors | sort | xargs sha256sum)" ] || fail "inspecting wrote something"

"$assay" run small.yaml seeds=4 2>said
grep -q "8 runs, 6 were stored, 2 trained" said || fail "one more seed said $(cat said)"
