"""What a cell of a table of examples says of its row: which flow it is for, how it ends, of which partition it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from usecase_dsl import resources
from usecase_dsl.source import Source, Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Row
from usecase_dsl.syntax.scripts import ENDS, FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

# What a condition may end with before its flow begins.
_CLOSING = f"{ENDS}:： "

MAIN, SUCCESS, FAILURE = "main", "success", "failure"


def flow_names(flows: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The labels of flows by what may be written for them: the label, or the condition if no other flow has it.

    ``flows`` are labels with conditions.
    """
    known = [(label, word(condition.rstrip(_CLOSING))) for label, condition in flows if label]
    times = Counter(condition for _, condition in known)
    own = {condition: label for label, condition in known if condition and times[condition] == 1}
    return own | {label: label for label, _ in known}


def meant(cell: str, flows: Mapping[str, str], language: str) -> str:
    """The label of the flow that a cell names, ``main``, ``success`` or ``failure``; ``""`` if it names none."""
    written = word(cell)
    if flow := flows.get(labels.canonical(cell)) or flows.get(written):
        return flow
    head = vocabulary(language).heads.get(written)
    if head and head.kind == "MAIN":
        return MAIN
    return next((name for name in (SUCCESS, FAILURE) if written in said(name, language)), "")


def word(cell: str) -> str:
    """A cell as it is compared."""
    return key(cell).strip("*_ ").rstrip(FULL_STOPS)


@cache
def said(meaning: str, language: str) -> frozenset[str]:
    """The words for a partition or an outcome, in a language and in English."""
    table = json.loads(resources.read_text("grammar/partitions.json"))[meaning]
    return frozenset(key(each) for each in (*table["en"], *table.get(language, ())))


def naming(rows: Sequence[Row], flows: Mapping[str, str], language: str) -> int | None:
    """The first column of a table in which each cell below the name says whose its row is; ``None`` if there is none.

    Only whole tables count: the rows have as many cells as the first.
    """
    head, *below = rows
    for column in range(len(head.cells)):
        cells = [row.cells[column] if column < len(row.cells) else "" for row in below]
        if cells and all(meant(cell, flows, language) for cell in cells):
            return column
    return None


def relabelled(row: Row, source: Source, texts: Mapping[Span, str]) -> Row:
    """A row in which cells that get a new text have it."""
    if not texts:
        return row
    spans = zip(row.cells, cell_spans(row, source), strict=True)
    return Row(tuple(texts.get(span, cell) for cell, span in spans), row.span)


def cell_spans(row: Row, source: Source) -> Sequence[Span]:
    """Where the cells of a row stand in its text, without the blanks around them."""
    text = source.text[row.span.start : row.span.end]
    begin = text.index("|") + 1 if "|" in text else 0
    found: list[Span] = []
    for number in range(len(row.cells)):
        end = begin
        while end < len(text) and (text[end] != "|" or text[end - 1] == "\\"):
            end += 1
        cell = text[begin:end]
        start = row.span.start + begin + len(cell) - len(cell.lstrip())
        found.append(Span(start, start + len(cell.strip())))
        begin = min(end + 1, len(text)) if number + 1 < len(row.cells) else end
    return found
