"""The real nginx, on a free port and in a folder of its own, with the configuration that people copy.

Run as ``python -m tests.publishing.nginx`` it makes sure that there is one, and rsync, and says which.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.support.browser import run
from tests.support.ports import held_ports
from tests.support.site import PROJECT
from tests.support.waiting import PATIENCE, until

NAME = "archive.example.org"
"""Of the server in deploy/nginx.conf."""

PLACES = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")
"""Where nginx lies when it is not on the path: on Debian only root has /usr/sbin there."""

ADVICE = """No {name} for the tests could be found or installed. Install it (Debian, Ubuntu: apt install {name};
Fedora: dnf install {name}; macOS: brew install {name}) and run make test again. It need not run as a service."""


def find(name: str = "nginx") -> str | None:
    """A program, or None."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), *PLACES)))


def install(name: str) -> None:
    """Tries to get a program from the system's packages; it is not started as a service."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    prefix = [] if is_root else ["sudo", "-n"]
    if shutil.which("apt-get") and (is_root or run("sudo", "-n", "true")):
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "-q"]
        run(*apt, "update", is_shown=True)
        run(*apt, "install", "-y", "--no-install-recommends", name, is_shown=True)
    elif shutil.which("brew"):
        run("brew", "install", name, is_shown=True)


@dataclass(frozen=True)
class Answer:
    """What a server said. Names of headers are in small letters; `repeated` are those that came twice."""

    status: int
    headers: dict[str, str]
    body: bytes
    repeated: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Nginx:
    """A running nginx for the files below `root`. `plain_port` leads on to https; 0 without a certificate."""

    port: int
    root: Path
    plain_port: int = 0

    def get(
        self,
        path: str,
        *,
        method: str = "GET",
        trusting: ssl.SSLContext | None = None,
        is_plain: bool = False,
        **headers: str,
    ) -> Answer:
        """The answer to a request; `path` with the letters as they are, `headers` with `_` for `-`.

        By https if it is said whom to trust.
        """
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.plain_port if is_plain else self.port, timeout=PATIENCE
        )
        try:
            if trusting is not None:
                connection.connect()
                connection.sock = trusting.wrap_socket(connection.sock, server_hostname=NAME)
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, quote(path, safe="/?=&%"), headers=sent)
            response = connection.getresponse()
            body = response.read()
            names = [name.lower() for name, _ in response.getheaders()]
            repeated = tuple(sorted({name for name in names if names.count(name) > 1}))
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, body, repeated)
        finally:
            connection.close()


def configuration(
    site: Path, base: str, port: int, plain_port: int = 0, certificate: tuple[Path, Path] | None = None
) -> str:
    """deploy/nginx.conf for a site in a folder: only what it asks to be changed is changed, and the ports.

    Without a certificate (the file, and that of its key) TLS is left out.

    The folder that nginx takes for its root is the one above the site, as far as `base` says.
    """
    root = site
    for _ in base.strip("/").split("/") if base.strip("/") else ():
        root = root.parent
    text = (PROJECT / "deploy/nginx.conf").read_text("utf-8")
    text = text.replace("/srv/www/.nginx/", f"/srv/www{base}.nginx/").replace("/srv/www", root.as_posix())
    if certificate is not None:
        for file in certificate:
            text = text.replace(f"/etc/letsencrypt/live/{NAME}/{file.name}", file.as_posix())
        text = text.replace("listen 80;", f"listen 127.0.0.1:{plain_port};")
        return text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    text = re.sub(r"^ +ssl_.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    # The server that leads on to https; a test has one port.
    return re.sub(r"^server \{\n    listen 80;.*?^\}\n", "", text, flags=re.MULTILINE | re.DOTALL)


@contextmanager
def serve(
    site: Path, base: str, folder: Path, certificate: tuple[Path, Path] | None = None
) -> Iterator[Nginx]:
    """nginx with the site in `site`, as an ordinary process that keeps all it writes in `folder`."""
    with held_ports(2) as (port, plain_port):
        rules = configuration(site, base, port, plain_port, certificate)
        command = _command(folder, rules)
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr, checked.stderr
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
            try:
                _wait(port, process, folder / "error.log")
                yield Nginx(port, site, plain_port if certificate else 0)
            finally:
                process.terminate()


def _command(folder: Path, rules: str) -> list[str]:
    """The command that starts nginx with the configuration of a server."""
    program = find()
    assert program is not None, ADVICE.format(name="nginx")
    folder.mkdir(parents=True, exist_ok=True)
    temporary = "".join(
        f"    {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = next(
        place
        for place in (
            Path("/etc/nginx/mime.types"),
            *(Path(program).parents[1] / "etc/nginx").glob("mime.types"),
        )
        if place.is_file()
    )
    (folder / "archive.conf").write_text(rules, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        # One process: no worker of another user, who could not read a test's folder.
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\n    include {types};\n    default_type application/octet-stream;\n    access_log off;\n{temporary}"
        f"    include {folder}/archive.conf;\n}}\n",
        encoding="utf-8",
    )
    return [program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]


def fault_of(folder: Path, http: str, server: str) -> str:
    """What the real nginx says against the rules of a site (`nginx -t`); nothing if it would start with them."""
    program = find()
    assert program is not None, ADVICE.format(name="nginx")
    for name, text in (("http.rules", http), ("server.rules", server)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        # A port that anybody may use; that another program has it is no fault to `nginx -t`.
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\n    access_log off;\n    include {folder}/http.rules;\n"
        f"    server {{\n        listen 127.0.0.1:8080;\n        root {folder};\n"
        f"        include {folder}/server.rules;\n    }}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-t", "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 and "[warn]" not in done.stderr else done.stderr


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        assert process.poll() is None, log.read_text("utf-8")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(answers, lambda: f"an answer of nginx: {log.read_text('utf-8')}")


def main() -> None:
    """Make sure that the servers' programs are there."""
    for name in ("nginx", "rsync"):
        if find(name) is None:
            print(f"No {name} yet; trying to install one", flush=True)
            install(name)
        program = find(name)
        if program is None:
            sys.exit(ADVICE.format(name=name))
        print(f"{name} for the tests: {program}")


if __name__ == "__main__":
    main()
