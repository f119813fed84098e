#!/bin/sh
# Makes .venv/ hold what a lock file names, and the project itself.
#
#     sh setup/environment.sh site    what a build of the archive needs
#     sh setup/environment.sh test    that, and what the checks need
#     sh setup/environment.sh lock    any Python will do: a lock file that cannot be installed can be renewed
#
# A run that finds all in place compares checksums and uses no network.
set -eu
cd -- "$(dirname -- "$0")/.."

wanted=$1
python=.venv/bin/python
made=.venv/made # one file a lock: what .venv was made from

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }

# Everything that, when it changes, makes .venv unusable as it stands: the packages, the folder (its path is
# written into the scripts) and the version of Python (its packages lie under that name).
state() {
    pwd -P
    "$python" -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null || :
    cksum "requirements/$1.txt"
}

is_made() { [ -f "$made/$1" ] && [ "$(cat "$made/$1")" = "$(state "$1")" ]; }

find_python() {
    # One that the caller names is taken or refused, never replaced.
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python3.15; fi
    for name; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            say "$name"
            return
        fi
    done
    return 1
}

# Debian and Ubuntu keep a part of Python in a package of its own.
need_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    package=python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package"
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$package"
    else
        fail "This Python cannot make a virtual environment (modules venv and ensurepip)." \
            "On Debian or Ubuntu: sudo apt install $package. Then run make again."
    fi
}

no_python() {
    fail "No Python 3.11 or newer was found${PYTHON:+ at $PYTHON}." \
        "Install one (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python)," \
        "or name one: make $wanted PYTHON=/path/to/python3. Then run make again."
}

new_environment() {
    base=$(find_python) || no_python
    need_venv "$base"
    say "Making .venv with $("$base" --version)"
    rm -rf .venv
    # The pip that Python brings can be years old. It installs that of the locks from where it lies: to be installed
    # itself, only to be replaced, would take three seconds.
    old_pip=$("$base" -c '
import ensurepip, pathlib
print(max(map(str, pathlib.Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl")), default=""))')
    if [ "$wanted" = lock ] || [ -z "$old_pip" ]; then set --; else set -- --without-pip; fi
    "$base" -m venv "$@" .venv
}

# A person at a terminal sees pip's progress; a log gets pip's complaints only.
if [ -t 1 ]; then quiet=; else quiet=--quiet; fi
pip_install() { "$python" -m pip --disable-pip-version-check --no-input install $quiet --no-deps "$@"; }

# pip works on one core, and a minute: two of them do it in half of that. No package of the locks is made of two.
# The pip of the locks comes first, for an old one takes twice as long.
part() {
    awk -v part="$1" '/^[^ #]/ { n++; is_pip = /^pip==/ } part == "pip" ? is_pip : n % 2 == part' "requirements/$wanted.txt"
}
install_part() {
    part "$1" >".venv/part-$1.txt"
    # Wheels only: building a package would run code, and fetch tools, that no hash vouches for.
    pip_install --no-compile --require-hashes --only-binary :all: --requirement ".venv/part-$1.txt"
}
install_all() {
    (quiet=--quiet; [ -z "${old_pip:-}" ] || export PYTHONPATH="$old_pip"; install_part pip) || return
    (quiet=--quiet; install_part 0) &
    is_whole=true
    install_part 1 || is_whole=false
    wait $! && $is_whole
}

# The command `archive` and the plugins' names stand in pyproject.toml; the code itself is used where it lies.
is_installed() { [ "$(cat "$made/project" 2>/dev/null)" = "$(cksum pyproject.toml)" ]; }

is_ready() {
    if [ "$wanted" = lock ]; then "$python" -c '' 2>/dev/null; else is_made "$wanted" && is_installed; fi
}

# Scripts of Python packages hold the path of the folder between quotes or in their first line, and setuptools takes $
# for a variable and { for a place to fill in.
case $(pwd -P) in *[\"\$\\:\`{}]* | *[[:cntrl:]]*)
    fail "The path of this folder is $(pwd -P)." \
        'It contains ", $, \, :, `, {, } or a character such as a tab, which the installers of Python packages cannot handle.' \
        'Rename the folder and run make again.' ;;
esac

is_ready && exit

# One set-up at a time: a second one waits, then finds all in place. The lock is held by this process and its children,
# so a killed set-up leaves none behind.
if [ "${locked_by:-}" != $$ ]; then
    base=$(find_python) || no_python
    exec "$base" -c '
import fcntl, os, sys
lock = os.open(".venv.lock", os.O_RDWR | os.O_CREAT, 0o666)
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another set-up is running in this folder; waiting for it", flush=True)
    fcntl.flock(lock, fcntl.LOCK_EX)
os.set_inheritable(lock, True)
os.environ["locked_by"] = str(os.getpid())
os.execvp("sh", ["sh", "setup/environment.sh", sys.argv[1]])
' "$wanted"
fi

if [ "$wanted" = lock ]; then
    new_environment
    exit
fi

if ! is_made "$wanted"; then
    # The test set holds all of the site set, so it can be laid upon it; anything else would leave old packages.
    if [ "$wanted" != test ] || [ -e "$made/test" ] || ! is_made site; then new_environment; fi
    say "Installing the packages of requirements/$wanted.txt into .venv"
    install_all ||
        fail "The packages could not be installed; what pip says is above." \
            "The first run needs the network. See docs/develop/setup.md."
    # pip would do this on one core, and for all files. Some are no code of this Python; nobody imports them.
    "$python" -m compileall -qq -j 0 -x '/(tests?|lexers|mypyc?)/' .venv/lib || :
    mkdir -p "$made"
    state site >"$made/site"
    [ "$wanted" = site ] || state "$wanted" >"$made/$wanted"
fi

if ! is_installed; then
    pip_install --quiet --no-index --no-build-isolation --editable .
    cksum pyproject.toml >"$made/project"
fi
