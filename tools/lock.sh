#!/bin/sh
# Write requirements/*.txt: exact versions with hashes, naming no index host and no path.
# Needs uv (https://docs.astral.sh/uv/); only whoever updates the locks runs this.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-uv}
command -v "$uv" >/dev/null || { echo "make lock needs uv on the PATH, or UV=/path/to/uv" >&2; exit 2; }
lock() {
    out=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        ${UPGRADE:+--upgrade} --output-file "$out" "$@"
    echo "wrote $out: $(grep -c '==' "$out") packages"
}
lock requirements/run.txt pyproject.toml requirements/build.in
lock requirements/dev.txt --extra dev --constraint requirements/run.txt pyproject.toml requirements/build.in
