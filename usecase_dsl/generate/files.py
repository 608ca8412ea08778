"""Source files as people left them: which tests they hold, which marks belong to those, and changes by the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from usecase_dsl.generate.marks import HASH, Comment, Mark, digest, is_note, parse_mark

# As compilers count lines, which str.splitlines doesn't.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LAST_COMMA = re.compile(r",(?=[)\]}])")
_BOM = "\ufeff"

T = TypeVar("T")


class Span(NamedTuple):
    """A test as a reader of its language finds it: its lines count from 1, its tags or decorators are part of it.

    ``mark`` is what they say of its scenario, if they do: it counts where no comment says so.
    """

    name: str
    first: int
    last: int
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class FoundTest:
    """A test with the marks that belong to it.

    ``start`` is the line of its first mark if that stands above it, else ``first``. ``mark_lines`` are the lines of
    ``marks`` (0 for none), ``notes`` those of the notes that runs left. ``untouched`` says that it still is as it was
    generated.
    """

    name: str
    marks: tuple[Mark, ...]
    start: int
    first: int
    last: int
    untouched: bool = False
    mark_lines: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()


class End(NamedTuple):
    """A place for further tests: behind so many lines, indented like this."""

    line: int
    indent: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that could be read.

    ``names`` are all that it defines, so that nothing is called alike. Further tests go behind its first ``end``
    lines; ``ends`` has other places for those of some use cases, by what marks call these, in small letters.
    ``imported`` are the names that its imports bind, ``import_after`` the number of lines that stand before a further
    import.
    """

    lines: tuple[str, ...]
    tests: tuple[FoundTest, ...]
    names: frozenset[str]
    end: int
    bom: bool = False
    imported: frozenset[str] = frozenset()
    import_after: int = 0
    ends: Mapping[str, End] = field(default_factory=dict)

    @property
    def holds_text(self) -> bool:
        return any(line.strip() for line in self.lines)

    @property
    def newline(self) -> str:
        return newline_of(self.lines)


class Edit(NamedTuple):
    """Lines that replace those from ``start`` (counted from 0) to before ``end``; none of these: they come between."""

    start: int
    end: int
    lines: tuple[str, ...]


def decoded(content: bytes) -> tuple[str, bool]:
    """A file's text without its byte order mark, and whether it has one. Raises UnicodeDecodeError."""
    text = content.decode("utf-8")
    return text.removeprefix(_BOM), text.startswith(_BOM)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, their ends included."""
    return tuple(_LINE.findall(text))


def conflict(lines: Sequence[str]) -> str | None:
    """Why a file isn't to be touched that a merge left in two: for languages in which its signs could be anything."""
    begun = next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), None)
    if begun is None or not any(line.startswith(">>>>>>> ") for line in lines[begun:]):
        return None
    return f"it has the signs of a merge conflict (line {begun})"


def newline_of(lines: Sequence[str]) -> str:
    """How the first of these lines ends; one that nothing follows tells nothing."""
    return next((end for end in ("\r\n", "\n", "\r") if lines and lines[0].endswith(end)), "\n")


def remembered(look: Callable[[SourceFile], T]) -> Callable[[SourceFile], T]:
    """The same function, which keeps what it found last: a run asks for each of a file's tests."""
    last: list[tuple[SourceFile, T]] = []

    def found(file: SourceFile) -> T:
        if not last or last[0][0] is not file:
            last[:] = [(file, look(file))]
        return last[0][1]

    return found


def marks_in(content: bytes) -> tuple[Mark, ...]:
    """The marks in a file, also if it can't be read in its language."""
    lines = content.decode("utf-8", errors="replace").splitlines()
    return tuple(mark for line in lines if (mark := parse_mark(line)))


def made_digest(source: str) -> str:
    """What a test's source is known by, whatever a formatter does to its blanks, its quotes and its last commas."""
    unspaced = "".join(source.split()).replace("'", '"')
    return digest([_LAST_COMMA.sub("", unspaced)], 6)


def found_tests(
    spans: Iterable[Span], lines: Sequence[str], hidden: Iterable[int] = (), comment: Comment = HASH
) -> Iterator[FoundTest]:
    """The tests of a file with their marks, in the order of ``spans``.

    A mark belongs to the test that it stands in, or above which it stands with nothing but comments and blank lines
    between. ``hidden`` are the lines that lie inside a string, where a mark is none.
    """
    within = frozenset(hidden)
    marks = {
        number: mark for number, line in enumerate(lines, 1) if number not in within and (mark := parse_mark(line))
    }
    notes = {number for number, line in enumerate(lines, 1) if number not in within and is_note(line)}
    for name, first, last, said in spans:
        above = list(_above(first, lines, comment))
        own = [*above[::-1], *range(first, last + 1)]
        numbers = tuple(number for number in own if number in marks)
        start = min([first, *numbers])
        held = tuple(number for number in own if number in notes)
        kept = "".join(lines[number - 1] for number in range(start + 1, last + 1) if number not in held)
        as_made = bool(numbers) and numbers[0] < first and marks[numbers[0]].made == made_digest(kept)
        found = tuple(marks[number] for number in numbers)
        if said and not found:
            found, numbers = (said,), (0,)
        yield FoundTest(name, found, start, first, last, as_made, numbers, held)


def source_of(file: SourceFile, test: FoundTest) -> str:
    """A test's lines below its first mark, without notes: what ``made`` is the digest of."""
    numbers = range(test.start + 1, test.last + 1)
    return "".join(file.lines[number - 1] for number in numbers if number not in test.notes)


def edited(file: SourceFile, edits: Iterable[Edit]) -> bytes:
    """The file with some lines replaced and others added; new lines end as the file's first one does."""
    lines = list(file.lines)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        new = [line + file.newline for line in edit.lines]
        if new and edit.start == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += file.newline
        lines[edit.start : edit.end] = new
    return ("\ufeff" * file.bom + "".join(lines)).encode("utf-8")


def appended(file: SourceFile, blocks: Sequence[str], blank: int, after: int | None = None) -> Iterator[Edit]:
    """Blocks behind the last test, or after so many lines, each after so many blank ones, whatever stands there."""
    if not blocks:
        return
    place = file.end if after is None else after
    end = place
    while end and not file.lines[end - 1].strip():
        end -= 1
    there = place - end
    between: list[str] = []
    for index, block in enumerate(blocks):
        missing = blank if index else max(0, blank - there) if end else 0
        between += [*[""] * missing, *block.split("\n")]
    yield Edit(place, place, tuple(between))


def indent_of(text: str) -> str:
    """The blanks that a text begins with."""
    return text[: len(text) - len(text.lstrip(" \t"))]


def moved(lines: Sequence[str], indent: str) -> Iterator[str]:
    """Lines so far to the right that the first of them is indented like this."""
    before = indent_of(lines[0])
    for line in lines:
        yield indent + line.removeprefix(before) if line and before != indent else line


def _above(first: int, lines: Sequence[str], comment: Comment) -> Iterator[int]:
    """The lines of comments and blanks above a test, from below."""
    number = first - 1
    while number and (not (line := lines[number - 1].strip()) or line.startswith(comment.opening)):
        yield number
        number -= 1


Files = Mapping[str, SourceFile]
