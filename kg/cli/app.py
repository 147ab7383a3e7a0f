"""The command `kg` and what its subcommands share: options, messages, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from kg.errors import KGError
from kg.text import printable
from kg.version import __version__

F = TypeVar("F", bound=Callable[..., Any])

graph_option = click.option(
    "-g", "--graph", type=click.Path(path_type=Path, dir_okay=False), default=Path("output/graph.ttl"),
    show_default=True, help="The graph to ask.",
)  # fmt: skip
ontology_option = click.option(
    "--ontology", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Another ontology folder than the package's.",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
    help="The folder of the graph.",
)  # fmt: skip
model_option = click.option(
    "--model", default="",
    help="A spaCy pipeline: base, small, one that is installed, or a path.  [default: the best embedded]",
)  # fmt: skip


class Group(click.Group):
    """Turns errors of the package into one line on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a subcommand."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a letter that the terminal lacks is written as its number
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except KGError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("broken off; articles that were read are kept, so that the same call goes on from here")
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)


def say(text: str) -> None:
    """One message on stderr, safe for a terminal."""
    click.echo(printable(text), err=True)


def show(text: str) -> None:
    """One result on stdout, safe for a terminal."""
    click.echo(printable(text))


def hand_on(text: str) -> None:
    """A result in a form for other programs, on stdout: as it is, but safe where that is a terminal."""
    if sys.stdout.isatty():
        text = "\t".join(map(printable, text.replace("\r\n", "\n").split("\t")))
    click.echo(text, nl=not text.endswith("\n"))


def fail(text: str) -> NoReturn:
    """A message and exit code 2."""
    say(f"kg: {text}")
    sys.exit(2)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Build one knowledge graph of events from news articles, and ask it.

    \b
      kg build articles/ -o output/     articles in, graph out
      kg query organisers               a question by name, from a file, or in SPARQL
      kg explain "Andy Jassy"           the sentences behind a node or a claim
      kg validate                       does the graph keep to its shapes?

    Exit codes: 0 done; 1 done, but something was skipped, violated or not found; 2 not done.
    """
