"""``python benchmarks/plantuml_models.py FOLDER OUTPUT``: use-case diagrams in PlantUML as models in our language.

Reads every ``.puml``, ``.plantuml``, ``.pu`` and ``.uml`` file of the folder and writes a ``.uc`` for each diagram with
actors, use cases and at least two relations that our language has too:

- a line between an actor and a use case is an association, whatever its style, head and label;
- between two use cases, or two actors, a line counts if it says include, extend or generalization;
- the actor is primary where the line goes from it, or has no head and names it first; else supporting;
- a frame around all use cases is the system; any other, the innermost one, is their package.

All else is left out, and so is a relation that closes a circle or is drawn twice. A model that `usecase check` finds an
error in isn't written. Two diagrams that give the same model are one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.plantuml_text import Drawing, Node, Relation, drawings
from usecase_dsl.checks import check
from usecase_dsl.model import link
from usecase_dsl.syntax import parse

SUFFIXES = {".puml", ".plantuml", ".pu", ".uml"}
LEAST_RELATIONS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    counts = convert(arguments.folder, arguments.output)
    print("\n".join(f"{many:5} {what}" for what, many in counts.items()))


def convert(folder: Path, output: Path) -> Counter[str]:
    """Write the models of a folder's diagrams, and count what became of them."""
    output.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    written: set[str] = set()
    for file in sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES):
        for number, drawing in enumerate(drawings(file.read_text(encoding="utf-8", errors="replace")), 1):
            counts["diagrams"] += 1
            text, fate = _judged(drawing, written)
            counts[fate] += 1
            if fate == "models":
                name = re.sub(r"[^\w.-]+", "_", file.name.removesuffix(file.suffix).removesuffix(".puml"))
                path = output / f"{name}{'' if number == 1 else f'-{number}'}.uc"
                path.write_text(text, encoding="utf-8", newline="\n")
    return counts


def _judged(drawing: Drawing, written: set[str]) -> tuple[str, str]:
    """The text, and what becomes of it."""
    parts = _parts(drawing)
    if len(parts.cases) < 1 or len(parts.actors) < 1 or parts.relations < LEAST_RELATIONS:
        return "", "aren't use-case diagrams with actors and relations"
    text = "\n".join(_lines(drawing, parts)) + "\n"
    if text in written:
        return "", "are drawn twice"
    written.add(text)
    if _has_errors(text):
        return text, "would have errors"
    return text, "models"


def _has_errors(text: str) -> bool:
    document, found = parse(text, "model.uc")
    diagnostics = [*found, *check(link([document]))]
    return any(each.severity == "error" for each in diagnostics)


def model_text(drawing: Drawing) -> str:
    """A diagram in our language."""
    return "\n".join(_lines(drawing, _parts(drawing))) + "\n"


@dataclass
class _Parts:
    """What is left of a diagram: names by key, and the relations of each node, in their order."""

    actors: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    primary: dict[str, list[str]] = field(default_factory=dict)
    supporting: dict[str, list[str]] = field(default_factory=dict)
    includes: dict[str, list[str]] = field(default_factory=dict)
    extends: dict[str, list[str]] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)

    @property
    def relations(self) -> int:
        tables = (self.primary, self.supporting, self.includes, self.extends, self.parents)
        return sum(len(many) for table in tables for many in table.values())


def _parts(drawing: Drawing) -> _Parts:
    parts = _Parts()
    related = [each for each in drawing.relations if each.source != each.target]
    tied = {key for each in related for key in (each.source, each.target)}
    for relation in related:
        _relate(parts, drawing.nodes, relation)
    used = {key for table in (parts.primary, parts.supporting) for many in table.values() for key in many}
    used |= {key for child, many in parts.parents.items() for key in (child, *many)}
    for key, node in drawing.nodes.items():
        if node.kind == "use case":
            parts.cases[key] = _free(node.name or key, parts.cases)
        elif key in used or (node.kind == "human" and key not in tied):
            parts.actors[key] = _free(_actor_name(node.name or key), parts.actors)
    return parts


def _relate(parts: _Parts, nodes: dict[str, Node], relation: Relation) -> None:
    source, target = nodes[relation.source], nodes[relation.target]
    cases = (source.kind == "use case", target.kind == "use case")
    if cases == (False, True):
        _associate(parts.primary, parts.supporting, relation.target, relation.source)
    elif cases == (True, False):
        _associate(parts.supporting, parts.primary, relation.source, relation.target)
    elif relation.kind == "generalization":
        _add(parts.parents, relation.source, relation.target)
    elif cases == (True, True) and relation.kind in ("include", "extend"):
        _add(parts.includes if relation.kind == "include" else parts.extends, relation.source, relation.target)


def _associate(table: dict[str, list[str]], other: dict[str, list[str]], case: str, actor: str) -> None:
    """An actor is tied to a use case once, as it was drawn first."""
    if actor not in other.get(case, ()) and actor not in table.get(case, ()):
        table.setdefault(case, []).append(actor)


def _add(table: dict[str, list[str]], source: str, target: str) -> None:
    if not _reaches(table, target, source) and target not in table.get(source, ()):
        table.setdefault(source, []).append(target)


def _reaches(table: dict[str, list[str]], start: str, end: str) -> bool:
    return start == end or any(_reaches(table, each, end) for each in table.get(start, ()))


def _free(name: str, taken: dict[str, str]) -> str:
    """A name that nothing else has, as every name is one thing's in our language."""
    used = {each.casefold() for each in taken.values()}
    number, found = 2, name
    while found.casefold() in used:
        number, found = number + 1, f"{name} ({number})"
    return found


def _actor_name(name: str) -> str:
    """The system isn't an actor of its own use cases, so that an actor of that name has to be another one."""
    return "The other system" if name.casefold() in {"system", "the system", "a system"} else name


def _lines(drawing: Drawing, parts: _Parts) -> Iterator[str]:
    frames = _common([drawing.nodes[key].frames for key in parts.cases])
    names = {each.casefold() for each in parts.actors.values()}
    system = frames[0] if frames else drawing.title or "System"
    yield f"system: {_value('The system' if system.casefold() in names else system)}"
    for key, name in parts.actors.items():
        yield from ("", f"actor: {_value(name)}")
        if drawing.nodes[key].kind in ("system", "time"):
            yield f"  kind: {drawing.nodes[key].kind}"
        yield from _items("is a", [parts.actors[each] for each in parts.parents.get(key, ())])
    ids = {key: f"UC-{number:02}" for number, key in enumerate(parts.cases, 1)}
    packages = {key: drawing.nodes[key].frames[len(frames) :][-1:] for key in parts.cases}
    for package in sorted(set(packages.values()), key=lambda each: (bool(each), list(packages.values()).index(each))):
        if package:
            yield from ("", f"package: {_value(package[0])}")
        for key in (key for key in parts.cases if packages[key] == package):
            yield from _case(parts, key, ids)


def _common(all_frames: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The frames that are around all."""
    first = all_frames[0]
    same = [each for each in range(len(first) + 1) if all(frames[:each] == first[:each] for frames in all_frames)]
    return first[: same[-1]]


def _case(parts: _Parts, key: str, ids: dict[str, str]) -> Iterator[str]:
    yield from ("", f"use case {ids[key]}: {_value(parts.cases[key])}")
    yield from _items("primary actors", [parts.actors[each] for each in parts.primary.get(key, ())])
    yield from _items("supporting actors", [parts.actors[each] for each in parts.supporting.get(key, ())])
    yield from _items("extends", [ids[each] for each in parts.extends.get(key, ())])
    yield from _items("specialises", [ids[each] for each in parts.parents.get(key, ())])
    if key in parts.includes:
        yield "  main success scenario:"
        yield from (f"    {number}. include {ids[each]}" for number, each in enumerate(parts.includes[key], 1))


def _items(field_name: str, values: list[str]) -> Iterator[str]:
    if values:
        yield f"  {field_name}:"
        yield from (f"    - {_value(each)}" for each in values)


def _value(text: str) -> str:
    """A text that begins like something else needs a backslash; control characters have no place in a text."""
    clean = "".join(each for each in text if each.isprintable()).strip()
    return f"\\{clean}" if re.match(r"[-*•–#|\\]|=>|\d+[.)]", clean) else clean


if __name__ == "__main__":
    main()
