#!/usr/bin/env bash
# What 'assay plugins' lists, shows and checks, for people and for programs; libraries that misbehave while they are loaded
# are one sentence and exit code 4, and the program lives on.
source "$(dirname "$0")/lib.sh"
export XDG_CACHE_HOME=$work/cache
python() { python3 -c "import json, sys; d = json.load(sys.stdin); $1"; }

# list filters by kind
"$assay" plugins list optimizer >listed
grep -q '^optimizer  adam ' listed || fail "no adam among optimizers: $(cat listed)"
! grep -qE '^(activation|layer|loss) ' listed || fail "other kinds among optimizers: $(cat listed)"
expect 2 "assay: there is no kind of plugin 'optimiser'; did you mean 'optimizer'?
the kinds are activation, layer, loss and optimizer" "$assay" plugins list optimiser
expect 2 "assay: 'lst' is no word of it; did you mean 'list'?
usage: assay plugins list | show NAME | check NAME | new KIND NAME | build FILE" "$assay" plugins lst

# show
"$assay" plugins show swish >shown
for line in 'activation swish' '  f\(x\) = x sigmoid\(beta x\)' '  its slope is computed from its input' '  SHA-256 [0-9a-f]{64}' \
  '  never checked: assay plugins check swish' 'beta  *float, default 1, trainable  *steepness' '.*\{swish: \{beta: 1.0\}\}.*'; do
  grep -qE "^$line" shown || fail "show lacks '$line': $(cat shown)"
done
"$assay" plugins show adam --json | python '
[adam] = d
assert adam["kind"] == "optimizer" and adam["file"].endswith("adam.so") and len(adam["sha256"]) == 64, adam
lr = adam["parameters"][0]
assert lr["name"] == "lr" and lr["type"] == "float" and lr["default"] == 0.001 and lr["above"] == 0, lr
assert "{adam: {lr: 0.001" in adam["yaml"], adam["yaml"]
' || fail "show --json"
expect 4 "there is no plugin 'swich'; did you mean 'swish'?
$("$assay" plugins show swich 2>&1 | tail -1)" "$assay" plugins show swich

# what show prints as YAML is YAML that the program takes
for name in swish adam; do
  "$assay" plugins show "$name" --json | python 'print(d[0]["yaml"].splitlines()[0].strip())' >line
  grep -q "$name: {" line || fail "no snippet for $name: $(cat line)"
done

# check, for programs; what it found is told by show
"$assay" plugins check tanh --level 1 --seed 7 --json >checked
python '
[tanh] = d
assert tanh["passed"] and tanh["seed"] == 7 and tanh["level"] == 1, tanh
names = [c["check"] for c in tanh["checks"]]
assert "slope" in names and "speed" not in names, names
assert all(c["result"] == "passed" and c["seconds"] >= 0 for c in tanh["checks"])
' <checked || fail "check --json: $(cat checked)"
"$assay" plugins show tanh | grep -qE '^  passed [0-9]+ checks \(level 1, seed 7\)$' || fail "show does not tell what check found"
"$assay" plugins check wrong_sign --level 1 --in-process --plugins "$build/tests/mutants" >checked && fail "wrong_sign passed"
grep -q '^  FAILED  slope' checked || fail "in this process: $(cat checked)"
expect 2 "assay: --level is 1, 2 or 3" "$assay" plugins check tanh --level 4
expect 2 "assay: --limit is a number of seconds above 0" "$assay" plugins check tanh --limit 0

# libraries that misbehave
hostile=$build/tests/hostile
for said in "throws.so: it throws 'no licence found' while it is loaded" "exits.so: it ends the program (exit code 3) while it is loaded" \
            "hangs.so: loading it does not come to an end within 5 s"; do
  expect 4 "$hostile/$said" "$assay" plugins list --plugins "$hostile/${said%%:*}"
  expect 4 "$hostile/$said" "$assay" plugins check "$hostile/${said%%:*}"
done
