"""A card made shorter, step by step, until it has room on a page; whatever is left out is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from usecase_dsl.render.cards.content import Card, Item, Section
from usecase_dsl.render.cards.runs import Run, runs, words

Runs = tuple[Run, ...]

# The few texts that a card is about may be longer than those in its lists.
_LONGER = 3
_LEADING = ("when", "problem", "goal", "outcome")
# More letters than any page holds, in the smallest size.
# A figure that is longer is none.
_OF_A_FIGURE = 80
_ON_A_PAGE = 15_000
_NOTE = "Shortened, so that it has room on a page."


@dataclass(frozen=True, slots=True)
class Cut:
    """How many items a section may have, and how many letters a text of a list; ``None`` is any number."""

    items: int | None = None
    letters: int | None = None


CUTS = (
    *(Cut(), Cut(12, 400), Cut(9, 280), Cut(7, 200), Cut(6, 150), Cut(5, 150)),
    *(Cut(4, 105), Cut(3, 105), Cut(3, 50), Cut(2, 50), Cut(1, 40)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is set."""

    name: Runs
    text: Runs


@dataclass(frozen=True, slots=True)
class Block:
    """A section as it is set; ``more`` says how many items are left out, ``""`` for none."""

    part: str
    heading: str
    kind: str
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Version:
    """What of a card is set: all of it, or less."""

    title: str
    package: str
    blocks: tuple[Block, ...]
    figures: tuple[tuple[str, str], ...]
    note: str


def versions(card: Card) -> tuple[Version, ...]:
    """The card as a whole, then shorter and shorter; none twice, and none that no page has room for."""
    whole, *shorter = (_version(card, cut) for cut in CUTS)
    made = dict.fromkeys((whole, *(replace(each, note=_NOTE) for each in shorter if each != whole)))
    return tuple(each for each in made if _letters(each) <= _ON_A_PAGE)


def _version(card: Card, cut: Cut) -> Version:
    return Version(
        title=_plain(card.title, cut),
        package=_plain(card.package, cut),
        blocks=tuple(_block(section, cut) for section in card.sections),
        figures=tuple((figure.heading, _short(figure.text, _OF_A_FIGURE)) for figure in card.figures),
        note="",
    )


def _letters(of: Version) -> int:
    return sum(len(words(line.name)) + len(words(line.text)) for block in of.blocks for line in block.lines)


def _block(of: Section, cut: Cut) -> Block:
    kept = of.items[: cut.items]
    left = len(of.items) - len(kept)
    most = cut.letters and cut.letters * (_LONGER if of.part in _LEADING else 1)
    lines = tuple(_line(item, of, most) for item in kept)
    return Block(of.part, of.heading, of.kind, lines, f"… and {left:,} more" if left else "")


def _line(item: Item, of: Section, most: int | None) -> Line:
    name = runs(item.name) if of.kind == "pairs" else (Run(item.name),)
    return Line(_cut(name, most), _cut(runs(item.text), most))


def _plain(text: str, cut: Cut) -> str:
    return _short(text, cut.letters and 2 * cut.letters)


def _short(text: str, most: int | None) -> str:
    return "".join(run.text for run in _cut((Run(text),), most))


def _cut(of: Runs, most: int | None) -> Runs:
    """The runs as they are, or so many letters of them on one line, cut between words where there are any."""
    said = words(of)
    return of if most is None or (len(said) <= most and "\n" not in said) else tuple(_first(of, most))


def _first(of: Runs, most: int) -> Iterator[Run]:
    left = most
    for run in of:
        flat = run.text.replace("\n", " ")
        if len(flat) > left:
            yield run._replace(text=_begun(flat, left))
            return
        yield run._replace(text=flat)
        left -= len(flat)


def _begun(text: str, most: int) -> str:
    whole_words = text[:most].rpartition(" ")[0]
    return (whole_words if len(whole_words) > most // 2 else text[:most]).rstrip() + "\N{NO-BREAK SPACE}…"
