# What the scripts of this folder share. Each of them starts with
#
#     source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
#
# and is then at the top of the tree, stops at the first error, and prints what it runs.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The exit code of a script that could not do its work because something is missing here.
readonly SKIPPED=77

# Prints a command and runs it.
run() {
    printf '+ %s\n' "$*" >&2
    "$@"
}

# Ends the script: it needs $1, and $2 is how to get it. In CI nothing may be missing.
missing() {
    printf 'missing: %s (%s)\n' "$1" "$2" >&2
    [[ ${CI:-} == true ]] && exit 1
    exit "$SKIPPED"
}

# Says aloud that a part is left out, and goes on.
left_out() {
    printf 'left out: %s\n' "$*" >&2
}

# Installs these packages of Debian where that is possible: as root, with lists that may be old or missing.
apt_install() {
    [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null || return 1
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends)
    run "${install[@]}" "$@" || { run apt-get update -q && run "${install[@]}" "$@"; }
}

# Makes sure that a program of crates.io is there in this very version, and sets `tools` to the folder whose `bin` has it:
# the crate and its version. It is compiled once for all checkouts, and unoptimised, for it runs for seconds and optimising
# takes minutes. Where a registry does not have the very versions that it was published with, others do.
cargo_tool() {
    local crate=$1 version=$2
    tools=${CARGO_HOME:-$HOME/.cargo}/tools/$crate-$version
    [[ -e $tools/.crates.toml ]] && return
    local install=(env CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$PWD/target/tools"
        cargo install "$crate" --version "$version" --profile dev --root "$tools")
    run "${install[@]}" --locked || run "${install[@]}" ||
        missing "$crate $version" "cargo install $crate --locked --version $version"
    rm -rf target/tools
}

# Makes sure that a rustup component is there: the name of it, and of a command that it brings.
component() {
    cargo "$2" --version >/dev/null 2>&1 && return
    run rustup component add "$1" || missing "$1" "rustup component add $1"
}

# Whether Chromium is there, in one of the places of wasm/tests/support/browser.mjs.
has_chromium() {
    [[ -x ${CHROMIUM:-} ]] || command -v chromium chromium-browser google-chrome >/dev/null
}
