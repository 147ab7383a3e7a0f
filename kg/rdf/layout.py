"""A graph laid out for writing: claims, mentions and contradictions by the nodes that they belong to; ids of nodes.

Ids hang on content alone: the same graph gives the same nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from kg.graph import Contradiction, KnowledgeGraph, PlacedMention, Statement, digest, quantity_id
from kg.model import Article, Quantity, Span, TimeInterval
from kg.ontology import DATA
from kg.rdf.terms import Kept, Literal, day, local_iri
from kg.slugs import slugify
from kg.version import __version__

# An event has one first day, one last day and words of its own for them; they are not each claim's. When a document
# appeared may be known to the year alone, which the claim tells and a bare day would not.
OWN_DAYS = frozenset({"startDate", "endDate", "dateText", "published"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """One kg:Claim: what a statement says as one property with one object or literal."""

    id: str
    predicate: str
    target: str | Literal
    statement: Statement


@dataclass(frozen=True, slots=True)
class Layout:
    """A graph by what its nodes need; ids are those of `KnowledgeGraph`, articles are named by theirs.

    `base` is the namespace of the data, `iri` gives the IRI of an id; `run` is the id of the run: the same for the same
    program, model and articles. With `rdf12` claims are reifiers of what they say, too.
    """

    graph: KnowledgeGraph
    base: str
    iri: Callable[[str], str]
    run: str
    rdf12: bool = False
    article_ids: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claimed] = field(default_factory=dict)
    direct: dict[str, list[Claimed]] = field(default_factory=lambda: defaultdict(list))
    told_in: dict[str, list[Claimed]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, list[PlacedMention]] = field(default_factory=lambda: defaultdict(list))
    contradictions: dict[str, list[Contradiction]] = field(default_factory=lambda: defaultdict(list))
    silent: dict[str, frozenset[Span]] = field(default_factory=dict)

    @property
    def pairs(self) -> list[Contradiction]:
        """The contradictions between claims that are written."""
        return [p for p in self.graph.contradictions if p.first in self.claims and p.second in self.claims]


def dataset_id(run: str) -> str:
    """The id of the data set that a run made."""
    return run.replace("run-", "dataset-", 1)


def _run_id(model: str, articles: Iterable[str]) -> str:
    return "run-" + digest(__version__, model, *sorted(articles))


def lay_out(graph: KnowledgeGraph, base: str = DATA, *, rdf12: bool = False) -> Layout:
    """Sorts claims, mentions and contradictions by the nodes that they belong to."""
    layout = Layout(
        graph, base, Kept(partial(local_iri, base=base)).__getitem__,
        _run_id(graph.model, graph.articles), rdf12,
        article_ids={k: article_id(a) for k, a in graph.articles.items()},
        silent={k: frozenset(v) for k, v in graph.not_understood.items()},
    )  # fmt: skip
    for statement in graph.statements:
        for claimed in _claimed(statement, layout):
            if claimed.id in layout.claims:  # two places in one sentence that say the same: the first stands
                continue
            layout.claims[claimed.id] = claimed
            layout.told_in[statement.evidence.article].append(claimed)
            if statement.accepted and claimed.predicate not in OWN_DAYS:
                layout.direct[statement.claim.subject].append(claimed)
    for mention in graph.mentions:
        layout.mentions[mention.article].append(mention)
    for pair in layout.pairs:
        for claim in (pair.first, pair.second):
            layout.contradictions[claim].append(pair)
    return layout


def _claimed(statement: Statement, layout: Layout) -> Iterator[Claimed]:
    """The claims of a statement: an interval tells its first and its last day, or, without either, its words."""
    claim = statement.claim
    if claim.object is not None:
        yield Claimed(statement.id, claim.predicate, layout.iri(claim.object), statement)
    elif isinstance(claim.value, Quantity):
        yield Claimed(statement.id, claim.predicate, layout.iri(quantity_id(claim.value)), statement)
    elif isinstance(claim.value, TimeInterval):
        words = Claimed(statement.id, "dateText", Literal(claim.value.text), statement)
        yield from list(_days(statement, claim.value)) or [words]
    elif claim.value is not None:
        yield Claimed(statement.id, claim.predicate, Literal(str(claim.value)), statement)


def _days(statement: Statement, interval: TimeInterval) -> Iterator[Claimed]:
    predicate = statement.claim.predicate
    if predicate in ("startDate", "published") and interval.start:
        yield Claimed(statement.id, predicate, day(interval.start), statement)
    if interval.end and predicate != "published":
        last = "targetDate" if predicate == "targetDate" else "endDate"
        yield Claimed("claim-" + digest(statement.id, "end"), last, day(interval.end), statement)


def article_id(article: Article) -> str:
    """The id of an article: its file name for readers, its hash for identity."""
    return f"article-{slugify(article.file_name, 'text')}-{article.id}"


def sentence_id(layout: Layout, article: str, span: Span) -> str:
    """The id of a sentence: its article and where it starts."""
    return f"{layout.article_ids[article]}-s{span.start}"


def mention_id(layout: Layout, mention: PlacedMention) -> str:
    """The id of a mention: its article, where it stands, and whether it names a thing or tells of an event."""
    kind = "t" if mention.kind == "trigger" else "m"
    return f"{layout.article_ids[mention.article]}-{kind}{mention.span.start}-{mention.span.end}"


def contradiction_id(pair: Contradiction) -> str:
    """The id of a contradiction: its two claims, in either order, and its reason."""
    return "contradiction-" + digest(*sorted((pair.first, pair.second)), pair.reason)
