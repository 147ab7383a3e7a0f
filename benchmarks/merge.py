"""What merging costs as a corpus grows, and how well it knows what is one on ECB+.

    python -m benchmarks.merge                                           # 10, 100 and 1,000 seeded articles
    python -m benchmarks.merge 50 500                                    # these sizes
    python -m benchmarks.merge --ecb ../shared/data/eventcoref/ecbplus   # coreference across documents, dev portion

Times are processor seconds, the least of three seeds; the ratio of one size to the one before is what means something
elsewhere. What the ECB+ figures mean stands in `benchmarks/ecbplus.py`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Article, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval
from kg.ontology import Ontology

PER_STORY = 5  # articles that tell one story
SENTENCES = 20
SEEDS = 3  # the least of so many runs counts
KINDS = ("Walkout", "Strike", "Layoff", "Petition", "Earthquake", "Agreement", "Election")
ROLES = {"Layoff": "performedBy", "Petition": "addressedTo", "Earthquake": "place", "Election": "place"}
COUNTS = {"Layoff": "jobsCut", "Petition": "signatureCount", "Earthquake": "deaths"}


def corpus(articles: int, seed: int = 1) -> Iterator[Extraction]:
    """Yields seeded articles, five to a story, with the words, names, events and figures of their story."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    common = [_word(draw) for _ in range(3_000)]
    firms = [f"{_word(draw).title()} {_word(draw).title()}" for _ in range(max(articles // 10, 3))]
    for story in range(0, articles, PER_STORY):
        own = [_word(draw) for _ in range(60)]
        persons = [f"{_word(draw).title()} {_word(draw).title()}" for _ in range(4)]
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(1_500))
        names = [draw.choice(firms), draw.choice(firms), *persons]
        kind, crowd = draw.choice(KINDS), draw.randrange(100, 30_000)
        for number in range(min(PER_STORY, articles - story)):
            yield _report(f"{story}-{number}", draw, common, own, names, kind, day, crowd)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))


def _report(
    name: str,
    draw: random.Random,
    common: list[str],
    own: list[str],
    names: list[str],
    kind: str,
    day: date,
    crowd: int,
) -> Extraction:
    """One article: its first event is that of the story, two more are small ones of its own."""
    sentences, text = [], ""
    for _ in range(SENTENCES):
        words = [draw.choice(own if draw.random() < 0.4 else common) for _ in range(18)]
        line = " ".join([*words[:6], draw.choice(names), *words[6:]]) + "."
        sentences.append(Span(len(text), len(text) + len(line), line))
        text += line + " "
    article = Article(f"{name}-{draw.getrandbits(40):010x}", text, publisher=f"Outlet {draw.randrange(60)}",
                      published=day + timedelta(days=draw.randrange(3)), file_name=f"{name}.txt")  # fmt: skip
    referents = [Referent(f"n{i}", "Company" if i < 2 else "Person", n, (n,), True) for i, n in enumerate(names)]
    referents += [Referent(f"t{i}", "Topic", f"{draw.choice(own)} {draw.choice(own)}") for i in range(6)]
    referents += [Referent(f"e{i}", draw.choice(KINDS) if i else kind, "") for i in range(3)]
    places = [draw.choice(sentences) for _ in range(60)]
    mentions = tuple(
        Mention(Span(s.start, s.start + 4, s.text[:4]), "nominal", r.chain)
        for r, s in zip(referents * 4, places, strict=False)
    )
    claims = tuple(_claims(article, draw, sentences, {r.chain: r.type for r in referents}, day, crowd))
    return Extraction(article, tuple(sentences), tuple(referents), mentions, claims)


def _claims(
    article: Article, draw: random.Random, sentences: list[Span], types: dict[str, str], day: date, crowd: int
) -> Iterator[Claim]:
    def told() -> tuple[Evidence]:
        sentence = draw.choice(sentences)
        return (Evidence(article.id, sentence, Span(sentence.start, sentence.start + 4, sentence.text[:4]), "seeded"),)

    for event in ("e0", "e1", "e2"):
        kind = types[event]
        yield Claim(event, ROLES.get(kind, "targetedAt"), "n0" if event == "e0" else "n1", None, told())
        when = day if event == "e0" else day - timedelta(days=draw.randrange(400))
        yield Claim(event, "startDate", None, TimeInterval(when, when, "day", "that day"), told())
        count = Decimal(crowd if draw.random() < 0.8 else crowd * 2)
        value = Quantity(count, count, count, "Exactly", "person", f"{count}")
        yield Claim(event, COUNTS.get(kind, "headCount"), None, value, told())
        yield Claim(event, "topic", draw.choice(("t0", "t1", "t2")), None, told())
    for person in ("n2", "n3", "n4"):
        yield Claim(person, "worksFor", draw.choice(("n0", "n1")), None, told())
        yield Claim(person, "relation", draw.choice(("t3", "t4", "t5")), None, told(), predicate_text="speak of")


def cost(sizes: list[int]) -> Iterator[str]:
    """Yields a line for each size: seconds, ratio to the size before, and what came of it."""
    onto, before = Ontology.load(), 0.0
    for size in sizes:
        seconds = min(_seconds(size, seed, onto)[0] for seed in range(SEEDS))
        graph = _seconds(size, 0, onto)[1]
        ratio = f"{seconds / before:6.1f}" if before else "      "
        yield f"{size:6} {seconds:8.2f} {ratio} {len(graph.entities):8} {len(graph.events):7} {len(graph.claims):7}"
        before = seconds


def _seconds(size: int, seed: int, onto: Ontology) -> tuple[float, KnowledgeGraph]:
    extractions = list(corpus(size, seed))
    start = time.process_time()
    graph = merge_claims(extractions, onto)
    return time.process_time() - start, graph


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
    print("articles seconds  ratio entities  events  claims")
    for line in cost(args.sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
