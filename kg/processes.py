"""Work in processes apart, with limits of time and memory for each piece of it: what fails costs its own piece alone.

A piece may be done in steps, whose results come one by one, such as the records of a file; then what fails costs its
own step alone. The processes are programs of their own, not forks: they share no thread and no lock with the caller,
and a script that calls them needs no `if __name__ == "__main__"`. They end when the caller does.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from kg.errors import KGError

AHEAD = 4  # pieces handed out or done before their turn, per process
TRIES = 3  # a process may be killed from outside, for want of memory elsewhere; its piece is no culprit at once
MEMORY = 3 * 2**29  # bytes of data that a process may have
LIFE = 2_000  # pieces after which a process is replaced: whatever libraries keep for later cannot pile up
HANG, SLOWNESS = 600.0, 20  # seconds by the clock, and times its processor time, after which a piece is held to hang


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a piece of work: by what name it is told of if it fails, and what does it."""

    name: str
    do: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work, or the step of that name, has no result."""

    reason: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class _Begun:
    step: str


@dataclass(frozen=True, slots=True)
class _Failed:
    reason: str


@dataclass(frozen=True, slots=True)
class _Raised:
    error: KGError


@dataclass(frozen=True, slots=True)
class _Done:
    results: tuple[Any, ...] = ()  # of a piece without steps


@dataclass(slots=True)
class _Piece:
    item: Any
    seconds: float
    results: deque[Any] = field(default_factory=deque)
    done: bool = False
    steps: int = 0  # that are done, or have failed
    step: str | None = None  # at work
    tries: int = 0

    def add(self, result: Any) -> None:
        """Takes a result, of the piece or of the step at work."""
        self.results.append(result)
        self.steps, self.step, self.tries = self.steps + 1, None, 0

    def fail(self, reason: str) -> None:
        """Takes note that the step at work failed; or, where it is none, that the piece did."""
        self.done = self.step is None
        self.add(Failure(reason, self.step or ""))


def serve(handle: int) -> None:
    """What a process does: receives a maker of a function, then pieces of work with their limits of processor time.

    The caller alone hears Ctrl-C. Time that runs out ends the process wherever it is, in C code too (SIGPROF).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = Connection(handle)
    try:
        work = _made(line)
        while work:
            item, seconds, start = line.recv()
            try:
                _do(line, work, item, seconds, start)
            except MemoryError:
                work = None
                line.send(_Failed(f"needs more than {MEMORY / 2**30:g} GB of memory"))
            except KGError as error:
                line.send(_Raised(error))
                line.send(_Done())
    except (EOFError, ConnectionError):
        pass
    os._exit(0)  # nothing to clean up, and some libraries take their time


def _made(line: Connection) -> Callable[[Any], Any] | None:
    """The function that does the work. An error in making it is the answer to the first piece."""
    try:
        work: Callable[[Any], Any] = line.recv()()
    except KGError as error:
        line.recv()
        line.send(_Raised(error))
        return None
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY if hard < 0 else min(MEMORY, hard), hard))
    return work


def _do(line: Connection, work: Callable[[Any], Any], item: Any, seconds: float, start: int) -> None:
    """Does a piece of work from a step on. To find a step, and to do it, may take so many seconds each."""

    def wind(seconds: float) -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds)

    wind(seconds)
    found = work(item)
    if not isinstance(found, Iterator):
        wind(0)
        line.send(_Done((found,)))
        return
    for number, step in enumerate(found):
        wind(seconds)
        if number >= start:
            line.send(_Begun(step.name))
            result = step.do()
            wind(0)  # the caller may not listen for long
            line.send(result)
            wind(seconds)
    wind(0)
    line.send(_Done())


class _Process:
    """A process and the piece that it is at work on."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        ours, theirs = socket.socketpair()
        start = f"import sys; sys.path[:] = {sys.path!r}; from kg.processes import serve; serve({theirs.fileno()})"
        self.program = subprocess.Popen(  # noqa: S603 (this Python, our own line)
            [sys.executable, "-c", start], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        self.line = Connection(ours.detach())
        self.piece: _Piece | None = None
        self.deadline, self.count = 0.0, 0
        self.line.send(make)

    def give(self, piece: _Piece) -> None:
        """Hands out a piece; a process that is gone shows when its answer is awaited."""
        self.piece, self.count = piece, self.count + 1
        self.wait_on()
        with suppress(ConnectionError):
            self.line.send((piece.item, piece.seconds, piece.steps))

    def wait_on(self) -> None:
        """Sets the time by which something is to be heard."""
        seconds = self.piece.seconds if self.piece else 0
        self.deadline = time.monotonic() + HANG + seconds * SLOWNESS

    def stop(self) -> int:
        """Ends the process; its exit code, which tells what ended it if it was dead already."""
        self.line.close()
        if self.piece is None:
            self.program.wait()
        else:
            self.program.kill()
        return self.program.wait()


class Pool:
    """Processes that do pieces of work, in order; they are started when there is work."""

    def __init__(
        self, make: Callable[[], Callable[[Any], Any]], seconds: Callable[[Any], float], size: Callable[[int], int]
    ) -> None:
        """`make` makes, in each process, the function that does the work; both travel there by pickle.

        The function gives the result of a piece, or an iterator of its `Step`s. `seconds` is the processor time that a
        piece, or each of its steps, may take, `size` the number of processes for so many pieces.
        """
        self.make, self.seconds, self.size = make, seconds, size
        self.processes: list[_Process] = []
        self.waiting: deque[_Piece] = deque()

    def run(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Yields each item with its result, or with that of each step, or a Failure.

        An error of ours that the work raises is raised here.
        """
        items, order, taken = iter(items), deque[_Piece](), 0
        try:
            while True:
                while len(order) < AHEAD * self.size(taken) and (piece := self._next(items)):
                    taken += 1
                    order.append(piece)
                    self.waiting.append(piece)
                    self._assign(self.size(taken))
                if not order:
                    return
                if order[0].results:
                    result = order[0].results.popleft()
                    if isinstance(result, _Raised):
                        raise result.error
                    yield order[0].item, result
                elif order[0].done:
                    order.popleft()
                else:
                    self._listen()
                    self._assign(self.size(taken))
        finally:
            for process in self.processes:
                process.stop()

    def _next(self, items: Iterator[Any]) -> _Piece | None:
        for item in items:
            return _Piece(item, self.seconds(item))
        return None

    def _assign(self, size: int) -> None:
        """Gives work to those who have none."""
        for process in [p for p in self.processes if p.piece is None and p.count >= LIFE]:
            self.processes.remove(process)
            process.stop()
        while self.waiting:
            idle = next((p for p in self.processes if p.piece is None), None)
            if idle is None:
                if len(self.processes) >= size:
                    return
                idle = _Process(self.make)
                self.processes.append(idle)
            idle.give(self.waiting.popleft())

    def _listen(self) -> None:
        """Waits for an answer, or for the first deadline."""
        busy = [p for p in self.processes if p.piece]
        rest = min(p.deadline for p in busy) - time.monotonic()
        heard = wait([p.line for p in busy], timeout=max(rest, 0))
        for process in busy:
            if process.line in heard:
                self._hear(process)
            elif process.deadline <= time.monotonic():
                self._bury(process, late=True)

    def _hear(self, process: _Process) -> None:
        piece = process.piece
        try:
            told = process.line.recv()
        except (EOFError, OSError):
            self._bury(process)
            return
        if piece is None:
            return
        process.wait_on()
        match told:
            case _Begun(step):
                piece.step = step
            case _Done(results):
                piece.results.extend(results)
                piece.done, process.piece = True, None
            case _Failed(reason):
                piece.fail(reason)  # and the process ends
            case _:
                piece.add(told)

    def _bury(self, process: _Process, *, late: bool = False) -> None:
        """Takes the place of a process that is gone or hangs; its piece is tried again if it may be innocent, and goes
        on after the step that is to blame.
        """
        piece = process.piece
        self.processes.remove(process)
        code = process.stop()
        if piece is None or piece.done:
            return
        piece.tries += 1
        if late or code == -signal.SIGPROF:
            piece.fail(f"takes longer than {piece.seconds:,.1f} s")
        elif piece.tries >= TRIES:
            piece.fail("the process that read it was killed")
        if not piece.done:
            self.waiting.appendleft(piece)
