"""What the README says can be done."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from kg.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def calls() -> list[list[str]]:
    """The words of each call of kg in the README."""
    lines = [part for block in blocks("sh") for line in block.splitlines() for part in line.split("&&")]
    words = [shlex.split(line, comments=True) for line in lines]
    return [w[1:] for w in words if w and w[0].rpartition("/")[2] == "kg"]


@pytest.mark.parametrize("words", calls(), ids=" ".join)
def test_every_call_names_a_command_and_its_options(words: list[str]) -> None:
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    free = bool(command.context_settings.get("ignore_unknown_options"))  # a question has parameters of its own
    assert free or {w for w in words if w.startswith("-") and w != "-"} <= options


@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.split("\n")[0])
def test_the_python_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], embedded: Path, code: str
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own)
    assert "2023-05-31" in capsys.readouterr().out
    assert (tmp_path / "output/graph.ttl").stat().st_size


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_what_is_built_and_tested_is_one_line_each() -> None:
    run, test = blocks("sh")[0], re.search(r"^## Test\n\n```sh\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    assert test is not None
    assert run.count("\n") == test[1].count("\n") == 1
