"""Files that are whole or not there: written beside, flushed, renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import StoreError


def write_atomic(path: Path, data: bytes | str | Iterable[str]) -> None:
    """Writes a file so that a reader, or a crash, finds the old one or the new one, never a part.

    Text, whole or in pieces, is written as UTF-8 with unix line ends. Raises StoreError, which names the file, where it
    cannot be written.
    """
    pieces: Iterable[str | bytes] = [data] if isinstance(data, str | bytes) else data
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as out:
            out.writelines(p.encode() if isinstance(p, str) else p for p in pieces)
            out.flush()
            os.fsync(out.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
