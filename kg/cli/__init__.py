"""The command line: the only place that prints or exits.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done; 1 done, but something was skipped, violated
or not found; 2 not done.
"""

from kg.cli import ask, build, compare, export, serve, words
from kg.cli.app import main

__all__ = ["ask", "build", "compare", "export", "main", "serve", "words"]
