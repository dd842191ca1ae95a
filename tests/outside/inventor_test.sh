#!/usr/bin/env bash
# From nothing to a proven plugin in three commands and 30 seconds, outside of the tree with an installed program: new,
# build, check, for each kind; then a training with the new activation, whose run file names what the check found.
#
# Usage: inventor_test.sh BUILD SOURCE
# slow: builds plugins.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/installed" >"$work/log" || { cat "$work/log" >&2; exit 1; }
export PATH=$work/installed/bin:$PATH XDG_CACHE_HOME=$work/cache
mkdir "$work/mine"
cd "$work/mine"
fail() {
  echo "$1" >&2
  [[ -z ${2:-} ]] || cat "$2" >&2
  exit 1
}

start=$SECONDS
assay plugins new activation soft_step >new
assay plugins build soft_step.cpp >built 2>&1 || fail "it does not build" built
assay plugins check soft_step.so >checked || fail "the new activation fails" checked
took=$((SECONDS - start))
echo "new, built and checked in $took s"
((took < 30)) || fail "it took $took s"

grep -q '^wrote \./soft_step.cpp' new || fail "the file is not named" new
for command in build check run; do grep -q "^  assay .*$command" new || fail "no command to $command it" new; done
grep -q '^  ok      slope .* points, largest error' checked || fail "no slope" checked
grep -q '^  ok      speed .*ns an element at 2^10, 2^16, 2^22: .* at 2^16 relu .*, tanh .*, swish ' checked ||
  fail "no speed" checked
grep -q '^  ok      training .*accuracy .*% of the units dead' checked || fail "no training" checked
[[ $(ls) == "$(printf '%s\n' built checked new soft_step.cpp soft_step.so | sort)" ]] || fail "other files: $(ls)"

for kind in layer loss optimizer; do
  assay plugins new $kind "my_$kind" >/dev/null
  assay plugins build "my_$kind.cpp" -o "$work" >built 2>&1 || fail "the new $kind does not build" built
  assay plugins check "$work/my_$kind.so" --level 2 >checked || fail "the new $kind fails" checked
done

sed 's/bent_identity/soft_step/' "$2/tests/outside/experiment.yaml" >experiment.yaml
assay run experiment.yaml --plugins ./soft_step.so --quiet
run=$(find results/outside -name '*.h5' | head -1)
assay plugins show soft_step --plugins ./soft_step.so >shown
grep -q 'passed 17 checks (level 3, seed 1)' shown || fail "show does not tell that it was checked" shown
grep -q 'passed 17 checks (level 3, seed 1)' "$run" || fail "the run file does not tell that its activation was checked"

# What goes wrong is told, and nothing is left behind.
expect() { # CODE TEXT COMMAND...
  local code=0
  "${@:3}" >out 2>&1 || code=$?
  [[ $code == "$1" ]] || fail "'${*:3}' ended with $code, not $1" out
  grep -qF -- "$2" out || fail "'${*:3}' does not say: $2" out
}
expect 2 "./soft_step.cpp: there is such a file already" assay plugins new activation soft_step
expect 2 "there is no kind of plugin 'activaton'; did you mean 'activation'?" assay plugins new activaton x
expect 2 "'Big' cannot be a plugin's name" assay plugins new activation Big
expect 2 "nothing.cpp: there is no such file" assay plugins build nothing.cpp
echo 'this is no C++' >broken.cpp
expect 4 "broken.cpp: the compiler ended with exit code 1" assay plugins build broken.cpp
[[ ! -e broken.so && -z $(find . -name '*.part') ]] || fail "a failed build leaves files: $(ls)"
