#!/bin/sh
# How many instructions and allocations validating a small fixed corpus takes, held against what was recorded:
# unlike seconds they say the same on a busy machine. `tests/instructions.sh record` writes the figures anew.
set -eu
record=tests/instructions.txt
tolerance=3 # per cent
if ! command -v valgrind >/dev/null 2>&1; then
    echo "instructions: NOT CHECKED, there is no valgrind here"
    exit 0
fi
compiler=$(rustc --version)
machine=$(uname -m)
if [ "${1:-}" != record ] && [ "$(sed -n 's/^compiler //p' "$record")" != "$compiler $machine" ]; then
    echo "instructions: NOT CHECKED, recorded with $(sed -n 's/^compiler //p' "$record"), here is $compiler $machine"
    exit 0
fi
cargo=${CARGO:-cargo}
$cargo build --locked --release --quiet --bin govcat --example corpus
target=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$target/examples/corpus" --counties 2 --alone 50 --entries 30 --registries catalogs "$work/w" >/dev/null

run() {
    valgrind "$@" "$target/govcat" validate --workspace "$work/w" --threads 1 --today 2026-01-01 --lang en \
        --color never --quiet >/dev/null 2>"$work/log" || { cat "$work/log"; exit 1; }
}
run --tool=callgrind --callgrind-out-file="$work/calls" --compress-strings=no
instructions=$(sed -n 's/^==[0-9]*== Collected : \([0-9]*\).*/\1/p' "$work/log")
# The allocator is the program's own: the calls that enter it are counted.
allocations=$(awk '
    /^fn=/ { from = substr($0, 4) }
    /^cfn=/ { to = substr($0, 5) }
    /^calls=/ && to ~ /^mi_(malloc|zalloc|calloc|realloc)/ && from !~ /^_?mi_/ { split($0, words, /[= ]/); count += words[2] }
    END { if (count) print count }' "$work/calls")
if [ -z "$instructions" ] || [ -z "$allocations" ]; then
    cat "$work/log"
    echo "instructions: valgrind did not say how many"
    exit 1
fi
if [ "${1:-}" = record ]; then
    printf 'compiler %s\ninstructions %s\nallocations %s\n' "$compiler $machine" "$instructions" "$allocations" >"$record"
    cat "$record"
    exit 0
fi
status=0
for what in instructions allocations; do
    eval "now=\$$what"
    before=$(sed -n "s/^$what //p" "$record")
    echo "$what: $now, recorded $before"
    if [ $((now * 100)) -gt $((before * (100 + tolerance))) ]; then
        echo "$what: more than $tolerance% above the record; find out why, or record it with $0 record"
        status=1
    elif [ $((now * 100)) -lt $((before * (100 - tolerance))) ]; then
        echo "$what: more than $tolerance% below the record; keep it with $0 record"
    fi
done
exit $status
