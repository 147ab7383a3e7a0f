"""Work apart: each piece has its limits, and what fails costs its own piece alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg import processes
from kg.errors import ArticleError
from kg.processes import Failure, Pool, Step


def worker(folder: str = "") -> Callable[[Any], Any]:
    """Makes the function that does what a word says."""

    def work(word: str) -> Any:
        if word == "loop":
            while True:
                pass
        if word == "hang":
            time.sleep(1_000)
        if word == "hoard":
            return len(bytearray(processes.MEMORY))
        if word == "refuse":
            raise ArticleError("refused")
        if word == "die once" and not Path(folder, "died").exists():
            Path(folder, "died").touch()
            word = "die"
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        return f"{word}!"

    return work


def run(words: list[str], folder: str = "", size: int = 2) -> list[Any]:
    """What comes of the words, in order."""
    pool = Pool(partial(worker, folder), lambda _: 0.5, lambda _: size)
    return [result for _, result in pool.run(words)]


@pytest.mark.parametrize("size", [1, 3])
def test_results_come_in_the_order_of_the_work(size: int) -> None:
    words = [str(n) for n in range(40)]
    assert run(words, size=size) == [f"{word}!" for word in words]


FAILURES = {
    "loop": "takes longer than 0.5 s",
    "hoard": "needs more than 1.5 GB of memory",
    "die": "the process that read it was killed",
}


@pytest.mark.parametrize("word", FAILURES)
def test_what_fails_costs_its_own_piece_alone(tmp_path: Path, word: str) -> None:
    assert run(["a", word, "b", "c"], str(tmp_path)) == ["a!", Failure(FAILURES[word]), "b!", "c!"]


def test_a_process_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    assert run(["a", "die once", "b"], str(tmp_path)) == ["a!", "die once!", "b!"]


def test_what_hangs_without_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "HANG", 2.0)
    monkeypatch.setattr(processes, "SLOWNESS", 0)
    assert run(["hang"], size=1) == [Failure("takes longer than 0.5 s")]


def test_an_error_of_ours_is_raised() -> None:
    with pytest.raises(ArticleError, match="refused"):
        run(["a", "refuse", "b"])


def test_processes_are_replaced_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LIFE", 2)
    assert run(["a", "b", "c", "d", "e"], size=1) == ["a!", "b!", "c!", "d!", "e!"]


def test_no_work_starts_no_process() -> None:
    pool = Pool(worker, lambda _: 1, lambda _: 2)
    assert not list(pool.run([]))
    assert not pool.processes


def steps() -> Callable[[list[str]], Iterator[Step]]:
    """Makes the function that does what words say, one after the other; a word in capitals is done before its step."""
    work = worker()

    def find(words: list[str]) -> Iterator[Step]:
        for word in words:
            if word.isupper():
                work(word.lower())
            yield Step(f"<{word}>", partial(work, word))

    return find


def run_steps(*pieces: list[str]) -> list[Any]:
    """What comes of the pieces, in order."""
    return [result for _, result in Pool(steps, lambda _: 0.5, lambda _: 1).run(pieces)]


def test_steps_come_one_by_one_in_order() -> None:
    words = [str(n) for n in range(1_000)]
    assert run_steps(words, [], ["a"]) == [*(f"{word}!" for word in words), "a!"]


@pytest.mark.parametrize("word", FAILURES)
def test_a_step_that_fails_costs_itself_alone(word: str) -> None:
    failure = Failure(FAILURES[word], f"<{word}>")
    assert run_steps(["a", word, "b", word], ["c"]) == ["a!", failure, "b!", failure, "c!"]


@pytest.mark.parametrize("word", FAILURES)
def test_what_fails_between_steps_ends_its_piece(word: str) -> None:
    assert run_steps(["a", word.upper(), "b"], ["c"]) == ["a!", Failure(FAILURES[word]), "c!"]


def test_steps_that_nobody_takes_do_not_pile_up() -> None:
    pool = Pool(steps, lambda _: 0.5, lambda _: 1)
    results = pool.run([["x" * 1_000_000] * 1_000])
    assert len(next(results)[1]) == 1_000_001
    assert len(pool.processes[0].piece.results) == 0
    results.close()
    assert pool.processes[0].program.returncode is not None


def test_a_script_without_a_main_guard_may_use_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from kg.processes import Pool\nfrom tests.test_processes import worker\n"
        "print([r for _, r in Pool(worker, lambda _: 9, lambda _: 2).run('ab')])\n"
    )
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, script], env=root, capture_output=True, text=True, check=True)
    assert done.stdout == "['a!', 'b!']\n"
