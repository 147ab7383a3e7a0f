"""Files of many articles in forms that are not text: Parquet (a row a record) and WARC (the pages of a crawl)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from kg.errors import ArticleError

ROWS = 64  # of a Parquet file that are in memory as Python's own values
PAGES = ("text/html", "application/xhtml+xml")
MOST = 20 * 2**20  # bytes of a page, unpacked: no more of one is read
PIECE = 2**16


def parquet_records(file: BinaryIO, name: str, fields: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yields the rows of a Parquet file, as if they were JSON; of the columns those among `fields`.

    Raises ArticleError, which names `name`, for a broken file or where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ArticleError(f"{name}: Parquet needs the extra parquet: pip install 'kg[parquet]'") from error
    try:
        table = pq.ParquetFile(file)
        columns = [c for c in table.schema_arrow.names if c in fields]
        for batch in table.iter_batches(ROWS, columns=columns):
            yield from map(_plain, batch.to_pylist())
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ArticleError(f"{name}: broken Parquet ({str(error).splitlines()[0]})") from error


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is null is left out."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_plain(v) for v in value if v is not None]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def warc_pages(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes | None]]:
    """Yields the HTML pages of a WARC file (ISO 28500), packed by gzip or not: URL and bytes of each that was found.

    None stands for a page of more than `MOST` bytes. Raises ArticleError, which names `name`, for a broken file or
    where warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise ArticleError(f"{name}: WARC needs the extra warc: pip install 'kg[warc]'") from error
    try:
        for record in ArchiveIterator(file):
            headers = record.http_headers if record.rec_type == "response" else None
            if headers and headers.get_statuscode() == "200" and _is_page(headers.get_header("Content-Type")):
                yield record.rec_headers.get_header("WARC-Target-URI") or "", _page(record.content_stream())
    except Exception as error:  # warcio fails in many ways on what is no WARC
        raise ArticleError(f"{name}: broken WARC ({type(error).__name__}: {error})") from error


def _page(stream: Any) -> bytes | None:
    found = bytearray()
    while len(found) <= MOST and (piece := stream.read(PIECE)):
        found += piece
    return bytes(found) if len(found) <= MOST else None


def _is_page(content_type: str | None) -> bool:
    return (content_type or PAGES[0]).partition(";")[0].strip().lower() in PAGES
