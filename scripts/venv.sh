#!/bin/sh
# Makes a virtual environment with a Python this project runs on.
# Usage: venv.sh FOLDER [PYTHON]
set -eu

venv=$1
asked=${2:-}
# A newer one that is asked for by name is taken at its word.
newest=13
if [ -n "$asked" ]; then newest=99; fi
fits="import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $newest))"

if [ -x "$venv/bin/python" ] || [ -x "$venv/Scripts/python.exe" ]; then
    exit 0 # somebody's own environment: use it as it is
fi

found=
for python in ${asked:-python3 python python3.13 python3.12 python3.11}; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c "$fits" >/dev/null 2>&1; then
        found=$python
        break
    fi
done

if [ -z "$found" ]; then
    {
        echo "inspectprep needs Python 3.11, 3.12 or 3.13."
        for python in ${asked:-python3 python}; do
            if command -v "$python" >/dev/null 2>&1; then
                echo "  $python is $("$python" --version 2>&1)"
            else
                echo "  $python is not on the PATH"
            fi
        done
        echo "Install one of the three, or name one: make PYTHON=/path/to/python3.12 ..."
    } >&2
    exit 1
fi

echo "Making $venv with $("$found" --version)"
if ! "$found" -m venv "$venv"; then
    rm -rf "$venv"
    echo "$found cannot make virtual environments; on Debian and Ubuntu, install python3-venv." >&2
    exit 1
fi
