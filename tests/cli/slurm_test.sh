#!/usr/bin/env bash
# The same sweep as a Slurm array, one task cancelled and requeued: the results are those of a local sweep, bit for bit.
# slow: starts a cluster.
source "$(dirname "$0")/lib.sh"
cluster=$work/cluster
rc=0
"$source/scripts/slurm-sandbox" start "$cluster" 2>sandbox || rc=$?
[ $rc != 77 ] || { echo "skipped: $(cat sandbox)"; exit 77; }
[ $rc = 0 ] || fail "the sandbox does not start: $(cat sandbox)"
trap '"$source/scripts/slurm-sandbox" stop "$cluster"; rm -rf "$work"' EXIT
export SLURM_CONF=$cluster/slurm.conf

small sweep.yaml 's/epochs: 3/epochs: 400/; s/^seeds: 3/seeds: 4/; s/optimizer: adam/optimizer: adam, checkpoint: {every: 20 ms}/'
"$assay" run sweep.yaml -q -j 2 --results local
results_of() { for file in "$1"/small/*.h5; do echo "$(basename "$file") $(head -c 512 "$file" | grep -a ^result)"; done; }

# wait_for WHAT COMMAND...: until the command succeeds.
wait_for() {
  local what=$1
  shift
  for ((i = 0; i < 1800; ++i)); do "$@" && return 0; sleep 0.1; done
  fail "no $what after minutes: $(squeue --array 2>&1; tail -n 5 array/small/slurm/*/task-*.log)"
}

# Refusals leave nothing behind.
expect 2 "assay: --array-size is for --launcher slurm" "$assay" run sweep.yaml --array-size 4
expect 2 "assay: --launcher is 'slum'; expected local or slurm" "$assay" run sweep.yaml --launcher slum
"$assay" run sweep.yaml --launcher slurm --sbatch '--partition=nowhere' --results array 2>errors && fail "accepted" || [ $? = 2 ]
grep -q "assay: sbatch refused the job: .*[Ii]nvalid partition" errors || fail "it said $(cat errors)"
[ -z "$(ls -A array/small)" ] || fail "a refused job left $(ls -A array/small)"

"$assay" run sweep.yaml --launcher slurm --array-size 4 --sbatch '--partition=main --time=10' --results array 2>said
grep -q "small: 8 of 8 runs submitted as Slurm job [0-9]*, 4 tasks; 'assay list array/small'" said || fail "it said $(cat said)"
job=$(sed -nE 's/.*Slurm job ([0-9]+).*/\1/p' said)
sed -i 's/epochs: 400/epochs: 1/' sweep.yaml # changes nothing in what was submitted

has_checkpoint() { ls array/small/*.ckpt >/dev/null 2>&1; }
wait_for checkpoint has_checkpoint
"$assay" list array/small >listed
grep -Eq "^(gan|rnn)-[0-9a-f]{16} .* running" listed || fail "no run is listed as running: $(cat listed)"
name=assay-$(basename array/small/slurm/*)
task=$(squeue -h --array -o '%K %T' --name "$name" | awk '$2 == "RUNNING" {print $1; exit}')
[ -n "$task" ] || fail "no task is running: $(squeue --array)"
scontrol requeue "${job}_$task"
is_queued_or_back() { squeue -h --array -o '%K %T' --name "$name" | grep -Eq "^$task (PENDING|RUNNING)"; }
wait_for "requeued task" is_queued_or_back
# Requeued jobs are held back for minutes, which nobody needs to wait for; but slurmd refuses to start a job in the second
# in which its last start was revoked.
sleep 3
is_over() {
  scontrol update "JobId=${job}_$task" StartTime=now 2>/dev/null || true
  local left
  left=$(squeue -h --array -o '%K %T' --name "$name" 2>/dev/null) && [ -z "$left" ]
}
wait_for "end of the array" is_over
cat array/small/slurm/*/task-*.log >logs

sed -i 's/epochs: 1$/epochs: 400/; s/epochs: 1,/epochs: 400,/' sweep.yaml
[ "$(ls array/small/*.h5 | wc -l)" = 8 ] || fail "the tasks stored $(ls -l --full-time array/small); they said $(cat logs)"
victim=$(ls array/small/*.h5 | head -1)
rm "$victim"
"$assay" run sweep.yaml -j 2 --results array 2>said
grep -q "small: 8 runs, 7 were stored, 1 trained" said || fail "the last run said $(cat said); the tasks: $(cat logs)"
[ "$(results_of array)" = "$(results_of local)" ] || fail "the results differ: $(diff <(results_of array) <(results_of local))"
"$assay" list array/small >listed
! grep -q "at the cluster" listed || fail "something is still pending: $(cat listed)"
[ -z "$(find array -name '*.ckpt' -o -name '*.tmp')" ] || fail "left behind: $(find array -type f)"
grep -aq "launcher slurm" "$(ls array/small/*.h5 | tail -1)" || fail "the user's command is not in the run file"
