"""How soon the page stands still and how smoothly it moves, beside plain pyvis of the same graph in the same run.

    python benchmarks/page.py                # seeded graphs of 50, 500, 2,000 and 10,000 items
    python benchmarks/page.py 500 2000       # these sizes
    python benchmarks/page.py ARTICLES ...   # the graph of some articles

Times are wall times of one run on one machine: only the ratios of two columns mean anything elsewhere. Plain pyvis is
given a minute to settle; where it does not, the ratio is a lower bound.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.graph import KnowledgeGraph
from kg.html import write_page
from kg.ontology import Ontology
from tests.browser.conftest import start_browser
from tests.browser.graphs import large

PATIENCE = 60.0
ROUNDS = 3

# Drags the picture to and fro for two and a half seconds and counts the frames.
PAN = """
const done = arguments[arguments.length - 1], canvas = document.querySelector("canvas");
const box = canvas.getBoundingClientRect(), times = [];
const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: x, clientY: y,
  pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, buttons: type === "pointerup" ? 0 : 1 }));
const [x, y] = [box.left + 30, box.top + 30];
send("pointerdown", x, y);
const frame = (now) => {
  times.push(now);
  const k = times.length % 120, step = k < 60 ? k : 120 - k;
  send("pointermove", x + 4 * step, y + 2 * step);
  if (now - times[0] < 2500) return requestAnimationFrame(frame);
  send("pointerup", x, y);
  done(((times.length - 1) * 1000) / (times.at(-1) - times[0]));
};
requestAnimationFrame(frame);
"""

# When plain pyvis has settled, in milliseconds from the start of navigation.
SETTLED = "return window.settled || 0"
WATCH = (
    '<script>network.on("stabilizationIterationsDone", () => { window.settled = performance.now(); });</script></body>'
)


def graphs(arguments: list[str]) -> Iterator[tuple[str, KnowledgeGraph]]:
    """Named graphs: of seeded sizes, or of articles."""
    if arguments and not all(a.isdigit() for a in arguments):
        from kg.pipeline import build

        yield "articles", build(arguments)
    else:
        for size in map(int, arguments or ["50", "500", "2000", "10000"]):
            yield f"{size:,}", large(size)


def plain_pyvis(graph: KnowledgeGraph, path: Path) -> None:
    """The same nodes and edges as pyvis draws them by itself, its scripts inside the file."""
    from pyvis.network import Network

    net = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    for node in (*graph.entities.values(), *graph.events.values()):
        net.add_node(node.id, label=node.name)
    for s in graph.statements:
        if s.claim.object is not None:
            net.add_edge(s.claim.subject, s.claim.object, title=s.evidence.sentence.text)
    path.write_text(net.generate_html().replace("</body>", WATCH), encoding="utf-8")


def still(path: Path, question: str, address: str = "") -> tuple[float, float]:
    """Seconds until the picture stands still (0 if it does not in time) and frames a second while it is dragged."""
    driver = start_browser(path.parent)
    driver.set_script_timeout(4 * PATIENCE)
    driver.set_page_load_timeout(4 * PATIENCE)
    try:
        driver.get(path.as_uri() + address)
        end = time.monotonic() + PATIENCE
        while not (when := driver.execute_script(question)) and time.monotonic() < end:
            time.sleep(0.05)
        return when / 1000, driver.execute_async_script(PAN)
    except Exception as error:
        if "timeout" not in type(error).__name__.lower():
            raise
        return 0.0, 0.0
    finally:
        driver.quit()


def measure(name: str, graph: KnowledgeGraph, onto: Ontology, folder: Path) -> dict[str, Any]:
    """One row of the table."""
    ours, theirs = folder / "page.html", folder / "pyvis.html"
    start = time.perf_counter()
    write_page(graph, onto, ours)
    written = time.perf_counter() - start
    plain_pyvis(graph, theirs)
    question = "return window.page ? page.painted() : 0"
    runs = [still(ours, question) for _ in range(ROUNDS)]
    whole = still(ours, question, "#all=1") if len(graph.entities) + len(graph.events) > 150 else runs[0]
    settled, their_frames = still(theirs, SETTLED)
    seconds = statistics.median(s for s, _ in runs)
    return {
        "graph": name,
        "kB": ours.stat().st_size // 1000,
        "written s": round(written, 2),
        "still s": round(seconds, 2),
        "pyvis still s": round(settled, 2) if settled else f"> {PATIENCE:.0f}",
        "times sooner": f"{'' if settled else '> '}{(settled or PATIENCE) / seconds:.0f}",
        "frames/s": round(statistics.median(f for _, f in runs)),
        "frames/s, all drawn": round(whole[1]),
        "pyvis frames/s": round(their_frames),
    }


def main() -> None:
    """Prints a table, and each row as JSON on the way."""
    onto = Ontology.load()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, graph in graphs(sys.argv[1:]):
            rows.append(measure(name, graph, onto, Path(folder)))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    print(" | ".join(rows[0]))
    for row in rows:
        print(" | ".join(str(v) for v in row.values()))


if __name__ == "__main__":
    main()
