"""The command line: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import main
from kg.graph import KnowledgeGraph
from kg.rdf import write_rdf
from kg.store import write_extractions
from tests.factory import tiny_extractions
from tests.test_read import BAD

TIDE = "date 2024-03-09\nHundreds leave Norvik\n\nHundreds of Norvik employees walked off the job on Friday.\n"
POST = "date 2024-03-10\nAnother view\n\nThe walkout at Norvik was organized by the Dock Union.\n"
FILES = {"corpus.sqlite", "extractions.jsonl", "graph.html", "graph.ttl"}


def kg(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Runs a command."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result


def written(folder: Path) -> dict[str, bytes]:
    """What a build writes for its user."""
    return {name: (folder / name).read_bytes() for name in FILES - {"corpus.sqlite"}}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Path:
    """A folder with two articles, and their graph in output/."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "news").mkdir()
    (folder / "news/tide.txt").write_text(TIDE, encoding="utf-8")
    (folder / "news/post.txt").write_text(POST, encoding="utf-8")
    result = kg("build", folder / "news", "-o", folder / "output")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of `built`: what it read once is not read again."""
    return Path(shutil.copytree(built, tmp_path / "home"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Path:
    """The tiny graph as an output folder."""
    folder = tmp_path_factory.mktemp("tiny")
    write_rdf(tiny_graph, folder / "graph.ttl")
    write_extractions(tiny_extractions(), folder / "extractions.jsonl")
    return folder


# Help


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands with the words that call them."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


@pytest.mark.parametrize(
    ("path", "command"), list(commands()), ids=lambda p: " ".join(p) if isinstance(p, tuple) else ""
)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name
    assert kg(*path, "--help").output.startswith("Usage: ")


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_every_command_stands_in_the_readme(path: tuple[str, ...]) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"kg {' '.join(path)}" in readme


def test_version() -> None:
    assert kg("--version").output == f"kg, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["nothing"], ["build"], ["query"], ["build", "x", "--nothing"]])
def test_a_wrong_call_is_code_2(arguments: list[str]) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


# Building


def test_a_build_writes_its_files_and_says_what_is_in_them(built: Path) -> None:
    result = kg("build", built / "news", "-o", built / "output")
    assert result.exit_code == 0
    assert re.fullmatch(
        r"\S+graph\.ttl: 2 articles, \d+ entities, \d+ events?, \d+ statements, 0 contradictions\n", result.stdout
    )
    assert "tide.txt: " in result.stderr
    assert {p.name for p in (built / "output").iterdir()} >= FILES


def test_quiet_says_the_result_only(home: Path) -> None:
    result = kg("build", home / "news", "-o", home / "output", "-q")
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


def test_the_same_articles_give_the_same_bytes(home: Path, tmp_path: Path) -> None:
    """Whatever their order, read anew or kept from an earlier build."""
    again = kg("build", home / "news/tide.txt", home / "news/post.txt", home / "news", "-o", tmp_path / "again")
    assert again.exit_code == 0
    assert written(tmp_path / "again") == written(home / "output")


def test_what_is_added_and_taken_away_leaves_the_graph_as_if_built_at_once(home: Path) -> None:
    before = written(home / "output")
    assert kg("remove", "tide.txt", "-o", home / "output").exit_code == 0
    alone = written(home / "output")
    assert alone != before
    assert kg("add", home / "news/tide.txt", "-o", home / "output").exit_code == 0
    assert written(home / "output") == before
    assert kg("build", home / "news/post.txt", "-o", home / "output").exit_code == 0
    assert written(home / "output") == alone


def test_a_corrected_article_and_another_option_are_work_again(home: Path, tmp_path: Path) -> None:
    article, before = home / "news/tide.txt", written(home / "output")
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "\nNorvik Works bought Dock Union Press on Monday.\n", encoding="utf-8")
    for options in ([], ["--no-open"]):
        assert kg("build", home / "news", "-o", home / "output", "-q", *options).exit_code == 0
        assert kg("build", home / "news", "-o", tmp_path / f"new{len(options)}", "-q", *options).exit_code == 0
        assert written(home / "output") == written(tmp_path / f"new{len(options)}") != before
    article.write_text(text, encoding="utf-8")
    assert kg("build", home / "news", "-o", home / "output", "-q").exit_code == 0
    assert written(home / "output") == before


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "extractions.jsonl"])
def test_what_is_gone_is_written_again(home: Path, name: str) -> None:
    before = written(home / "output")
    (home / "output" / name).unlink()
    assert kg("build", home / "news", "-o", home / "output", "-q").exit_code == 0
    assert written(home / "output") == before


@pytest.mark.parametrize("name", [None, "graph.ttl", "graph.html", "extractions.jsonl"])
def test_what_has_not_changed_is_not_written_again_but_what_was_spoilt_is(home: Path, name: str | None) -> None:
    before, said = written(home / "output"), kg("build", home / "news", "-o", home / "output").stdout
    if name is not None:
        (home / "output" / name).write_text("spoilt", encoding="utf-8")
    files = {path: path.stat().st_ino for path in (home / "output").iterdir() if path.name in before}
    assert kg("build", home / "news", "-o", home / "output").stdout == said
    assert written(home / "output") == before
    assert {path for path, inode in files.items() if path.stat().st_ino == inode} == (set() if name else set(files))


def test_a_decision_that_comes_later_is_heard(home: Path) -> None:
    before = written(home / "output")
    decision = "not same | Norvik | Dock Union | tester | they are two\n"
    (home / "output/decisions.txt").write_text(decision, encoding="utf-8")
    inode = (home / "output/graph.ttl").stat().st_ino
    assert kg("build", home / "news", "-o", home / "output").exit_code == 0
    assert (home / "output/graph.ttl").stat().st_ino != inode
    assert written(home / "output") == before


def test_what_is_not_there_cannot_be_taken_away(home: Path) -> None:
    before = written(home / "output")
    result = kg("remove", "none.txt", "-o", home / "output")
    assert result.exit_code == 2
    assert result.stderr.startswith("kg: none.txt: no article of ")
    assert result.stderr.endswith("has this name; there are post.txt, tide.txt\n")
    assert written(home / "output") == before


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_named_and_the_rest_is_built(home: Path, name: str, data: bytes, message: str) -> None:
    before = written(home / "output")
    (home / "news" / name).write_bytes(data)
    result = kg("build", home / "news", "-o", home / "output", "-q")
    assert result.exit_code == 1
    assert re.match(f"skipped {message}", result.stderr)
    assert written(home / "output") == before


@pytest.mark.parametrize("name", ["missing.txt", "empty", "missing\x1b[31m.txt"])
def test_a_bad_path_is_named_and_the_rest_is_built(home: Path, name: str) -> None:
    (home / "empty").mkdir()
    result = kg("build", home / name, home / "news", "-o", home / "output", "-q")
    assert result.exit_code == 1
    assert result.stderr.startswith("skipped ")
    assert name.replace("\x1b", "�") in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01"])
def test_with_nothing_to_read_nothing_is_written(tmp_path: Path, embedded: Path, content: bytes | None) -> None:
    (tmp_path / "news").mkdir()
    if content is not None:
        (tmp_path / "news/a.txt").write_bytes(content)
    result = kg("build", tmp_path / "news", "-o", tmp_path / "output")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "kg: no article could be read; nothing was written"
    assert not [n for n in FILES - {"corpus.sqlite"} if (tmp_path / "output" / n).exists()]


def test_an_article_without_a_date_is_built_and_noted(home: Path) -> None:
    (home / "undated.txt").write_text(TIDE.partition("\n")[2], encoding="utf-8")
    result = kg("add", home / "undated.txt", "-o", home / "output")
    assert result.exit_code == 0
    assert "  note: no publication date is known" in result.stderr


def test_metadata_can_be_given(home: Path) -> None:
    options = ("--published", "2024-03-09", "--publisher", "Larnvik Post", "--url", "https://larnvik.example/a")
    result = kg("build", "-", "-o", home / "output", *options, stdin=TIDE.partition("\n")[2])
    assert result.exit_code == 0
    (line,) = (home / "output/extractions.jsonl").read_text(encoding="utf-8").splitlines()
    article = json.loads(line)["article"]
    assert (article["published"], article["publisher"]) == ("2024-03-09", "Larnvik Post")
    assert (article["url"], article["file_name"]) == ("https://larnvik.example/a", "stdin")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--model", "no_such_model"], "kg: no_such_model: no such model; embedded are "),
        (["--ontology", "nowhere"], "nowhere"),
        (["--decisions", "nowhere"], "nowhere"),
        (["--published", "yesterday"], "yesterday"),
    ],
)
def test_a_bad_option_is_named(home: Path, options: list[str], message: str) -> None:
    result = kg("build", home / "news", "-o", home / "output", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_decisions_in_the_output_folder_are_read_and_their_faults_named(home: Path) -> None:
    (home / "output/decisions.txt").write_text("maybe | a | b\n", encoding="utf-8")
    result = kg("build", home / "news", "-o", home / "output", "-q")
    assert result.exit_code == 2
    assert "decisions.txt:1:1: 'maybe' is no verdict" in result.stderr


def test_an_output_that_is_no_folder_is_named(home: Path) -> None:
    (home / "file").write_text("")
    result = kg("build", home / "news", "-o", home / "file/output")
    assert result.exit_code == 2
    assert str(home / "file/output") in result.stderr


def test_a_corpus_of_a_newer_version_is_left_alone(home: Path) -> None:
    with sqlite3.connect(home / "output/corpus.sqlite") as corpus:
        corpus.execute("PRAGMA user_version = 99")
    corpus.close()
    result = kg("build", home / "news", "-o", home / "output")
    assert result.exit_code == 2
    assert "corpus.sqlite: written by a newer version of this program (schema 99" in result.stderr


def test_a_corpus_that_is_none_is_named(home: Path) -> None:
    (home / "output/corpus.sqlite").write_bytes(b"no database" * 100)
    result = kg("build", home / "news", "-o", home / "output")
    assert result.exit_code == 2
    assert "corpus.sqlite: file is not a database" in result.stderr


def test_two_builds_at_once_do_not_mix(home: Path) -> None:
    with sqlite3.connect(home / "output/corpus.lock") as other:
        other.execute("BEGIN EXCLUSIVE")
        result = kg("build", home / "news", "-o", home / "output")
    other.close()
    assert result.exit_code == 2
    assert "another build is at work on it" in result.stderr


# Asking


def test_a_question_by_name(tiny: Path) -> None:
    result = kg("query", "organisers", "-g", tiny / "graph.ttl")
    assert result.exit_code == 0
    assert "Dock Union" in result.stdout


def test_rows_as_json_and_csv(tiny: Path) -> None:
    query = "SELECT ?name { ?c a kg:Company ; rdfs:label ?name FILTER EXISTS { ?e kg:targetedAt ?c } }"
    assert json.loads(kg("query", query, "-g", tiny / "graph.ttl", "--json").stdout) == [{"name": "Norvik Works"}]
    rows = csv.reader(io.StringIO(kg("query", query, "-g", tiny / "graph.ttl", "--csv").stdout))
    assert list(rows) == [["name"], ["Norvik Works"]]


def test_no_rows_is_code_1(tiny: Path) -> None:
    result = kg("query", "SELECT ?x { ?x kg:none ?y }", "-g", tiny / "graph.ttl")
    assert (result.exit_code, result.stdout) == (1, "x\n-\n")


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("organizers", "organizers: no such question; there are "),
        ("none.rq", "none.rq: cannot be read"),
        ("SELECT ?x", "bad query: "),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("DROP ALL", "bad query: "),
    ],
)
def test_what_cannot_be_asked_is_code_2(tiny: Path, question: str, message: str) -> None:
    result = kg("query", question, "-g", tiny / "graph.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kg: ")
    assert message in result.stderr


@pytest.mark.parametrize(
    "command",
    [["query", "organisers"], ["explain", "Norvik Works"], ["validate"], ["export", "x.csv"]],
    ids=lambda c: c[0],
)
def test_a_graph_that_is_not_there_is_code_2(tmp_path: Path, command: list[str]) -> None:
    result = kg(*command, "-g", tmp_path / "none.ttl")
    assert result.exit_code == 2
    assert "none.ttl" in result.stderr
    assert result.stdout == ""


def test_the_questions_are_listed() -> None:
    result = kg("query", "list")
    assert result.exit_code == 0
    assert re.search(r"^organisers +Who organised", result.stdout, re.MULTILINE)


def test_a_node_is_explained_by_its_sentences(tiny: Path) -> None:
    result = kg("explain", "Norvik Works dismissal", "-g", tiny / "graph.ttl")
    assert result.exit_code == 0
    assert result.stdout.startswith("id:norvik-works-dismissal\n")
    assert "Norvik Works dismissal – performed by – Norvik Works" in result.stdout
    assert "“Norvik Works denied that it dismissed organisers.”" in result.stdout
    assert "denied, says Norvik Works" in result.stdout


def test_why_two_things_are_one(tiny: Path) -> None:
    result = kg("explain", "Norvik Works", "Dock Union", "-g", tiny / "graph.ttl")
    assert result.exit_code == 0
    assert ": two; likeness " in result.stdout


def test_who_is_not_there_cannot_be_explained(tiny: Path) -> None:
    result = kg("explain", "nobody", "-g", tiny / "graph.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kg: nobody: no such id or name in the graph\n"


def test_a_graph_that_keeps_to_its_shapes_is_code_0_and_one_that_does_not_code_1(tiny: Path, tmp_path: Path) -> None:
    assert kg("validate", "-g", tiny / "graph.ttl").exit_code == 0
    turtle = (tiny / "graph.ttl").read_text(encoding="utf-8")
    (tmp_path / "graph.ttl").write_text(f"{turtle}\nid:norvik-works kg:boss id:dock-union .", encoding="utf-8")
    result = kg("validate", "-g", tmp_path / "graph.ttl")
    assert result.exit_code == 1
    assert "kg:boss is used but the ontology does not define it" in result.stdout
    (found,) = json.loads(kg("validate", "-g", tmp_path / "graph.ttl", "--json").stdout)
    assert found["message"] == "kg:boss is used but the ontology does not define it"


# Comparing


def test_a_graph_does_not_differ_from_itself(tiny: Path) -> None:
    result = kg("diff", tiny, tiny)
    assert (result.exit_code, result.stdout) == (0, "")


def test_what_changed_is_told_in_words(tiny: Path, tmp_path: Path) -> None:
    write_extractions(tiny_extractions()[:1], tmp_path / "extractions.jsonl")
    result = kg("diff", tmp_path, tiny)
    assert result.exit_code == 1
    assert re.search(
        r"^new +Norvik Works dismissal – affects – organisers \(Daily Tide\)$", result.stdout, re.MULTILINE
    )
    assert re.search(
        r"^contradicted +.*told as fact by Dock Union, denied by Norvik Works$", result.stdout, re.MULTILINE
    )


def test_which_outlet_tells_what(tiny: Path) -> None:
    assert "Daily Tide" in kg("coverage", "-o", tiny).stdout
    rows = list(csv.reader(io.StringIO(kg("coverage", "-o", tiny, "--csv").stdout)))
    assert rows[0] == ["fact", "Daily Tide", "Harbor Courier"]
    assert kg("coverage", "-o", tiny, "--event", "none").exit_code == 2


def test_doubtful_merges_are_listed(tiny: Path) -> None:
    assert kg("review", "-o", tiny).exit_code == 0


def test_a_folder_without_a_graph_is_code_2(tmp_path: Path) -> None:
    for command in (["diff", tmp_path, tmp_path], ["coverage", "-o", tmp_path], ["review", "-o", tmp_path]):
        result = kg(*command)
        assert result.exit_code == 2
        assert "extractions.jsonl: cannot be read (No such file or directory)" in result.stderr


# Other forms, words


@pytest.mark.parametrize("name", ["graph.nt", "graph.jsonld", "graph.graphml", "graph.gexf", "graph.json", "graph.csv"])
def test_a_graph_in_another_form(tiny: Path, tmp_path: Path, name: str) -> None:
    result = kg("export", tmp_path / name, "-g", tiny / "graph.ttl")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"wrote {tmp_path}")
    assert all(Path(line.removeprefix("wrote ")).stat().st_size for line in result.stderr.splitlines())


def test_a_form_that_is_none_is_named(tiny: Path, tmp_path: Path) -> None:
    result = kg("export", tmp_path / "graph.pdf", "-g", tiny / "graph.ttl")
    assert result.exit_code == 2
    assert "unknown suffix '.pdf'; known are " in result.stderr


def test_the_words_of_the_lexicon_are_listed() -> None:
    result = kg("lexicon", "list")
    assert re.search(r"^Walkout +.*walk off the job", result.stdout, re.MULTILINE)


def test_an_entry_that_is_not_there_is_named() -> None:
    result = kg("lexicon", "check", "Walkut")
    assert result.exit_code == 2
    assert "Walkut: no such entry; there are " in result.stderr


# As a program


def run(*arguments: str | Path, cwd: Path, **options: str) -> subprocess.CompletedProcess[str]:
    """Runs the program as its own process."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **options}, check=False)


def test_it_runs_as_a_module_from_anywhere(tiny: Path, tmp_path: Path) -> None:
    result = run("query", "organisers", "-g", tiny / "graph.ttl", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Dock Union" in result.stdout


def test_a_reader_who_leaves_early_hears_no_complaint(tiny: Path) -> None:
    command = f"{sys.executable} -m kg query 'SELECT * {{ ?s ?p ?o }}' -g {tiny / 'graph.ttl'} | head -1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_knows_few_letters_is_no_reason_to_stop(tiny: Path, encoding: str) -> None:
    result = run("explain", "Norvik Works dismissal", "-g", tiny / "graph.ttl", cwd=tiny, PYTHONIOENCODING=encoding)
    assert result.returncode == 0, result.stderr
    assert "Norvik Works denied that it dismissed organisers." in result.stdout


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "srj", "xml"])
def test_what_articles_say_does_not_steer_a_terminal(tmp_path: Path, form: str) -> None:
    """A form for programs is exact where a program reads it, and harmless where a person does."""
    name = "A\x1b[31mB\x9b2JC\u202eD"
    (tmp_path / "graph.ttl").write_text(f'<https://w3id.org/newsgraph/id/x> <http://a/b> "{name}" .', encoding="utf-8")
    graph = str(tmp_path / "graph.ttl")
    command = [sys.executable, "-m", "kg", "query", "SELECT ?n { ?x ?p ?n }", "-g", graph, "-f", form]
    code, shown = on_terminal(command)
    assert (code, not_harmless(shown)) == (0, set())
    assert "\u202e" in subprocess.run(command, capture_output=True, check=True).stdout.decode() or form == "table"


def not_harmless(text: str) -> set[str]:
    """The characters of a text that a terminal does not just show."""
    return {c for c in text if not c.isprintable() and c not in "\r\n\t"}


def on_terminal(command: list[str]) -> tuple[int, str]:
    """Exit code of a program and what it writes on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is closed
            while block := os.read(ours, 65536):
                shown += block
    os.close(ours)
    return process.returncode, shown.decode("utf-8", "replace")


def test_a_failed_build_loses_no_article(tmp_path: Path, embedded: Path) -> None:
    (tmp_path / "a.txt").write_text(TIDE)
    (tmp_path / "b.txt").write_text(POST)
    assert kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "-q").exit_code == 0
    assert kg("build", tmp_path / "typo.txt", "-o", tmp_path / "out", "-q").exit_code == 2
    assert kg("add", tmp_path / "b.txt", "-o", tmp_path / "out", "-q").exit_code == 0
    assert len((tmp_path / "out/extractions.jsonl").read_text().splitlines()) == 2


def test_add_refuses_a_graph_whose_corpus_is_gone(tmp_path: Path, embedded: Path) -> None:
    (tmp_path / "a.txt").write_text(TIDE)
    (tmp_path / "b.txt").write_text(POST)
    kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "-q")
    before = written(tmp_path / "out")
    (tmp_path / "out/corpus.sqlite").unlink()
    result = kg("add", tmp_path / "b.txt", "-o", tmp_path / "out", "-q")
    assert result.exit_code == 2
    assert "corpus.sqlite" in result.output
    assert written(tmp_path / "out") == before


def test_add_refuses_articles_that_were_read_otherwise(tmp_path: Path, embedded: Path) -> None:
    (tmp_path / "a.txt").write_text(TIDE)
    (tmp_path / "b.txt").write_text(POST)
    kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "-q")
    before = written(tmp_path / "out")
    for command, what in (("add", tmp_path / "b.txt"), ("remove", "a.txt")):
        result = kg(command, what, "-o", tmp_path / "out", "-q", "--no-open")
        assert result.exit_code == 2
        assert "1 of 1 articles were read by another version, model or ontology" in result.output
        assert written(tmp_path / "out") == before


@pytest.mark.parametrize("text", ["hello", "The sun shone.", "John Smith slept."])
def test_an_article_that_gives_nothing_is_built(tmp_path: Path, embedded: Path, text: str) -> None:
    assert kg("build", "-", "-o", tmp_path, "-q", stdin=text).exit_code == 0
    assert (tmp_path / "graph.html").stat().st_size > 0
