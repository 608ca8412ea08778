"""Notes above a test that a person wrote: what its scenario says now that it didn't say before, or that it is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from usecase_dsl.generate.files import Edit, SourceFile, indent_of
from usecase_dsl.generate.folder import MarkedTest
from usecase_dsl.generate.marks import Comment, Mark, is_flag
from usecase_dsl.generate.pairing import Said
from usecase_dsl.plain_text import plain

# The digest is of what the test was written for: all notes compare with that.
_ASK = "usecase changed: delete these lines once the test does what its scenario says now (was text={})"
_ASKED = re.compile(re.escape(_ASK).replace(r"\{\}", r"(\w+)"))
_GONE = "usecase vanished: no scenario is like this any more; delete the test if nobody needs it"


def change_notes(
    file: SourceFile, test: MarkedTest, current: Mark, now: Said, said: Mapping[str, Said], comment: Comment
) -> tuple[tuple[Edit, ...], bool]:
    """The mark as it is by today's text and, below it, each moment that says something else than when the test was
    written; and whether any such note stands there then. ``said`` is what scenarios said, by the digests in marks."""
    if not test.line:
        return (), False
    indent = indent_of(file.lines[test.line - 1])
    edits = [*unflag_edits(file, test), Edit(test.line - 1, test.line, (comment.line(str(current), indent),))]
    notes = [number for number in _notes(file, test) if not is_flag(file.lines[number - 1])]
    if current.text == test.mark.text:
        return tuple(edits), bool(notes)
    since = next((found[1] for number in notes if (found := _ASKED.search(file.lines[number - 1]))), test.mark.text)
    there = {comment.line(text).strip() for text in _said(since, said, said.get(test.mark.text, ()))}
    ours = [number for number in notes if file.lines[number - 1].strip() in there]
    edits += [Edit(number - 1, number, ()) for number in ours]
    left = [number for number in notes if number not in ours]
    if current.text != since:
        place = max([test.line, *left])
        edits.append(Edit(place, place, tuple(comment.line(text, indent) for text in _said(since, said, now))))
    return tuple(edits), bool(left) or current.text != since


def flag_edits(file: SourceFile, test: MarkedTest, comment: Comment) -> tuple[Edit, ...]:
    """The note that a scenario is gone, below the mark; nothing where it stands there already."""
    if not test.line or list(_flags(file, test)):
        return ()
    return (Edit(test.line, test.line, (comment.line(_GONE, indent_of(file.lines[test.line - 1])),)),)


def unflag_edits(file: SourceFile, test: MarkedTest) -> tuple[Edit, ...]:
    """Takes the note away that a scenario is gone, unless somebody has written on it."""
    as_made = (number for number in _flags(file, test) if _is_bare(file.lines[number - 1]))
    return tuple(Edit(number - 1, number, ()) for number in as_made)


def _flags(file: SourceFile, test: MarkedTest) -> Iterator[int]:
    return (number for number in _notes(file, test) if is_flag(file.lines[number - 1]))


def _notes(file: SourceFile, test: MarkedTest) -> Iterator[int]:
    """The lines of the notes below this mark: another mark of the test has its own."""
    marks = test.test.mark_lines
    for number in test.test.notes:
        if test.line == max((mark for mark in marks if mark < number), default=marks[0] if marks else 0):
            yield number


def _is_bare(line: str) -> bool:
    """Whether a line has the note that a scenario is gone, and nothing besides but the signs of a comment."""
    return _GONE in line and not line.replace(_GONE, "").strip(" \t\f\r\n#/<!->")


def _said(since: str, said: Mapping[str, Said], now: Said) -> Iterator[str]:
    """The notes on what is said now and wasn't then."""
    yield _ASK.format(since)
    yield from dict.fromkeys(f"usecase changed:   {plain(text)}" for text in _differences(said.get(since, ()), now))


def _differences(before: Said, now: Said) -> Iterator[str]:
    """Pairs of lines, was and now; where nobody knows what was, all that is now. Labels alone are no difference."""
    old, new = [_text(line) for line in before], [_text(line) for line in now]
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"was: {line}" for line in before[first:last])
            yield from (f"now: {line}" for line in now[begin:end])


def _text(line: str) -> str:
    return line.partition(" ")[2]
