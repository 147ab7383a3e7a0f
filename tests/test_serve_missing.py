"""Without the extra `serve`, the command says how to get it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main


@pytest.mark.parametrize("library", ["starlette", "uvicorn"])
def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: str) -> None:
    for name in [m for m in sys.modules if m.partition(".")[0] == library or m.startswith("kg.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    result = CliRunner().invoke(main, ["serve", "-g", str(tmp_path / "graph.ttl")])
    assert result.exit_code == 2
    assert f"the server needs {library}: pip install 'kg[serve]'" in result.output
