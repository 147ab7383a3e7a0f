"""Files that are whole or not there: written beside, flushed, renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import StoreError

PART = ".part"  # how the name of a file ends that is being written


def write_atomic(path: Path, data: bytes | str | Iterable[str]) -> None:
    """Writes a file so that a reader, or a crash, finds the old one or the new one, never a part.

    Text, whole or in pieces, is written as UTF-8 with unix line ends. Raises StoreError, which names the file, where it
    cannot be written: the old one, if there is one, is then as it was.
    """
    pieces: Iterable[str | bytes] = [data] if isinstance(data, str | bytes) else data
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        with os.fdopen(handle, "wb") as out:
            out.writelines(p.encode() if isinstance(p, str) else p for p in pieces)
            out.flush()
            os.fsync(out.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def remove_parts(paths: Iterable[Path]) -> None:
    """Removes what a killed program left beside these files. Nobody else may be writing them."""
    for path in paths:
        for part in path.parent.glob(f".{path.name}.*{PART}"):
            part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Flushes a folder, so that a renaming outlives a loss of power; not every system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
