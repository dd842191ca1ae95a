#!/bin/bash
# A run file is written while system calls fail: afterwards the file is the earlier one or the new one, and no temporary
# file lies about. $1 is the build folder.
# slow: writes a file once for each system call that may fail.
set -eu
if ! strace -qq -e trace=none true 2>/dev/null; then echo "skipped: strace is missing or may not trace"; exit 77; fi
folder=$(mktemp -d)
trap 'rm -rf "$folder" "$folder.log"' EXIT
program=$1/tests/store_test
export ASSAY_EXAMPLE_FILE=$folder/example.h5
export ASAN_OPTIONS=detect_leaks=0 # the leak sanitizer cannot work under strace

# write_with INJECTION: 0 where the writing went well.
write_with() {
  strace -f -qq -o /dev/null -e trace=write,fsync,rename -e inject="$1" \
    "$program" --gtest_filter=RunFile.IsReadAsWritten > "$folder.log" 2>&1
}

failures=0
# expect WHAT INJECTION SUCCESS(yes|no) MESSAGE LEFT(a list of file names)
expect() {
  local well=no left
  if write_with "$2"; then well=yes; fi
  left=$(ls -A "$folder" | tr '\n' ' ')
  if [ "$well" != "$3" ] || [ "$left" != "$5" ] || ! grep -qF -- "$4" "$folder.log"; then
    echo "$1 ($2): success $well, expected $3; left '$left', expected '$5'; expected the words: $4"
    cat "$folder.log"
    failures=$((failures + 1))
  fi
}

expect "the file cannot be synced" fsync:error=EIO:when=1 no "cannot write $ASSAY_EXAMPLE_FILE: Input/output error" ""
expect "the file cannot be renamed" rename:error=EACCES:when=1 no "cannot write $ASSAY_EXAMPLE_FILE: Permission denied" ""
expect "syncing is interrupted" fsync:error=EINTR:when=1 yes "OK" "example.h5 "
expect "the folder cannot be synced here" fsync:error=EINVAL:when=2 yes "OK" "example.h5 "
before=$(sha256sum < "$ASSAY_EXAMPLE_FILE")
expect "the folder is not synced" fsync:error=EIO:when=2 no "cannot write $ASSAY_EXAMPLE_FILE: Input/output error" "example.h5 "
expect "a later file cannot be synced" fsync:error=EIO:when=1 no "Input/output error" "example.h5 "

# The program also writes its log, so the call that writes the file is looked for: the one of many bytes.
nth=$(strace -f -qq -e trace=write "$program" --gtest_filter=RunFile.IsReadAsWritten 2>&1 > /dev/null |
  grep -n 'assay-run' | head -1 | cut -d: -f1)
expect "the disk is full" "write:error=ENOSPC:when=$nth" no "No space left on device (needs " "example.h5 "
expect "writing is interrupted" "write:error=EINTR:when=$nth" yes "OK" "example.h5 "
[ "$before" = "$(sha256sum < "$ASSAY_EXAMPLE_FILE")" ] || { echo "the file changed"; failures=$((failures + 1)); }
[ $failures -eq 0 ] && echo "8 faults survived"
