"""What has changed between two models: things added, removed, renamed and altered, line by line.

Numbers of steps don't count: a step that moved down because another came before it hasn't changed. A use case is known
again by its id, or by its title where it has no id; one that has lost both, by the steps that it has kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from usecase_dsl.model.change_lines import Line, lines_of
from usecase_dsl.model.tables import Actor, Entry, EntryKind, Model, UseCase

How = Literal["added", "removed", "changed"]
Thing = UseCase | Actor | Entry
Kind = EntryKind | Literal["use case", "actor"]
# What is known by a kind and a key.
ThingName = tuple[Kind, str]

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Two lines are one that has changed if at least so much of them is alike; two use cases, if so many steps are the same.
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: in both, or in the new one alone (``added``), or in the old one alone (``removed``)."""

    how: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A line that was added, removed or changed. ``old`` or ``new`` is ``None`` where there is none."""

    how: How
    old: Line | None
    new: Line | None

    @property
    def line(self) -> Line:
        """The line as it is now, or as it was."""
        found = self.new or self.old
        assert found
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that was added, removed or changed, by its kind and its key: as it is now, or was if it is gone.

    ``title`` is what it is called, and ``before`` what it was called where that differs.
    """

    how: How
    kind: Kind
    key: str
    title: str
    before: str = ""
    lines: tuple[Altered, ...] = ()


def changes(old: Model, new: Model) -> Mapping[ThingName, Change]:
    """What differs, in the order of the new model; what is gone comes last. Empty where nothing does."""
    before, now = dict(_things(old)), dict(_things(new))
    renamed = _renamed(before, now)
    found = [_change(before.get(renamed.get(name, name)), thing, name) for name, thing in now.items()]
    left = before.keys() - now.keys() - set(renamed.values())
    gone = (Change("removed", *name, _title(thing)) for name, thing in before.items() if name in left)
    return {(each.kind, each.key): each for each in (*found, *gone) if each}


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """How one text became the other, word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[i1:i2])))
            continue
        pieces += [Piece("removed", "".join(a[i1:i2]))] if i2 > i1 else []
        pieces += [Piece("added", "".join(b[j1:j2]))] if j2 > j1 else []
    return tuple(_joined(pieces))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A blank alone between two words that have changed is part of the change: words are read in phrases."""
    removed = added = ""
    for number, piece in enumerate(pieces):
        between = piece.how == "same" and not piece.text.strip() and 0 < number < len(pieces) - 1
        if piece.how == "same" and not between:
            yield from _pair(removed, added)
            removed = added = ""
            yield piece
        removed += piece.text if piece.how == "removed" or between else ""
        added += piece.text if piece.how == "added" or between else ""
    yield from _pair(removed, added)


def _pair(removed: str, added: str) -> Iterator[Piece]:
    if not removed.strip() and not added.strip():  # Other blanks are no change.
        if removed or added:
            yield Piece("same", added or removed)
        return
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def _things(model: Model) -> Iterator[tuple[ThingName, Thing]]:
    yield from ((("use case", key), use_case) for key, use_case in model.use_cases.items())
    yield from ((("actor", key), actor) for key, actor in model.actors.items() if actor.declared)
    for kind, table in model.entries.items():
        yield from (((kind, key), entry) for key, entry in table.items() if entry.declared)


def _title(thing: Thing) -> str:
    if isinstance(thing, Actor):
        return thing.name
    title = thing.title if isinstance(thing, UseCase) else thing.text
    return " ".join(part for part in (thing.id, title) if part)


def _change(before: Thing | None, now: Thing, name: ThingName) -> Change | None:
    if before is None:
        return Change("added", *name, _title(now))
    if before is now:
        return None
    lines = tuple(_altered(lines_of(before), lines_of(now)))
    titles = _title(before), _title(now)
    if not lines and titles[0] == titles[1]:
        return None
    return Change("changed", *name, titles[1], titles[0] if titles[0] != titles[1] else "", lines)


def _altered(before: Sequence[Line], now: Sequence[Line]) -> Iterator[Altered]:
    """The lines that differ. Where a flow leaves and goes on is told by steps, whatever numbers they have now."""
    pairs = list(_paired(before, now))
    labels = {old.label: new.label for old, new in pairs if old and new and new.kind == "step"}
    for old, new in pairs:
        if old is None or new is None:
            yield Altered("added" if new else "removed", old, new)
        elif old.said != new.said or tuple(labels.get(label, label) for label in old.places) != new.places:
            yield Altered("changed", old, new)


def _paired(before: Sequence[Line], now: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Each line with the one that it has become, or that it was; ``None`` where there is none."""
    said = [line.said for line in before], [line.said for line in now]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *said, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[i1:i2], now[j1:j2], strict=True)
        else:
            yield from _replaced(before[i1:i2], now[j1:j2])


def _replaced(before: Sequence[Line], now: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines that took the place of others: each with the first left of its kind that is like it."""
    left = list(before)
    for line in now:
        at = next((at for at, each in enumerate(left) if _alike(each, line)), None)
        if at is None:
            yield None, line
            continue
        yield from ((gone, None) for gone in left[:at])
        yield left[at], line
        left = left[at + 1 :]
    yield from ((gone, None) for gone in left)


def _alike(one: Line, other: Line) -> bool:
    if one.kind != other.kind or one.field != other.field:
        return False
    if one.field or one.kind in ("description", "end"):
        return True
    words = (re.findall(r"\w+", one.text), re.findall(r"\w+", other.text))
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _LIKE


def _renamed(before: Mapping[ThingName, Thing], now: Mapping[ThingName, Thing]) -> dict[ThingName, ThingName]:
    """For each use case that has another name now, the name that it had: most steps in common first."""
    lost = {name: thing for name, thing in before.items() if name not in now and isinstance(thing, UseCase)}
    won = {name: thing for name, thing in now.items() if name not in before and isinstance(thing, UseCase)}
    pairs = sorted(_likeness(lost, won), key=lambda pair: -pair[0])
    found: dict[ThingName, ThingName] = {}
    for _, old, new in pairs:
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _likeness(
    lost: Mapping[ThingName, UseCase], won: Mapping[ThingName, UseCase]
) -> Iterator[tuple[float, ThingName, ThingName]]:
    """Each pair that could be the same use case, with how much of it is."""
    marks = {name: _marks(thing) for name, thing in lost.items()}
    having: dict[str, list[ThingName]] = defaultdict(list)
    for name, known in marks.items():
        for mark in known:
            having[mark].append(name)
    for name, thing in won.items():
        own = _marks(thing)
        common = Counter(other for mark in own for other in having.get(mark, ()))
        for other, number in common.items():
            share = number / max(len(own), len(marks[other]))
            if share >= _LIKE:
                yield share, other, name


def _marks(use_case: UseCase) -> frozenset[str]:
    """What a use case is known by when its name has changed: its steps, or its title where it has none."""
    return frozenset(_texts(use_case)) or frozenset({f"title {use_case.title}"})


def _texts(use_case: UseCase) -> Iterable[str]:
    return (step.text.value for flow in use_case.flows for step in flow.steps)
