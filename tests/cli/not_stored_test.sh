# A run that was trained and could not be stored is missing, not failed: what is stored and what is missing add up.
source "$(dirname "$0")/lib.sh"
[ "$(id -u)" = 0 ] || { echo "skipped: needs root to mount a small file system"; exit 77; }
small small.yaml 's/seeds: 3/seeds: 8/'
mkdir disk
inside() { unshare -m --propagation private bash -c "mount -t tmpfs -o size=${1}k tmpfs disk && cd . && $2"; }
inside 100 true 2>/dev/null || { echo "skipped: no mount namespaces here"; exit 77; }

# ends CODE STORED TEXT: the last line of the sweep agrees with the folder
check() {
  local stored missing trained
  last=$(grep '^small: ' errors | tail -1)
  stored=$(cat count) trained=$(sed -E 's/.* ([0-9]+) trained.*/\1/' <<<"$last")
  missing=$(sed -nE 's/.* ([0-9]+) missing.*/\1/p' <<<"$last")
  [ "$(cat code)" = 6 ] || fail "$1: it ended with $(cat code): $(cat errors)"
  [ "$trained" = "$stored" ] || fail "$1: there are $stored files, and it said $last"
  [ $((stored + missing)) = 16 ] || fail "$1: $stored stored and ${missing:-0} missing are not 16: $last"
  grep -q failed <<<"$last" && fail "$1: none failed, and it said $last"
  grep -q "not stored: cannot write .*: No space left on device (needs [0-9]* bytes)" errors || fail "$1: no reason: $(cat errors)"
  return 0
}
for jobs in 1 2; do
  for kilobytes in 60 150 300; do
    inside $kilobytes "'$assay' run small.yaml --results disk -j$jobs >/dev/null 2>errors; echo \$? >code; ls disk/small/*.h5 2>/dev/null | wc -l >count"
    check "$kilobytes kB, $jobs workers"
  done
done

# A worker that was killed from outside is no failed attempt either.
small long.yaml 's/^experiment: small/experiment: long/; s/epochs: 3/epochs: 100000000/; s/seeds: 3/seeds: 1/'
"$assay" run long.yaml models=rnn -j1 2>errors >/dev/null &
program=$!
for _ in $(seq 100); do
  worker=$(pgrep -P $program | tail -1) && [ -n "$worker" ] && [ -e results/long/.claims ] && break
  sleep 0.1
done
sleep 0.3
for worker in $(pgrep -P $program); do kill -KILL "$worker"; done
code=0
wait $program || code=$?
[ $code = 1 ] || fail "a killed worker: it ended with $code: $(cat errors)"
grep -q "^long: 1 runs, 0 were stored, 0 trained, 1 missing; files in results/long/" errors || fail "a killed worker: it said $(cat errors)"
