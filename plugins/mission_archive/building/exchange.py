"""Two folders take each other's place in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

HERE = -100
"""AT_FDCWD of Linux: paths are meant from the present folder."""

EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2) on Linux, and RENAME_SWAP of renamex_np(2) on macOS."""

CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""What is said where a system, a file system or a container does not know the exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system take each other's place, so that at no moment either place is empty.

    False, and nothing has changed, where that is not to be had. Raises OSError for what stands in the way of any
    renaming.
    """
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            status = system.renamex_np(os.fsencode(one), os.fsencode(other), ctypes.c_uint(EXCHANGE))
        else:
            status = system.renameat2(
                HERE, os.fsencode(one), HERE, os.fsencode(other), ctypes.c_uint(EXCHANGE)
            )
    except AttributeError:  # a library of C without it
        return False
    code = ctypes.get_errno()
    if status and code not in CANNOT:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not status
