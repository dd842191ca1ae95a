# What is printed and cannot be written is told, and the exit code is 7, whichever verb it was; who reads a pipe may go.
source "$(dirname "$0")/lib.sh"
small small.yaml
"$assay" run small.yaml -q
rnn=$(ls results/small/rnn-*.h5 | head -1)
mkdir experiments
full="assay: cannot write standard output: No space left on device"

# on_a_full_disk WORDS...
on_a_full_disk() {
  local code=0
  "$assay" "$@" >/dev/full 2>errors || code=$?
  [ $code = 7 ] || fail "'assay $*' on a full disk ended with $code"
  [ "$(tail -1 errors)" = "$full" ] || fail "'assay $*' on a full disk said $(cat errors)"
}
for verb in "export results/small" "export results/small --long" "list results/small" "compare results/small -F model=rnn -m test.loss --format csv" \
  "show $rnn" "show $rnn --config" "diff $rnn $rnn" "predict $rnn" "plan small.yaml --csv" "plan small.yaml" "schema" "plugins list" \
  "plugins show relu" "--help" "list --help" "--version" "report results/small -o r.html" \
  "pack results/small -o p.h5" "unpack p.h5 --results out" "run small.yaml --trace"; do
  # shellcheck disable=SC2086
  on_a_full_disk $verb
done

# A limit on the sizes of files is an error like any other.
code=0
(ulimit -f 1 && exec "$assay" schema) >limited 2>errors || code=$?
[ $code = 7 ] || fail "a file too large ended with $code"
[ "$(cat errors)" = "assay: cannot write standard output: File too large" ] || fail "a file too large: $(cat errors)"

# What went wrong besides is told before.
code=0
printf x | dd of="$rnn" bs=1 seek=3000 conv=notrunc status=none
"$assay" list results/small >/dev/full 2>errors || code=$?
[ $code = 7 ] || fail "a damaged file on a full disk ended with $code"
grep -q "^warning: $rnn: damaged" errors || fail "the damaged file is not told: $(cat errors)"

# Whoever reads a pipe may have enough: quietly, and with the status of SIGPIPE.
set +o pipefail
"$assay" schema 2>errors | head -1 >/dev/null
code=${PIPESTATUS[0]}
set -o pipefail
[ "$code" = 141 ] || [ "$code" = 0 ] || fail "a closed pipe ended with $code"
[ ! -s errors ] || fail "a closed pipe said $(cat errors)"
sh -c '"$0" schema; echo $? >&2' "$assay" 2>code | true
sleep 0.2
[ "$(cat code)" = 141 ] || [ "$(cat code)" = 0 ] || fail "a pipe that nobody reads ended with $(cat code)"

# Nothing is lost where all can be written, in pieces or at once.
"$assay" schema >whole
"$assay" schema | cat >piped
cmp whole piped || fail "a pipe gets something else than a file"
python3 -c 'import json; json.load(open("whole"))' || fail "the schema is cut off"
