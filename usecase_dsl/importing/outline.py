"""Which lines of a document belong to which use case.

A use case begins where a line says so. Where none does, it begins at the heading above the labels of its sections, or
where a second name stands. It ends where the next one begins, or at a heading that closes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.labels import Label, label_of, whole_label
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.starts import Start, start_of, tidy_id, tidy_title

# The rank of a line that begins a use case and is no heading.
_BELOW_HEADINGS = 50


@dataclass(frozen=True, slots=True)
class Region:
    """A use case as it stands in a document: its id and title where a line gives them, the place, and its lines."""

    id: str
    title: str
    number: int
    rank: int
    lines: tuple[Line, ...]
    implied: bool = False


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
    implied = [each for run in outside for each in _implied(run, languages)]
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
            current.start = _merged(current.start, start)
        elif start:
            close()
            current = _Open(start, line, line.rank or _rank_of_markdown(line) or _BELOW_HEADINGS, within)
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
    stands_out = line.rank > current.rank if line.kind == "heading" else _is_bold(line.text) and ":" not in line.text
    return stands_out and whole_label(line.text, languages).kind == "own"


def _is_said(start: Start, value: Line) -> bool:
    """Whether a cell holds the id and title that a use case begins with."""
    if value.kind not in ("text", "item") or "\n" in value.text:
        return False
    said = [each for each in (start.id, start.title) if each]
    return bool(said) and lexicon.bare(value.text).replace(" ", "").endswith(lexicon.bare(said[-1]).replace(" ", ""))


def _rank_of_markdown(line: Line) -> int:
    """The rank of a heading that was typed with Markdown's marks where nothing reads them."""
    marks = len(line.text) - len(line.text.lstrip("#"))
    return marks if line.kind == "text" and 0 < marks < 7 else 0


def _start(lines: Sequence[Line], at: int, languages: Counter[str]) -> Start | None:
    line = lines[at]
    beside = at > 0 and lines[at - 1].kind == "term" and line.level > lines[at - 1].level
    if line.kind in ("row", "code", "picture") or not line.text or (line.kind == "text" and beside):
        return None
    heading = line.kind in ("heading", "term") or _is_bold(line.text) or bool(_rank_of_markdown(line))
    if line.kind == "item":
        found = start_of(line.text, heading=True)
        below = [each for each in lines[at + 1 : at + 4] if each.level > line.level]
        listed = _is_bold(line.text) and found is not None and _labels_follow(lines, at, languages)
        return found if found and (listed or any(_names_a_section(each, languages) for each in below)) else None
    first = line.text.partition("\n")[0]
    if line.kind == "term" and line.table:
        return _start_in_table(lines, at, first)
    found = start_of(first, heading or len(first.split()) <= 3)
    if found and not (heading or _labels_follow(lines, at, languages)):
        return None
    return found


def _start_in_table(lines: Sequence[Line], at: int, head: str) -> Start | None:
    """A row that names the use case: "Use case | UC1 Log in", "UC1 | Log in"."""
    value = lines[at + 1].text if at + 1 < len(lines) and lines[at + 1].table == lines[at].table else ""
    if len(value) > 150 or ((found := lexicon.look_up(head)) and found.word.kind not in ("title", "id")):
        return None
    if found and at and lines[at - 1].kind == "heading" and not _is_generic(lines[at - 1].text):
        return None  # The heading above is the title.
    if found and (at == 0 or lines[at - 1].table != lines[at].table):
        return _named_first(found, value)
    start = start_of(f"{head}: {value}", heading=True) if value else start_of(head, heading=True)
    return start if start and (not found or start.id) else None


def _is_generic(heading: str) -> bool:
    """Whether a heading is no title: it names a use case, or says that use cases follow."""
    return start_of(heading, True) is not None or lexicon.bare(heading) in lexicon.documents()["generic heading"]


def _named_first(found: lexicon.Found, value: str) -> Start | None:
    """The id or title in the first row of a table of fields."""
    start = start_of(value, heading=True)
    if start and (start.id or start.title):
        return start
    if found.word.kind == "id":
        return Start(tidy_id(value), "", False) if any(map(str.isdigit, value)) and " " not in value else None
    return Start("", tidy_title(value), False) if value else None


def _is_bold(text: str) -> bool:
    return text.startswith(("**", "__")) and len(text.split("\n")[0]) < 160


def _labels_follow(lines: Sequence[Line], at: int, languages: Counter[str]) -> bool:
    """Whether one of the next lines names a section of a use case."""
    for line in lines[at + 1 : at + 6]:
        if label := label_of(line.text, languages):
            return label.kind in ("field", "flow")
    return False


def _same(current: _Open, start: Start, line: Line, languages: Counter[str]) -> bool:
    """Whether a line gives the id or title of the use case that has just begun."""
    if any(_names_a_section(each, languages) for each in current.lines):
        return False
    if line.kind == "heading" and current.line.kind == "heading" and (line.rank > current.rank or current.lines):
        return bool(start.id) and start.id == current.start.id
    ids = {start.id, current.start.id} - {""}
    return len(ids) < 2 or (bool(line.table) and not current.start.title)


def _merged(first: Start, second: Start) -> Start:
    return Start(second.id or first.id, second.title or first.title, first.named or second.named)


def _names_a_section(line: Line, languages: Counter[str]) -> bool:
    label = label_of(line.text, languages) if line.kind != "code" else None
    return label is not None and label.kind in ("field", "flow")


def _add(current: _Open, line: Line, languages: Counter[str]) -> None:
    """A line below the beginning of a use case: part of it, or beyond a heading that closes it."""
    rank = line.rank if line.kind == "heading" else _rank_of_markdown(line)
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
    if current.rank == _BELOW_HEADINGS:
        return rank <= current.within or not known
    if rank < current.rank:
        if known and not current.ranks and not any(line.kind == "heading" for line in current.lines):
            current.rank = rank  # Its sections have a higher rank than the use case itself.
            return False
        return not (known and _speaks_of_use_cases(label))
    return rank == current.rank and not known


def _reopens(current: _Open, rank: int, label: Label) -> bool:
    """A section of a use case after headings of the same rank: they were sections too."""
    return current.rank != _BELOW_HEADINGS and rank == current.rank and _speaks_of_use_cases(label)


_OF_USE_CASES = {"preconditions", "success guarantees", "failure guarantees", "minimal guarantees", "trigger"}


def _speaks_of_use_cases(label: Label) -> bool:
    return label.kind == "flow" or label.keyword in _OF_USE_CASES


def _is_use_case(current: _Open, languages: Counter[str]) -> bool:
    """Whether what follows a beginning is a use case, not an entry of a list of names."""
    labels = [label for line in current.lines if (label := _label(line, languages))]
    if _tests(current.lines):
        return False
    if not current.start.named or not (current.start.title or current.start.id):
        return _weight(labels) >= 3
    if any(label.kind in ("field", "flow") for label in labels):
        return True
    if current.rank == _BELOW_HEADINGS and not _is_bold(current.line.text):
        return False
    return any(line.kind in ("text", "item", "picture", "row") for line in current.lines) or bool(
        current.start.id and current.start.title and current.line.kind == "heading"
    )


def _label(line: Line, languages: Counter[str]) -> Label | None:
    if line.kind in ("heading", "term"):
        label = whole_label(line.text, languages)
        return label if label.kind != "own" else None
    found = label_of(line.text, languages) if line.kind in ("text", "item") else None
    if found and line.kind == "item" and not (found.strong or found.rest or line.text.rstrip().endswith((":", "："))):
        return None  # An entry of a table of contents.
    return found


def _tests(lines: Sequence[Line], named: bool = True) -> bool:
    """Whether the labels are those of test cases, or of single scenarios where nothing names a use case."""
    words = lexicon.documents()["of no use case"] | (frozenset() if named else lexicon.documents()["of a scenario"])
    return any(lexicon.bare(line.text.partition(":")[0]) in words for line in lines if len(line.text) < 200)


# ------------------------------------------------------------------------------ use cases that no line names

_WEIGHTS = {
    "main success scenario": 2.0,
    "primary actors": 1.5,
    "supporting actors": 1.0,
    "goal": 0.5,
    "description": 0.5,
}


def _implied(run: Sequence[Line], languages: Counter[str]) -> Iterator[Region]:
    """The use cases in a run of lines that are known by the labels of their sections alone."""
    owners = _owners(run, languages)
    begins = _siblings(run, sorted(set(owners.values())))
    for place, owner in enumerate(begins):
        until = begins[place + 1] if place + 1 < len(begins) else len(run)
        region = _implied_region(run, owner, until, languages)
        labels = [label for line in region.lines if (label := _label(line, languages))]
        listed = run[owner].kind == "item" and owner not in owners.values()
        if (listed or _is_implied(region, labels)) and not _tests([run[owner], *region.lines], named=False):
            yield region


def _is_implied(region: Region, labels: Sequence[Label]) -> bool:
    """Whether labels alone tell that a use case stands below a heading."""
    if not any(map(_speaks_of_use_cases, labels)):
        return False
    record = 1.0 if any(label.kind in ("title", "id") for label in labels) else 0.0
    return _weight(labels) + record >= 2.5 or _tells_a_flow(region, labels)


def _tells_a_flow(region: Region, labels: Sequence[Label]) -> bool:
    """Whether steps stand below the label of a main flow."""
    counted = [line for line in region.lines if line.kind == "item" and line.mark and line.mark.kind == "number"]
    return len(counted) > 1 and any(label.keyword == "main success scenario" for label in labels)


def _weight(labels: Sequence[Label]) -> float:
    kinds = {label.keyword for label in labels if label.kind in ("field", "flow")}
    flows = {label.keyword for label in labels if label.kind == "flow"}
    return sum(_WEIGHTS.get(each, 1.5 if each in flows or each in _OF_USE_CASES else 0.25) for each in kinds)


def _owners(run: Sequence[Line], languages: Counter[str]) -> dict[int, int]:
    """For each line with a label, the line that the use case begins at."""
    owners: dict[int, int] = {}
    owner: int | None = None
    seen: set[str] = set()
    for at, line in enumerate(run):
        label = _label(line, languages)
        if not label or label.kind == "wrapper":
            continue
        again = label.kind in ("title", "id") and label.kind in seen and len(seen) > 2
        above = _head_above(run, at, line, languages)
        if again and (owner is None or above is None or above <= owner):
            owner, seen = at, set()
        elif owner is None or (above is not None and above > owner):
            owner, seen = (above if above is not None else at), set()
        seen.add(label.kind if label.kind in ("title", "id") else label.keyword)
        owners[at] = owner
    return owners


def _head_above(run: Sequence[Line], at: int, line: Line, languages: Counter[str]) -> int | None:
    """The heading that a labelled line belongs to; the lines between it and the label may be anything but headings."""
    rank = line.rank or _BELOW_HEADINGS + 1
    for place in range(at - 1, -1, -1):
        above = run[place]
        if above.kind == "heading" and above.rank < rank:
            if _label(above, languages) is None:
                return place
            rank = above.rank
        elif rank > _BELOW_HEADINGS and _is_head(above, line, place == at - 1) and _label(above, languages) is None:
            return place
    return None


def _is_head(above: Line, line: Line, next_to: bool) -> bool:
    """Whether a line that is no heading stands above another like one: an item above its items, a bold line."""
    if above.kind == "item":
        named = _is_title(above.text) or (above.level + 1 == line.level and len(above.text.split()) <= 10)
        return line.kind == "item" and above.level < line.level and named
    return above.kind == "text" and next_to and _is_bold(above.text) and len(above.text) < 100


def _is_title(text: str) -> bool:
    return len(text) < 100 and (_is_bold(text) or text.rstrip("*_ ").endswith((":", "：")))


def _siblings(run: Sequence[Line], begins: Sequence[int]) -> list[int]:
    """The beginnings of use cases, and of those that are listed beside one."""
    found = set(begins)
    for owner in begins:
        level, kind = run[owner].level, run[owner].kind
        if kind == "item":
            beside = (
                at
                for at, line in enumerate(run)
                if line.kind == "item" and line.level == level and _is_title(line.text)
            )
            found.update(at for at in beside if at + 1 < len(run) and run[at + 1].level > level)
    return sorted(found)


def _implied_region(run: Sequence[Line], owner: int, until: int, languages: Counter[str]) -> Region:
    head = run[owner]
    named = _label(head, languages) is not None
    title, colon, rest = head.text.partition(":") if head.kind == "item" else (head.text, "", "")
    start = Start("", "") if named else start_of(title, heading=True) or _from_heading(title)
    lines = list(run[owner if named else owner + 1 : until])
    if rest.strip("*_ ") and not named:
        lines.insert(0, replace(head, kind="text", text=rest.strip("*_ "), mark=None))
    for place, line in enumerate(lines):
        if line.kind == "heading" and head.kind == "heading" and line.rank <= head.rank and not _label(line, languages):
            lines = lines[:place]
            break
    return Region(start.id, start.title, head.number, head.rank or _BELOW_HEADINGS, tuple(lines), True)


def _from_heading(text: str) -> Start:
    """A heading as a title, with the id that may stand before it."""
    title = tidy_title(lexicon.without_numbering(text))
    first, _, rest = title.partition(" ")
    if any(map(str.isdigit, first)) and any(map(str.isalpha, first)) and rest:
        return Start(tidy_id(first), tidy_title(rest.lstrip(" :-–—")))
    return Start("", title)
