"""Files that try to break a reader: pages, JSON, encodings, entities, bombs, file names, and mutated good articles."""

from __future__ import annotations

import codecs
import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability.strings import hostile_strings, json_documents

Made = tuple[str, bytes]  # a file name and its content
GOOD = "Hundreds of dockers walked off the job in Oslo on Friday, the Dock Union said."
_ELEMENTS = (
    "html head body p div span table tr td th tbody caption select option optgroup template svg math mi mglyph title "
    "desc foreignObject textarea style script noscript iframe form button a b i nobr h1 ul li dl dd pre frameset "
    "plaintext image article main nav meta link br hr img input col isindex ruby rt object applet marquee xmp"
).split()
_ODD = (
    "<!DOCTYPE html>", "<!doctype", "<!-- x -->", "<!-->", "<!--", "-->", "<![CDATA[x]]>", "<?x y?>", "</",
    "<", ">", "</>",
    "<//>", "<!>", "<a", "<a b", "<a b=", "<a b='", "</p x=1>", "&", "&amp", "&#x", "&#xD800;", "&#128;",
    "&notin;",
    "&noti", "&CounterClockwiseContourIntegral;", "\x00", "\x0c", "\r", "\ufeff", "\ufffe", "é", "x" * 40,
    "</script",
    "<script><!--<script>", "<p/>", "<br></br>", "<a href=x a href=y>", "<svg><p>",
    "<math><annotation-xml encoding='text/html'>",
)  # fmt: skip
ENCODINGS = (
    "utf-8 utf-16-le utf-16-be utf-32-le utf-32-be cp1252 latin-1 cp1251 koi8-r shift_jis gb18030 euc-kr utf-7 cp037"
).split()
_MARKS = {
    "utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE,
}  # fmt: skip


def records(strings: list[str]) -> Iterator[Made]:
    """Each string in the text, in the title, and in all other fields of a record."""
    fields = ("author", "publisher", "url", "published", "id")
    makers = (
        ("text", lambda s: {"text": f"{GOOD} {s}"}),
        ("title", lambda s: {"text": GOOD, "title": s}),
        ("rest", lambda s: {"text": GOOD, **{f: s for f in fields if f != "id"}}),
    )
    for name, make in makers:
        yield f"{name}.jsonl", "".join(json.dumps(make(s)) + "\n" for s in strings).encode("ascii")


def pages(count: int, seed: int = 3) -> Iterator[Made]:
    """Tag soup: elements opened and not closed, closed and not opened, and everything that is no element."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    strings = hostile_strings(500)
    for number in range(count):
        soup = []
        for _ in range(chance.randint(1, 40)):
            tag = chance.choice(_ELEMENTS)
            soup.append(chance.choice((f"<{tag}>", f"</{tag}>", f"<{tag} id='{chance.choice(strings)}'>",
                                       chance.choice(_ODD), chance.choice(strings), GOOD)))  # fmt: skip
        yield f"soup-{number:05}.html", "".join(soup).encode("utf-8", "surrogatepass")


def json_files(count: int, seed: int = 4) -> Iterator[Made]:
    """JSON that is good, nearly good and bad: an article cut, joined and bent at every kind of place."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    good = json.dumps({"text": GOOD, "title": "A", "tags": ["x", None, 1.5e3, True], "nested": {"a": {"b": []}}})
    odd = [*json_documents(), "NaN", "Infinity", "-Infinity", "{} {}", "[1,]", "{,}", "'a'", "\ufeff{}", "[\x00]", "01",
           '{"text": "\\ud800"}', '{"text": "\\u0000a"}', "[" * 5000, '{"a":' * 5000, '"' + "\\" * 999, "1" * 5000,
           '{"text": 1e999}', '{"text": ["a"]}', '{"text": {"text": "a"}}', "/* */ {}",
           '{"a":1 "b":2}', "nul", '"\t"']  # fmt: skip
    for number in range(count):
        text = odd[number] if number < len(odd) else good
        if number >= len(odd):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(["", *odd[:40], *'{}[],:"\\0eE+-.']) + text[at + chance.randint(0, 3) :]
        yield f"odd-{number:05}.json", text.encode("utf-8", "surrogatepass")


def mutated(count: int, articles: list[Path], seed: int = 5) -> Iterator[Made]:
    """Good articles with bytes changed, cut out, repeated and swapped."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for number in range(count):
        source = articles[number % len(articles)]
        data = bytearray(source.read_bytes())
        for _ in range(chance.choice((1, 3, 10, 50))):
            at, size = chance.randint(0, len(data)), chance.randint(1, 30)
            change = chance.choice((bytes([chance.randrange(256)]), data[at : at + size] * 3, b""))
            data[at : at + chance.randint(0, size)] = change
        yield f"mutated-{number:05}{source.suffix}", bytes(data)


def encoded() -> Iterator[Made]:
    """A text in many encodings: with and without a byte order mark, declared rightly and wrongly, whole and cut."""
    text = f"{GOOD} “Café”, said the señor; Straße.\n"
    for encoding in ENCODINGS:
        for mark in (b"", _MARKS.get(encoding, codecs.BOM_UTF8)):
            data = mark + text.encode(encoding, "replace")
            page = mark + f"<meta charset={encoding}><article><p>{text}</p></article>".encode(encoding, "replace")
            for name, content in (("whole.txt", data), ("cut.txt", data[:-3]), ("page.html", page)):
                yield f"{encoding}-{len(mark)}-{name}", content
    for number, encoding in enumerate(("utf-16", "utf-7", "hz", "idna", "rot13", "base64", "x" * 40, "utf-8\x00", "é")):
        yield f"wrong-{number}.html", f"<meta charset='{encoding}'><article><p>{text}</p></article>".encode()


def entities() -> Iterator[Made]:
    """Entities from outside and entities that grow."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    heads = {
        "file": '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>',
        "web": '<!DOCTYPE x [<!ENTITY e9 SYSTEM "http://127.0.0.1:9/">]>',
        "outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        "bomb": f"<!DOCTYPE x [{lines}]>",
        "self": '<!DOCTYPE x [<!ENTITY e9 "&e9;">]>',
    }
    for name, head in heads.items():
        for suffix in (".html", ".xhtml"):
            body = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{GOOD} &e9;</p></body></html>"
            yield f"{name}{suffix}", f"<?xml version='1.0'?>{head}{body}".encode()


def named(count: int) -> Iterator[Made]:
    """Files whose names climb, steer, hide or are no text."""
    seen: set[str] = set()
    for number, string in enumerate(hostile_strings()):
        raw = string.replace("/", "∕" if number % 2 else "%2F").replace("\x00", "")
        cut = raw.encode("utf-8", "surrogatepass")[:200].decode("utf-8", "ignore").lstrip(".")
        name = f"{cut}.txt"
        if cut and name not in seen and len(seen) < count:
            seen.add(name)
            yield name, f"{GOOD} It was number {number}.".encode()


def bombs(scale: int = 100) -> Iterator[Made]:
    """What takes long, or much memory, to read; in per cent of full size."""
    n = scale * 10
    article = f"<article><p>{GOOD}</p></article>"
    yield "attributes.html", f"<html><p {' '.join(f'a{i}=1' for i in range(100 * n))}>{article}".encode()
    yield "nested.html", ("<div>" * 100 * n + article).encode()
    yield "inline.html", ("<b><i>" * 50 * n + article).encode()
    yield "node.html", f"<html><body><p>{GOOD * (10_500 * n // 80)}</p></body></html>".encode()
    yield "links.html", (f"{article}" + "<a href=x>y</a>" * 20 * n).encode()
    yield "table.html", (f"{article}<table>" + "<tr><td>x" * 30 * n).encode()
    yield "paragraphs.html", ("<article>" + "".join(f"<p>{i} men, {GOOD}</p>" for i in range(20 * n))).encode()
    yield "dates.html", (article + "".join(f"<time>{i % 99} Foo 2023, {i}</time>" for i in range(2 * n))).encode()
    yield "paragraphs.txt", (f"{GOOD}\n" * 10 * n).encode()
    yield "days.txt", "".join(f"On 3 May {1500 + i % 600}\n" for i in range(40 * n)).encode()
    yield "empty.json", b"[" + b"[]," * 34_000 * n + b"[]]"
    yield "nested.json", b'{"articles":' * 100 * n
    yield "lists.json", b"[" * 100 * n + b"]" * 100 * n
    names = "dollars brackets quotes stars dots commas".split()
    for name, run in zip(names, ("$", "(", '"', "*", ".", "1,"), strict=True):
        yield f"run-{name}.txt", f"{GOOD}\n\n{run * 16 * n}\n".encode()
        yield f"run-{name}.md", f"# A\n\n{GOOD}\n\n{run * 16 * n}\n".encode()
    yield "links.md", f"{GOOD}\n\n{'[' * 16 * n}{']( ' * 8 * n}\n".encode()
    yield "sentence.txt", (GOOD[:-1] + " and " + "the dockers of Oslo and " * 5 * n).encode()
    yield "dates.txt", (f"{GOOD} " + "from May 3 to " * 8 * n).encode()
    yield "numbers.txt", (f"{GOOD} " + "two hundred and " * 8 * n).encode()
    yield "names.txt", (f"{GOOD} " + "Ann Reed, " * 8 * n).encode()
    yield "lines.txt", (f"{GOOD}\n" + "x\n" * 100 * n).encode()
    yield "tokens.txt", ("\n\n".join([GOOD] * (1000 * n // 15))).encode()
    yield "long.txt", ("\n\n".join([GOOD] * (50 * n))).encode()
    yield "large.txt", b"a " * (512 * 1024 * n // 10 + 1) if scale >= 100 else b""
