"""User stories in Markdown, to be read or to be put into a tool that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from usecase_dsl.exporting.criteria import Criterion
from usecase_dsl.exporting.stories import Story
from usecase_dsl.exporting.words import Words, words
from usecase_dsl.markdown import block, inline


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
    yield from ("", f"{'###' if story.epic else '##'} {inline(heading)}", "", block(story.sentence))
    if story.criteria:
        yield from ("", f"**{its.text('criteria')}**", "")
    for criterion in story.criteria:
        yield from _criterion(criterion, story, its)


def _criterion(criterion: Criterion, story: Story, its: Words) -> Iterator[str]:
    title = f": {inline(criterion.title)}" if criterion.title else ""
    yield f"- **{inline(f'{story.called} / {criterion.scenario}')}**{title}"
    previous = None
    for line in criterion.lines:
        label = f" ({line.label})" if line.label else ""
        yield f"  - **{its.step(line.kind, line.kind == previous)}** {inline(line.text + label)}"
        yield from (f"    - {block(more.removeprefix('- '))}" for more in line.more)
        previous = line.kind
