#!/usr/bin/env bash
# The built site in a real browser. Builds the site of the shipped catalogs, of a generated workspace
# of 3 agencies × 26 domains × 60 entries, and of one whose texts are made to break out.
#   tests/browser/run.sh            everything
#   tests/browser/run.sh shipped    one of the sites: shipped, generated, hostile
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/browser
out=${CARGO_TARGET_DIR:-target}/browser

chrome=$("$here/setup.sh")
"${CARGO:-cargo}" build --locked --quiet --bin govcat --example corpus
bin=${CARGO_TARGET_DIR:-target}/debug

rm -rf "$out"
mkdir -p "$out"
sites=()
for name in ${*:-shipped generated hostile}; do
    case $name in
    shipped) workspace=. ;;
    generated)
        workspace=$out/workspace
        "$bin/examples/corpus" --files 78 --entries 60 --seed 6 --registries catalogs "$workspace" >"$out/corpus.log"
        ;;
    hostile) workspace=tests/cases/site/in ;;
    *)
        echo "no such site: $name" >&2
        exit 2
        ;;
    esac
    "$bin/govcat" build --quiet --workspace "$workspace" --out "$out/$name"
    sites+=("$name=$out/$name")
done
exec node "$here/main.mjs" "$chrome" "$out/screens" "${sites[@]}"
