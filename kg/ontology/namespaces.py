"""Namespaces of the vocabulary, of the data and of the vocabularies beside them."""

from __future__ import annotations

VOCABULARY = "https://w3id.org/newsgraph/ontology#"
DATA = "https://w3id.org/newsgraph/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "kg": VOCABULARY, "id": DATA, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "skos": SKOS, "xsd": XSD,
    "dcterms": "http://purl.org/dc/terms/", "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "wd": "http://www.wikidata.org/entity/",
    "dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#",
}  # fmt: skip
