#!/bin/sh
# Make .venv (when missing or broken) and install a lock into it: install.sh run|dev
# Uses uv when it is there and pip otherwise; both verify every hash.
set -eu
cd "$(dirname "$0")/.."
kind=${1:?run or dev}
venv=.venv
say() { echo "install: $*"; }
die() {
    echo "install: $*" >&2
    exit 2
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    die "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3"
}

make_venv() {
    python=$(find_python)
    say "making $venv with $python ($("$python" -V))"
    rm -rf "$venv"
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv "$venv"
    elif command -v uv >/dev/null; then
        uv venv --quiet --seed --python "$python" "$venv"
    else
        die "this Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv (or install uv), then run make again."
    fi
}

new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv

say "installing requirements/$kind.txt (exact versions, hashes checked)"
if command -v uv >/dev/null; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "requirements/$kind.txt"
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r "requirements/$kind.txt"
fi
if [ "$kind" = run ]; then
    # hatchling is in the lock, so that building this package downloads nothing more.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation -e .
fi
touch "$venv/.ready-$kind"
say "ready"
