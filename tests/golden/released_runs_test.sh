#!/usr/bin/env bash
# What a released format wrote, today's program reads: runs-*/ hold run files and a pack, one run of each procedure and kind
# of network, as programs of that version left them. They are listed, shown, compared, exported, packed and found as
# stored. A new version adds a folder; an old folder never changes.
source "$(dirname "$0")/../cli/lib.sh"
golden=$source/tests/golden

for released in "$golden"/runs-*; do
  name=$(basename "$released")
  cp -r "$released" .
  chmod -R u+w "$name"
  runs=("$name"/tiny/*.h5)
  [ "${#runs[@]}" -ge 4 ] || fail "$name has ${#runs[@]} runs"

  "$assay" list "$name/tiny" >listed || fail "$name cannot be listed"
  for run in "${runs[@]}"; do
    run=$(basename "$run" .h5)
    grep -qF "${run##*-}" listed || fail "$run is not listed: $(cat listed)"
    "$assay" show "$name/tiny/$run.h5" >shown || fail "$run cannot be shown"
    grep -q complete shown || fail "$run is shown as: $(cat shown)"
  done
  "$assay" diff "${runs[0]}" "${runs[1]}" >/dev/null || fail "runs of $name cannot be told apart"
  "$assay" compare "$name/tiny" -F 'model = fnn' --by activation >compared || fail "$name cannot be compared"
  grep -q tanh compared || fail "the comparison of $name lacks its models: $(cat compared)"
  "$assay" export "$name/tiny" -o found.csv >/dev/null || fail "$name cannot be exported"
  python3 - "$released/export.csv" found.csv <<'PYTHON' || fail "$name is exported otherwise"
import csv, sys
old, new = (list(csv.DictReader(open(file, encoding="utf-8"))) for file in sys.argv[1:])  # columns may have been added
wrong = [(a["run"], key, a[key], b.get(key)) for a, b in zip(old, new) for key in a if a[key] != b.get(key)]
sys.exit(str(wrong) if wrong or len(old) != len(new) else 0)
PYTHON
  "$assay" report "$name/tiny" -F 'model = fnn' --by activation -o report.html >/dev/null || fail "$name cannot be reported"

  "$assay" list "$name/pack.h5" >/dev/null || fail "the pack of $name cannot be listed"
  "$assay" unpack "$name/pack.h5" --results unpacked >/dev/null || fail "the pack of $name cannot be unpacked"
  unpacked=(unpacked/tiny/*.h5)
  [ "${#unpacked[@]}" = 2 ] || fail "the pack of $name holds ${#unpacked[@]} runs, not 2"
  for run in "${unpacked[@]}"; do
    cmp "$run" "$name/tiny/$(basename "$run")" || fail "$run left the pack with other bytes"
  done

  # The ids of its experiment are what they were, so nothing is trained again.
  "$assay" run "$released/tiny.yaml" --keep-stale -q --results "$name" || fail "$name does not go on"
  for run in "${runs[@]}"; do
    cmp "$run" "$released/tiny/$(basename "$run")" || fail "$run was trained again"
  done
  after=("$name"/tiny/*.h5)
  [ "${#after[@]}" = "${#runs[@]}" ] || fail "other runs than those of $name were trained"
done
