"""Certificates for servers of tests, made here and trusted by nobody else."""

import subprocess
from pathlib import Path


def certificate_for(name: str, folder: Path) -> tuple[Path, Path]:
    """A certificate for a server's name, and its key."""
    files = (folder / "fullchain.pem", folder / "privkey.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files
