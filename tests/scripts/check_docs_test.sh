#!/usr/bin/env bash
# What the documentation names is there, and scripts/check-docs finds what is not: a copy of the tree's pages with one false
# claim of each kind gets one line for each.
source "$(dirname "$0")/../cli/lib.sh"

"$source/scripts/check-docs" "$build" 2>mistakes || fail "the documentation is not true:
$(cat mistakes)"

mkdir tree
(cd "$source" && tar -cf - --exclude=node_modules --exclude=.git --exclude=/build README.md CONTRIBUTING.md CMakePresets.json \
  docs results/README.md scripts tests runner plugins experiments .ci) | tar -xf - -C tree
sed -i 's/^Exit codes: 0 all done;/Exit codes: 9 all done;/; s/^assay schema /assay scheme /; s/`dev`, //' tree/README.md
cat >>tree/docs/report.md <<'E2'

See `scripts/bulid`, `store/no_such_file`, [that](nowhere.md), `assay run FILE --tracee`, `--no-such-option`,
`train.epoch=5` and `assay plugins lits`.
E2
sed -i 's/`lion` follows its paper/it follows its paper/; s/| `plateau` |/| `plato` |/' tree/docs/experiment-file.md
touch tree/docs/unlinked.md
line=$(grep -n '^See `scripts/bulid`' tree/docs/report.md | cut -d: -f1)
cat >expected <<E2
docs/report.md:$line: the link to nowhere.md leads nowhere
docs/report.md:$line: there is no scripts/bulid
docs/report.md:$line: there is no store/no_such_file
docs/report.md:$line: 'assay run' has no option --tracee
docs/report.md:$((line + 1)): 'assay plugins lits' is no verb of the program
docs/report.md:$line: neither the program nor a script has the option --no-such-option
docs/report.md:$((line + 1)): 'train' of the experiment file has no key 'epoch'
README.md:$(grep -n '^assay scheme' tree/README.md | cut -d: -f1): 'assay scheme' is no verb of the program
docs/experiment-file.md: 'plateau' is missing among the schedules
README.md: the verb 'schema' is not told
README.md: the exit codes are not those of the program: 0, 1, 2, 3, 4, 5, 6, 7, 130, 143
README.md: the CMake presets are not those of CMakePresets.json: asan, clang, dev, fuzz, portable, release, tsan
docs/unlinked.md: is linked from no page
E2
tree/scripts/check-docs "$build" 2>found && fail "false claims are not found"
diff <(sort expected) <(sort found) >differences || fail "(<: expected, >: found)
$(cat differences)"
