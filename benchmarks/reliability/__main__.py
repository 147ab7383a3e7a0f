"""Prints how the program stands what others do to it: the worst row counts.

    python -m benchmarks.reliability                     # all, at full size: hours
    python -m benchmarks.reliability --share 0.02        # all, a fiftieth of it: minutes
    python -m benchmarks.reliability faults outputs      # some

Exit code 0 if every row holds, 1 if not. Needs Linux.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.reliability import faults, inputs, laws, load, outputs
from benchmarks.reliability.row import Row

Part = Callable[[argparse.Namespace, Path], Iterator[Row]]


def _of(share: float, full: int, least: int = 1) -> int:
    return max(least, round(full * share))


PARTS: dict[str, Part] = {
    "inputs": lambda o, w: inputs.rows(_of(o.share, 25_000, 30), o.model, w),
    "outputs": lambda o, w: outputs.rows(0 if o.share >= 1 else _of(o.share, 7_500, 50), w),
    "faults": lambda o, w: faults.rows(_of(o.share, 300, 3), o.model, w),
    "doubled": lambda o, w: load.doubled(_of(o.share, 200, 20), o.model, w),
    "longest": lambda o, w: load.longest(o.model, w),
    "same": lambda o, w: load.same(_of(o.share, 100, 5), o.model, w, o.python),
    "laws": lambda o, w: laws.laws(_of(o.share, 2_000, 50)),
    "fuzzing": lambda o, w: laws.fuzzing(_of(o.share, 600, 5)),
}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--share", type=float, default=1.0, help="the share of the full size (1)")
    parser.add_argument("--model", default="small", help="the pipeline that reads (small)")
    parser.add_argument("--python", action="append", default=[], help="another Python that has the dependencies")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"{', '.join(sorted(unknown))}: no such part; there are {', '.join(PARTS)}")
    print("| test | goal | found | holds |\n|---|---|---|---|", flush=True)
    holds = True
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory() as work:
            for row in PARTS[name](asked, Path(work)):
                print(row.line(), flush=True)
                holds &= row.holds
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
