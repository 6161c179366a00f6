# What the checks of the C library share. Each of them is run by `ffi/test`, which builds what they check:
#
#     ffi/build/prefix        what `ffi/install` has installed
#     ffi/build/planted       the library with `plant-defects`
#     ffi/build/kb.relais     the starter base, and kb-fr.relais with its French alone
#     ffi/build/release.pub   a key, with which kb-signed.relais is signed; likewise next.pub and kb-next.relais
#     ffi/build/script.ndjson its dialogues

source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

readonly build=$PWD/ffi/build
readonly prefix=$build/prefix
readonly header=$PWD/ffi/include/relais.h
readonly warnings=(-Wall -Wextra -pedantic -Werror)
mkdir -p "$build/bin"

# Ends the check: what was found is not as it must be.
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# Makes sure that a command is there: its name, and the Debian packages that bring it. False where they cannot be
# installed; then the caller leaves its part out.
toolchain() {
    local command=$1
    shift
    command -v "$command" >/dev/null && return
    apt_install "$@" >"$build/apt.log" 2>&1 || true
    command -v "$command" >/dev/null && return
    left_out "$command is not here and could not be installed (apt-get install $*)"
    return 1
}

# Compiles a C file of ffi/tests against a library: the name of the program, the folder with `lib`, the file, and
# more for the compiler. The program finds its library by itself.
compile() {
    local program=$1 library=$2 file=$3
    shift 3
    run "${CC:-cc}" -std=c11 -D_GNU_SOURCE -O1 -g "${warnings[@]}" "$@" -I "$prefix/include" -o "$build/bin/$program" \
        "$file" -L "$library/lib" -Wl,-rpath,"$library/lib" -lrelais -pthread -lm
}

# The command line, as it is released.
relais() { run cargo run --locked --release --quiet -p relais-cli -- "$@"; }

# Makes a bundle of a knowledge base under another name, so that the first words tell them apart: the folder, the name
# that it has, and the bundle.
other_base() {
    rm -rf "$build/other"
    cp -r "$1" "$build/other"
    sed -i "s/$2/$2-bis/" "$build/other/relais.yaml"
    relais build "$build/other" -o "$3"
}

# The words of a file that match a pattern, each once.
words_of() {
    grep -oE "$1" "${@:2}" | sort -u
}
