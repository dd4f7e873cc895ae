#!/bin/sh
# Finds an interpreter of each minor version of Python that inspectprep should run on.
# Prints a line for each: the version and the path, or the version alone if there is none.
# Usage: pythons.sh [VERSION ...]
set -u

works() {
    "$1" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$2')" >/dev/null 2>&1
}

[ $# -gt 0 ] || set -- 3.11 3.12 3.13 3.14
for version in "$@"; do
    found=
    for python in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python; do
        if works "$python" "$version"; then
            found=$(command -v "$python")
            break
        fi
    done
    echo "$version $found"
done
