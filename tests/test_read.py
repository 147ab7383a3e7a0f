"""Files, folders, records and standard input to articles; what cannot be read is named and costs nothing else."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.errors import ArticleError
from kg.metadata import FIELDS, Metadata, parse_day, record_metadata
from kg.model import Article
from kg.read import read_articles
from kg.sources import MAX_BYTES

PROSE = "Workers of Norvik left their desks on Friday."
PAGE = f"""<!doctype html><html><head><title>Hundreds leave Norvik</title>
<meta property="og:site_name" content="Daily Tide"><meta property="article:published_time" content="2024-03-09">
<link rel="canonical" href="https://daily-tide.example/walkout"></head><body><nav>Menu Home</nav><article>
<h1>Hundreds leave Norvik</h1><p>{PROSE} They stood at the gate for an hour and sang.</p>
<p>The company said on Saturday that the works had stayed open all the while.</p></article></body></html>"""
GERMAN = (
    "Die Angestellten verließen am Freitag ihre Plätze und zogen vor das Tor, wo sie eine Stunde lang sangen. "
    "Der Vorstand erklärte, dass der Betrieb nicht gestört worden sei, und kündigte Gespräche mit dem Betriebsrat über "
    "neue Schichten sowie über höhere Zulagen an, die schon im Frühjahr beginnen sollen, sobald alle Zahlen vorliegen."
)


def read(*paths: str | Path, defaults: Metadata | None = None) -> tuple[list[Article], list[str]]:
    """The articles of some paths, and what was said of those that could not be read."""
    errors: list[str] = []
    articles = list(read_articles(paths, defaults=defaults, onerror=lambda e: errors.append(str(e))))
    return articles, errors


def read_record(folder: Path, record: Any) -> Article:
    """The one article of a JSON file."""
    path = folder / "export.json"
    path.write_text(json.dumps(record))
    (article,), errors = read(path)
    assert not errors
    return article


# What is found


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "tide.txt"
    path.write_text(f"date 2024-03-09\nHundreds leave Norvik\n\nBy Ann Reed\n\n{PROSE}\n")
    (article,), _ = read(path)
    assert article.text == path.read_text()
    assert (article.title, article.author) == ("Hundreds leave Norvik", "Ann Reed")
    assert (article.published, article.file_name, article.notes) == (date(2024, 3, 9), "tide.txt", ())


def test_a_markdown_file(tmp_path: Path) -> None:
    path = tmp_path / "tide.md"
    path.write_text(f"# **Hundreds leave Norvik**\n\n{PROSE}\n")
    (article,), _ = read(path)
    assert article.title == "Hundreds leave Norvik"


def test_a_page(tmp_path: Path) -> None:
    path = tmp_path / "tide.html"
    path.write_text(PAGE)
    (article,), _ = read(path)
    assert article.text.startswith(f"Hundreds leave Norvik\n\n{PROSE}")
    assert "Menu" not in article.text
    assert (article.publisher, article.published) == ("Daily Tide", date(2024, 3, 9))
    assert article.url == "https://daily-tide.example/walkout"


def test_an_article_without_a_date_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tide.txt"
    path.write_text(PROSE)
    (article,), errors = read(path)
    assert article.published is None
    assert article.notes == ("no publication date is known: relative dates such as “Wednesday” stay open",)
    assert not errors


def test_the_id_hangs_on_name_and_text_alone(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tide.txt").write_text(PROSE)
    (tmp_path / "b/other.txt").write_text(PROSE)
    (one,), _ = read(tmp_path / "a")
    both, _ = read(tmp_path / "b")
    assert [a.id == one.id for a in both] == [False, True]


# Folders


def test_a_folder_is_read_in_depth_and_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "notes.doc", "c.TXT", "b.txt.meta.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}" if name.endswith(".json") else f"{PROSE} So says {name}.")
    articles, errors = read(tmp_path)
    assert [a.file_name for a in articles] == ["c.txt", "z.md", "b.txt", "c.TXT"]
    assert not errors


def test_what_is_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "tide.txt"
    path.write_text(PROSE)
    articles, _ = read(path, tmp_path, path)
    assert len(articles) == 1


# Metadata: what is given beats what the article says, which beats the defaults


def test_a_sidecar_goes_before_the_text_and_the_text_before_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text(f"date 2024-03-09\nHundreds leave Norvik\n\n{PROSE}\n")
    (tmp_path / "tide.meta.json").write_text('{"title": "Norvik stands still", "author": "Tom Hall"}')
    defaults = Metadata(title="none", publisher="Daily Tide", published=date(2000, 1, 1), author="nobody")
    (article,), _ = read(tmp_path, defaults=defaults)
    assert (article.title, article.author) == ("Norvik stands still", "Tom Hall")
    assert (article.published, article.publisher) == (date(2024, 3, 9), "Daily Tide")


def test_what_no_file_can_hold_is_left_out_of_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text(PROSE)
    (article,), _ = read(tmp_path, defaults=Metadata("Quay\udcff", "Tide\udcff", url="http://a.example/\udcff"))
    assert (article.title, article.publisher, article.url) == ("Quay\ufffd", "Tide\ufffd", "http://a.example/\ufffd")


@pytest.mark.parametrize("name", ["tide.txt.meta.json", "tide.meta.json"])
def test_a_sidecar_has_the_name_of_its_article(tmp_path: Path, name: str) -> None:
    (tmp_path / "tide.txt").write_text(PROSE)
    (tmp_path / name).write_text('{"publisher": "Daily Tide"}')
    (article,), _ = read(tmp_path / "tide.txt")
    assert article.publisher == "Daily Tide"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"title": ', r"tide\.meta\.json: broken JSON \(line 1 column 11: .*\)"),
        ("[1]", r"tide\.meta\.json: holds no JSON object; fields are title, publisher, published, url, author"),
    ],
)
def test_a_broken_sidecar_is_named_and_its_article_read(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "tide.txt").write_text(PROSE)
    (tmp_path / "tide.meta.json").write_text(content)
    articles, (error,) = read(tmp_path)
    assert [a.text for a in articles] == [PROSE]
    assert re.search(message, error)


def test_the_host_of_the_url_stands_in_for_the_publisher(tmp_path: Path) -> None:
    article = read_record(tmp_path, {"text": PROSE, "url": "https://www.daily-tide.example/walkout"})
    assert article.publisher == "daily-tide.example"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https://x.example/<b>", "x"]
)
def test_a_url_that_is_none_is_dropped(tmp_path: Path, url: str) -> None:
    assert read_record(tmp_path, {"text": PROSE, "url": url}).url == ""


# Records


@pytest.mark.parametrize("field", FIELDS["text"])
def test_the_text_of_a_record_has_many_names(tmp_path: Path, field: str) -> None:
    assert read_record(tmp_path, {field: PROSE}).text == PROSE


@pytest.mark.parametrize(
    "record",
    [
        {"title": "T", "source": {"id": None, "name": "Daily Tide"}, "publishedAt": "2024-03-09T08:00Z", "author": "A"},
        {
            "headline": "T",
            "publisher": {"name": "Daily Tide"},
            "datePublished": "2024-03-09",
            "author": [{"name": "A"}],
        },
        {"title": "T", "source_domain": "www.daily-tide.example", "date_publish": "2024-03-09 08:00", "authors": ["A"]},
        {"title": "T", "hostname": "daily-tide.example", "date": "2024-03-09", "author": "A"},
        {"title": "T", "sitename": "Daily Tide", "published": 1709971200, "byline": "A"},
        {"title": "T", "domain": "daily-tide.example", "seendate": "20240309T080000Z", "by": "A"},
    ],
)
def test_metadata_as_newsrooms_and_crawlers_write_it(record: dict[str, Any]) -> None:
    found = record_metadata(record)
    assert (found.title, found.published, found.author) == ("T", date(2024, 3, 9), "A")
    assert found.publisher in ("Daily Tide", "daily-tide.example")


@pytest.mark.parametrize("field", ["title", "publisher", "author", "url"])
@pytest.mark.parametrize("value", [None, True, {}, [], {"other": 1}, [None, {}], [[[[[[[["deep"]]]]]]]]])
def test_metadata_of_another_shape_is_unknown(field: str, value: object) -> None:
    assert getattr(record_metadata({field: value}), field) == ""


@pytest.mark.parametrize(
    "content",
    [
        [{"text": PROSE}, {"text": PROSE + " Then they sang."}],
        {"articles": [{"text": PROSE}, {"text": PROSE + " Then they sang."}]},
        {"response": {"results": [{"body": PROSE}, {"body": PROSE + " Then they sang."}]}},
    ],
)
def test_lists_of_articles_are_unpacked(tmp_path: Path, content: object) -> None:
    (tmp_path / "export.json").write_text(json.dumps(content))
    articles, errors = read(tmp_path)
    assert [a.file_name for a in articles] == ["export.json#1", "export.json#2"]
    assert not errors


@pytest.mark.parametrize("name", ["export.jsonl", "export.ndjson", "export.json"])
def test_a_record_a_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'{{"id": "n-1", "text": "{PROSE}"}}\r\n\n{{"text": "{PROSE}"}}\n')
    articles, errors = read(tmp_path)
    assert [a.file_name for a in articles] == ["n-1", f"{name}#3"]
    assert not errors


def test_markup_in_a_record_is_read_as_a_page(tmp_path: Path) -> None:
    article = read_record(tmp_path, {"title": "T", "body": f"<p>{PROSE}</p><p>Then they sang &amp; left.</p>"})
    assert article.text == f"{PROSE}\n\nThen they sang & left."


def test_escapes_in_a_record_are_resolved(tmp_path: Path) -> None:
    assert read_record(tmp_path, {"text": "Reed &amp; Hall &quot;left&quot;."}).text == 'Reed & Hall "left".'


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Half a pair \ud83d here.", "Half a pair \ufffd here."),
        (r"A nul \u0000 here.", "A nul   here."),
        (r"One\r\nline.", "One\nline."),
        (r"A \ud83d\ude00 face.", "A \U0001f600 face."),
    ],
)
def test_escaped_characters_that_no_file_can_hold(tmp_path: Path, written: str, text: str) -> None:
    (tmp_path / "export.json").write_text(f'{{"text": "{written}"}}')
    (article,), _ = read(tmp_path)
    assert article.text == text


@pytest.mark.parametrize(
    "text",
    ["2024-03-09", "20240309", "2024/03/09", "20240309083000", "2024-03-09T23:59-07:00", "Sat, 09 Mar 2024 08:00 GMT",
     "March 9, 2024", "9 March 2024", "Published 9 March 2024", "1709971200", "1709971200.25", "1709971200000"],
)  # fmt: skip
def test_days_as_metadata_tells_them(text: str) -> None:
    assert parse_day(text) == date(2024, 3, 9)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "March 2024", "yesterday", "2024-13-40", "0000-00-00", "2024-0309", "Mon, 32 Jan 99999999999999 0:0"],
)
def test_what_names_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "data",
    [
        "Zoë’s staff left.\nThen they sang.".encode(),
        "Zoë’s staff left.\nThen they sang.".encode("utf-8-sig"),
        "Zoë’s staff left.\nThen they sang.".encode("utf-16"),
        "Zoë’s staff left.\nThen they sang.".encode("cp1252"),
        "Zoë’s staff left.\r\nThen they sang.".encode(),
        "Zoë’s staff left.\rThen they sang.".encode(),
        "Zoë’s staff left.\u2028Then they sang.".encode(),
    ],
)
def test_encodings_and_line_ends(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tide.txt").write_bytes(data)
    (article,), _ = read(tmp_path)
    assert article.text == "Zoë’s staff left.\nThen they sang."
    assert [article.text[b.start : b.end] for b in article.blocks] == ["Zoë’s staff left.", "Then they sang."]


# Standard input


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (PROSE.encode(), [PROSE]),
        (PAGE.encode(), None),
        (json.dumps({"text": PROSE}, indent=2).encode(), [PROSE]),
        (f'{{"text": "{PROSE}"}}\n{{"text": "{PROSE} So."}}\n'.encode(), [PROSE, PROSE + " So."]),
        (json.dumps([{"text": PROSE}]).encode("utf-8-sig"), [PROSE]),
        (json.dumps({"text": PROSE}).encode("utf-16"), [PROSE]),
    ],
)
def test_standard_input_tells_its_form_itself(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    articles, errors = read("-")
    assert not errors
    assert [a.text for a in articles] == texts if texts else articles[0].publisher == "Daily Tide"
    assert all(a.file_name.startswith("stdin") for a in articles)


# What cannot be read


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", r"empty\.txt: holds no text"),
    ("blank.md", b" \n\n\t", r"blank\.md: holds no text"),
    ("chrome.txt", b"Advertisement\n\nSubscribe to read on.", r"chrome\.txt: holds no text"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", r"photo\.txt: not a text file \(binary data\)"),
    ("german.txt", GERMAN.encode(), r"german\.txt: does not read as English"),
    ("empty.html", b"", r"empty\.html: no article text was found in the page"),
    ("bare.html", b"<body><script>1</script></body>", r"bare\.html: no article text was found in the page"),
    ("empty.json", b"", r"empty\.json: broken JSON \(line 1 column 1: .*\)"),
    ("cut.json", b'{"text": "Workers of', r"cut\.json: broken JSON \(line 1 column 10: .*\)"),
    ("text.json", b'"a text"', r"text\.json: a JSON object or a list of them is needed, not str"),
    ("settings.json", b'{"a": 1}', r"settings\.json: has no text; looked for the fields text, body, .*summary"),
    ("null.json", b'{"text": null, "title": "T"}', r"null\.json: has no text"),
    ("none.json", b"[]", r"none\.json: holds no articles"),
    ("none.jsonl", b"\n\n", r"none\.jsonl: holds no articles"),
    ("named.json", b'[{"id": "r7", "text": " \\u0000"}]', r"named\.json#1: r7: holds no text"),
    ("deep.json", b"[" * 300 + b"]" * 300, r"deep\.json#1#1#1#1#1#1: .* is needed, not deeper nesting"),
    ("deeper.json", b"[" * 99_999, r"deeper\.json: broken JSON \(.*recursion.*\)"),
    ("long.json", b'{"text": ' + b"9" * 5000 + b"}", r"long\.json: broken JSON \(.*digits.*\)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_files_are_named_and_the_rest_is_read(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / "aaa.txt").write_text(PROSE)
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zzz.txt").write_text(PROSE)
    articles, (error,) = read(tmp_path)
    assert [a.file_name for a in articles] == ["aaa.txt", "zzz.txt"]
    assert re.match(message, error)


def test_bad_records_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [{"text": PROSE}, '{"text": ', 5, {"title": "no text"}, {"text": GERMAN}, {"text": PROSE + " So."}]
    (tmp_path / "x.jsonl").write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    articles, errors = read(tmp_path)
    assert [a.file_name for a in articles] == ["x.jsonl#1", "x.jsonl#6"]
    starts = [
        "x.jsonl line 2: broken JSON",
        "x.jsonl#3: a JSON object",
        "x.jsonl#4: has no text",
        "x.jsonl#5: does not",
    ]
    assert [e.startswith(s) for e, s in zip(errors, starts, strict=True)] == [True] * 4


def test_a_file_too_large_is_named(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    articles, (error,) = read(tmp_path)
    assert not articles
    assert error.endswith("big.txt: larger than 100 MB")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "no such file or folder"),
        ("x" * 300, "cannot be read (File name too long)"),
        ("a\0b", "no such file"),
    ],
)
def test_paths_that_are_none(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "good.txt").write_text(PROSE)
    articles, (error,) = read(tmp_path / path, tmp_path / "good.txt")
    assert len(articles) == 1
    assert message in error
    assert path in error


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser reads everything")
    _, (error,) = read(tmp_path)
    assert error == f"{path}: cannot be read (Permission denied)"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here fails on reading")
def test_a_file_that_fails_on_reading_is_named() -> None:
    _, (error,) = read("/proc/self/mem")
    assert error == "/proc/self/mem: cannot be read (Input/output error)"


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.doc").write_text(PROSE)
    _, (error,) = read(tmp_path)
    assert error.startswith(f"{tmp_path}: holds no articles; accepted are files ending in .htm, .html,")


def test_a_file_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(PROSE)
    (article,), _ = read(tmp_path)
    assert article.file_name == "caf\ufffd.txt"


def test_without_a_listener_the_first_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"missing\.txt: no such file or folder"):
        list(read_articles([tmp_path / "missing.txt"]))
