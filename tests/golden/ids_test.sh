#!/usr/bin/env bash
# Run ids never change: golden.tsv has those of the shipped experiments and of experiments/, which cover every section and
# every kind of value. A stored run whose id changed would be trained again. For each experiment: the first run of each
# model, and how many runs there are with the SHA-256 of all their names in order.
#
# tests/golden/ids_test.sh BUILD SOURCE --write prints the lines of today's program.
source "$(dirname "$0")/../cli/lib.sh"

ids_of() {
  "$assay" plan "$source/$1" --csv | awk -F, -v file="$1" '
    NR == 1 { next }
    !($2 in seen) { seen[$2] = 1; print file "\t" $1 }
    { names = names $1 "\n"; ++runs }
    END { printf "%s", names > "names"; printf "%s\t%d runs ", file, runs }'
  sha256sum <names | cut -d' ' -f1
}

experiments() { (cd "$source" && LC_ALL=C ls experiments/*.yaml tests/golden/experiments/*.yaml); }

for experiment in $(experiments); do ids_of "$experiment"; done >found
if [ "${3:-}" = --write ]; then
  cat found
  exit
fi
grep -v -e '^#' -e '^digest' "$source/tests/golden/golden.tsv" >expected
diff expected found >differences || fail "ids changed (<: what they were, >: what they are):
$(cat differences)"
