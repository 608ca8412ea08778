"""From the grammar's rules to nodes: one method for each rule, called as the parser reduces it.

A reader holds the strays and lookalikes of the text that it is reading, and nothing else between two texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from lark import Token

from usecase_dsl.source import Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.lookalikes import Lookalikes
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import (
    Control,
    ControlKind,
    Declaration,
    Extension,
    Field,
    Lookalike,
    Reference,
    Row,
    Section,
    SectionKind,
    Step,
    Stray,
    StrayKind,
    Text,
)
from usecase_dsl.syntax.prose import Line, includes, join, one_line
from usecase_dsl.syntax.terminals import terminal
from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern

_CELL_BREAK = re.compile(r"(?<!\\)\|")
_ID_IN_TITLE = re.compile(r"(?P<id>(?=[^\s]*\d)[\w#](?:[\w.#-]*[\w#])?)(?:\s+[-–—]|\s*[:：])\s+(?P<title>\S.*)")
_DOT_BEFORE_LETTER = re.compile(r"(?<=\d)\.(?=[a-z])")
_NUMBER_AND_WORD = re.compile(r"(\d{1,6})\s+[^\W\d_]")
_STRAYS: dict[str, StrayKind] = {
    "TEXT": "text",
    "BULLET": "bullet",
    "BULLET_STEP": "step",
    "BULLET_EXT": "extension",
    "ROW": "row",
    "STEP": "step",
    "NEAR_STEP": "step",
    "EXT": "extension",
    "NEAR_EXT": "extension",
    "CODE_COLON": "extension",
    "RESULT": "result",
}


class _Result(NamedTuple):
    text: Text


class _Item(NamedTuple):
    """An item below a field: a bullet, or a numbered line with its number."""

    line: Line
    number: str
    start: int


Node = Any


class Reader:
    """The actions for the rules of the grammar, by rule name."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.lookalikes_of = Lookalikes(words)
        self.control_patterns = {
            terminal(kind): [re.compile(control_pattern(t), re.IGNORECASE) for k, t in words.controls if k == kind]
            for kind in dict.fromkeys(kind for kind, _ in words.controls)
        }
        self.control_kinds = {terminal(kind): cast(ControlKind, kind) for kind, _ in words.controls}
        self.begin("")

    def begin(self, text: str) -> None:
        """Forget the last text, and read this one."""
        self.source_text = text
        self.strays: list[Stray] = []
        self.lookalikes: list[Lookalike] = []

    # ---- declarations and fields

    def document(self, children: list[Node]) -> tuple[Declaration, ...]:
        self._stray_within(children, "")
        return tuple(child for child in children if isinstance(child, Declaration))

    def declaration(self, children: list[Node]) -> Declaration:
        head, rest, *below = children
        keyword, id = self._declared(head)
        self._stray_within(below, keyword)
        lines = [child for child in below if isinstance(child, Line)]
        id, name = _id_in_title(id, _value(rest)) if keyword == "use case" else (id, _value(rest))
        description = join(lines) if lines else None
        if keyword in ("rule", "requirement", "condition") and lines:
            name, description = join([_line(rest), *lines]), None
        fields = tuple(child for child in below if isinstance(child, Field))
        sections = tuple(child for child in below if isinstance(child, Section))
        return Declaration(keyword, id, name, description, fields, sections, _span(children), _head_span(head))

    def _declared(self, head: Token) -> tuple[str, Reference | None]:
        written = head.rstrip().rstrip(":：-–—").rstrip()
        known = self.words.heads.get(key(written))
        if known and known.kind == "DECL":
            return known.keyword, None
        keyword, id = _split_id(written)
        start = head.start_pos + len(written) - len(id)  # type: ignore[operator]
        return self.words.heads[key(keyword)].keyword, Reference(id, Span(start, start + len(id)))

    def field(self, children: list[Node]) -> Field:
        head, rest, *below = children
        written = head.rstrip().rstrip(":：").rstrip()
        known = self.words.heads.get(key(written))
        keyword = known.keyword if known and head.type == "FIELD" else None
        items: list[list[Line]] = [[_line(rest)]] if _value(rest).value else []
        rows: list[Row] = []
        self._field_lines(self._without_steps(below, keyword or written), items, rows)
        self._stray_within(below, keyword or written)
        texts = tuple(join(lines) for lines in items)
        return Field(keyword, written, texts, tuple(rows), _span(children), _head_span(head))

    def _without_steps(self, below: list[Node], within: str) -> list[Node]:
        """The lines below a field without numbers that begin elsewhere than at 1: steps that the field cut off."""
        first = next((index for index, child in enumerate(below) if isinstance(child, _Item) and child.number), None)
        if first is None or below[first].number in ("1", "+"):
            return below
        self.strays.append(self._stray_of("step", within, below[first:]))
        return below[:first]

    def _field_lines(self, below: list[Node], items: list[list[Line]], rows: list[Row]) -> None:
        """Sort the lines below a field into its items and rows; text goes on with the last item."""
        open_item = bool(items)
        for child in below:
            if isinstance(child, _Item):
                items.append([child.line])
            elif isinstance(child, Line) and open_item:
                items[-1].append(child)
            elif isinstance(child, Line):
                items.append([child])
            elif isinstance(child, Row):
                rows.append(child)
            open_item = isinstance(child, (_Item, Line))

    def item(self, children: list[Token]) -> _Item:
        head = children[0]
        return _Item(_bulleted(children), labels.canonical(head) if head.type == "STEP" else "", _start(head))

    def row_below(self, children: list[Token]) -> Row:
        rest = children[1]
        value = _first_line(rest).strip()
        cells = _CELL_BREAK.split(value.removesuffix("|") if not value.endswith("\\|") else value)
        return Row(tuple(cell.strip().replace("\\|", "|") for cell in cells), _span(children))

    # ---- flows

    def main(self, children: list[Node]) -> Section:
        return self._section(children, "main success scenario")

    def branches(self, children: list[Node]) -> Section:
        return self._section(children, cast(SectionKind, self._keyword(children[0])))

    def _keyword(self, head: Token) -> str:
        return self.words.heads[key(head.rstrip().rstrip(":："))].keyword

    def _section(self, children: list[Node], kind: SectionKind) -> Section:
        head, rest, *below = children
        self._stray_within(below, kind)
        lines = [_line(rest)] if _value(rest).value else []
        lines += [child for child in below if isinstance(child, Line)]
        self._inspect(lines)
        body = tuple(child for child in below if isinstance(child, (Step, Control)))
        extensions = tuple(child for child in below if isinstance(child, Extension))
        prose = join(lines) if lines else None
        return Section(kind, _written(head), body, extensions, prose, _span(children), _head_span(head))

    def extension(self, children: list[Node]) -> Extension:
        head, rest, *below = children
        self._near_label(head)
        self._stray_within(below, "extension")
        lines = [child for child in below if isinstance(child, Line)]
        self._inspect(lines)
        first = _line(rest)
        # A condition that ends in a colon is complete: what stands below it is the flow, told in prose.
        complete = first.value.endswith((":", "："))
        condition = _value(rest) if complete or not lines else join([first, *lines])
        self._look_at_end_of(first)
        body = tuple(child for child in below if isinstance(child, (Step, Control)))
        prose = join(lines) if complete and lines else None
        label = labels.canonical(head)
        return Extension(label, condition, body, prose, _span(children), _head_span(head))

    def _look_at_end_of(self, line: Line) -> None:
        """``2a. It rains: end in failure`` has its control line where none is read."""
        last = line.value.rpartition(":")[2]
        kinds = (patterns for name, patterns in self.control_patterns.items() if not name.startswith("OPTIONAL"))
        if any(pattern.fullmatch(last.strip(" .;")) for patterns in kinds for pattern in patterns):
            start = line.start + len(line.value) - len(last.lstrip())
            self._look(Lookalike("control", last.strip(), last.strip(" .;"), Span(start, start + len(last.strip()))))

    def step(self, children: list[Node]) -> Step:
        head, rest = children[0], children[1]
        self._near_label(head)
        text, results = self._below(children[2:], rest) if len(children) > 2 else (_value(rest), ())
        if len(children) > 2:
            self._look_for_next_number(head, children[2:])
        label_span = _head_span(head)
        span = Span(label_span.start, text.span.end)
        return Step(labels.canonical(head), text, includes(text, self.words), results, span, label_span)

    def _look_for_next_number(self, head: Token, below: list[Node]) -> None:
        """``2 System answers`` below step 1 lacks the point after its number."""
        here = labels.step_label(labels.canonical(head))
        for line in (child for child in below if isinstance(child, Line) and child.kind == "text"):
            number = _NUMBER_AND_WORD.match(line.value)
            if here and number and int(number[1]) == here.number + 1:
                span = Span(line.start, line.start + len(number[1]))
                self._look(Lookalike("label", number[1], f"{number[1]}.", span))

    def _below(self, below: list[Node], first: Token) -> tuple[Text, tuple[Text, ...]]:
        lines = [child for child in below if isinstance(child, Line)]
        self._inspect(lines)
        results = tuple(child.text for child in below if isinstance(child, _Result))
        return (join([_line(first), *lines]) if lines else _value(first)), results

    def control(self, children: list[Node]) -> Control:
        tokens = [child for child in children if isinstance(child, Token)]
        line = tokens[-1]
        groups = self._control_groups(line)
        number = labels.canonical(tokens[0]) if len(tokens) == 2 else ""
        lines = [child for child in children if isinstance(child, Line)]
        self._inspect(lines)
        kind = self.control_kinds[line.type]
        if number and not kind.startswith(("repeat", "optional")):
            self._look(Lookalike("numbered end", _written(tokens[0]), _first_line(line).strip(), _span(tokens)))
        return Control(
            kind,
            groups.get("label"),
            groups.get("range"),
            groups["condition"].text if "condition" in groups else "",
            number,
            tuple(child.text for child in children if isinstance(child, _Result)),
            join(lines) if lines else None,
            _span(tokens),
        )

    def _control_groups(self, token: Token) -> dict[str, Reference]:
        line = _first_line(token).rstrip().rstrip(".;").rstrip()
        start = cast(int, token.start_pos)
        for pattern in self.control_patterns[token.type]:
            if match := pattern.fullmatch(line):
                names = [name for name, text in match.groupdict().items() if text]
                return {
                    name: Reference(match[name], Span(start + match.start(name), start + match.end(name)))
                    for name in names
                }
        return {}

    def result(self, children: list[Node]) -> _Result:
        _, rest, *lines = children
        self._inspect(lines)
        return _Result(join([_line(rest), *lines]) if lines else _value(rest))

    # ---- lines

    def text(self, children: list[Token]) -> Line:
        return _whole(children, "text")

    def flow_text(self, children: list[Token]) -> Line:
        return _whole(children, "colon" if len(children) == 2 else "text")

    def bullet(self, children: list[Token]) -> Line:
        return _bulleted(children)._replace(kind="bullet")

    def row(self, children: list[Token]) -> Line:
        return _line(children[1], "row")

    # ---- what can't stand where it stands

    def stray(self, children: list[Node]) -> Stray:
        return self._stray_of(self._stray_kind(children[0]), "", children)

    stray_line = stray

    def _stray_of(self, kind: StrayKind, within: str, children: list[Node]) -> Stray:
        span = _span(children)
        lines = self.source_text[span.start : span.end].split("\n")
        return Stray(kind, within, "\n".join(line.strip() for line in lines), span)

    def _stray_kind(self, head: Token) -> StrayKind:
        if head.type in self.control_kinds:
            return "control"
        return _STRAYS.get(head.type, "field")

    def _stray_within(self, children: Iterable[Node], within: str) -> None:
        for child in children:
            if isinstance(child, Stray):
                self.strays.append(Stray(child.kind, within, child.text, child.span))

    # ---- what nearly is structure

    def _inspect(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if found := self.lookalikes_of.line(line):
                self._look(found)

    def _near_label(self, head: Token) -> None:
        if head.type not in ("EXT", "STEP"):
            meant = labels.canonical(_DOT_BEFORE_LETTER.sub("", head))
            self._look(Lookalike("label", _written(head), f"{meant}.", _head_span(head)))

    def _look(self, found: Lookalike) -> None:
        self.lookalikes.append(found)


def _first_line(token: Token) -> str:
    return token[: token.index("\n")]


def _written(head: Token) -> str:
    return head.strip()


def _line(rest: Token, kind: Any = "text") -> Line:
    first = _first_line(rest)
    return Line(kind, first.strip(), rest.start_pos + len(first) - len(first.lstrip()), rest[len(first) :])  # type: ignore[operator]


def _whole(tokens: list[Token], kind: Any) -> Line:
    """A line whose head is part of its text."""
    last = tokens[-1]
    first = "".join(tokens[:-1]) + _first_line(last)
    return Line(kind, first.rstrip(), cast(int, tokens[0].start_pos), last[len(_first_line(last)) :])


def _bulleted(tokens: list[Token]) -> Line:
    """An item's line: without its bullet or number, but with a label that a bullet stands before."""
    head, rest = tokens
    if head.type in ("BULLET", "STEP"):
        return _line(rest)
    whole = _whole(tokens, "text")
    mark = len(whole.value) - len(whole.value[1:].lstrip())
    return whole._replace(value=whole.value[mark:], start=whole.start + mark)


def _value(rest: Token) -> Text:
    value = rest[: rest.index("\n")].rstrip()
    return one_line(value, cast(int, rest.start_pos))


def _head_span(head: Token) -> Span:
    start = cast(int, head.start_pos)
    return Span(start, start + len(head.rstrip()))


def _span(children: Sequence[Node]) -> Span:
    """From the first character of the first child to the last one that isn't blank of the last."""
    first, last = children[0], children[-1]
    return Span(_start(first), max(_end(last), _end(first)))


def _start(child: Node) -> int:
    if isinstance(child, Line):
        return child.start
    if isinstance(child, _Item):
        return child.start
    return cast(int, child.start_pos) if isinstance(child, Token) else _node(child).span.start


def _end(child: Node) -> int:
    if isinstance(child, Line):
        return child.start + len(child.value)
    if isinstance(child, _Item):
        return _end(child.line)
    if isinstance(child, Token):
        return cast(int, child.start_pos) + len(child.partition("\n")[0].rstrip())
    return cast(int, _node(child).span.end)


def _node(child: Node) -> Node:
    return child.text if isinstance(child, _Result) else child


def _split_id(head: str) -> tuple[str, str]:
    """A declaration's head without its colon, as keyword and id."""
    parts = head.split()
    return " ".join(parts[:-1]), parts[-1]


def _id_in_title(id: Reference | None, title: Text) -> tuple[Reference | None, Text]:
    """``use case: UC23 - Transfer money`` has its id in the title's place."""
    match = None if id else _ID_IN_TITLE.fullmatch(title.value)
    if not match:
        return id, title
    start = title.span.start
    span = Span(start + match.start("id"), start + match.end("id"))
    return Reference(match["id"], span), one_line(match["title"], start + match.start("title"))
