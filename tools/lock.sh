#!/bin/sh
# Writes the two lock files from pyproject.toml: one set of versions for every supported Python and
# system, with hashes. usage: tools/lock.sh UV [--upgrade]     (make lock)
set -eu
uv=$1
shift
compile() {
    "$uv" pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-annotate --no-header --quiet "$@"
}
compile --group build -o requirements.lock "$@"
compile --group build --group dev --group docs -c requirements.lock -o requirements-dev.lock "$@"
