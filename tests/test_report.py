"""What a build tells of itself: messages, JSON lines, the report, and how far it is."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.report import Meter, Run
from kg.read import read_articles
from tests import factory
from tests.factory import extraction

RESULTS = ("extractions.jsonl", "graph.html", "graph.ttl")


def news(folder: Path, count: int = 2) -> Path:
    """A folder of short articles."""
    folder.mkdir()
    for n in range(count):
        text = f"date 2024-03-0{n % 9 + 1}\nHundreds of Norvik employees walked off the job on Friday.\n\nReport {n}.\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


def build(*arguments: str | Path) -> Result:
    """Runs a build with the small model."""
    return CliRunner().invoke(main, ["build", "--model", "small", *map(str, arguments)])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> tuple[Path, Result]:
    """A folder of articles, one of them none, beside their graph and its report."""
    home = tmp_path_factory.mktemp("report")
    news(home / "news")
    (home / "news/photo.txt").write_bytes(b"\x89PNG\x00\x00")
    return home, build(home / "news", "-o", home / "out", "--log-json", "--report", home / "run.json")


def test_messages_as_json(built: tuple[Path, Result]) -> None:
    told = [json.loads(line) for line in built[1].stderr.splitlines()]
    assert built[1].exit_code == 1
    assert {t["event"] for t in told} == {"skipped", "read", "stage", "article", "done"}
    assert [t["file"] for t in told if t["event"] == "read"] == ["0.txt", "1.txt"]
    assert [t["name"] for t in told if t["event"] == "stage"] == ["read", "merge", "write"]
    assert all("time" in t for t in told)


def test_the_report_tells_what_was_read_and_skipped_and_what_it_cost(built: tuple[Path, Result]) -> None:
    report = json.loads((built[0] / "run.json").read_text())
    assert (report["outcome"], report["read"], report["graph"]["articles"]) == ("done", 2, 2)
    assert [s.partition(":")[0] for s in report["skipped"]] == ["photo.txt"]
    assert [a["file"] for a in report["articles"]] == ["0.txt", "1.txt"]
    assert all(a["claims"] and not a["notes"] for a in report["articles"])
    assert all(report["seconds"][stage] > 0 for stage in ("read", "merge", "write"))
    assert 10 < report["memory_mb"] < 10_000


def test_what_is_told_does_not_change_what_is_written(built: tuple[Path, Result], tmp_path: Path) -> None:
    result = build(built[0] / "news", "-o", tmp_path / "out", "-v", "-w", "1")
    assert "read 1.txt: " in result.stderr
    assert "\nmerge: " in result.stderr
    assert "2 articles read, 1 skipped; " in result.stderr
    for name in RESULTS:
        assert (tmp_path / "out" / name).read_bytes() == (built[0] / "out" / name).read_bytes()


def test_what_stopped_a_build_is_told_in_its_form(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    result = build(news(tmp_path / "news"), "-o", tmp_path / "out/x", "--log-json", "--report", tmp_path / "run.json")
    (told,) = map(json.loads, result.stderr.splitlines())
    assert (result.exit_code, told["event"]) == (2, "failed")
    assert json.loads((tmp_path / "run.json").read_text())["outcome"] == told["reason"]


def test_how_far_it_is_counts_bytes_and_ends_with_all_of_them(tmp_path: Path) -> None:
    folder, done = news(tmp_path / "news", 3), [0]
    records = "".join(json.dumps({"text": f"Hundreds of people marched on day {n}."}) + "\n" for n in range(4))
    (folder / "x.jsonl").write_text(records)
    meter = Meter([str(folder), str(tmp_path / "none.txt")])
    for article in read_articles(meter.files(), onerror=lambda _: None):
        done.append(meter.add(extraction(article)))
    assert done == sorted(done)
    assert meter.total == sum(p.stat().st_size for p in folder.iterdir())
    assert meter.total / 2 < done[-1] <= meter.total


def test_a_terminal_is_told_how_far_it_is(tmp_path: Path, embedded: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "build", "--model", "small", "-o", tmp_path / "out", news(tmp_path / "news")]
    with subprocess.Popen(
        command, stderr=theirs, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    ) as run:
        os.close(theirs)
        seen = b""
        try:
            while data := os.read(ours, 4096):
                seen += data
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert run.returncode == 0
    assert b"left:" in seen
    assert b"2 articles, " in seen


def test_a_build_that_is_broken_off_goes_on(tmp_path: Path, embedded: Path) -> None:
    folder, out = news(tmp_path / "news", 10), tmp_path / "out"
    code = "import signal as s, kg.cli; s.signal(s.SIGINT, s.default_int_handler); kg.cli.main()"  # heard in jobs, too
    command = [sys.executable, "-c", code, "build", "--model", "small", "-v", "-w", "2", folder, "-o", out]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stderr is not None
        next(line for line in run.stderr if line.startswith("read "))
        os.killpg(run.pid, signal.SIGINT)
        rest = run.stderr.read()
    assert run.returncode == 2
    assert "broken off; articles that were read are kept" in rest
    assert "Traceback" not in rest
    again = build(folder, "-o", out, "--report", tmp_path / "run.json")
    assert again.exit_code == 0
    assert json.loads((tmp_path / "run.json").read_text())["read"] < 10
    assert build(folder, "-o", tmp_path / "whole").exit_code == 0
    assert [(out / n).read_bytes() for n in RESULTS] == [(tmp_path / "whole" / n).read_bytes() for n in RESULTS]


def test_sentences_that_gave_nothing_are_told_with_their_share(capsys: pytest.CaptureFixture[str]) -> None:
    of = factory.article("Nurses walked out. It rained.\nThey came back. It stopped.", file_name="a.txt")
    found = extraction(of)
    found = extraction(of, not_understood=found.sentences[1:2])
    for verbose in (False, True):
        run = Run(verbose=verbose)
        run.tell_articles([found])
        told = capsys.readouterr().err.splitlines()
        assert told[0] == "a.txt: 0 claims, 1 of 4 sentences gave nothing (25%)"
        assert told[1:] == (["  nothing from 19: It rained."] if verbose else [])
        assert run.articles[0]["not_understood"] == [{"start": 19, "end": 29, "text": "It rained."}]
