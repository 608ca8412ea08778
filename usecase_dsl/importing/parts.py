"""The labelled parts of a flow that leaves another: "**Trigger:** no card", "**Steps:**", "**Resume:** step 3".

The same words are the labels of a use case's own fields. Where they stand tells which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, NamedTuple

from usecase_dsl.importing import lexicon, marks
from usecase_dsl.importing.labels import Label, label_of, own_label, whole_label
from usecase_dsl.importing.lines import Line, text_lines
from usecase_dsl.importing.steps import one_line
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.names import key

PartKind = Literal["condition", "place", "steps", "end", "result"]

_KINDS: tuple[PartKind, ...] = ("condition", "place", "steps", "end", "result")
# The fields of a use case that a flow has too.
_FIELDS: Mapping[str, PartKind] = {
    "trigger": "condition",
    "preconditions": "condition",
    "success guarantees": "result",
    "failure guarantees": "result",
    "minimal guarantees": "result",
    "outcome": "result",
}


class Part(NamedTuple):
    """A part of a flow: what it tells, its label as written, and what stands on the label's line."""

    kind: PartKind
    head: str
    rest: str


@dataclass
class Parts:
    """What the labelled parts of a flow say: its conditions, where it goes on, each with its label, and what holds
    then."""

    conditions: list[str] = field(default_factory=list)
    ends: list[tuple[str, Line]] = field(default_factory=list)
    results: list[tuple[str, int]] = field(default_factory=list)


def part_of(line: Line) -> Part | None:
    """The part of a flow that a line begins, if its label is one that some language knows."""
    label = _label(line)
    kind = _words().get(lexicon.bare(label.head)) if label and not label.more else None
    return Part(kind, label.head, label.rest) if label and kind else None


def apart(line: Line) -> Iterator[Line]:
    """A paragraph with each part of a flow that begins on one of its lines as a line of its own."""
    begin, pieces = 0, line.text.split("\n")
    for at in range(1, len(pieces) + 1):
        if at == len(pieces) or part_of(replace(line, kind="text", text=pieces[at])):
            yield replace(line, text="\n".join(pieces[begin:at]), number=line.number + begin)
            begin = at


def is_part(line: Line, above: Sequence[Line], below: Sequence[Line], titled: bool) -> bool:
    """Whether a line begins a part of the flow that the lines ``above`` it tell, not a field of the use case.

    ``above`` are the lines of its section, ``below`` those after it up to the end of the use case. ``titled`` says
    that the section's own label is the flow's.
    """
    part = part_of(line)
    head = _head(above)
    if not part or (head is None and not titled) or not _is_below(line, above[head] if head is not None else None):
        return False
    own = above[head + 1 :] if head is not None else above
    if part.kind == "end":
        return True
    if part.kind == "result":
        return _is_of_flow(line, above, head, below)
    if any(_is_counted(each) or _kind(each) in ("end", "result") for each in own):
        return False
    # A use case has a trigger too, but a flow has steps.
    field = key(part.head) in _of_fields()
    return not field or (head is not None and above[head].kind == "heading") or _steps_follow(below)


def taken(lines: list[Line]) -> Parts:
    """What the parts among the lines of a flow say. The lines keep its steps and what no label is above."""
    parts, kept = Parts(), list[Line]()
    part: Part | None = None
    for at, line in enumerate(lines):
        if line.kind == "part":
            part = part_of(line)
            if part and part.rest:
                _add(parts, kept, part, replace(line, kind="text", text=part.rest, mark=None))
        elif part and not part.rest and _is_value(line, part, lines[at + 1 :]):
            _add(parts, kept, part, line)
        else:
            kept.append(line)
    lines[:] = kept
    return parts


def _add(parts: Parts, kept: list[Line], part: Part, line: Line) -> None:
    text = one_line(line.text)
    if part.kind == "steps":
        kept.extend(text_lines(line.text, line.number, line.level, line.table) if line.kind == "text" else [line])
    elif part.kind == "end":
        parts.ends.append((part.head, replace(line, text=text)))
    elif part.kind == "result":
        parts.results.append((text, line.number))
    else:
        bare = part.kind == "place" and text.strip(" .*_").isdigit()
        parts.conditions.append(f"{part.head} {text}" if bare else text)


def _is_value(line: Line, part: Part, below: Sequence[Line]) -> bool:
    """Whether a line below a label alone on its line says what the label asks for; numbers count steps."""
    if part.kind == "steps":
        return True
    if line.kind not in ("text", "item") or not line.text:
        return False
    return not _is_counted(line) or any(_kind(each) == "steps" for each in below)


def _label(line: Line) -> Label | None:
    if line.kind in ("heading", "term"):
        return whole_label(line.text)
    if line.kind == "item" and line.mark is not None and line.mark.kind != "bullet":
        return None
    return label_of(line.text) or own_label(line.text)


def _kind(line: Line) -> PartKind | None:
    """The kind of a line that has been found to be a part."""
    part = part_of(line) if line.kind == "part" else None
    return part.kind if part else None


def _is_counted(line: Line) -> bool:
    return line.kind == "item" and line.mark is not None and line.mark.kind == "number"


@cache
def _words() -> Mapping[str, PartKind]:
    """The labels of parts in all languages, as keys."""
    table = lexicon.documents()
    return dict(_of_fields()) | {word: kind for kind in _KINDS for word in table[f"flow {kind}"]}


@cache
def _of_fields() -> Mapping[str, PartKind]:
    spelt = ((each, vocabulary.spellings(each, "fields")) for each in vocabulary.languages())
    return {
        key(word): kind for _, fields in spelt for keyword, kind in _FIELDS.items() for word in fields.get(keyword, ())
    }


# ---- where parts stand


def _head(above: Sequence[Line]) -> int | None:
    """The line that begins the flow at hand."""
    return next((at for at in range(len(above) - 1, -1, -1) if _begins_flow(above[at])), None)


def _begins_flow(line: Line) -> bool:
    if line.kind == "heading":
        return True
    if line.kind not in ("text", "item"):
        return False
    if line.mark is not None and line.mark.kind in ("label", "code"):
        return True
    if marks.begins_a_flow(line.text):
        return True
    return line.text.startswith(("**", "__")) and line.text.rstrip(" :：").endswith(("**", "__"))


def _is_below(line: Line, head: Line | None) -> bool:
    """Whether a label stands below the head of a flow: a heading deeper than that, anything else no further out."""
    if head is None:
        return line.kind != "heading"
    if line.kind == "heading":
        return head.kind == "heading" and line.rank > head.rank
    beside = line.level == head.level and (head.kind == "text" or line.kind != "item")
    return head.kind == "heading" or line.level > head.level or beside


def _is_of_flow(line: Line, above: Sequence[Line], head: int | None, below: Sequence[Line]) -> bool:
    """Whether what holds at the end is that of a flow: it has other labels, another follows, or has said so before."""
    if head is not None and above[head].kind != "heading":
        return line.level > above[head].level
    labelled = any(each.kind == "part" for each in (above if head is None else above[head + 1 :]))
    if head is None or labelled or line.kind == "heading":
        return labelled or line.kind == "heading"
    following = next((each for each in below if each.kind == "heading"), None)
    told = any(_kind(each) == "result" for each in above[:head])
    return told or (following is not None and following.rank == above[head].rank and _is_like(following, above[head]))


def _is_like(heading: Line, other: Line) -> bool:
    """Whether both headings have the mark of a flow, or none has."""
    marked = [marks.split(lexicon.plain(each.text), codes=True) is None for each in (heading, other)]
    return marked[0] == marked[1]


def _steps_follow(below: Sequence[Line]) -> bool:
    """Whether the steps of a flow stand below, before another label."""
    for line in below:
        part = part_of(line) if line.kind in ("text", "item") else None
        if part and part.kind == "steps":
            return True
        if not part and (line.kind in ("heading", "term") or _label_of_field(line)):
            return False
        if _is_counted(line):
            return True
    return False


def _label_of_field(line: Line) -> bool:
    label = _label(line)
    return label is not None and label.kind in ("field", "flow")
