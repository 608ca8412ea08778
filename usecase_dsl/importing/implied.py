"""Use cases that no line names: they are known by the labels of their sections alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.evidence import is_bold, is_of_tests, label_in, speaks_of_use_cases, weight
from usecase_dsl.importing.labels import Label
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.regions import BELOW_HEADINGS, Region
from usecase_dsl.importing.starts import Start, start_of, tidy_id, tidy_title


def implied_regions(run: Sequence[Line], languages: Counter[str]) -> Iterator[Region]:
    """The use cases in a run of lines that are known by the labels of their sections alone."""
    owners = _owners(run, languages)
    begins = _siblings(run, sorted(set(owners.values())))
    for place, owner in enumerate(begins):
        until = begins[place + 1] if place + 1 < len(begins) else len(run)
        region = _implied_region(run, owner, until, languages)
        labels = [label for line in region.lines if (label := label_in(line, languages))]
        listed = run[owner].kind == "item" and owner not in owners.values()
        if (listed or _is_implied(region, labels)) and not is_of_tests([run[owner], *region.lines], named=False):
            yield region


def _is_implied(region: Region, labels: Sequence[Label]) -> bool:
    """Whether labels alone tell that a use case stands below a heading."""
    if not any(map(speaks_of_use_cases, labels)):
        return False
    record = 1.0 if any(label.kind in ("title", "id") for label in labels) else 0.0
    return weight(labels) + record >= 2.5 or _tells_a_flow(region, labels)


def _tells_a_flow(region: Region, labels: Sequence[Label]) -> bool:
    """Whether steps stand below the label of a main flow."""
    counted = [line for line in region.lines if line.kind == "item" and line.mark and line.mark.kind == "number"]
    return len(counted) > 1 and any(label.keyword == "main success scenario" for label in labels)


def _owners(run: Sequence[Line], languages: Counter[str]) -> dict[int, int]:
    """For each line with a label, the line that the use case begins at."""
    owners: dict[int, int] = {}
    owner: int | None = None
    seen: set[str] = set()
    for at, line in enumerate(run):
        label = label_in(line, languages)
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
    rank = line.rank or BELOW_HEADINGS + 1
    for place in range(at - 1, -1, -1):
        above = run[place]
        if above.kind == "heading" and above.rank < rank:
            if label_in(above, languages) is None:
                return place
            rank = above.rank
        elif rank > BELOW_HEADINGS and _is_head(above, line, place == at - 1) and label_in(above, languages) is None:
            return place
    return None


def _is_head(above: Line, line: Line, next_to: bool) -> bool:
    """Whether a line that is no heading stands above another like one: an item above its items, a bold line."""
    if above.kind == "item":
        named = _is_title(above.text) or (above.level + 1 == line.level and len(above.text.split()) <= 10)
        return line.kind == "item" and above.level < line.level and named
    return above.kind == "text" and next_to and is_bold(above.text) and len(above.text) < 100


def _is_title(text: str) -> bool:
    return len(text) < 100 and (is_bold(text) or text.rstrip("*_ ").endswith((":", "：")))


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
    named = label_in(head, languages) is not None
    title, _, rest = head.text.partition(":") if head.kind == "item" else (head.text, "", "")
    start = Start("", "") if named else start_of(title, heading=True) or _from_heading(title)
    lines = list(run[owner if named else owner + 1 : until])
    if rest.strip("*_ ") and not named:
        lines.insert(0, replace(head, kind="text", text=rest.strip("*_ "), mark=None))
    for place, line in enumerate(lines):
        if line.kind == head.kind == "heading" and line.rank <= head.rank and not _goes_on(line, head, languages):
            lines = lines[:place]
            break
    return Region(start.id, start.title, head.number, head.rank or BELOW_HEADINGS, tuple(lines), True)


def _goes_on(line: Line, head: Line, languages: Counter[str]) -> bool:
    """Whether a heading no lower than that of a use case is still a section of it, not a chapter."""
    label = label_in(line, languages)
    return label is not None and (line.rank == head.rank or speaks_of_use_cases(label))


def _from_heading(text: str) -> Start:
    """A heading as a title, with the id that may stand before it."""
    title = tidy_title(lexicon.without_numbering(text))
    first, _, rest = title.partition(" ")
    if any(map(str.isdigit, first)) and any(map(str.isalpha, first)) and rest:
        return Start(tidy_id(first), tidy_title(rest.lstrip(" :-–—")))
    return Start("", title)
