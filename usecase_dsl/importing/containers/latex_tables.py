"""The rows and cells of a LaTeX table, as lists of parsed nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from usecase_dsl.importing.containers.latex_source import ARGUMENT
from usecase_dsl.importing.containers.latex_vocabulary import HEADS, ROW_ENDS, RULES

Cell = list[Any]
_LENGTH = re.compile(r"\[\s*-?[\d.]*\s*(?:[a-z]{2}|\\[A-Za-z]+)\s*\]")


@dataclass(slots=True)
class Rows:
    """A table's rows; ``before`` is what stands in it and is no cell, such as its caption."""

    rows: list[list[Cell]] = field(default_factory=list)
    before: list[Any] = field(default_factory=list)

    def add(self, node: Any) -> None:
        """Takes the next node of the table."""
        name = getattr(node, "macroname", None)
        if name in ROW_ENDS or name in RULES or name in HEADS:
            self._end(repeated=name in HEADS)
            self._cell().extend(text_behind_line_end(node))
        elif name in {"caption", ARGUMENT}:
            self.before.append(node)
        elif getattr(node, "specials_chars", None) == "&":
            self._row().append([])
        else:
            self._cell().append(node)

    def _row(self) -> list[Cell]:
        if not self.rows:
            self.rows.append([[]])
        return self.rows[-1]

    def _cell(self) -> Cell:
        return self._row()[-1]

    def _end(self, repeated: bool) -> None:
        if any(map(_says_something, self._row())) or len(self._row()) > 1:
            self.rows.append([[]])
        if repeated:
            self._repeats()

    def _repeats(self) -> None:
        """The head that a long table shows on every page stays once: at the end of its first form."""
        self.heads += 1
        if self.heads > 1:
            del self.rows[self.kept :]
            self.rows.append([[]])
        self.kept = len(self.rows) - 1

    heads: int = 0
    kept: int = 0


def rows(nodes: list[Any]) -> Rows:
    """The nodes of a table's inside in rows and cells."""
    found = Rows()
    for node in nodes:
        found.add(node)
    return found


def is_table(nodes: list[Any]) -> bool:
    """Whether an unknown environment holds columns."""
    return any(getattr(node, "specials_chars", None) == "&" for node in nodes)


def text_behind_line_end(node: Any) -> list[Any]:
    """``\\\\ [A1] text``: what TeX would take for a length and isn't one."""
    given = node.nodeargd.argnlist if node.nodeargd and node.macroname == "\\" else ()
    return [each for each in given or () if each is not None and _is_text(each.latex_verbatim())]


def _is_text(text: str) -> bool:
    return text.startswith("[") and not _LENGTH.fullmatch(text)


def _says_something(cell: Cell) -> bool:
    return any(node.latex_verbatim().strip() for node in cell)
