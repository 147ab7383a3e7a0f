"""Work that can be stopped: a child process with a limit on time and memory."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from kg.errors import KGError, QueryError

T = TypeVar("T")
MEGABYTE = 2**20


def run_limited(work: Callable[..., T], *arguments: Any, seconds: float = 0, megabytes: int = 0) -> T:
    """The result of a function that is called in a child process; 0 is no limit.

    The function, its arguments and its result go through pipes, so they must be picklable. Errors of the package are
    raised as they are. Raises QueryError where a limit is reached; then the child is gone.
    """
    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, megabytes, work, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds or None):
            raise QueryError(f"no answer within {seconds:g} seconds; --timeout sets another limit")
        good, result = receiver.recv()
    except EOFError:
        raise QueryError("the query broke off: it needs more memory than it may take") from None
    finally:
        child.kill()
        child.join()
    if good:
        return result  # type: ignore[no-any-return]
    raise result


def _child(sender: Connection, megabytes: int, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    limit_memory(megabytes)
    try:
        sender.send((True, work(*arguments)))
    except KGError as error:
        sender.send((False, error))
    except MemoryError:
        sender.send((False, QueryError("the query needs more memory than it may take")))


def limit_memory(megabytes: int) -> None:
    """Lets this process take that much memory more than it has; 0, or a system without such limits, changes nothing."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if megabytes:
        limit = _address_space() + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _address_space() -> int:
    """The bytes of address space that this process has now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (a device, not a path)
            import resource

            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # no Linux
        return 0
