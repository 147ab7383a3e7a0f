"""Who publishes: the outlet of each article as an entity of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph import Entity, digest
from kg.model import Article
from kg.names import name_key
from kg.ontology import Known, Ontology
from kg.slugs import apart, unique_ids


def find_outlets(
    articles: Iterable[Article], entities: Mapping[str, Entity], onto: Ontology
) -> tuple[dict[str, str], dict[str, Entity]]:
    """The outlet of each article, by article id, and the entities with those outlets that are not yet among them.

    A publisher is the agent of its name in the background or the articles; one without a name is an outlet of its own.
    """
    articles = sorted(articles, key=lambda a: (a.publisher, a.id))
    names = {_key(a): a.publisher or f"unnamed outlet of {a.file_name}" for a in reversed(articles)}
    known = {key: found for key, name in names.items() if (found := _known(name, onto))}
    agents = {name_key(e.name): id_ for id_, e in sorted(entities.items(), reverse=True) if onto.is_a(e.type, "Agent")}
    taken = entities.keys() | onto.known.keys()
    fresh = {digest(k): apart(n, "outlet", taken) for k, n in names.items() if k not in known and k not in agents}
    made = unique_ids(fresh.items(), taken)
    ids = {k: known[k].id if k in known else agents.get(k) or made[digest(k)] for k in names}
    outlets = {ids[k]: _outlet(ids[k], n, known.get(k)) for k, n in names.items()}
    return {a.id: ids[_key(a)] for a in articles}, {**outlets, **entities}


def _key(article: Article) -> str:
    """What two spellings of one publisher share; of an article without one, its id."""
    return name_key(article.publisher) or article.publisher or f"article {article.id}"


def _known(publisher: str, onto: Ontology) -> Known | None:
    found = onto.gazetteer.get(publisher) or onto.gazetteer.get(f"The {publisher}")
    return found if found and onto.is_a(found.type, "Agent") else None


def _outlet(id_: str, name: str, known: Known | None) -> Entity:
    if known is None:
        return Entity(id_, "NewsOutlet", name)
    return Entity(id_, "NewsOutlet", known.name, known.aliases, known.same_as)
