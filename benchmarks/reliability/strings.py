"""Strings that try to break out of every form: markup, script, queries, formulas, terminals, file names, Unicode.

All are made here by combination. The strings of hypothesis and of the JSON tests of Python are taken in where they are
installed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

RUN = "window.hit=1"
_TAGS = "img svg body video audio details input iframe object embed form button math marquee select style a div".split()
_EVENTS = (
    "onerror onload onclick onfocus ontoggle onbegin onmouseover onanimationstart onpointerrawupdate onpageshow "
    "onscroll oncut onwheel onhashchange onmessage onresize onunload onplay oninput onsubmit onkeydown"
).split()
_EQUALS = ("=", " = ", "\n=\n", "/=", "\x0c=")
_QUOTES = ('"', "'", "`", "")
_WRAPS = (
    "{}", "\"><{}", "'>{}", "--><!-- {} -->", "]]>{}<![CDATA[", "</script>{}", "</style>{}", "</title>{}",
    "</textarea>{}", "<noscript>{}", "&lt;{}&gt;", "{}\x00", "\u202e{}\u202c", "%3C{}%3E", "<svg>{}</svg>",
)  # fmt: skip
_SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", "data:text/html,", "vbscript:", "//", "file:///",
)  # fmt: skip
_PLAIN = (
    "", " ", "null", "None", "undefined", "NaN", "-Infinity", "true", "0", "-0", "1e309", "0x1F", "1/0",
    "__proto__",
    "constructor", "toString", "hasOwnProperty", "then", "kg:Claim", "rdf:type", "_:b0", "CON", "NUL.txt",
    "aux",
    "; DROP TABLE extraction; --", "' OR 1=1 --", "\" OR \"\"=\"", "} ; DELETE WHERE { ?s ?p ?o",
    "} UNION { ?s ?p ?o",
    "> . <urn:x> <urn:y> <urn:z> . <", "\"@en", "\"^^xsd:int", "\\", "\\\\", "\\u0022", "\\\"", "\"\"\"", "'''",
    "\"\"\" . <urn:a> <urn:b> \"\"\"", "<!ENTITY x SYSTEM 'file:///etc/hostname'>&x;", "&amp;amp;", "&#0;",
    "&#x110000;",
    "]]>", "<![CDATA[", "<?php echo 1 ?>", "<!-- --", "{{7*7}}", "${7*7}", "#{7*7}", "{% x %}", "<%= 7 %>",
    "%s%n%d",
    "$(id)", "`id`", "| id", "&& id", "\n--\n", "-rf", "--help", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1",
    "\r=1+1",
    "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "\u00a0=1+1", "＝1+1", "a,b", "a;b",
    "a\tb", "a\"b",
    "'", "\"", "!!python/object:os.system", "*x", "&x", "- a: b", "? x", "%YAML", "`) DETACH DELETE n //",
    "\u2028", "\u2029",
    "../../../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\", "~root", "file://x", "a/../b", ".",
    "..", "...",
    "http://a b", "http://[::1", "http://x/\"><script>", "urn:\u202e", "mailto:", "http://user:pass@h/",
    "ＨＴＴＰ://x",
)  # fmt: skip
_LETTERS = (
    "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "사회과학원", "ﷺ", "مرحبا",
    "\u05d0\u0591\u05d1", "ÅÍÎÏ˝ÓÔ", "𝕊𝕥𝕣𝕚𝕜𝕖", "Ｗａｌｋｏｕｔ",
    "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇺🇸🇷🇺", "ı\u0307", "İ", "ß", "ŉ", "ǆ", "ﬁ", "e\u0301" * 20, "Z\u0335\u0321\u0348" * 30,
    "\u1160\u11a7",
)  # fmt: skip
_ESCAPES = (
    "\x1b[2J", "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "\x1b[6n",
    "\x1bc", "\x9b1m",
    "\x1bP$q\"p\x1b\\", "\x1b[?1049h", "\x08" * 9, "\x07", "\x7f", "a\rb", "\x1b]52;c;ZXZpbA==\x07",
)  # fmt: skip
_RUNS = (
    "$", "(", "[", "{", "<", "\"", "a", ".", "-", "_", "*", "#", "=", "\\", "\u0301", "\u200b", "1",
    "1,", "aé", "%", "&",
)  # fmt: skip


def hostile_strings(count: int = 0, seed: int = 9) -> list[str]:
    """So many strings, each once, as the seed draws them; all there are for 0."""
    made = list(dict.fromkeys(itertools.chain(plain(), markup(), installed())))
    if count and count < len(made):
        chance = random.Random(seed)  # noqa: S311 (no secret)
        made = [made[i] for i in sorted(chance.sample(range(len(made)), count))]
    return made


def plain() -> Iterator[str]:
    """What breaks out of queries, tables, terminals, templates and shells, and odd Unicode."""
    yield from (*_PLAIN, *_LETTERS, *_ESCAPES)
    yield from (f"Norvik {odd} Works" for odd in (*_PLAIN, *_LETTERS, *_ESCAPES))
    controls = [*range(0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9,
                0xFFFD, 0xFFFE, 0xFFFF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFDD0, 0x1FFFE, 0xE0001,
                0x10FFFF]  # fmt: skip
    yield from (form.format(chr(c)) for c in controls for form in ("{}", "a{}b", "{0}{0}{0}", "Dock {}Union"))
    yield from (run * length for run in _RUNS for length in (10, 100, 1000))
    yield from (chr(start) * 3 for start in range(0x100, 0x2100, 16))


def markup() -> Iterator[str]:
    """What would run in a page."""
    for number, (tag, event) in enumerate(itertools.product(_TAGS, _EVENTS)):
        for turn, wrap in enumerate(_WRAPS):
            equals = _EQUALS[(number + turn) % len(_EQUALS)]
            quote = _QUOTES[(number + 3 * turn) % len(_QUOTES)]
            yield wrap.format(f"<{tag} src=x autofocus {event}{equals}{quote}{RUN}{quote}>")
    for scheme, tag in itertools.product(_SCHEMES, ("a href", "iframe src", "form action", "base href", "object data")):
        for quote in _QUOTES:
            yield f"<{tag}={quote}{scheme}{RUN}{quote}>x"
    yield from (wrap.format(f"<script>{RUN}</script>") for wrap in _WRAPS)


def installed() -> Iterator[str]:
    """Strings that packages carry for their own tests, if they are there."""
    try:
        from hypothesis.internal.conjecture.providers import _constant_strings as nasty
    except ImportError:
        nasty = set()
    yield from sorted(nasty)
    yield from json_documents()


def json_documents() -> list[str]:
    """Broken JSON of the tests of Python, if they are installed."""
    try:
        from test.test_json.test_fail import JSONDOCS  # type: ignore[import-not-found]
    except ImportError:
        return []
    return list(JSONDOCS)
