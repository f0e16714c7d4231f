#!/usr/bin/env bash
# Installs what the browser tests need and is not there: Node.js and Chromium through apt, the
# libraries of package-lock.json through npm. Prints the path of the browser. A browser that is
# there is used; CHROME names another one.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    echo "browser tests: $*" >&2
    exit 1
}

apt_install() {
    command -v apt-get >/dev/null || fail "$1 is missing and there is no apt-get; install it and run this again"
    local root=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || fail "$1 is missing; run: sudo apt-get install ${*:2}"
        root=(sudo -n)
    fi
    echo "browser tests: installing ${*:2} through apt" >&2
    "${root[@]}" apt-get update -qq >&2 || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >&2 ||
        fail "apt-get could not install ${*:2}; install $1 by hand and run this again"
}

browser() {
    local name
    if [ -n "${CHROME:-}" ]; then
        command -v "$CHROME" || fail "CHROME is '$CHROME', which is no program"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" && return
    done
    return 1
}

command -v node >/dev/null || apt_install Node.js nodejs npm
command -v npm >/dev/null || apt_install npm npm
node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' ||
    fail "Node.js 20 or later is needed, this is $(node --version)"
browser >/dev/null || apt_install Chromium chromium
# Without a font for Chinese, texts have other widths than people see.
if command -v fc-list >/dev/null && [ -z "$(fc-list :lang=zh-cn | head -n 1)" ]; then
    apt_install "a font for Chinese" fonts-noto-cjk
fi
stamp=node_modules/.package-lock.json
if [ ! -e "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
    npm ci --no-fund --no-audit --ignore-scripts --loglevel=error >&2 ||
        fail "npm could not install what package-lock.json lists; see above"
    touch "$stamp"
fi
browser || fail "Chromium was installed and cannot be found"
