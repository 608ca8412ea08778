"""The record of a folder of tests: what each scenario said when its test was last brought up to date.

A mark holds a digest of that; the record holds the words, so that a run can say which of them have changed. It is a
text to be read in a review: a line that names the scenario, and below it a line for each thing that it says. Where a
merge left both sides in it, both are read; what isn't what its digest stands for is left out. Losing the record loses
the old words in the notes, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecase_dsl.generate.cases import said_digest
from usecase_dsl.generate.pairing import Said

RECORD = "usecase-scenarios.txt"

_HEAD = "# What each scenario said when its test was last brought up to date, for usecase generate: commit this file."
_SCENARIO = re.compile(r"(\S+) (.+?) text=(\S+)(?: made=(\S+))?")
_USE_CASE = re.compile(r"use case (\S+): (.*)")
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a scenario said; ``made`` are digests of what was generated for it that a test may still have as it was."""

    use_case: str
    scenario: str
    said: Said
    made: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """Entries by the digests in marks, and the titles of use cases by what marks call them."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def read_record(content: bytes) -> Record:
    """The record that a file holds, as far as it can be read."""
    entries: dict[str, Entry] = {}
    titles: dict[str, str] = {}
    for side in _sides(content.decode("utf-8", errors="replace").split("\n")):
        for text, entry in _entries(side):
            known = entries.get(text)
            entries[text] = (
                Entry(entry.use_case, entry.scenario, entry.said, entry.made | known.made) if known else entry
            )
        titles |= {found[1]: found[2] for line in side if (found := _USE_CASE.fullmatch(line))}
    return Record(entries, titles)


def written_record(record: Record) -> bytes:
    """A record as a file."""
    by_use_case: dict[str, list[tuple[str, Entry]]] = {}
    for text, entry in record.entries.items():
        by_use_case.setdefault(entry.use_case, []).append((text, entry))
    lines = [_HEAD]
    for use_case in sorted(by_use_case, key=_in_order):
        lines += ["", f"use case {use_case}: {record.titles[use_case]}"] if use_case in record.titles else []
        for text, entry in sorted(by_use_case[use_case], key=_place):
            made = f" made={','.join(sorted(entry.made))}" if entry.made else ""
            lines += ["", f"{use_case} {entry.scenario} text={text}{made}", *map(_written, entry.said)]
    return "".join(f"{line}\n" for line in lines if record.entries).encode("utf-8", errors="replace")


# ---- order


def _place(entry: tuple[str, Entry]) -> tuple[bool, list[tuple[bool, int, str]], str]:
    """Within a use case: the main success scenario, then by labels."""
    return entry[1].scenario != "main", _in_order(entry[1].scenario), entry[0]


def _in_order(name: str) -> list[tuple[bool, int, str]]:
    """What names are sorted by: ``2a`` comes before ``10a``."""
    parts = _DIGITS.split(name)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


# ---- lines


def _sides(lines: Iterable[str]) -> Iterator[Sequence[str]]:
    """The file; where it has the signs of a merge conflict, it as one side has it and as the other has it."""
    sides: tuple[list[str], list[str]] = [], []
    within: tuple[list[str], ...] = sides
    for line in (line.removesuffix("\r") for line in lines):
        if line.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
            within = {"<": sides[:1], "|": (), "=": sides[1:], ">": sides}[line[0]]
        else:
            for side in within:
                side.append(line)
    yield from sides[:1] if sides[0] == sides[1] else sides


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """The scenarios of one side that are whole, each with its digest."""
    heads = [number for number, line in enumerate(lines) if _SCENARIO.fullmatch(line)]
    for number, end in zip(heads, [*heads, len(lines)][1:], strict=True):
        found = _SCENARIO.fullmatch(lines[number])
        said = tuple(map(_read, (line for line in lines[number + 1 : end] if line.startswith("  "))))
        if found and said_digest(said) == found[3]:
            yield found[3], Entry(found[1], found[2], said, frozenset((found[4] or "").split(",")) - {""})


def _written(line: str) -> str:
    """A line of a scenario, indented; as JSON writes it where it has what would be no line."""
    plain = line.isprintable() and line == line.strip() and not line.startswith('"')
    return f"  {line if plain else json.dumps(line, ensure_ascii=False)}"


def _read(line: str) -> str:
    try:
        return str(json.loads(line)) if line.startswith('  "') else line[2:]
    except ValueError:
        return line[2:]
