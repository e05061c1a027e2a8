#!/bin/sh
# Runs Roundel on the public and the made-up linkage files and prints one table.
#   bench/linkage/run.sh LINKAGE_DATA [BUILD_DIR]
# LINKAGE_DATA holds splink_datasets/ and uk_family/ as described in its README; BUILD_DIR has linkage_dedupe and
# linkage_evaluate (default build/release/bench/linkage).
set -eu
data=${1:?usage: run.sh LINKAGE_DATA [BUILD_DIR]}
here=$(cd "$(dirname "$0")" && pwd)
build=${2:-$here/../../build/release/bench/linkage}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Febrl's truth is the number inside rec_id: rec-123-dup-0.
febrl() {
  awk -F, 'NR == 1 { print $0 ",truth"; next }
           NF > 1 && !($1 == "rec_id") { split($1, id, "-"); print $0 "," id[2] }' "$@"
}

field() { awk -v name="$1" '$1 == name { print $2 }' "$2"; }

# name, csv, model, id column, truth column
measure() {
  [ -f "$2" ] || return 0
  /usr/bin/time -f '%e %M' -o "$work/time" "$build/linkage_dedupe" "$2" "$here/models/$3.toml" "$work/clusters.csv" \
    > "$work/run" 2> "$work/stages"
  "$build/linkage_evaluate" "$2" "$4" "$5" "$work/clusters.csv" household_id > "$work/quality"
  printf '%-16s %9s %10s %8s %9s %9s %9s %9s %8s %8s\n' "$1" "$(field records "$work/run")" "$(field pairs "$work/run")" \
    "$(cut -d' ' -f1 "$work/time")" "$(awk '{ print int($2 / 1024) }' "$work/time")" "$(field precision "$work/quality")" \
    "$(field recall "$work/quality")" "$(field f1 "$work/quality")" "$(field false_pairs "$work/quality")" \
    "$(field false_pairs_in_household "$work/quality")"
}

printf '%-16s %9s %10s %8s %9s %9s %9s %9s %8s %8s\n' file records pairs seconds MB precision recall F1 false in-house
for size in 100k 1m; do
  [ -f "$data/uk_family/uk_family_$size.csv.gz" ] || continue
  gzip -dc "$data/uk_family/uk_family_$size.csv.gz" > "$work/uk.csv"
  measure "uk_family_$size" "$work/uk.csv" uk_family record_id person_id
done
gzip -dc "$data/splink_datasets/historical_figures_with_errors_50k.csv.gz" > "$work/historical.csv"
measure historical_50k "$work/historical.csv" historical_50k unique_id cluster
febrl "$data/splink_datasets/febrl/dataset3.csv" > "$work/febrl3.csv"
measure febrl3 "$work/febrl3.csv" febrl rec_id truth
{ febrl "$data/splink_datasets/febrl/dataset4a.csv"; febrl "$data/splink_datasets/febrl/dataset4b.csv" | tail -n +2; } > "$work/febrl4.csv"
measure febrl4 "$work/febrl4.csv" febrl rec_id truth
measure fake_1000 "$data/splink_datasets/fake_1000.csv" fake_1000 unique_id cluster
