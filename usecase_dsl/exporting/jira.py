"""User stories as the table that Jira's importer takes: a row an epic or story, its description in wiki markup."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.exporting.criteria import Criterion
from usecase_dsl.exporting.stories import Story
from usecase_dsl.exporting.wiki import wiki
from usecase_dsl.exporting.words import Words, words
from usecase_dsl.plain_text import plain
from usecase_dsl.scenario.risk import degrees_of
from usecase_dsl.syntax.names import key

# What Jira allows a summary and a description.
LONGEST_SUMMARY = 255
LONGEST_DESCRIPTION = 32_767
# Room that is kept for the names of criteria that there is no room for.
_LONGEST_REST = 1000

_COLUMNS = ("Issue Id", "Issue Type", "Parent", "Summary", "Description", "Priority", "Component")
_PRIORITIES = {5: "Highest", 4: "High", 3: "Medium", 2: "Low", 1: "Lowest"}
# A spreadsheet takes a cell that begins so for a formula, some also with the wide forms of these.
_FORMULA = tuple("=+-@＝＋－＠")


def table(stories: Sequence[Story]) -> bytes:
    """The stories as comma-separated values. Epics come first, since a parent has to be there before its children.

    No field of a text can begin a row or a column, and no cell begins like a formula. Columns that nobody fills aren't
    there; there are as many columns for labels as a story has at most.
    """
    ordered = sorted(stories, key=lambda each: each.kind != "epic")
    ids = {each.key: str(number) for number, each in enumerate(ordered, 1)}
    labels = [_labels(each) for each in ordered]
    most = max(map(len, labels), default=0)
    columns = [*_COLUMNS, *["Labels"] * most]
    rows = [[*_row(each, ids), *of, *[""] * (most - len(of))] for each, of in zip(ordered, labels, strict=True)]
    filled = [number for number, name in enumerate(columns) if name == "Summary" or any(row[number] for row in rows)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([row[number] for number in filled] for row in [columns, *rows])
    return file.getvalue().encode("utf-8")


def _row(story: Story, ids: Mapping[str, str]) -> Iterator[str]:
    """The cells of a story, but for its labels."""
    yield ids[story.key]
    yield "Epic" if story.kind == "epic" else "Story"
    yield ids.get(story.epic, "")
    yield _cut(_guarded(plain(f"{story.id}: {story.title}" if story.id else story.title)), LONGEST_SUMMARY)
    yield _guarded(_description(story))
    yield _priority(story)
    yield _guarded(plain(story.package))


def _priority(story: Story) -> str:
    """One of Jira's own priorities, or what is written where nobody knows the word: the importer asks what it is."""
    degree = degrees_of("priority", story.language).get(key(story.priority))
    return _PRIORITIES[degree] if degree else _guarded(plain(story.priority))


def _labels(story: Story) -> list[str]:
    """The use case's id and its tags, without the blanks that labels can't have."""
    words_of = (re.sub(r"\s+", "-", plain(each)).strip("=+-@＝＋－＠") for each in (story.id, *story.tags))
    return [each[:LONGEST_SUMMARY] for each in dict.fromkeys(words_of) if each]


def _description(story: Story) -> str:
    """The sentence and the acceptance criteria, as far as there is room; those left out are named."""
    its = words(story.language)
    parts = [_cut(wiki(story.sentence), LONGEST_DESCRIPTION // 2)]
    if story.criteria:
        parts += ["", f"h3. {its.text('criteria')}"]
    room = LONGEST_DESCRIPTION - _LONGEST_REST - sum(map(_length, parts))
    left: list[str] = []
    for criterion in story.criteria:
        text = "\n".join(_criterion(criterion, story, its))
        room -= _length(text) + len("\n\n")
        if room > 0:
            parts += ["", text]
        else:
            left.append(criterion.scenario)
    return "\n".join([*parts, *(["", wiki(_cut(f"… {', '.join(left)}", _LONGEST_REST // 4))] if left else [])])


def _criterion(criterion: Criterion, story: Story, its: Words) -> Iterator[str]:
    name = wiki(f"{story.called} / {criterion.scenario}")
    yield f"*{name}*" + (f": {wiki(criterion.title)}" if criterion.title else "")
    previous = None
    for line in criterion.lines:
        label = f" ({line.label})" if line.label else ""
        yield f"* *{its.step(line.kind, line.kind == previous)}* {wiki(line.text + label)}"
        yield from (f"** {wiki(more.removeprefix('- '))}" for more in line.more)
        previous = line.kind


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet doesn't reckon with: one that begins like a formula gets quotation marks, which Jira
    shows, while an apostrophe would be taken for a part of it."""
    first, line_end, rest = cell.partition("\n")
    return f"“{first}”{line_end}{rest}" if cell.startswith(_FORMULA) else cell


def _cut(text: str, most: int) -> str:
    """The text in so many of Jira's characters."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * most else units[: 2 * most - 2].decode("utf-16-le", "ignore").rstrip() + "…"


def _length(text: str) -> int:
    """How long a text is to Jira, which counts a character beyond the first plane twice."""
    return len(text.encode("utf-16-le")) // 2
