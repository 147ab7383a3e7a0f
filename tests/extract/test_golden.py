"""Two whole articles and all that is read out of them, as JSON lines.

After a wanted change of extraction: KG_RENEW=1 pytest tests/extract/test_golden.py, then read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.model import Extraction
from kg.store import dump_extraction
from tests.extract.samples import MERGER, STRIKE
from tests.extract.told import read

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = {"strike": STRIKE, "merger": MERGER}


def canonical(extraction: Extraction) -> str:
    """An extraction as JSON lines: the article, then a line each for what was found in it, keys in order."""
    found = json.loads(dump_extraction(extraction))
    rows = [{"article": found.pop("article")}]
    rows += [{part: item} for part, items in found.items() for item in items]
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_read_out_of_an_article(name: str) -> None:
    path = GOLDEN / f"{name}.jsonl"
    text = canonical(read(ARTICLES[name], kinds="title", file_name=f"{name}.txt", publisher="Larnvik Courier"))
    if os.environ.get("KG_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
