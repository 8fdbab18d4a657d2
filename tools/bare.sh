#!/usr/bin/env bash
# What a newcomer sees: a fresh clone of the last commit in an empty folder, without the data folder
# beside it, and the targets that must set themselves up there.
# usage: tools/bare.sh [TARGET ...]     default: demo test
set -eu
repository=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone --quiet "$repository" "$folder/skywitness"
[ $# -gt 0 ] || set -- demo test
for target in "$@"; do
    (cd "$folder/skywitness" && time make "$target")
done
