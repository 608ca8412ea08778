"""Notes above a test that a person wrote: what its scenario says now that it didn't say before, or that it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from usecase_dsl.generate.files import Edit, SourceFile, indent_of
from usecase_dsl.generate.folder import MarkedTest
from usecase_dsl.generate.languages.python_text import plain
from usecase_dsl.generate.marks import Comment, Mark, is_flag
from usecase_dsl.generate.pairing import Said

_ASK = "usecase changed: delete these lines once the test does what its scenario says now"
_GONE = "usecase vanished: no scenario is like this any more; delete the test if nobody needs it"


def change_notes(
    file: SourceFile, test: MarkedTest, current: Mark, before: Said, now: Said, comment: Comment
) -> Iterator[Edit]:
    """The mark as it is by today's text and, below it, each moment that says something else than before."""
    if not test.line:
        return
    indent = indent_of(file.lines[test.line - 1])
    yield from unflag_edits(file, test)
    yield Edit(test.line - 1, test.line, (comment.line(str(current), indent),))
    if current.text != test.mark.text:
        notes = [number for number in test.test.notes if not is_flag(file.lines[number - 1])]
        ask = [] if notes else [_ASK]
        new = (*ask, *(f"usecase changed:   {plain(text)}" for text in _differences(before, now)))
        place = max([test.line, *notes])
        yield Edit(place, place, tuple(comment.line(text, indent) for text in new))


def flag_edits(file: SourceFile, test: MarkedTest, comment: Comment) -> tuple[Edit, ...]:
    """The note that a scenario is gone, below the mark; nothing where it stands there already."""
    if not test.line or list(_flags(file, test)):
        return ()
    return (Edit(test.line, test.line, (comment.line(_GONE, indent_of(file.lines[test.line - 1])),)),)


def unflag_edits(file: SourceFile, test: MarkedTest) -> tuple[Edit, ...]:
    """Takes the note away that a scenario is gone."""
    return tuple(Edit(number - 1, number, ()) for number in _flags(file, test))


def _flags(file: SourceFile, test: MarkedTest) -> Iterator[int]:
    """The lines of such notes below this mark: another mark of the test has its own."""
    marks = test.test.mark_lines
    for number in (number for number in test.test.notes if is_flag(file.lines[number - 1])):
        if test.line == max((mark for mark in marks if mark < number), default=marks[0] if marks else 0):
            yield number


def _differences(before: Said, now: Said) -> Iterator[str]:
    """Pairs of lines, was and now; where nobody knows what was, all that is now. Labels alone are no difference."""
    old, new = [_text(line) for line in before], [_text(line) for line in now]
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"was: {line}" for line in before[first:last])
            yield from (f"now: {line}" for line in now[begin:end])


def _text(line: str) -> str:
    return line.partition(" ")[2]
