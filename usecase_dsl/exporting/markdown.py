"""User stories in Markdown, to be read or to be put into a tool that takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from usecase_dsl.exporting.criteria import Criterion
from usecase_dsl.exporting.plain import plain
from usecase_dsl.exporting.stories import Story
from usecase_dsl.exporting.words import Words, words

# What stands for something else in CommonMark, in tables and formulas of GitHub, or begins a link there.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LISTED = re.compile(r"(\d{1,9})([.)])(?=\s|$)|([-+=])(?=\s|$|[-+=])")


def markdown(stories: Sequence[Story]) -> str:
    """The stories as a document: a section a story, those of an epic below it. Any words stay words."""
    title = words(stories[0].language).text("stories") if stories else words("en").text("stories")
    lines = [f"# {title}", *(line for story in stories for line in _section(story))]
    return "\n".join(lines) + "\n"


def _section(story: Story) -> Iterator[str]:
    its = words(story.language)
    heading = f"{story.id}: {story.title}" if story.id else story.title
    if story.kind == "epic":
        heading = f"Epic: {heading}"
    yield from ("", f"{'###' if story.epic else '##'} {_inline(heading)}", "", _block(story.sentence))
    if story.criteria:
        yield from ("", f"**{its.text('criteria')}**", "")
    for criterion in story.criteria:
        yield from _criterion(criterion, story, its)


def _criterion(criterion: Criterion, story: Story, its: Words) -> Iterator[str]:
    title = f": {_inline(criterion.title)}" if criterion.title else ""
    yield f"- **{_inline(f'{story.called} / {criterion.scenario}')}**{title}"
    previous = None
    for line in criterion.lines:
        label = f" ({line.label})" if line.label else ""
        yield f"  - **{its.step(line.kind, line.kind == previous)}** {_inline(line.text + label)}"
        yield from (f"    - {_block(more.removeprefix('- '))}" for more in line.more)
        previous = line.kind


def _inline(text: str) -> str:
    """The text on one line, so that a page shows it as it is."""
    return _SIGNS.sub(r"\\\1", plain(text))


def _block(text: str) -> str:
    """The text as the beginning of a paragraph: no list, no rule and no underline of a heading."""
    escaped = _inline(text)
    return _LISTED.sub(_unlisted, escaped, count=1) if _LISTED.match(escaped) else escaped


def _unlisted(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
