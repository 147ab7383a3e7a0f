"""The page of the vocabulary: complete, linked, still, and safe whatever the vocabulary says."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from kg.html.vocabulary import render_vocabulary
from kg.ontology import Ontology, default_folder

KG = default_folder() / "kg.ttl"
HOSTILE = """
kg:Hostile a owl:Class ; rdfs:subClassOf kg:Event , <javascript:alert(1)> , <data:text/html,x> , kg:Round ;
    rdfs:label "</h3><script>alert(1)</script>"@en ;
    skos:definition "<img src=x onerror=alert(1)> {{ 7 * 7 }} &lt;"@en ;
    skos:example "\\"><b onclick='x'>"@en ; rdfs:isDefinedBy <https://w3id.org/newsgraph/ontology> .
<https://w3id.org/newsgraph/ontology#a'onmouseover='x> a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "quote"@en .
kg:Round a owl:Class ; rdfs:subClassOf kg:Round , kg:Hostile ; rdfs:label "round"@en .
[] a owl:AllDisjointClasses ; owl:members _:ring .
_:ring rdf:first kg:Round ; rdf:rest _:ring .
"""


class Markup(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(scope="module")
def page() -> str:
    return render_vocabulary(KG)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("vocabulary") / "kg.ttl"
    shutil.copy(KG, path)
    with path.open("a", encoding="utf-8") as file:
        file.write(HOSTILE)
    return render_vocabulary(path)


def test_every_term_has_an_anchor_and_every_link_leads_to_one(page: str, onto: Ontology) -> None:
    anchors = Markup(page).values("id")
    assert len(anchors) == len(set(anchors))
    assert onto.terms.keys() | {"Actual", "Preferred", "Occurred"} <= set(anchors)
    assert {link[1:] for link in Markup(page).values("href") if link.startswith("#")} <= set(anchors)


def test_a_term_is_told_with_its_neighbours(page: str) -> None:
    told = re.sub(r"<[^>]+>", "", page.partition('<article id="Protest">')[2].partition("</article>")[0])
    assert "kg:Protest" in told
    assert "A collective action that shows disagreement in public." in told
    assert re.search(r"subclass of\s*collective action", told)
    assert re.search(r"superclass of.*walkout", told)


@pytest.mark.parametrize("which", ["page", "hostile"])
def test_the_page_asks_for_nothing_and_runs_nothing(which: str, request: pytest.FixtureRequest) -> None:
    found = Markup(request.getfixturevalue(which))
    assert not {tag for tag, _ in found.elements} & {"script", "link", "img", "iframe", "object", "base", "form", "svg"}
    names = {name for _, attrs in found.elements for name in attrs}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "open"} | {
        "aria-label", "aria-labelledby",
    }  # fmt: skip
    assert all(link.startswith(("#", "http://", "https://")) for link in found.values("href"))
    assert found.values("content")[0].startswith("default-src 'none'; style-src 'sha256-")


def test_what_a_hostile_vocabulary_says_is_text(hostile: str) -> None:
    assert "&lt;/h3&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in hostile
    assert "{{ 7 * 7 }} &amp;lt;" in hostile
    assert "javascript:alert(1)" in re.sub(r"<[^>]+>", "", hostile)


def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Markup(page).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
