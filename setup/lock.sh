#!/bin/sh
# Resolves the ranges of pyproject.toml anew and writes the lock files: every package at its newest version in
# range, for Linux and macOS and every Python from 3.11 on, with the hashes of its files and without an address.
set -eu
cd -- "$(dirname -- "$0")/.."

# The resolver is not part of the set-up, so it has a folder of its own beside the packages.
tool=.venv/lock-tool
[ -x "$tool/bin/uv" ] ||
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --target "$tool" 'uv>=0.9,<1'

resolve() {
    "$tool/bin/uv" pip compile pyproject.toml --quiet --no-config --upgrade --universal --python-version 3.11 \
        --only-binary :all: --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command 'make lock' "$@"
}

resolve --group build --output-file requirements/site.txt
# The test set is the site set and more: the same versions of what both hold.
resolve --group build --group test --constraints requirements/site.txt --output-file requirements/test.txt

if grep -n -e '://' -e '^ *-[-if]' requirements/site.txt requirements/test.txt | grep -v -e '--hash=sha256:'; then
    echo 'A lock file names an address or an option: see the lines above.' >&2
    exit 1
fi
