"""The embedded English pipelines, `small` and `base`, and the plain functions that the encoder of `base` runs on.

The pipelines are folders for `spacy.load`; `kg/models/README.md` is their card.
"""
