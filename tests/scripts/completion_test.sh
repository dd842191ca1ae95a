#!/usr/bin/env bash
# The completion offers what the program has: verbs, words, names of plugins, options.
#
# Usage: completion_test.sh BUILD SOURCE
set -uo pipefail

source "$2/scripts/completion.bash"
failed=0
# offers EXPECTED WORDS...: completing the last of the words offers EXPECTED among others.
offers() {
  local expected=$1
  shift
  COMP_WORDS=(assay "$@") COMP_CWORD=$# COMPREPLY=()
  _assay "$program" "${!#}"
  printf '%s\n' "${COMPREPLY[@]}" | grep -qx -- "$expected" ||
    { echo "'assay $*' offers '${COMPREPLY[*]}', not $expected" >&2; failed=1; }
}
program=$1/bin/assay
offers plugins pl
offers compare comp
offers check plugins ch
offers swish plugins check swi
offers lstm plugins show l
offers optimizer plugins new op
offers --seed plugins check --s
offers --plugins run --pl
exit $failed
