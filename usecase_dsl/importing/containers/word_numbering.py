"""Word's automatic numbers: what stands before each paragraph of a list, counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from usecase_dsl.importing.containers.numerals import FORMATS
from usecase_dsl.importing.containers.word_styles import Styles, left_indent
from usecase_dsl.importing.containers.word_xml import attribute, children, find, number, switched, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_LEVELS = 9
_MOST = 1_000_000_000
_UNCOUNTED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it is written, where it starts and how far it is indented."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None
    indent: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list (``w:num``): the definition that it shares its counters with, its levels, and where it starts anew."""

    shared: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a list: the list's id and the level there, from 0."""

    list: str
    level: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, ListOf] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def place(self, properties: Element | None, styles: Styles) -> Place | None:
        """The list that a paragraph is in by itself or by its style; ``None`` where it is in none."""
        id, level = value(properties, "numPr", "numId"), number(find(properties, "numPr", "ilvl"))
        for style in styles.chain(styles.of(properties)) if id is None else ():
            id = value(style, "pPr", "numPr", "numId")
            if id is not None:
                level = self._level_of(style, id) if level is None else level
                break
        if id is None or id not in self.lists:
            return None
        return Place(id, min(max(level or 0, 0), _LEVELS - 1))

    def level(self, place: Place) -> Level:
        """How the place's level is written."""
        return self.lists[place.list].levels.get(place.level, Level())

    def shared(self, place: Place) -> str:
        """What lists that go on counting from each other have in common."""
        return self.lists[place.list].shared

    def count(self, place: Place) -> int:
        """The number that the place's last paragraph has; 0 of bullets."""
        if self.level(place).format in _UNCOUNTED:
            return 0
        return self.counters.get(self.shared(place), {}).get(place.level, 0)

    def next_mark(self, place: Place) -> str:
        """Counts the place's next paragraph; gives what Word shows before it, ``-`` for any bullet."""
        self._count(place)
        level = self.level(place)
        if level.format == "bullet":
            return "-"
        return re.sub(r"%([1-9])", lambda match: self._shown(place, int(match[1]) - 1), level.text).strip()

    def _level_of(self, style: Element, list: str) -> int | None:
        said = number(find(style, "pPr", "numPr", "ilvl"))
        levels = self.lists[list].levels if list in self.lists else {}
        linked = (each for each, level in levels.items() if level.style and level.style == attribute(style, "styleId"))
        return said if said is not None else next(linked, None)

    def _count(self, place: Place) -> None:
        of = self.lists[place.list]
        counters = self.counters.setdefault(of.shared, {})
        for level in of.restarts:
            if level <= place.level and (place.list, level) not in self.restarted:
                self.restarted.add((place.list, level))
                counters.pop(level, None)
        counters[place.level] = min(counters.get(place.level, self._start(place, place.level) - 1) + 1, _MOST)
        for deeper in [each for each in counters if each > place.level]:
            if _restarts(of.levels.get(deeper, Level()), place.level):
                del counters[deeper]

    def _shown(self, place: Place, level: int) -> str:
        of = self.lists[place.list]
        written = of.levels.get(level, Level())
        count = self.counters[of.shared].get(level, self._start(place, level))
        format = "decimal" if self.level(place).legal and written.format not in _UNCOUNTED else written.format
        return FORMATS.get(format, str)(count)

    def _start(self, place: Place, level: int) -> int:
        of = self.lists[place.list]
        return of.restarts.get(level, of.levels.get(level, Level()).start)


def numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of the part ``numbering.xml``; none where there is none."""
    definitions = {attribute(each, "abstractNumId") or "": each for each in children(root, "abstractNum")}
    numbers = {attribute(each, "numId") or "": each for each in children(root, "num")}
    shared = {id: value(each, "abstractNumId") or "" for id, each in numbers.items()}
    lists = {
        id: _list(each, _followed(shared[id], definitions, shared, styles), definitions)
        for id, each in numbers.items()
        if id != "0" and shared[id] in definitions
    }
    return Numbering(lists)


def _restarts(level: Level, above: int) -> bool:
    return level.restart is None or (level.restart != 0 and above < level.restart)


def _followed(id: str, definitions: dict[str, Element], shared: dict[str, str], styles: Styles) -> str:
    """The definition that counts: a list style's own, where a definition only points at a list style."""
    linked = value(definitions[id], "numStyleLink")
    if not linked:
        return id
    named = (each for each, definition in definitions.items() if value(definition, "styleLink") == linked)
    by_style = (value(style, "pPr", "numPr", "numId") for style in styles.chain(linked))
    candidates = [*named, *(shared[each] for each in by_style if each in shared)]
    return next((each for each in candidates if each in definitions), id)


def _list(element: Element, shared: str, definitions: dict[str, Element]) -> ListOf:
    levels = {level: _level(each) for each in children(definitions[shared], "lvl") if (level := _index(each)) >= 0}
    restarts = {}
    for override in children(element, "lvlOverride"):
        level, own = _index(override), find(override, "lvl")
        start = number(find(override, "startOverride"))
        if own is not None:
            levels[level] = _over(levels.get(level), _level(own))
        if start is not None:
            restarts[level] = start
    return ListOf(shared, levels, restarts)


def _over(shared: Level | None, own: Level) -> Level:
    """A list's own level. It starts where the shared one does: a new start is said by ``startOverride`` alone."""
    if shared is None:
        return own
    indent = own.indent if own.indent is not None else shared.indent
    return replace(own, start=shared.start, indent=indent, style=own.style or shared.style)


def _index(element: Element) -> int:
    level = number(element, "ilvl")
    return level if level is not None and 0 <= level < _LEVELS else -1


def _level(element: Element) -> Level:
    start = number(find(element, "start"))
    format = find(element, "numFmt")
    if format is None:
        format = find(element, "AlternateContent", "Fallback", "numFmt")
    return Level(
        attribute(format, "val") or "decimal",
        value(element, "lvlText") or "",
        start if start is not None else 1,
        bool(switched(element, "isLgl")),
        number(find(element, "lvlRestart")),
        left_indent(find(element, "pPr")),
        value(element, "pStyle") or "",
    )
