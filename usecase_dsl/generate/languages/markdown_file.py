"""Markdown files as people left them: their sections, and where marks are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from usecase_dsl.generate.files import SourceFile, Span, conflict, decoded, found_tests, lines_of
from usecase_dsl.generate.marks import Comment

if TYPE_CHECKING:
    from markdown_it.token import Token

COMMENT = Comment("<!--", "-->")

# The blocks whose lines are shown as they are, so that a comment in them is none.
_VERBATIM = ("fence", "code_block")


def read_markdown(content: bytes) -> SourceFile | str:
    """A Markdown file with its sections of the second level or below, or why it can't be read.

    A section goes on until a heading of its own level or above. Its name is its heading as a page shows it.
    """
    try:
        text, bom = decoded(content)
    except UnicodeDecodeError:
        return "it is not UTF-8"
    lines = lines_of(text)
    if reason := conflict(lines):
        return reason
    tokens = _tokens("\n".join(line.rstrip("\r\n") for line in lines))
    if begun := _unended(tokens, lines):
        return f"a block of code never ends (line {begun})"
    spans = list(_spans(tokens, lines))
    tests = found_tests(spans, lines, _hidden(tokens), COMMENT)
    return SourceFile(lines, tuple(tests), frozenset(span.name for span in spans), _end(lines), bom)


def _tokens(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


def _unended(tokens: Sequence[Token], lines: Sequence[str]) -> int | None:
    """The line of a fence of code that nothing closes: whatever is written behind it would be code."""
    last = tokens[-1] if tokens else None
    if last and last.type == "fence" and last.level == 0 and last.map:
        first, end = last.map[0], lines[min(last.map[1], len(lines)) - 1].strip()
        closed = first < last.map[1] - 1 and end.startswith(last.markup) and not end.strip(last.markup[0])
        return None if closed else first + 1
    return None


def _spans(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Span]:
    headings = [
        (int(token.tag[1:]), token.map[0] + 1, _shown(tokens[index + 1]))
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    for index, (level, first, name) in enumerate(headings):
        following = (line for other, line, _ in headings[index + 1 :] if other <= level)
        if level > 1:
            yield Span(name, first, max(first, _before_comments(next(following, len(lines) + 1) - 1, lines)))


def _shown(inline: Token) -> str:
    """A heading's words as a page shows them."""
    return "".join(" " if each.type.endswith("break") else each.content for each in inline.children or ())


def _before_comments(last: int, lines: Sequence[str]) -> int:
    """The last line that is more than a comment: comments at the end of a section are those above the next one."""
    while last and (not (line := lines[last - 1].strip()) or line.startswith(COMMENT.opening)):
        last -= 1
    return last


def _hidden(tokens: Sequence[Token]) -> Iterator[int]:
    """The lines where a comment is none: in code, and in HTML that has begun above."""
    for token in tokens:
        if token.map and token.type in _VERBATIM:
            yield from range(token.map[0] + 1, token.map[1] + 1)
        elif token.map and token.type == "html_block":
            yield from range(token.map[0] + 2, token.map[1] + 1)


def _end(lines: Sequence[str]) -> int:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return last
