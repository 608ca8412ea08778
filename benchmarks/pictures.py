"""``python benchmarks/pictures.py PATH… [--each] [--keep FOLDER]``: our use-case diagrams beside those of others.

Every ``.uc`` file is a model, or all files of a project. We draw it, and others do from the text that we write for
each: PlantUML, Mermaid, D2 and Graphviz. Then all pictures are read, and in each the same is counted: lines that cross,
lines through nodes, nodes that overlap, actors that aren't beside the system, texts that overlap. A model that somebody
can't draw, or whose picture doesn't show all of it, counts for nobody, and is named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.picture_geometry import Picture, Quality, quality
from benchmarks.picture_peers import PEERS, Peer
from benchmarks.picture_readers import Unreadable, read_ours
from usecase_dsl.model import link
from usecase_dsl.model.tables import Model
from usecase_dsl.render.diagram import render
from usecase_dsl.syntax import parse

OURS = "ours"
_PROJECT = "usecase.toml"
COUNTS = tuple(each.name for each in fields(Quality))


@dataclass
class Comparison:
    """The qualities of each model's pictures by who drew them, and what couldn't be compared."""

    qualities: dict[str, dict[str, Quality]] = field(default_factory=dict)
    failed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def shared(self) -> dict[str, dict[str, Quality]]:
        """What everybody drew."""
        return {model: by for model, by in self.qualities.items() if model not in self.failed}

    def add(self, who: str, model: str, picture: Picture | None, why: str = "no picture") -> None:
        if picture is None:
            self.failed.setdefault(model, []).append(f"{who}: {why}")
        else:
            self.qualities.setdefault(model, {})[who] = quality(picture)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--each", action="store_true", help="list each model, not the sums alone")
    parser.add_argument("--keep", type=Path, help="write the pictures and the peers' texts there")
    arguments = parser.parse_args()
    models = dict(models_in(arguments.paths))
    comparison = compare(models, [peer for peer in PEERS if _is_there(peer)], arguments.keep)
    print("\n".join(report(comparison, arguments.each)))


def models_in(paths: Iterable[Path]) -> Iterator[tuple[str, Model]]:
    """The models with their names: a project's files are one, any other file is one of its own."""
    for path in paths:
        files = sorted(path.rglob("*.uc")) if path.is_dir() else [path]
        for place, group in groupby(files, key=lambda file: file.parent if (file.parent / _PROJECT).exists() else file):
            yield place.stem, link([parse(file.read_text(encoding="utf-8"), file.name)[0] for file in group])


def compare(models: Mapping[str, Model], peers: Iterable[Peer], keep: Path | None = None) -> Comparison:
    """Everybody's pictures of all models."""
    comparison = Comparison()
    for name, model in models.items():
        svg = render(model)
        _keep(keep, f"{name}.{OURS}.svg", svg)
        comparison.add(OURS, name, read_ours(svg))
    for peer in peers:
        texts = {name: render(model, format=peer.format).decode("utf-8") for name, model in models.items()}
        pictures = peer.draw(texts)
        for name, text in texts.items():
            _keep(keep, f"{name}.{peer.name}.txt", text.encode("utf-8"))
            _keep(keep, f"{name}.{peer.name}.svg", pictures.get(name, b""))
            comparison.add(peer.name, name, *_read(peer, pictures.get(name), text))
    return comparison


def report(comparison: Comparison, each: bool = False) -> list[str]:
    """The comparison as lines: what was left out, each model if asked for, the sums, and who crosses more."""
    shared = comparison.shared
    lines = [f"left out: {model}: {'; '.join(why)}" for model, why in comparison.failed.items()]
    if each:
        lines += [f"{model}: {who} {_told(found)}" for model, by in shared.items() for who, found in by.items()]
    drawers = list(next(iter(shared.values()), {}))
    lines += ["", f"{len(shared)} models of {len(comparison.qualities)}", "", _row("", drawers)]
    for count in COUNTS:
        lines.append(_row(count, [sum(getattr(by[who], count) for by in shared.values()) for who in drawers]))
    lines.append(_row("models in which ours crosses more", [_more(shared, who) for who in drawers]))
    lines.append(_row("models in which ours crosses less", [_less(shared, who) for who in drawers]))
    return lines


def _more(shared: Mapping[str, Mapping[str, Quality]], who: str) -> int:
    return sum(by[OURS].crossings > by[who].crossings for by in shared.values())


def _less(shared: Mapping[str, Mapping[str, Quality]], who: str) -> int:
    return sum(by[OURS].crossings < by[who].crossings for by in shared.values())


def _read(peer: Peer, svg: bytes | None, text: str) -> tuple[Picture | None, str]:
    if svg is None:
        return None, "no picture"
    try:
        return peer.read(svg, text), ""
    except (Unreadable, SyntaxError) as error:  # A parse error of XML is a SyntaxError.
        return None, str(error)


def _is_there(peer: Peer) -> bool:
    if missing := peer.missing():
        print(f"{peer.name} is left out: {missing}", file=sys.stderr)
    return not missing


def _keep(folder: Path | None, name: str, content: bytes) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _told(found: Quality) -> str:
    return " ".join(f"{name}={value}" for name, value in zip(COUNTS, astuple(found), strict=True))


def _row(title: str, values: Iterable[object]) -> str:
    return f"{title:36}" + "".join(f"{value:>10}" for value in values)


if __name__ == "__main__":
    main()
