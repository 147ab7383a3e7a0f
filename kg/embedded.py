"""Which spaCy pipeline a name stands for: one that comes with the package, one that is installed, or one at a path."""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path

from kg.errors import ModelError

MODELS = Path(__file__).parent / "models"


def find_model(name: str = "") -> tuple[str, str]:
    """The name or path to load for what a user wrote, and an identity of that model: its files or its version.

    "base" and "small" are embedded; "" is the better of those present. Raises ModelError where an embedded one is named
    that is not there.
    """
    embedded = sorted(p.name for p in MODELS.iterdir() if (p / "meta.json").is_file()) if MODELS.is_dir() else []
    chosen = name or next((m for m in ("base", "small") if m in embedded), "")
    path = MODELS / chosen if chosen in embedded else Path(chosen)
    if (path / "meta.json").is_file():
        return str(path), hashlib.sha256((path / "meta.json").read_bytes()).hexdigest()[:16]
    try:
        return chosen, f"{chosen} {importlib.metadata.version(chosen)}"
    except (importlib.metadata.PackageNotFoundError, ValueError):
        raise ModelError(
            f"{chosen or 'embedded model'}: no such model; embedded are {', '.join(embedded) or 'none'}, and any "
            "installed spaCy pipeline for English can be named, or the path of one"
        ) from None


def is_embedded(name: str) -> bool:
    """True if the name stands for a pipeline that comes with the package. Raises ModelError as `find_model`."""
    return Path(find_model(name)[0]).parent == MODELS
