"""The language half of an ontology: entries of lexicon/*.yaml, checked key by key against the vocabulary."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology.terms import Entry, Pattern, Term

SLOT = re.compile(
    r"self|pred|nsubj|obj|iobj|ccomp|xcomp|compound|amod|appos|acl:to|advcl:to"
    r"|nmod:poss|(?:obl|nmod|advcl|acl):[a-z]+(?:_[a-z]+){0,3}"
    r"|(?:compound|nsubj|obj|nmod:poss|(?:obl|nmod):[a-z]+(?:_[a-z]+){0,3})=[A-Z][A-Za-z]+"
    r"|(?:nsubj|obj)@[a-z]+"
)
CONDITION = re.compile(rf"(?:{SLOT.pattern}|neg|det|case:[a-z]+)(?:=[A-Za-z]+)?")
_SLOTS = (
    "self, pred, nsubj, obj, iobj, ccomp, xcomp, compound, amod, appos, nmod:poss, acl:to, advcl:to, "
    "obl:, nmod:, advcl: or acl: with a preposition, as in obl:against or nmod:because_of, "
    "compound, nsubj, obj, nmod:poss, obl: or nmod: with = and a class, as in compound=Company, "
    "and nsubj or obj with @ and a verb, as in nsubj@win"
)
_WORDS = (("nouns", "noun"), ("anaphors", "noun"), ("verbs", "verb"), ("adjectives", "adj"))
ENTRY_KEYS = {
    "adjectives", "anaphors", "caption", "counts", "employer", "examples", "nouns", "only", "requires", "roles",
    "same_event", "unless", "verbs",
}  # fmt: skip
EXAMPLE_KEYS = {"absent", "holds", "modality", "negated", "published", "speaker", "text"}
_CAPTION_FIELDS = {"type", "words", "name", "date", "content"}
MODALITIES = ("Actual", "Planned", "Possible", "Demanded")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as a safe loader does, but takes no key twice: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        return dict(super().construct_mapping(node, deep))


def read_lexicon(path: Path, terms: Mapping[str, Term]) -> Iterator[Entry]:
    """Yields the entries of a file.

    Raises OntologyError, which names file, line, column, entry, key and what would be accepted, where the file is
    missing, broken, or speaks of what the vocabulary does not define.
    """
    try:
        root, content = _parse(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        raise OntologyError(f"{path}{_broken(error)}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise OntologyError(f"{path}: {error}") from error
    if not isinstance(content, dict):
        raise OntologyError(f"{path}: a mapping of names of kg.ttl to entries is needed")
    for name, body in content.items():
        yield _entry(_Place(str(path), "", terms, root).at(name), str(name), body, path.name)


def _broken(error: yaml.MarkedYAMLError) -> str:
    """Where YAML is broken, and why: in one line, as other faults are told."""
    mark = error.problem_mark or error.context_mark
    place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
    began = f", in what begins in line {error.context_mark.line + 1}" if error.context_mark and error.context else ""
    tab = "; lines are indented with blanks, not with tabs" if "cannot start any token" in (error.problem or "") else ""
    return f"{place}: broken YAML: {error.problem or error}{began}{tab}"


def _parse(text: str) -> tuple[yaml.Node | None, Any]:
    """A document of YAML as nodes, which know their places, and as values."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        return root, loader.construct_document(root) if root else None
    finally:
        loader.dispose()


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a lexicon file, with the checks of what stands there; each names the place where it fails."""

    file: str
    where: str
    terms: Mapping[str, Term]
    node: yaml.Node | None

    def at(self, key: object, *path: object) -> _Place:
        """A place inside this one, which the keys and numbers of `path` lead to, `key` itself by default."""
        node = self.node
        for step in path or (key,):
            node = _inside(node, step) or node
        return _Place(self.file, f"{self.where}: {key}", self.terms, node)

    def fail(self, problem: str) -> OntologyError:
        """The error that names this place."""
        place = f":{self.node.start_mark.line + 1}:{self.node.start_mark.column + 1}" if self.node else ""
        return OntologyError(f"{self.file}{place}{self.where}: {problem}")

    def near(self, name: object) -> str:
        """Names of the vocabulary that resemble one."""
        return "near names: " + (", ".join(difflib.get_close_matches(str(name), self.terms, n=4, cutoff=0.4)) or "none")

    def mapping(self, value: Any, allowed: set[str] | None = None, what: str = "") -> dict[Any, Any]:
        """A mapping, empty if nothing is there; with keys out of `allowed` if that is told."""
        if value is None:
            return {}
        what = what or f"with {', '.join(sorted(allowed or ()))}"
        if not isinstance(value, dict):
            raise self.fail(f"a mapping {what} is needed, not {value!r}")
        if allowed and (unknown := sorted(str(k) for k in value if k not in allowed)):
            raise self.fail(f"unknown key {unknown[0]}; allowed are {', '.join(sorted(allowed))}")
        return value

    def texts(self, value: Any) -> tuple[str, ...]:
        """A list of texts, empty if nothing is there."""
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.fail(f"a list is needed, as in [{value if isinstance(value, str) else 'a, b'}], not {value!r}")
        return tuple(map(self.text, value))

    def text(self, value: Any) -> str:
        """One text that says something."""
        if not isinstance(value, str):
            raise self.fail(f"{value!r} is no text; put it between quotation marks")
        if not value.strip():
            raise self.fail("an empty text says nothing")
        return value

    def term(self, name: Any, is_class: bool) -> str:
        """The name of a class, or of a property, of the vocabulary."""
        term = self.terms.get(name) if isinstance(name, str) else None
        if term is None or (term.kind == "class") != is_class:
            raise self.fail(f"{name} is no {'class' if is_class else 'property'} of kg.ttl; {self.near(name)}")
        return term.name

    def slots(self, value: Any, form: re.Pattern[str] = SLOT, more: str = "") -> tuple[str, ...]:
        """One slot or a list of them; `more` says what else the form takes."""
        slots = [value] if isinstance(value, str) else [] if value is None else value
        for slot in slots if isinstance(slots, list) else [slots]:
            if not isinstance(slot, str) or not form.fullmatch(slot):
                raise self.fail(f"{slot!r} is no slot; allowed are {_SLOTS}{more}")
        return tuple(slots)


def _inside(node: yaml.Node | None, step: object) -> yaml.Node | None:
    """The value of a key in a mapping, an item of a list by its number or its text, or None."""
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if k.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode):
        return next((v for n, v in enumerate(node.value) if step in (n, v.value)), None)
    return None


def _entry(place: _Place, name: str, body: Any, file: str) -> Entry:
    if name not in place.terms:
        raise place.fail(f"kg.ttl defines no such class or property; {place.near(name)}")
    body = place.mapping(body, ENTRY_KEYS)
    roles, ranges = _roles(place, place.at("roles").mapping(body.get("roles"), what="of properties"))
    return Entry(
        name=name,
        file=file,
        patterns=tuple(_patterns(place, name, body)),
        roles=roles,
        ranges=ranges,
        counts=_counts(place.at("counts"), body.get("counts")),
        same_event=tuple(_same_event(place.at("same_event"), body.get("same_event"))),
        employer=place.at("employer").term(body["employer"], is_class=False) if "employer" in body else "",
        caption=_caption(place.at("caption"), body.get("caption")),
        examples=tuple(_examples(place, body.get("examples"))),
        requires=tuple(place.at("requires").term(r, False) for r in place.at("requires").texts(body.get("requires"))),
    )


def _roles(place: _Place, body: Mapping[Any, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Slots and ranges by role."""
    roles, ranges = {}, {}
    for role, spec in body.items():
        place.at("roles", "roles", role).term(role, is_class=False)
        here = place.at(f"role {role}", "roles", role)
        spec = here.mapping(spec, {"syntax", "range"})
        roles[role] = here.slots(spec.get("syntax"))
        if "range" in spec:
            ranges[role] = here.at("range").term(spec["range"], is_class=True)
    return roles, ranges


def _counts(place: _Place, body: Any) -> dict[str, str]:
    """The property of the number of those in a role, by role."""
    counts = place.mapping(body, what="of roles to the properties of their numbers, as in {participant: headCount},")
    return {place.term(role, is_class=False): place.term(prop, is_class=False) for role, prop in counts.items()}


def _same_event(place: _Place, body: Any) -> Iterator[str]:
    """What must agree for two reports to tell of one event: properties, and "date"."""
    for name in place.texts(body):
        yield name if name == "date" else place.term(name, is_class=False)


def _caption(place: _Place, body: Any) -> str:
    """A template whose fields are properties, or what `merge.captions` fills besides."""
    template = place.text(body) if body is not None else ""
    for name in re.findall(r"\{([^{}]*)\}", template):
        if name not in _CAPTION_FIELDS and (name not in place.terms or place.terms[name].kind == "class"):
            known = f"{', '.join(sorted(_CAPTION_FIELDS))} and properties of kg.ttl"
            raise place.fail(f"unknown field {{{name}}}; allowed are {known}; {place.near(name)}")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", template)):
        raise place.fail(f"{template!r} has a brace that is not closed or not opened")
    return template


def _patterns(place: _Place, name: str, body: Mapping[str, Any]) -> Iterator[Pattern]:
    """The words of an entry: a list of them, or a mapping of each to the slots of its subject and object."""
    relation = place.terms[name].kind != "class"
    only, unless = (_conditions(place, key, body) for key in ("only", "unless"))
    for key, pos in _WORDS:
        words, here = body.get(key), place.at(key)
        if key in body and not words:
            raise here.fail("words are needed; leave the key out where there are none")
        specs = words if isinstance(words, dict) else dict.fromkeys(here.texts(words))
        for word, spec in specs.items():
            here.text(word)
            spec = place.at(word, key, word).mapping(spec, {"subject", "object"})
            if relation and len(spec) < 2:
                example = f"{word}: {{subject: nsubj, object: obj}}"
                raise place.at(word, key, word).fail(
                    f"a relation needs the slots of its subject and object, as in {example}"
                )
            subject, object_ = (
                place.at(word, key, word).at(side).slots(spec.get(side)) for side in ("subject", "object")
            )
            lemmas = tuple(word.lower().replace("-", " - ").split())
            keys = (f"to {word}", word) if pos == "verb" else (word,)
            senses = {k: next((c[w] for w in keys if w in c), ()) for k, c in (("only", only), ("unless", unless))}
            yield Pattern(name, pos, lemmas, subject, object_, anaphoric=key == "anaphors", **senses)


def _conditions(place: _Place, key: str, body: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The slots that decide on the sense of words of an entry, by word; "to strike" is the verb alone."""
    told = place.at(key).mapping(body.get(key), what="of words to slots, as in {demonstrate: [obj]},")
    words = {w for k, _ in _WORDS if isinstance(body.get(k), list | dict) for w in body[k] if isinstance(w, str)}
    for word in told:
        if word not in words and word.removeprefix("to ") not in words:
            raise place.at(key).fail(f"{word} is no word of this entry")
    more = "; here also neg (a negative word), det (an article), case: with a preposition, and = with a class or noun"
    found = {word: place.at(key).at(word).slots(slots, CONDITION, more) for word, slots in told.items()}
    for slot in (s for slots in found.values() for s in slots if re.search("=[A-Z]", s)):
        place.at(key).at(slot).term(slot.partition("=")[2], is_class=True)
    return found


def _examples(place: _Place, body: Any) -> Iterator[Mapping[str, Any]]:
    """Sentences with what is to be read out of them."""
    if body is not None and not isinstance(body, list):
        keys = ", ".join(sorted(EXAMPLE_KEYS))
        raise place.at("examples").fail(f"a list of mappings with {keys} is needed, not {body!r}")
    for number, example in enumerate(body or ()):
        here = place.at("example", "examples", number)
        here.mapping(example or "", EXAMPLE_KEYS)
        here.at("text").text(example.get("text"))
        for key, (accepts, what) in _EXAMPLE_VALUES.items():
            if key in example and not accepts(example[key]):
                raise here.at(key).fail(f"{what} is needed, not {example[key]!r}")
        for key in ("holds", "absent"):
            _check_facts(here.at(key), example.get(key))
        yield example


def _check_facts(place: _Place, body: Any) -> None:
    """Properties with the value, or the values, that an example has, or has not."""
    for prop, value in place.mapping(body, what="of properties to their values").items():
        place.term(prop, is_class=False)
        values = value if isinstance(value, list) else [value]
        if any(isinstance(v, dict | list) or v is None for v in values):
            raise place.at(prop).fail(f"a text, number, day, or a list of these is needed, not {value!r}")


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


_EXAMPLE_VALUES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "published": (_is_day, "a day, as in 2024-01-30,"),
    "modality": (lambda v: v in MODALITIES, f"one of {', '.join(MODALITIES)}"),
    "negated": (lambda v: isinstance(v, bool), "true or false"),
    "speaker": (lambda v: isinstance(v, str), "a name"),
}
