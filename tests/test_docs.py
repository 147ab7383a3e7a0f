"""What the README and the pages beside it say can be done."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.html.vocabulary import render_vocabulary
from kg.lexicon import check_examples
from kg.ontology import Ontology, default_folder
from kg.ontology.lexicon import ENTRY_KEYS, EXAMPLE_KEYS

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("kg/**/*.md")]
ASKING = ("query", "explain", "validate", "coverage")
NEW_TYPE = ROOT / "docs/add-an-event-type.md"


def blocks(language: str, page: str = README) -> list[str]:
    """The code blocks of a page, the README by default, in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


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


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Path:
    """The folder in which the first lines of the README were run."""
    folder = tmp_path_factory.mktemp("readme")
    words = next(w for w in calls() if w[0] == "build")
    result = CliRunner().invoke(main, ["build", str(ROOT / words[1]), "-o", str(folder / "output")])
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("words", [w for w in calls() if w[0] in ASKING], ids=" ".join)
def test_every_question_has_its_answer(monkeypatch: pytest.MonkeyPatch, examples: Path, words: list[str]) -> None:
    monkeypatch.chdir(examples)
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.split("\n")[0])
def test_the_python_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], embedded: Path, code: str
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own)
    assert "2023-05-31" in capsys.readouterr().out
    assert (tmp_path / "output/graph.ttl").stat().st_size


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_a_new_event_type_is_told_as_the_page_says(tmp_path: Path, nlp: Language) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "my-ontology"))
    page = NEW_TYPE.read_text(encoding="utf-8")
    with (folder / "kg.ttl").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write(blocks("turtle", page)[0])
    (folder / "lexicon/vaccination.yaml").write_text(blocks("yaml", page)[0], encoding="utf-8")
    onto = Ontology.load(folder)
    assert len(onto.entries["Vaccination"].examples) == 2
    assert list(check_examples(onto, nlp, "Vaccination")) == []


def test_every_key_of_an_entry_is_explained() -> None:
    page = NEW_TYPE.read_text(encoding="utf-8")
    assert [key for key in ENTRY_KEYS | EXAMPLE_KEYS if f"`{key}`" not in page and f"{key}:" not in page] == []


def test_the_page_of_the_vocabulary_is_that_of_its_terms() -> None:
    """To make it anew: python -m kg.html.vocabulary ontology"""
    page = (default_folder() / "index.html").read_text(encoding="utf-8")
    assert page == render_vocabulary(default_folder() / "kg.ttl")


def test_what_is_built_and_tested_is_one_line_each() -> None:
    run, test = blocks("sh")[0], re.search(r"^## Test\n\n```sh\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    assert test is not None
    assert run.count("\n") == test[1].count("\n") == 1
