#!/usr/bin/env bash
# The built site in a real browser. Builds the site of the shipped catalogs, of a generated workspace
# of 3 agencies × 26 domains × 60 entries, of one with a history, and of one whose texts are made to
# break out.
#   tests/browser/run.sh            everything
#   tests/browser/run.sh shipped    one of the sites: shipped, generated, versions, hostile
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/browser
out=${CARGO_TARGET_DIR:-target}/browser

chrome=$("$here/setup.sh")
"${CARGO:-cargo}" build --locked --quiet --bin govcat --example corpus
bin=${CARGO_TARGET_DIR:-target}/debug

# A repository of three versions: what the second one changes, the third one takes back.
versions() {
    local pair=$out/pair version
    "$bin/examples/corpus" --files 26 --entries 12 --edits 60 --seed 6 --registries catalogs "$pair" >"$out/pair.log"
    mkdir "$1"
    git -C "$1" init --quiet
    for version in old new old; do
        rm -rf "$1/catalogs"
        cp -r "$pair/$version/." "$1"
        # A site with an address has feeds.
        printf '\n[site]\nbase_url = "https://www.example.gov.cn/gk/"\n' >>"$1/govcat.toml"
        git -C "$1" add --all
        git -C "$1" -c user.name=test -c user.email=test@example.com commit --quiet --message "$version"
        git -C "$1" tag --force "$version" >"$out/tag.log"
    done
    git -C "$1" tag first HEAD~2
}

rm -rf "$out"
mkdir -p "$out"
sites=()
for name in ${*:-shipped generated versions hostile}; do
    since=()
    case $name in
    shipped) workspace=. ;;
    generated)
        workspace=$out/workspace
        "$bin/examples/corpus" --files 78 --entries 60 --seed 6 --registries catalogs "$workspace" >"$out/corpus.log"
        ;;
    versions)
        workspace=$out/repository
        versions "$workspace"
        since=(--since first --since new)
        ;;
    hostile) workspace=tests/cases/site/in ;;
    *)
        echo "no such site: $name" >&2
        exit 2
        ;;
    esac
    "$bin/govcat" build --quiet --workspace "$workspace" --out "$out/$name" ${since[@]+"${since[@]}"}
    sites+=("$name=$out/$name")
done
exec node "$here/main.mjs" "$chrome" "$out/screens" "${sites[@]}"
