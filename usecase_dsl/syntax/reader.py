"""From the grammar's rules to nodes: one method for each rule, called as the parser reduces it.

A reader holds the strays and lookalikes of the text that it is reading, and nothing else between two texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from lark import Token

from usecase_dsl.source import Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.lines import (
    Item,
    Result,
    first_line,
    head_and_rest,
    head_span,
    keyword_and_id,
    line_of,
    listed_line,
    span_of,
    value,
    whole_line,
)
from usecase_dsl.syntax.lookalikes import lookalikes
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
from usecase_dsl.syntax.prose import UNWRITTEN, Line, id_in_title, includes, join
from usecase_dsl.syntax.scripts import ENDS
from usecase_dsl.syntax.terminals import terminal
from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern

_COLON = re.compile("[:：]")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
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
# What stands below a head, by what a node makes of it.
_GROUPS = {
    Line: "lines",
    Step: "body",
    Control: "body",
    Result: "results",
    Extension: "extensions",
    Field: "fields",
    Section: "sections",
    Stray: "strays",
}

Node = Any


class Reader:
    """The actions for the rules of the grammar, by rule name."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.control_kinds = {terminal(kind): cast(ControlKind, kind) for kind, _ in words.controls}
        self.controls = {kind: [text for each, text in words.controls if each == kind] for kind, _ in words.controls}
        self.begin("")

    def begin(self, text: str) -> None:
        """Forget the last text, and read this one."""
        self.source_text = text
        self.strays: list[Stray] = []
        self.lookalikes: list[Lookalike] = []
        self.flow_above = False

    # ---- declarations and fields

    def document(self, children: list[Node]) -> tuple[Declaration, ...]:
        self._stray_within(children, "")
        return tuple(child for child in children if isinstance(child, Declaration))

    def declaration(self, children: list[Node]) -> Declaration:
        head, rest, *others = children
        self.flow_above = False
        keyword, id = self._declared(head)
        below = self._below(others, keyword)
        lines, name = below["lines"], value(rest)
        if keyword == "use case":
            id, name = id_in_title(id, name)
        description = join(lines) if lines else None
        if keyword in ("rule", "requirement", "condition") and lines:
            name, description = join([line_of(rest), *lines]), None
        fields, sections = tuple(below["fields"]), tuple(below["sections"])
        return Declaration(keyword, id, name, description, fields, sections, span_of(children), head_span(head))

    def _declared(self, head: Token) -> tuple[str, Reference | None]:
        written = head.rstrip().rstrip(":：-–—").rstrip()
        known = self.words.heads.get(key(written))
        if known and known.kind == "DECL":
            return known.keyword, None
        keyword, id = keyword_and_id(written)
        if head.type == "NEAR_DECL":
            return self._near_declaration(head, written)
        start = head.start_pos + len(written) - len(id)  # type: ignore[operator]
        return self.words.heads[key(keyword)].keyword, Reference(id, Span(start, start + len(id)))

    def _near_declaration(self, head: Token, written: str) -> tuple[str, Reference]:
        """``use case UC-2 Collect`` lacks its colon, ``use case UC 2: Collect`` has a blank in its id."""
        words = written.split()
        known = self.words.heads.get(key(" ".join(words[:-1])))
        id = words[-1] if known else "-".join(words[-2:])
        keyword = " ".join(words[: -1 if known else -2])
        self._look(Lookalike("declaration", written, f"{keyword} {id}:", head_span(head)))
        start = cast(int, head.start_pos) + written.rindex(id.partition("-")[0] if not known else id)
        return "use case", Reference(id, Span(start, head_span(head).end))

    def field(self, children: list[Node]) -> Field:
        head, rest, *below = children
        written = head.rstrip().rstrip(":：").rstrip()
        known = self.words.heads.get(key(written))
        keyword = known.keyword if known and head.type == "FIELD" else None
        first = line_of(rest)
        items: list[list[Line]] = [[first]] if first.value else []
        rows: list[Row] = []
        if below:
            below = self._without_steps(below, keyword or written, bool(items))
            self._field_lines(below, items, rows)
            self._stray_within(below, keyword or written)
        return Field(keyword, written, tuple(map(join, items)), tuple(rows), span_of(children), head_span(head))

    def _without_steps(self, below: list[Node], within: str, has_value: bool) -> list[Node]:
        """The lines below a field without its steps: numbers after a value or after bullets are no items of it, nor
        are those after a flow that begin elsewhere than at 1."""
        first = next((index for index, child in enumerate(below) if isinstance(child, Item) and child.number), None)
        if first is None:
            return below
        after_others = has_value or any(isinstance(child, Item) for child in below[:first])
        goes_on = self.flow_above and below[first].number not in ("1", "+")
        if not after_others and not goes_on:
            return below
        self.strays.append(self._stray_of("step", within, below[first:]))
        return below[:first]

    def _field_lines(self, below: list[Node], items: list[list[Line]], rows: list[Row]) -> None:
        """Sort the lines below a field into its items and rows; text goes on with the last item."""
        open_item = bool(items)
        for child in below:
            if isinstance(child, Item):
                items.append([child.line])
            elif isinstance(child, Line) and open_item:
                items[-1].append(child)
            elif isinstance(child, Line):
                items.append([child])
            elif isinstance(child, Row):
                rows.append(child)
            open_item = isinstance(child, (Item, Line))

    def item(self, children: list[Token]) -> Item:
        head = children[0]
        number = labels.canonical(head.strip()) if head.type == "STEP" else ""
        return Item(listed_line(children), number, cast(int, head.start_pos))

    def row_below(self, children: list[Token]) -> Row:
        rest = children[1]
        written = first_line(rest).strip()
        cells = _CELL_BREAK.split(written.removesuffix("|") if not written.endswith("\\|") else written)
        return Row(tuple(cell.strip().replace("\\|", "|") for cell in cells), span_of(children))

    # ---- flows

    def main(self, children: list[Node]) -> Section:
        return self._section(self._with_head(children), "main success scenario")

    def branches(self, children: list[Node]) -> Section:
        children = self._with_head(children)
        return self._section(children, cast(SectionKind, self._keyword(children[0])))

    def _with_head(self, children: list[Node]) -> list[Node]:
        """A flow's heading without its colon, which is one token, is read as what it is, and said."""
        if not children[0].type.startswith("NEAR"):
            return children
        head, rest = head_and_rest(children[0])
        self._look(Lookalike("label", head.value, f"{head}:", head_span(head)))
        return [head, rest, *children[1:]]

    def _keyword(self, head: Token) -> str:
        return self.words.heads[key(head.rstrip().rstrip(":："))].keyword

    def _section(self, children: list[Node], kind: SectionKind) -> Section:
        head, rest, *others = children
        self.flow_above = True
        below = self._below(others, kind)
        first = line_of(rest)
        lines = [first, *below["lines"]] if first.value else below["lines"]
        self._inspect(lines)
        prose = join(lines) if lines else None
        body, extensions = tuple(below["body"]), tuple(below["extensions"])
        return Section(kind, head.strip(), body, extensions, prose, span_of(children), head_span(head))

    def extension(self, children: list[Node]) -> Extension:
        head, rest, *others = children
        self._near_label(head)
        below = self._below(others, "extension")
        first, *more = _unwritten_apart(line_of(rest))
        lines = [*more, *below["lines"]]
        self._inspect(lines)
        # A condition that ends in a colon is complete: what stands below it is the flow, told in prose.
        complete = first.value.endswith((":", "：")) or (lines and lines[0].value in UNWRITTEN)
        condition = join([first] if complete else [first, *lines])
        self._look_at_end_of(first)
        prose = join(lines) if complete and lines else None
        label = labels.canonical(head.strip())
        return Extension(label, condition, tuple(below["body"]), prose, span_of(children), head_span(head))

    def _look_at_end_of(self, line: Line) -> None:
        """``2a. It rains: end in failure`` has its control line where none is read."""
        last = _COLON.split(line.value)[-1]
        phrase = last.strip(f" {ENDS}")
        if last and _control_at_end(self.words).fullmatch(phrase):
            start = line.start + len(line.value) - len(last.lstrip())
            self._look(Lookalike("control", last.strip(), phrase, Span(start, start + len(last.strip()))))

    def step(self, children: list[Node]) -> Step:
        head, rest, *others = children
        self._near_label(head)
        first = value(rest)
        text, results = self._step_text(head, rest, others) if others else (first, ())
        label_span = head_span(head)
        span = Span(label_span.start, text.span.end)
        label = labels.canonical(head.strip())
        return Step(label, text, includes(text, first, self.words), results, span, label_span)

    def _step_text(self, head: Token, rest: Token, others: list[Node]) -> tuple[Text, tuple[Text, ...]]:
        below = self._below(others, "step")
        self._inspect(below["lines"])
        self._look_for_next_number(head, below["lines"])
        return self._joined([line_of(rest), *below["lines"]], "step"), _texts(below)

    def _joined(self, lines: list[Line], within: str) -> Text:
        """The text of some lines without ``...`` below others: what isn't written yet is part of nothing that is."""
        gaps = [line for line in lines[1:] if line.value in UNWRITTEN] if lines[0].value else []
        self.strays += (Stray("text", within, gap.value, gap.span) for gap in gaps)
        return join([line for line in lines if line not in gaps])

    def _look_for_next_number(self, head: Token, lines: list[Line]) -> None:
        """``2 System answers`` below step 1 lacks the point after its number."""
        here = labels.step_label(labels.canonical(head))
        for line in (line for line in lines if line.kind == "text"):
            number = _NUMBER_AND_WORD.match(line.value)
            if here and number and int(number[1]) == here.number + 1:
                span = Span(line.start, line.start + len(number[1]))
                self._look(Lookalike("label", number[1], f"{number[1]}.", span))

    def control(self, children: list[Node]) -> Control:
        tokens = [child for child in children if isinstance(child, Token)]
        line = tokens[-1]
        below = self._below(children[len(tokens) :], "control")
        self._inspect(below["lines"])
        kind, groups = self.control_kinds[line.type], self._control_groups(line)
        number = labels.canonical(tokens[0].strip()) if len(tokens) == 2 else ""
        if number and not kind.startswith(("repeat", "optional")):
            written = first_line(line).strip()
            self._look(Lookalike("numbered end", tokens[0].strip(), written, span_of(tokens)))
        condition = groups["condition"].text if "condition" in groups else ""
        trailing = join(below["lines"]) if below["lines"] else None
        target, range = groups.get("label"), groups.get("range")
        return Control(kind, target, range, condition, number, _texts(below), trailing, span_of(tokens))

    def _control_groups(self, token: Token) -> dict[str, Reference]:
        line = first_line(token).rstrip().rstrip(ENDS).rstrip()
        start = cast(int, token.start_pos)
        for template in self.controls[self.control_kinds[token.type]]:
            if match := _control_pattern(template).fullmatch(line):
                return {
                    name: Reference(text, Span(start + match.start(name), start + match.end(name)))
                    for name, text in match.groupdict().items()
                    if text
                }
        return {}

    def result(self, children: list[Node]) -> Result:
        _, rest, *lines = children
        self._inspect(lines)
        return Result(self._joined([line_of(rest), *lines], "result") if lines else value(rest))

    # ---- lines

    def text(self, children: list[Token]) -> Line:
        return whole_line(children, "text")

    def flow_text(self, children: list[Token]) -> Line:
        return whole_line(children, "colon" if len(children) == 2 else "text")

    def bullet(self, children: list[Token]) -> Line:
        return listed_line(children)._replace(kind="bullet")

    def row(self, children: list[Token]) -> Line:
        return line_of(children[1], "row")

    # ---- what can't stand where it stands

    def stray(self, children: list[Node]) -> Stray:
        return self._stray_of(self._stray_kind(children[0]), "", children)

    stray_line = stray

    def _stray_of(self, kind: StrayKind, within: str, children: list[Node]) -> Stray:
        span = span_of(children)
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

    def _below(self, children: list[Node], within: str) -> Mapping[str, list[Any]]:
        """What stands below a head, in groups; what can't stand there is noted."""
        groups: dict[str, list[Any]] = defaultdict(list)
        for child in children:
            groups[_GROUPS[type(child)]].append(child)
        self._stray_within(groups["strays"], within)
        return groups

    # ---- what nearly is structure

    def _inspect(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if found := lookalikes(self.words).line(line):
                self._look(found)

    def _near_label(self, head: Token) -> None:
        if head.type not in ("EXT", "STEP"):
            meant = labels.canonical(_DOT_BEFORE_LETTER.sub("", head))
            self._look(Lookalike("label", head.strip(), f"{meant}.", head_span(head)))

    def _look(self, found: Lookalike) -> None:
        self.lookalikes.append(found)


@cache
def _control_pattern(template: str) -> re.Pattern[str]:
    """The pattern of a control template, whose places are groups; compiling them all takes long."""
    return re.compile(control_pattern(template), re.IGNORECASE)


@cache
def _control_at_end(words: Vocabulary) -> re.Pattern[str]:
    """Control lines, but for options: a condition may well end in a word for those."""
    templates = (template for kind, template in words.controls if not kind.startswith("optional"))
    return re.compile("|".join(control_pattern(each, named=False) for each in templates), re.IGNORECASE)


def _texts(below: Mapping[str, list[Any]]) -> tuple[Text, ...]:
    """The results that stand below a step or a control line."""
    return tuple(result.text for result in below["results"])


def _unwritten_apart(line: Line) -> tuple[Line, ...]:
    """``2a. It rains: ...`` says that the flow isn't written yet, as ``...`` below it does."""
    gap = _COLON.split(line.value)[-1]
    told = line.value[: len(line.value) - len(gap)]
    if not told or gap.strip() not in UNWRITTEN:
        return (line,)
    start = line.start + len(line.value) - len(gap.lstrip())
    return line._replace(value=told, rest="\n"), Line("text", gap.strip(), start, line.rest)
