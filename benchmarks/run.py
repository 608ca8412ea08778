"""``python benchmarks/run.py [NAME…] [--json FILE]``: how fast this is, beside its peers on the same machine.

A time alone says little, and nothing on another machine; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.comparison import Comparison
from benchmarks.measures import MEASURES
from benchmarks.timing import Times

_HEADINGS = ("name", "ours", "peer", "ratio", "of minima", "note")


def main() -> None:
    arguments = _arguments()
    found: list[Comparison] = []
    for name in arguments.names or MEASURES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        found += MEASURES[name]()
    print(_table([_HEADINGS, *map(_row, found)]))
    if arguments.json:
        report = {"machine": _machine(), "comparisons": [_record(each) for each in found]}
        text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
        arguments.json.write_text(text, encoding="utf-8", newline="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(MEASURES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.names if name not in MEASURES]:
        parser.error(f"nothing is called {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    return arguments


def _row(each: Comparison) -> tuple[str, ...]:
    peer = f"{each.peer_name} {_seconds(each.peer)}" if each.peer else f"{each.peer_name} –"
    ratios = tuple("–" if ratio is None else f"{ratio:.2f}" for ratio in _ratios(each))
    return (each.name, _seconds(each.ours), peer, *ratios, each.note)


def _ratios(each: Comparison) -> tuple[float | None, float | None]:
    """Our time by the peer's: of the medians, and of the minima."""
    if not each.peer:
        return None, None
    return each.ours.median / each.peer.median, each.ours.least / each.peer.least


def _seconds(times: Times) -> str:
    seconds = times.median
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _record(each: Comparison) -> dict[str, object]:
    ratio, of_minima = _ratios(each)
    return {
        "name": each.name,
        "ours": _figures(each.ours),
        "peer": {"name": each.peer_name, **(_figures(each.peer) if each.peer else {})},
        "ratio": ratio,
        "ratio of minima": of_minima,
        "note": each.note,
    }


def _figures(times: Times) -> dict[str, object]:
    return {"median": times.median, "minimum": times.least, "runs": len(times.runs)}


def _machine() -> dict[str, object]:
    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}


if __name__ == "__main__":
    main()
