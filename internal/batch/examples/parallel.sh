#!/bin/sh
# A set in as many shards as there are machines, with GNU parallel.
#
#   sh parallel.sh table.csv letters syria
#
# All machines see the table and the folder. For machines besides this one, add
# --sshlogin host1,host2 and -j1 to parallel; it starts each shard somewhere and
# starts it again, there or elsewhere, if it fails.
set -eu
table=$1 out=$2 issue=$3
n=${SHARDS:-$(nproc)}

seq "$n" | parallel --halt soon,fail=1 --retries 3 \
    speakout batch "$table" --out "$out" --issue "$issue" --jobs 1 --quiet --shard "{}/$n"

speakout batch join "$out"
