"""Which lines of a document belong to which use case.

A use case begins where a line says so. Where none does, it begins at the heading above the labels of its sections, or
where a second name stands. It ends where the next one begins, or at a heading that closes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.evidence import (
    is_bold,
    is_generic,
    is_of_tests,
    label_in,
    labels_follow,
    names_a_section,
    rank_of_markdown,
    speaks_of_use_cases,
    weight,
)
from usecase_dsl.importing.implied import implied_regions
from usecase_dsl.importing.labels import Label, whole_label
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.regions import BELOW_HEADINGS, Region
from usecase_dsl.importing.starts import Start, start_of, tidy_id, tidy_title


@dataclass
class _Open:
    """A region that is being read. ``within`` is the rank of the heading it stands under; ``pending`` are the lines
    after a heading that may have closed it."""

    start: Start
    line: Line
    rank: int
    within: int
    lines: list[Line] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    closed: bool = False
    ranks: set[int] = field(default_factory=set)

    def region(self) -> Region:
        return Region(self.start.id, self.start.title, self.line.number, self.rank, tuple(self.lines))


def regions_of(lines: Sequence[Line], languages: Counter[str]) -> tuple[Region, ...]:
    """The use cases of a document in its order."""
    found, outside = _said(lines, languages)
    implied = [each for run in outside for each in implied_regions(run, languages)]
    return tuple(sorted([*found, *implied], key=lambda each: each.number))


def _said(lines: Sequence[Line], languages: Counter[str]) -> tuple[list[Region], list[list[Line]]]:
    """The use cases that lines begin by name, and the runs of lines in none of them."""
    found: list[Region] = []
    outside: list[list[Line]] = [[]]
    current: _Open | None = None
    within = 0

    def close() -> None:
        nonlocal current
        if current and _is_use_case(current, languages):
            found.append(current.region())
            outside.append(list(current.pending))
        elif current:
            outside[-1].extend([current.line, *current.lines, *current.pending])
        current = None

    said_at = -1
    for at, line in enumerate(lines):
        if at == said_at:
            continue
        start = _start(lines, at, languages)
        if start and line.table and at + 1 < len(lines) and _is_said(start, lines[at + 1]):
            said_at = at + 1
        if current and not start and _is_its_title(current, line, languages):
            current.start = current.start._replace(title=tidy_title(lexicon.without_numbering(line.text)))
            continue
        if start and current and line.rank > current.rank and (not start.named or start.id == current.start.id != ""):
            start = None
        if start and current and not current.closed and _same(current, start, line, languages):
            _merge(current, start, line)
        elif start:
            close()
            current = _Open(start, line, line.rank or rank_of_markdown(line) or BELOW_HEADINGS, within)
            outside.append([])
        elif current:
            _add(current, line, languages)
        else:
            outside[-1].append(line)
        if line.kind == "heading":
            within = line.rank
    close()
    return found, [run for run in outside if run]


def _is_its_title(current: _Open, line: Line, languages: Counter[str]) -> bool:
    """Whether the title of a use case that has only a number stands on the line below."""
    if current.start.title or current.lines or line.kind not in ("heading", "text") or len(line.text) > 100:
        return False
    stands_out = line.rank > current.rank if line.kind == "heading" else is_bold(line.text) and ":" not in line.text
    return stands_out and whole_label(line.text, languages).kind == "own"


def _is_said(start: Start, value: Line) -> bool:
    """Whether a cell holds the id and title that a use case begins with."""
    if value.kind not in ("text", "item") or "\n" in value.text:
        return False
    said = [each for each in (start.id, start.title) if each]
    return bool(said) and lexicon.bare(value.text).replace(" ", "").endswith(lexicon.bare(said[-1]).replace(" ", ""))


def _start(lines: Sequence[Line], at: int, languages: Counter[str]) -> Start | None:
    line = lines[at]
    beside = at > 0 and lines[at - 1].kind == "term" and line.level > lines[at - 1].level
    if line.kind in ("row", "code", "picture") or not line.text or (line.kind == "text" and beside):
        return None
    heading = line.kind in ("heading", "term") or is_bold(line.text) or bool(rank_of_markdown(line))
    if line.kind == "item":
        found = start_of(line.text, heading=True)
        below = [each for each in lines[at + 1 : at + 4] if each.level > line.level]
        listed = is_bold(line.text) and found is not None and labels_follow(lines, at, languages)
        return found if found and (listed or any(names_a_section(each, languages) for each in below)) else None
    first = line.text.partition("\n")[0]
    if line.kind == "term" and line.table:
        return _start_in_table(lines, at, first)
    found = start_of(first, heading or len(first.split()) <= 3)
    if found and not (heading or labels_follow(lines, at, languages)):
        return None
    return found


def _start_in_table(lines: Sequence[Line], at: int, head: str) -> Start | None:
    """A row that names the use case: "Use case | UC1 Log in", "UC1 | Log in"."""
    value = lines[at + 1].text if at + 1 < len(lines) and lines[at + 1].table == lines[at].table else ""
    found = lexicon.look_up(head)
    if found and found.word.kind == "wrapper" and is_generic(head):
        found = found._replace(word=lexicon.Word("title", "title"))
    if len(value) > 150 or (found and found.word.kind not in ("title", "id")):
        return None
    if found and at and lines[at - 1].kind == "heading" and not is_generic(lines[at - 1].text):
        return None  # The heading above is the title.
    if found and (at == 0 or lines[at - 1].table != lines[at].table):
        return _named_first(found, value)
    start = start_of(f"{head}: {value}", heading=True) if value else start_of(head, heading=True)
    return start if start and (not found or start.id) else None


def _named_first(found: lexicon.Found, value: str) -> Start | None:
    """The id or title in the first row of a table of fields."""
    start = start_of(value, heading=True)
    if start and (start.id or start.title):
        return start
    if found.word.kind == "id":
        return Start(tidy_id(value), "", False) if any(map(str.isdigit, value)) and " " not in value else None
    return Start("", tidy_title(value), False) if value else None


def _same(current: _Open, start: Start, line: Line, languages: Counter[str]) -> bool:
    """Whether a line gives the id or title of the use case that has just begun."""
    if any(names_a_section(each, languages) for each in current.lines):
        return False
    if line.kind == "heading" and current.line.kind == "heading" and (line.rank > current.rank or current.lines):
        return bool(start.id) and start.id == current.start.id
    ids = {start.id, current.start.id} - {""}
    return len(ids) < 2 or (bool(line.table) and not current.start.title)


def _merge(current: _Open, start: Start, line: Line) -> None:
    """A line that gives the id or title of the use case at hand. Another title above that is text."""
    first = current.start
    above, here = lexicon.bare(first.title), lexicon.bare(start.title)
    if line.kind != "heading" and first.named and above and here and above not in here:
        current.lines.insert(0, Line("text", first.title, current.line.number))
    current.start = Start(start.id or first.id, start.title or first.title, first.named or start.named)


def _add(current: _Open, line: Line, languages: Counter[str]) -> None:
    """A line below the beginning of a use case: part of it, or beyond a heading that closes it."""
    rank = line.rank if line.kind == "heading" else rank_of_markdown(line)
    if rank:
        label = whole_label(line.text, languages)
        if _ends(current, rank, label):
            current.closed = True
        elif current.closed and _reopens(current, rank, label):
            current.lines.extend(current.pending)
            current.pending.clear()
            current.closed = False
        if label.kind in ("field", "flow") and not current.closed:
            current.ranks.add(rank)
    (current.pending if current.closed else current.lines).append(line)


def _ends(current: _Open, rank: int, label: Label) -> bool:
    known = label.kind in ("field", "flow", "title", "id")
    if current.rank == BELOW_HEADINGS:
        return rank <= current.within or not known
    if rank < current.rank:
        if known and not current.ranks and not any(line.kind == "heading" for line in current.lines):
            current.rank = rank  # Its sections have a higher rank than the use case itself.
            return False
        return not (known and speaks_of_use_cases(label))
    return rank == current.rank and not known


def _reopens(current: _Open, rank: int, label: Label) -> bool:
    """A section of a use case after headings of the same rank: they were sections too."""
    return current.rank != BELOW_HEADINGS and rank == current.rank and speaks_of_use_cases(label)


def _lists_use_cases(lines: Sequence[Line]) -> bool:
    """Whether the rows of a table name use cases."""
    heads = [line.text.strip("| ").split("|")[0].strip() for line in lines if line.kind == "row"]
    return sum(start_of(head, heading=True) is not None for head in heads) > 1


def _is_use_case(current: _Open, languages: Counter[str]) -> bool:
    """Whether what follows a beginning is a use case, not an entry of a list of names."""
    labels = [label for line in current.lines if (label := label_in(line, languages))]
    if is_of_tests(current.lines):
        return False
    if not current.start.named or not (current.start.title or current.start.id):
        return weight(labels) >= 3
    if any(label.kind in ("field", "flow") for label in labels):
        return True
    if (current.rank == BELOW_HEADINGS and not is_bold(current.line.text)) or _lists_use_cases(current.lines):
        return False
    return any(line.kind in ("text", "item", "picture", "row") for line in current.lines) or bool(
        current.start.id and current.start.title and current.line.kind == "heading"
    )
