# -o writes to where its name leads and replaces nothing but regular files: links, devices and pipes stay what they are.
source "$(dirname "$0")/lib.sh"
small small.yaml
"$assay" run small.yaml -q
gan=$(ls results/small/gan-*.h5 | head -1) rnn=$(ls results/small/rnn-*.h5 | head -1)
mkdir -p experiments there/deep

# put NAME: the verb that writes such a file
put() {
  case $1 in
    *.html) "$assay" report results/small -F model=rnn -m test.loss -o "$1" >said ;;
    *.h5) "$assay" pack results/small -o "$1" >said ;;
    *points.csv) "$assay" sample "$gan" --count 5 -o "$1" ;;
    *predictions.csv) "$assay" predict "$rnn" -o "$1" >said ;;
    *) "$assay" export results/small -o "$1" ;;
  esac
}

for name in page.html runs.csv runs.json runs.npz points.csv predictions.csv; do
  put "plain-$name"
  # A link stays one, and so does a link to a link; what it leads to is made or replaced, in its own folder.
  ln -s "real-$name" "first-$name"
  ln -s "../first-$name" "there/$name"
  put "there/$name"
  [ -L "there/$name" ] && [ -L "first-$name" ] || fail "-o $name replaced a link"
  [ -f "real-$name" ] && [ ! -L "real-$name" ] || fail "-o $name did not make what the link leads to"
  cmp "plain-$name" "real-$name" || fail "-o $name through a link wrote something else"
  put "there/$name"
  [ -L "there/$name" ] && cmp "plain-$name" "real-$name" || fail "-o $name replaced a link the second time"
  # A pipe is written to.
  mkfifo "pipe-$name"
  timeout 20 cat "pipe-$name" >"got-$name" &
  put "pipe-$name"
  wait $!
  [ -p "pipe-$name" ] || fail "-o $name replaced a pipe"
  cmp "plain-$name" "got-$name" || fail "-o $name wrote something else to a pipe"
  # What was private stays private.
  chmod 600 "plain-$name"
  put "plain-$name"
  [ "$(stat -c %a "plain-$name")" = 600 ] || fail "-o $name has the permissions $(stat -c %a "plain-$name") now"
done

ln -s target.h5 packed.h5
put packed.h5
[ -L packed.h5 ] && [ -f target.h5 ] || fail "pack -o replaced a link"
expect 2 "assay: packed.h5: exists already; it is not replaced" "$assay" pack results/small -o packed.h5

# What stands for an open file is that file.
ln -s /dev/stdout out.csv
"$assay" export results/small -o out.csv | cmp - plain-runs.csv || fail "-o of a link to /dev/stdout wrote something else"
[ -L out.csv ] || fail "a link to /dev/stdout was replaced"
(echo before; "$assay" export results/small -o out.csv) >both
[ "$(head -1 both)" = before ] && [ "$(tail -n +2 both)" = "$(cat plain-runs.csv)" ] || fail "-o of /dev/stdout lost what stood before"

# Stored runs are no place for other files.
expect 2 "assay: $rnn: is a file of stored runs, which -o does not replace; give another name" "$assay" report results/small -F model=rnn -m test.loss -o "$rnn"
cp "$rnn" run.csv
expect 2 "assay: run.csv: is a file of stored runs, which -o does not replace; give another name" "$assay" export results/small -o run.csv
cmp "$rnn" run.csv || fail "a run was changed"

mkdir folder.csv
expect 6 "cannot write folder.csv: Is a directory" "$assay" export results/small -o folder.csv
ln -s loop.csv loop.csv
expect 6 "cannot write loop.csv: Too many levels of symbolic links" "$assay" export results/small -o loop.csv

[ "$(id -u)" = 0 ] && mknod null.csv c 1 3 2>/dev/null && mknod full.csv c 1 7 || exit 0
put null.csv
[ -c null.csv ] || fail "a device was replaced"
ln -s null.csv latest.csv
put latest.csv
[ -L latest.csv ] && [ -c null.csv ] || fail "a device behind a link was replaced"
bytes=$(stat -c %s plain-runs.csv)
expect 6 "cannot write full.csv: No space left on device (needs $bytes bytes)" "$assay" export results/small -o full.csv
[ -c full.csv ] || fail "a full device was replaced"
