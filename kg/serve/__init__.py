"""A graph on a web server of one's own: read-only, on loopback, no question stronger than its limits.

Needs the extra `serve` (Starlette, uvicorn).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import StoreError

__all__ = ["run_server"]


def run_server(
    graph: Path,
    ontology: Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    names: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    seconds: float = 10,
    megabytes: int = 1024,
    listening: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves a graph file until it is interrupted.

    `names` are host names besides those of loopback by which it may be called; pages of `origins` may read answers. A
    query may take `seconds` and `megabytes`. `listening` is called with the address once there is one; port 0 takes one
    that is free. Raises QueryError where the graph cannot be read, StoreError where the address is taken or the extra
    is not installed.
    """
    try:
        from kg.serve.app import Settings
        from kg.serve.pool import Limits
        from kg.serve.run import run
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        raise StoreError(f"the server needs {library}: pip install 'kg[serve]'") from error
    own = () if host in ("0.0.0.0", "::") else (host,)  # noqa: S104 (asked for)
    settings = Settings(graph, ontology, (*names, *own), origins, Limits(seconds, megabytes))
    run(settings, host, port, listening)
