#!/usr/bin/env bash
# Every experiment of docs/architectures.md passes `assay plan`.
. "$(dirname "$0")/lib.sh"

ln -s "$source/experiments/data" data
awk '/^```yaml/ {n++; inside = 1; next} /^```/ {inside = 0} inside {print > ("architecture" n ".yaml")}' \
  "$source/docs/architectures.md"
count=$(ls architecture*.yaml | wc -l)
[ "$count" -ge 6 ] || fail "docs/architectures.md has only $count experiments"
for file in architecture*.yaml; do
  "$assay" plan "$file" >output 2>errors || fail "$file: $(cat errors)"
done
