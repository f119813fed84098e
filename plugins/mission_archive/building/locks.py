"""A lock between processes: a file that one of them holds at a time."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, say_waiting: Callable[[str], None]) -> Iterator[bool]:
    """Hold the lock file `path`, and wait for the process that holds it; `say_waiting` gets its id, or "".

    The system lets go of a lock when its process ends, however it ends, so a file that is left over locks nothing.
    False where the file system knows no locks. Raises OSError if the file cannot be opened.
    """
    file, is_locked = _taken(path, say_waiting)
    try:
        yield is_locked
    finally:
        # While it is held: who waits for this file finds it gone, and takes a new one.
        with contextlib.suppress(OSError):
            if _is_at(file, path):
                path.unlink()
        os.close(file)


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Mark a folder as one that this process uses; the mark goes with the process, and moves with the folder."""
    file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(file)


def is_in_use(folder: Path) -> bool:
    """Whether a process has marked a folder. On a file system that knows no such marks none has."""
    try:
        file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # it is gone, or another's who keeps it closed
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(file)
    return False


def _taken(path: Path, say_waiting: Callable[[str], None]) -> tuple[int, bool]:
    has_said = False
    while True:
        file = _opened(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not has_said:
                say_waiting(os.pread(file, 20, 0).decode("ascii", "replace").strip())
                has_said = True
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
            except BaseException:  # an interrupt, most of all
                os.close(file)
                raise
        except OSError:
            return file, False
        if _is_at(file, path):
            with contextlib.suppress(OSError):  # it is for people alone
                os.ftruncate(file, 0)
                os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
            return file, True
        os.close(file)


def _opened(path: Path) -> int:
    # A link is not followed: its target would be written over.
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except PermissionError:  # it is another user's, and can be locked all the same
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.lstat())
    except FileNotFoundError:
        return False
