"""Workers that answer, each alone in a process that can be killed: no question stops the server or another question.

A question that takes long gives way to others (its worker becomes less urgent); at its limit of time or memory the
worker is killed, and a fresh one takes its place.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from kg.errors import QueryError
from kg.serve.held import VARIABLE
from kg.serve.worker import work

PATIENCE = 1.0  # seconds after which a question gives way to others
READY = 120.0  # seconds in which a worker must have loaded the graph


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers: an HTTP status, a media type and a body."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds, megabytes beyond the graph, megabytes of answer; and workers at once."""

    seconds: float = 10
    megabytes: int = 1024
    answer: int = 64
    workers: int = 16


@dataclass(slots=True)
class Worker:
    """A process that answers one question after another."""

    process: BaseProcess
    connection: Connection
    tired: bool = False

    def exchange(self, message: bytes) -> Reply:
        """Sends a question and waits for the answer. Raises EOFError or OSError where the worker is gone."""
        self.connection.send_bytes(message)
        status, media_type = json.loads(self.connection.recv_bytes())
        return Reply(status, media_type, self.connection.recv_bytes())

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def give_way(self) -> None:
        """Lets other processes go first, from now on."""
        self.tired = True
        with suppress(AttributeError, OSError):  # no such priorities on Windows; or it has just ended
            os.setpriority(os.PRIO_PROCESS, self.process.pid or 0, 10)


@dataclass(slots=True)
class Pool:
    """The workers of one server: as many as questions are open at once, up to a limit; the others wait."""

    graph: str
    ontology: str
    limits: Limits
    idle: list[Worker] = field(default_factory=list)
    all: list[Worker] = field(default_factory=list)
    free: asyncio.Semaphore = field(init=False)
    threads: ThreadPoolExecutor = field(init=False)
    base: str = ""  # the namespace of the data, once it is known

    def __post_init__(self) -> None:
        self.free = asyncio.Semaphore(self.limits.workers)
        self.threads = ThreadPoolExecutor(self.limits.workers + 1, "worker")

    async def start(self) -> None:
        """Makes the first worker. Raises QueryError where it cannot load the graph."""
        os.environ[VARIABLE] = json.dumps([self.graph, self.ontology])
        first = self._hire()
        try:
            reply = await asyncio.wait_for(self._ask(first, b'["hello", {}]'), READY)
        except (EOFError, OSError, TimeoutError) as error:
            first.stop()
            raise QueryError(f"{self.graph}: the server's worker ended ({type(error).__name__})") from error
        if reply.status != 200:
            first.stop()
            raise QueryError(reply.body.decode())
        self.base = json.loads(reply.body)
        self.idle.append(first)

    def stop(self) -> None:
        """Ends all workers."""
        for worker in self.all:
            worker.stop()
        self.threads.shutdown(wait=False)

    def _hire(self) -> Worker:
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(["kg.serve.held", "kg.serve.worker"])
        ours, theirs = context.Pipe()
        limits = (self.limits.megabytes, self.limits.answer)
        process = context.Process(target=work, args=(theirs, self.graph, self.ontology, *limits), daemon=True)
        process.start()
        theirs.close()
        worker = Worker(process, ours)
        self.all.append(worker)
        return worker

    def _dismiss(self, worker: Worker) -> None:
        self.all.remove(worker)
        worker.stop()

    async def _ask(self, worker: Worker, message: bytes) -> Reply:
        return await asyncio.get_running_loop().run_in_executor(self.threads, worker.exchange, message)

    async def ask(self, task: str, **arguments: Any) -> Reply:
        """What a worker makes of a task (see `kg.serve.worker.TASKS`); 503 where it takes more than it may."""
        message = json.dumps([task, arguments]).encode()
        async with self.free:
            worker = self.idle.pop() if self.idle else self._hire()
            return await self._answer(worker, message)

    async def _answer(self, worker: Worker, message: bytes) -> Reply:
        asked = asyncio.ensure_future(self._ask(worker, message))
        done, _ = await asyncio.wait({asked}, timeout=min(PATIENCE, self.limits.seconds))
        if not done:
            worker.give_way()
            done, _ = await asyncio.wait({asked}, timeout=max(self.limits.seconds - PATIENCE, 0))
        if not done:
            self._dismiss(worker)
            await asyncio.wait({asked})
            asked.exception()
            return refusal(503, f"stopped: no answer within {self.limits.seconds:g} seconds")
        try:
            reply = asked.result()
        except (EOFError, OSError):
            self._dismiss(worker)
            return refusal(503, f"stopped: more than {self.limits.megabytes} megabytes were needed")
        if worker.tired:
            self._dismiss(worker)
        else:
            self.idle.append(worker)
        return reply


def refusal(status: int, text: str) -> Reply:
    """A reply that tells why there is none."""
    return Reply(status, "text/plain; charset=utf-8", f"{text}\n".encode())
