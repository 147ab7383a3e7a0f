"""The version of the package: part of every recipe and of the provenance of every graph."""

__version__ = "0.1.0"
