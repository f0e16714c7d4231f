#!/bin/sh
# Dependencies: bans, licences and sources always; advisories where their database can be reached.
set -eu
if ! command -v cargo-deny >/dev/null 2>&1; then
    echo "installing cargo-deny from the registry"
    cargo install --locked --quiet cargo-deny
fi
cargo deny --locked check bans licenses sources
if cargo deny --locked check advisories 2>/tmp/govcat-deny.$$; then
    echo "advisories: none"
elif grep -qiE 'failed to (fetch|clone|load)|advisory database' /tmp/govcat-deny.$$; then
    echo "advisories: NOT CHECKED, the database cannot be reached from here"
else
    cat /tmp/govcat-deny.$$; rm -f /tmp/govcat-deny.$$; exit 1
fi
rm -f /tmp/govcat-deny.$$
