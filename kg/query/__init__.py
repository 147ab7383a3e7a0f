"""Questions to a graph in SPARQL 1.1, read-only; the prefixes of the ontology need not be written."""

from kg.query.answers import FORMS, Answer, Table, shorten, to_csv, to_json, to_table, to_text
from kg.query.engines import ENGINES, ask, evaluate
from kg.query.gate import check_query
from kg.query.questions import find_query, question_files
from kg.query.store import graphs_of, load_store, prefixes_of

__all__ = [
    "ENGINES",
    "FORMS",
    "Answer",
    "Table",
    "ask",
    "check_query",
    "evaluate",
    "find_query",
    "graphs_of",
    "load_store",
    "prefixes_of",
    "question_files",
    "shorten",
    "to_csv",
    "to_json",
    "to_table",
    "to_text",
]
