"""Files that are whole or not there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.files import remove_parts, write_atomic


def test_text_is_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    write_atomic(tmp_path / "out.txt", "Zürich\nzwei\n")
    assert (tmp_path / "out.txt").read_bytes() == b"Z\xc3\xbcrich\nzwei\n"


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a/b/out.bin", b"\x00")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["out.bin"]


def test_the_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_atomic(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_as_open_as_the_user_wants(tmp_path: Path) -> None:
    previous = os.umask(0o027)
    try:
        write_atomic(tmp_path / "out.txt", "")
    finally:
        os.umask(previous)
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_named_and_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(StoreError, match=r"taken: cannot be written \(.*directory"):
        write_atomic(tmp_path / "taken", "text")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"out\.txt: cannot be written"):
        write_atomic(tmp_path / "file/out.txt", "text")


def test_what_a_killed_program_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("out.txt", ".out.txt.x1.part", ".out.txt.part.keep", ".other.x1.part"):
        (tmp_path / name).write_text("")
    remove_parts([tmp_path / "out.txt", tmp_path / "none.txt"])
    assert sorted(p.name for p in tmp_path.iterdir()) == [".other.x1.part", ".out.txt.part.keep", "out.txt"]


def test_a_file_that_is_too_large_for_the_disk_leaves_the_old_one(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path, limit = tmp_path / "out.txt", resource.getrlimit(resource.RLIMIT_FSIZE)
    path.write_text("old")
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(StoreError, match=r"out\.txt: cannot be written \(File too large\)"):
            write_atomic(path, "x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, previous)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]
