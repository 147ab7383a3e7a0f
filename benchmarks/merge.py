"""What merging costs as a corpus grows, and how well it knows what is one on ECB+.

    python -m benchmarks.merge                                           # 10, 100 and 1,000 seeded articles
    python -m benchmarks.merge 50 500                                    # these sizes
    python -m benchmarks.merge --ecb ../shared/data/eventcoref/ecbplus   # coreference across documents, dev portion

Times are processor seconds, the least of three seeds (one from 5,000 articles on), memory is the peak so far; the ratio
of one size to the one before is what means something elsewhere.
What the ECB+ figures mean stands in `benchmarks/ecbplus.py`.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from kg.merge import merge_claims
from kg.model import Article, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval
from kg.ontology import Ontology

PER_STORY = 5  # articles that tell one story
COPIES = 0.1  # share of articles that are copies of another
LONE = 1 / 3  # share of articles that tell the chief person by the family name
MANY = 5_000  # articles from which one seed is enough
SENTENCES = 20
SEEDS = 3  # the least of so many runs counts
KINDS = ("Walkout", "Strike", "Layoff", "Petition", "Earthquake", "Agreement", "Election")
ROLES = {"Layoff": "performedBy", "Petition": "addressedTo", "Earthquake": "place", "Election": "place"}
COUNTS = {"Layoff": "jobsCut", "Petition": "signatureCount", "Earthquake": "deaths"}


@dataclass
class World:
    """What stories draw from: words and firms with the frequencies of language (Zipf), persons from pools of names."""

    draw: random.Random
    common: list[str]
    firms: list[str]
    given: list[str]
    family: list[str]

    def pick(self, ranked: list[str]) -> str:
        """One of some words, the first far more often: the density of ranks falls with 1/rank."""
        return ranked[int(len(ranked) ** self.draw.random()) - 1]

    def person(self) -> str:
        """A given name that many bear, a family name that few do."""
        return f"{self.pick(self.given)} {self.draw.choice(self.family)}"


@dataclass
class Story:
    """What the articles of a story share."""

    name: str
    own: list[str]
    names: list[str]
    kind: str
    day: date
    crowd: int
    said: str
    sentences: list[str] = field(default_factory=list)  # of the last article, for the next to copy


def corpus(articles: int, seed: int = 1) -> Iterator[Extraction]:
    """Yields seeded articles, five to a story, with the words, names, events, figures and quotation of their story.

    One in ten is a copy of another; in one in five the number of the event is another; in one in three its chief person
    is told by the family name alone. Firms and names are more in a larger corpus; famous ones are in many stories.
    """
    draw = random.Random(seed)  # noqa: S311 (no secret)
    pools = [[_word(draw) for _ in range(n)] for n in (5_000, 300, 500 + articles)]
    given, family = ([w.title() for w in pool] for pool in pools[1:])
    firms = [f"{_word(draw).title()} {_word(draw).title()}" for _ in range(max(articles // 5, 3))]
    world = World(draw, pools[0], firms, given, family)
    for number in range(0, articles, PER_STORY):
        own = [_word(draw) for _ in range(60)]
        names = [world.pick(firms), world.pick(firms), *(world.person() for _ in range(4))]
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(1_500))
        said = " ".join(world.pick(world.common) for _ in range(25))
        story = Story(f"{number}", own, names, draw.choice(KINDS), day, draw.randrange(100, 30_000), said)
        for i in range(min(PER_STORY, articles - number)):
            yield _report(f"{number}-{i}", world, story)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))


def _sentence(world: World, story: Story) -> str:
    draw = world.draw
    words = [draw.choice(story.own) if draw.random() < 0.3 else world.pick(world.common) for _ in range(18)]
    return " ".join([*words[:6], draw.choice(story.names), *words[6:]]) + "."


def _report(name: str, world: World, story: Story) -> Extraction:
    """One article: its first event is that of the story, two more are small ones of its own."""
    draw = world.draw
    if not story.sentences or draw.random() >= COPIES:
        story.sentences = [_sentence(world, story) for _ in range(SENTENCES)]
    text, sentences = " ".join(story.sentences), []
    for line in story.sentences:
        start = sentences[-1].end + 1 if sentences else 0
        sentences.append(Span(start, start + len(line), line))
    article = Article(f"{name}-{draw.getrandbits(40):010x}", text, publisher=f"Outlet {draw.randrange(60)}",
                      published=story.day + timedelta(days=draw.randrange(3)), file_name=f"{name}.txt")  # fmt: skip
    names = list(story.names)
    if draw.random() < LONE:
        names[2] = names[2].split()[1]
    referents = [Referent(f"n{i}", "Company" if i < 2 else "Person", n, (n,), True) for i, n in enumerate(names)]
    referents += [Referent(f"t{i}", "Topic", f"{draw.choice(story.own)} {draw.choice(story.own)}") for i in range(6)]
    referents += [Referent(f"e{i}", draw.choice(KINDS) if i else story.kind, "") for i in range(3)]
    referents.append(Referent("s", "Statement", ""))
    places = [draw.choice(sentences) for _ in range(60)]
    mentions = tuple(
        Mention(Span(s.start, s.start + 4, s.text[:4]), "nominal", r.chain)
        for r, s in zip(referents * 4, places, strict=False)
    )
    claims = tuple(_claims(article, draw, sentences, {r.chain: r.type for r in referents}, story))
    return Extraction(article, tuple(sentences), tuple(referents), mentions, claims)


def _claims(
    article: Article, draw: random.Random, sentences: list[Span], types: dict[str, str], story: Story
) -> Iterator[Claim]:
    def told(speaker: str | None = None) -> tuple[Evidence]:
        sentence = draw.choice(sentences)
        trigger = Span(sentence.start, sentence.start + 4, sentence.text[:4])
        return (Evidence(article.id, sentence, trigger, "seeded", speaker),)

    def number(count: int) -> Quantity:
        amount = Decimal(count)
        return Quantity(amount, amount, amount, "Exactly", "person", f"{count}")

    for event in ("e0", "e1", "e2"):
        kind = types[event]
        yield Claim(event, ROLES.get(kind, "targetedAt"), "n0" if event == "e0" else "n1", None, told())
        when = story.day if event == "e0" else story.day - timedelta(days=draw.randrange(400))
        yield Claim(event, "startDate", None, TimeInterval(when, when, "day", "that day"), told())
        value = number(story.crowd if draw.random() < 0.8 else story.crowd * 2)
        yield Claim(event, COUNTS.get(kind, "headCount"), None, value, told())
        yield Claim(event, "topic", draw.choice(("t0", "t1", "t2")), None, told())
    start = draw.randrange(10)
    yield Claim("s", "content", None, " ".join(story.said.split()[start : start + 15]), told("n2"))
    yield Claim("n0", "workforce", None, number(10_000 + 100 * draw.randrange(3)), told())
    for person in ("n2", "n3", "n4"):
        yield Claim(person, "worksFor", draw.choice(("n0", "n1")), None, told())
        yield Claim(person, "relation", draw.choice(("t3", "t4", "t5")), None, told(), predicate_text="speak of")


def cost(sizes: list[int]) -> Iterator[str]:
    """Yields a line for each size: seconds, ratio to the size before, and what came of it."""
    onto, before = Ontology.load(), 0.0
    for size in sizes:
        runs = [merge_once(size, seed, onto) for seed in range(SEEDS if size < MANY else 1)]
        seconds, found = min(runs)
        ratio = f"{seconds / before:6.1f}" if before else "      "
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # kibibytes on Linux
        yield f"{size:7} {seconds:8.2f} {ratio} {peak:7} {found}"
        before = seconds


def merge_once(size: int, seed: int, onto: Ontology) -> tuple[float, str]:
    """Processor seconds of one merge, and the numbers of entities, events, claims and contradictions."""
    extractions = list(corpus(size, seed))
    start = time.process_time()
    graph = merge_claims(extractions, onto)
    seconds = time.process_time() - start
    sizes = (len(graph.entities), len(graph.events), len(graph.claims), len(graph.contradictions))
    return seconds, " ".join(f"{n:8}" for n in sizes)


def main() -> None:
    """Prints the cost table, or the ECB+ table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1_000])
    parser.add_argument("--ecb", type=Path, help="folder of ECB+ with dev/event_mentions.json")
    args = parser.parse_args()
    if args.ecb:
        from benchmarks.ecbplus import table

        print(*table(args.ecb), sep="\n")
        return
    print("articles seconds  ratio    MiB  entities   events   claims contradictions")
    for line in cost(args.sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
