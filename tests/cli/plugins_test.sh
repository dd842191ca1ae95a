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
expect 2 "assay: there is no kind of component 'optimiser'; did you mean 'optimizer'?
the kinds are activation, initialiser, layer, loss, metric, objective, optimizer, preparation, schedule, search and source" "$assay" plugins list optimiser

# all kinds that an experiment can name are listed and shown, by the words of one list
"$assay" plugins list >listed
for line in 'activation  *relu' 'layer  *dense' 'loss  *mse' 'optimizer  *adam' 'source  *csv' 'schedule  *cosine' \
  'objective  *wasserstein' 'metric  *accuracy' 'initialiser  *orthogonal'; do
  grep -qE "^$line " listed || fail "list lacks '$line': $(cat listed)"
done
for kind in source sources 'data source'; do
  "$assay" plugins list "$kind" >listed
  grep -qE '^source  csv ' listed || fail "'list $kind' lacks csv: $(cat listed)"
  ! grep -q '^metric' listed || fail "'list $kind' has metrics"
done
for shown in 'schedule cosine' 'metrics accuracy' 'initialiser orthogonal' 'source csv' 'objective wasserstein'; do
  "$assay" plugins show $shown >output || fail "show $shown"
done
"$assay" plugins show identity | grep -cE '^(activation|initialiser) identity$' | grep -qx 2 || fail "identity is of two kinds"
"$assay" plugins show initialiser identity | grep -q '^activation' && fail "show KIND NAME shows another kind"
expect 4 "there is no initialiser 'ortogonal'; did you mean 'orthogonal'?
$("$assay" plugins show initialiser ortogonal 2>&1 | tail -1)" "$assay" plugins show initialiser ortogonal
[ "$("$assay" plugins show nosuch 2>&1 | tail -1 | sed 's/^there are //; s/, \| and /\n/g' | sort | uniq -d | wc -l)" = 0 ] ||
  fail "show names some twice"
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

# a library's file stands for the plugins in it
mkdir alone
"$assay" plugins new activation half -o made >/dev/null  # the folder is made
"$assay" plugins build made/half.cpp -o alone/built >/dev/null
"$assay" plugins show alone/built/half.so >shown
grep -q '^activation half$' shown && [ "$(grep -cE '^(activation|layer|loss|optimizer) ' shown)" = 1 ] ||
  fail "show FILE.so: $(cat shown)"
"$assay" plugins show "$build/tests/mutants/growing.so" --json | python 'assert {p["name"] for p in d} == {
  "squared_relu", "cube", "exponential", "cauchy_bell", "signed_logarithm"}, d' || fail "show FILE.so --json"
touch file
expect 2 "assay: file/in: it cannot be made a folder: Not a directory" "$assay" plugins build made/half.cpp -o file/in

# a name that is taken
expect 2 "assay: there is an activation 'relu' already (relu.so), beside which another of that name cannot be loaded; choose another name" \
  "$assay" plugins new activation relu
expect 2 "assay: there is a layer 'dense' already (dense.so), beside which another of that name cannot be loaded; choose another name" \
  "$assay" plugins new layer dense
[ ! -e relu.cpp ] || fail "a refused plugin is written"
"$assay" plugins new loss relu >/dev/null || fail "a name of another kind is free"

# build leads with one sentence that tells place and cure
formula() {  # NAME BODY [parameters]
  printf '#include <assay/activation.hpp>\n#include <cmath>\nstruct F {\n  %s\n};\nASSAY_ACTIVATION(F, "%s", "f"%s)\n' \
    "$2" "$1" "${3:-}" >"$1.cpp"
}
leads() {  # NAME SENTENCE
  local code=0
  "$assay" plugins build "$1.cpp" >output 2>errors || code=$?
  [ "$code" = 4 ] || fail "building $1 ended with $code: $(cat errors)"
  [ "$(head -1 errors)" = "$1.cpp:$2" ] || fail "building $1 leads with: $(head -1 errors)
expected: $1.cpp:$2"
  [ ! -e "$1.so" ] || fail "$1.so is there"
}
generic='template <class T> T operator()'
formula half_relu "$generic(T x) const { if (x > T(0)) return x; }"
leads half_relu "4:72: a way through this function ends without a value: write the missing return"
formula no_value "$generic(T x) const { x * x; }"
leads no_value "4:55: a way through this function ends without a value: write the missing return"
formula count "$generic(T x, T a) const { return a * x; }"
needs="operator() must take x and one number for each parameter that ASSAY_ACTIVATION declares after the documentation, as assay::trainable(\"beta\", 1.0, \"steepness\")"
leads count "6:1: the formula takes 1 parameter besides x, but 0 are declared: $needs"
formula few "$generic(T x) const { return x; }" ', assay::real("a", 1.0, "a"), assay::real("b", 1.0, "b")'
leads few "6:1: the formula takes 0 parameters besides x, but 2 are declared: $needs"
does_not="does not know the numbers from which the slope is derived"
formula std_exp "$generic(T x) const { return T(1) / (T(1) + std::exp(-x)); }"
leads std_exp "4:78: std::exp $does_not: write assay::exp(...)"
formula std_tanh "template <class T> auto operator()(T x) const { return std::tanh(x); }"
leads std_tanh "4:67: std::tanh $does_not: write assay::tanh(...)"
formula std_pow "$generic(T x) const { return std::pow(x, 2); }"
leads std_pow "4:63: std::pow $does_not: write x * x for a square, and assay::exp(p * assay::log(x)) for x to the p"
formula std_max "$generic(T x) const { return std::max(x, 0.0); }"
leads std_max "4:63: std::max takes two numbers of one type: write x > T(0) ? x : T(0) for the larger of x and 0"
for number in float double; do
  formula only_$number "$number operator()($number x) const { return x > 0 ? x : 0.1f * x; }"
  leads only_$number "6:1: operator() must be a template, because the slope is derived by calling it with other numbers than float: template <class T> T operator()(T x) const"
done
formula wrong_return "template <class T> float operator()(T x) const { return 1; }"
leads wrong_return "6:1: operator() must return T, the type of x: template <class T> T operator()(T x) const"
formula hidden "private: $generic(T x) const { return x; }"
leads hidden "6:1: a formula is a struct with a public operator(): template <class T> T operator()(T x) const"
formula semicolon "$generic(T x) const { return x }"
leads semicolon "4:57: expected ';' before '}' token"
formula not_const "$generic(T x) { return x > T(0) ? x : T(0); }"  # nothing is wrong with it
"$assay" plugins build not_const.cpp >/dev/null 2>errors && [ ! -s errors ] || fail "not_const: $(cat errors)"

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
