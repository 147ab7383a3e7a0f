"""Work in processes apart, with limits of time and memory for each piece of it: what fails costs its own piece alone.

The processes are programs of their own, not forks: they share no thread and no lock with the caller, and a script that
calls them needs no `if __name__ == "__main__"`. They end when the caller does.
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
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from kg.errors import KGError

AHEAD = 4  # pieces handed out or done before their turn, per process
TRIES = 3  # a process may be killed from outside, for want of memory elsewhere; its piece is no culprit at once
MEMORY = 2 * 2**30  # bytes of data that a process may have
LIFE = 2_000  # pieces after which a process is replaced: whatever libraries keep for later cannot pile up
HANG, SLOWNESS = 600.0, 20  # seconds by the clock, and times its processor time, after which a piece is held to hang


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work has no result."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Raised:
    error: KGError


@dataclass(slots=True)
class _Piece:
    item: Any
    seconds: float
    result: Any = None
    done: bool = False
    tries: int = 0


def serve(handle: int) -> None:
    """What a process does: receives a maker of a function, then pieces of work with their limits of processor time.

    The caller alone hears Ctrl-C. Time that runs out ends the process wherever it is, in C code too (SIGPROF).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = Connection(handle)
    try:
        work = _made(line)
        while work:
            item, seconds = line.recv()
            signal.setitimer(signal.ITIMER_PROF, seconds)
            try:
                result = work(item)
            except MemoryError:
                work, result = None, Failure(f"needs more than {MEMORY / 2**30:.0f} GB of memory")
            except KGError as error:
                result = _Raised(error)
            signal.setitimer(signal.ITIMER_PROF, 0)
            line.send(result)
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
        self.deadline = time.monotonic() + HANG + piece.seconds * SLOWNESS
        with suppress(ConnectionError):
            self.line.send((piece.item, piece.seconds))

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

        `seconds` is the processor time that a piece may take, `size` the number of processes for so many pieces.
        """
        self.make, self.seconds, self.size = make, seconds, size
        self.processes: list[_Process] = []
        self.waiting: deque[_Piece] = deque()

    def run(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Yields each item with its result, or a Failure; an error of ours that the work raises is raised here."""
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
                if not order[0].done:
                    self._listen()
                    self._assign(self.size(taken))
                    continue
                piece = order.popleft()
                if isinstance(piece.result, _Raised):
                    raise piece.result.error
                yield piece.item, piece.result
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
            result = process.line.recv()
        except (EOFError, OSError):
            self._bury(process)
            return
        if piece:
            piece.result, piece.done, process.piece = result, True, None

    def _bury(self, process: _Process, *, late: bool = False) -> None:
        """Takes the place of a process that is gone or hangs; its piece is tried again if it may be innocent."""
        piece = process.piece
        self.processes.remove(process)
        code = process.stop()
        if piece is None:
            return
        piece.tries += 1
        if late or code == -signal.SIGPROF:
            piece.result, piece.done = Failure(f"takes longer than {piece.seconds:,.1f} s"), True
        elif piece.tries >= TRIES:
            piece.result, piece.done = Failure("the process that read it was killed"), True
        else:
            self.waiting.appendleft(piece)
