"""Hostile words in every field: nothing runs, nothing is asked for, nothing is lost from view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.html import render_page
from kg.ontology import Ontology
from tests.browser.conftest import Reader, Write
from tests.browser.graphs import everywhere, strike

RUN = "window.hit=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<body onload={RUN}>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<a href=javascript:{RUN}>href</a>",
    f"<math><mtext></table><mglyph><style><img src=x onerror={RUN}>",
    f"\"><img src=x onerror={RUN}>",
    f"' onmouseover='{RUN}' x='",
    f"\" autofocus onfocus=\"{RUN}\" x=\"",
    f"`${{{RUN}}}`",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "{% set x = 1 %}{{ 7*7 }}",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"]]><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<object data=javascript:{RUN}>",
    f"<form><button formaction=javascript:{RUN}>x",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    f"\\u003cimg src=x onerror={RUN}\\u003e",
    f"\u202e<img src=x onerror={RUN}>\u2066",
)  # fmt: skip


def roam(reader: Reader) -> None:
    """Looks at everything: each view, each item and link, the report, the drawing."""
    reader.js(
        """const data = JSON.parse(document.getElementById("graph-data").textContent);
        const go = (hash) => { location.hash = hash; dispatchEvent(new HashChangeEvent("hashchange")); };
        for (const view of ["timeline", "coverage", "list", "articles", "gaps", "graph"]) go("view=" + view);
        for (const n of data.nodes) go(new URLSearchParams({ item: n.id, around: "1 " + n.id }).toString());
        for (const e of data.edges) go(new URLSearchParams({ link: e.id }).toString());
        document.querySelectorAll("button.disclose").forEach((b) => b.click());
        document.getElementById("filters-open").click();
        dispatchEvent(new Event("beforeprint"));
        new DOMParser().parseFromString(page.svg(), "image/svg+xml");
        go("");"""
    )
    reader.one("#search").send_keys("strike")


def hostile(onto: Ontology, text: str) -> Ontology:
    """The ontology with `text` in every label and definition."""
    terms = {k: replace(t, label=t.label + text, definition=t.definition + text) for k, t in onto.terms.items()}
    return replace(onto, terms=terms)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs(reader: Reader, write: Write, payload: str) -> None:
    path = write(everywhere(payload), "hostile")
    reader.driver.get("about:blank")
    reader.console(), reader.requests()
    reader.open(path)
    reader.js("document.querySelectorAll('#dossier button').forEach((b) => b.click())")
    assert not reader.js("return window.hit")
    assert reader.requests() == [path.as_uri()]
    assert reader.console() == []


def test_all_of_them_at_once_everywhere(reader: Reader, onto: Ontology, tmp_path: Path) -> None:
    text = " ".join(PAYLOADS)
    path = tmp_path / "all.html"
    path.write_text(render_page(everywhere(text), hostile(onto, text)), encoding="utf-8")
    reader.driver.get("about:blank")
    reader.console(), reader.requests()
    reader.open(path)
    roam(reader)
    assert not reader.js("return window.hit")
    assert reader.requests() == [path.as_uri()]
    assert reader.console() == []


def test_nothing_is_lost_from_view(reader: Reader, write: Write) -> None:
    payload = "<img src=x onerror=window.hit=1> & \"quoted\" 'too' </script>"
    reader.open(write(everywhere(payload), "visible"))
    assert "Dockers' Union" + payload in reader.js("return document.body.textContent")
    reader.one("#search").send_keys("union<img")
    assert reader.all("#hits li")[0].text.startswith("Dockers' Union" + payload)
    reader.press("\ue007")
    assert reader.text("#dossier-title") == "Dockers' Union" + payload
    assert not reader.all("#dossier img")


def test_marks_of_direction_turn_nothing_around_them(reader: Reader, write: Write) -> None:
    reader.open(write(everywhere("\u202eabc\u2067"), "direction"), "item=n%3Aunion%E2%80%AEabc%E2%81%A7")
    assert reader.text("#dossier-title") == "Dockers' Unionabc"
    assert not reader.js("return /[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)")


SABOTAGE = f"""
<img src=x onerror="{RUN}"><script>{RUN}</script><svg onload="{RUN}"></svg>
<img src="https://evil.example/pixel.gif"><link rel="stylesheet" href="https://evil.example/x.css">
<script src="https://evil.example/x.js"></script><style>body {{ display: none }}</style>
<iframe src="https://evil.example/"></iframe><div style="display:none" onclick="{RUN}"></div>
<form action="https://evil.example/"><button id="send">send</button></form><a id="run" href="javascript:{RUN}">run</a>
"""


def test_markup_that_broke_in_would_be_stopped(reader: Reader, onto: Ontology, tmp_path: Path) -> None:
    html = render_page(strike(), onto)
    path = tmp_path / "sabotaged.html"
    path.write_text(html.replace('<section id="report"', SABOTAGE + '<section id="report"'), encoding="utf-8")
    reader.driver.get("about:blank")
    reader.console(), reader.requests()
    reader.open(path)
    reader.js("document.getElementById('run').click(); document.getElementById('send').click()")
    assert not reader.js("return window.hit")
    assert reader.js("return getComputedStyle(document.body).display") == "grid"
    assert len(reader.drawn()) == 13
    reported = reader.console()
    assert sum("Content Security Policy" in message for message in reported) >= 8
    assert [u for u in reader.requests() if "evil" in u and "blocked" not in u] == [] or all(
        "CSP" in m or "Content Security" in m for m in reported
    )
