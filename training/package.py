"""Writes a trained pipeline to the folder that ships, with its description and its scores."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Config

from training.cards import META


def write_package(nlp: Language, name: str, target: Path, scores: dict[str, Any]) -> None:
    """Replaces the folder `target` by the pipeline; `name` is a key of `META`.

    Of the configuration only what running needs is kept, so that no path of the training machine ships.
    """
    nlp.meta.update(META[name] | {"performance": {}})
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    config = Config().from_disk(target / "config.cfg", interpolate=False)
    Config({key: config[key] for key in ("nlp", "components")}).to_disk(target / "config.cfg")
    (target / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf8")
