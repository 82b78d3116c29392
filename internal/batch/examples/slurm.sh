#!/bin/bash
# A set as an array job of Slurm, a shard for each task.
#
#   job=$(sbatch --parsable slurm.sh table.csv letters syria)
#   sbatch --dependency=afterok:"$job" --wrap "speakout batch join letters"
#
# Tasks that were killed or timed out go on where they stopped:
#   sbatch --array=3,7 slurm.sh …   needs SHARDS to be what it was: --export=ALL,SHARDS=16
#SBATCH --job-name=speakout
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=256M
#SBATCH --time=01:00:00
#SBATCH --requeue
set -eu
table=$1 out=$2 issue=$3

exec speakout batch "$table" --out "$out" --issue "$issue" --progress plain \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/${SHARDS:-$SLURM_ARRAY_TASK_COUNT}"
