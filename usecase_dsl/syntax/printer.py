"""From a document to a text: the other way round from reading.

Reading what was printed gives the document again, with these exceptions, which the language has no form for:

- Blanks at the ends of lines and several empty lines go; a line end within a paragraph becomes a blank.
- Ids in brackets are references, and ``(include UC-2)`` at the end of a step is an include, whether or not the
  document says so: both are texts, and printed as they are.
- The condition of a flow with steps or prose ends in a colon, not in a point; above prose it is one paragraph.
- The condition of a loop ends in no point.
- An item of a field is paragraphs, without bullets and rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product, zip_longest

from usecase_dsl.source import Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.nodes import Control, Declaration, Document, Extension, Field, Row, Section, Step, Text
from usecase_dsl.syntax.pen import Content, Pen, after_head, contents, indented, one_line
from usecase_dsl.syntax.prose import UNWRITTEN, id_in_title, says_nothing
from usecase_dsl.syntax.scripts import ENDS

# Declarations whose text is all they are: what stands below goes on with it.
STATEMENTS = ("rule", "requirement", "condition")
# Fields that are lists by nature; a single item of theirs is an item all the same.
_LISTS = frozenset(
    (
        *("stakeholders", "preconditions", "minimal guarantees", "success guarantees", "failure guarantees"),
        *("extension points", "data", "variations", "assumptions", "open issues"),
        *("constraints", "success metrics", "critical features", "nice to have", "competing with", "value drivers"),
        *("discovery questions", "evidence"),
    )
)
# Fields that stand below the flows if no others come after them.
_LAST = frozenset(("data", "variations", "examples", "extension points", "open issues", "notes", "history"))
_BACKSLASH = "\\"
_LONGEST_LINE = 110
_PLACE = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[[^]]*\]")


def printed(document: Document, keywords: str = "en") -> str:
    """A document as text, with the keywords of English or, by its code, of the document's own language.

    Raises ValueError for what no text can say: an id, a label, a field's name or a control line in a form that the
    language doesn't have, a keyword that isn't in the table, and ``keywords`` of a third language.
    """
    if keywords not in ("en", document.language):
        raise ValueError(f"a text in {document.language} has keywords of its own or English ones, not {keywords}")
    printer = _Printer(Pen(document.language, keywords))
    lines = [] if document.language == "en" else [f"# language: {document.language}"]
    above: tuple[str, int] | None = None
    for each in document.declarations:
        block = [*printer.declaration(each)]
        # Those of one line, such as business rules, stand together.
        lines += [""] if (above and above != (each.keyword, len(block))) or (len(block) > 1 and above) else []
        lines += block
        above = each.keyword, len(block)
    return "".join(f"{line}\n" for line in lines)


class _Printer:
    """One method for each kind of node, from which its lines come."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.in_field = [f"{pen.head('fields', 'notes')} x"]
        self.in_main = [pen.head("flows", "main success scenario")]
        self.in_branches = [pen.head("flows", "extensions")]

    # ---- declarations and fields

    def declaration(self, declaration: Declaration) -> Iterator[str]:
        yield from self._name(declaration)
        first, last = _apart(declaration)
        blocks = [[*self._description(declaration, bool(first)), *self._fields(first)]]
        blocks += map(self.section, declaration.sections)
        blocks.append(self._fields(last))
        lines = [line for block in blocks if block for line in ("", *block)]
        yield from indented(lines[1:], 2)

    def _name(self, declaration: Declaration) -> list[str]:
        head = self._head(declaration)
        if declaration.keyword in STATEMENTS:
            return self.pen.after(head, [], contents(declaration.name.value), 2)
        name = after_head(one_line(declaration.name.value))
        id, _ = id_in_title(declaration.id, Text(name, span=Span(0, len(name))))
        return [f"{head} {'' if id is declaration.id else _BACKSLASH}{name}".rstrip()]

    def _head(self, declaration: Declaration) -> str:
        word = self.pen.word("declarations", declaration.keyword)
        if declaration.id is None:
            return f"{word}:"
        id = declaration.id.text
        for head in (f"{word} {id}:", f"{word}: {id} -", f"{word} {id} —"):
            below = self.pen.reading([], [f"{head} x"]).declarations[1:]
            if [(each.keyword, each.id) for each in below] == [(declaration.keyword, declaration.id)]:
                return head
        raise ValueError(f"‘{id}’ can't be the id of a declaration")

    def _description(self, declaration: Declaration, fields_follow: bool) -> list[str]:
        text = declaration.description
        if not text:
            return []
        if declaration.keyword in STATEMENTS:
            return self.field(Field("description", "", (text,)))
        lines = self.pen.lines([], contents(text.value))
        return [*lines, ""] if len(lines) > 1 and fields_follow else lines

    def _fields(self, fields: Sequence[Field]) -> list[str]:
        return [line for field in fields for line in self.field(field)]

    def field(self, field: Field) -> list[str]:
        head = f"{self._field_name(field)}:"
        rows = [*indented(table(field.rows), 2)]
        if len(field.items) == 1 and self._is_plain(field):
            text = contents(field.items[0].value, marked=False)
            line = f"{head} {after_head(text[0].text)}"
            if len(text) == 1 and len(line) <= _LONGEST_LINE:
                return [line, *rows]
            return [head, *indented(self.pen.lines(self.in_field, text), 2), *rows]
        items = [line for item in field.items for line in self._item(item)]
        return [head, *indented(items, 2), *rows]

    def _field_name(self, field: Field) -> str:
        if field.keyword is not None:
            return self.pen.word("fields", field.keyword)
        declarations, _ = self.pen.reading([], [f"{field.head}: x"])
        if [(each.keyword, each.head) for each in declarations[0].fields] != [(None, field.head)]:
            raise ValueError(f"‘{field.head}’ can't be the name of a field")
        return field.head

    def _is_plain(self, field: Field) -> bool:
        """Whether a single item stands without a bullet."""
        value = one_line(field.items[0].value)
        return bool(value) and (field.keyword not in _LISTS or says_nothing(value, self.pen.words))

    def _item(self, item: Text) -> list[str]:
        return self.pen.after("-", self.in_field, contents(item.value, marked=False), 2)

    # ---- flows

    def section(self, section: Section) -> list[str]:
        head = self.pen.head("flows", section.kind)
        prose = self.pen.lines([head], _contents(section.prose))
        below = [*prose, *self._body(section.body)]
        for extension in section.extensions:
            below += self.extension(extension)
        return [head, *indented(below, 2)]

    def extension(self, extension: Extension) -> list[str]:
        head = f"{extension.label}."
        read = self.pen.reading(self.in_branches, [f"{head} x"]).declarations[0].sections[0].extensions
        if [each.label for each in read] != [labels.canonical(extension.label)]:
            raise ValueError(f"‘{extension.label}’ can't be the label of a flow")
        lines = self._condition(head, extension)
        return [*lines, *indented(self._body(extension.body), 2)]

    def _condition(self, head: str, extension: Extension) -> Sequence[str]:
        prose, text = _contents(extension.prose), contents(extension.condition.value)
        if prose:
            return self._condition_and_prose(head, one_line(extension.condition.value), prose)
        if not text:
            return [head]
        if extension.body and len(text) == 1 and not text[0].text.endswith(("?", "!", "...", "…")):
            text = (text[0]._replace(text=_with_colon(text[0].text)),)
        above = [*self.in_branches, f"{head} x"]
        forms = self.pen.after(head, above, text, 4), self.pen.below(head, above, text, 4)
        return self.pen.settled(self.in_branches, *forms)

    def _condition_and_prose(self, head: str, condition: str, prose: Sequence[Content]) -> list[str]:
        """A colon says where the condition ends, unless the prose is the dots that say that it isn't written."""
        first, *more = prose
        dots = next((each for each in UNWRITTEN if f"{first.text} ".startswith(f"{each} ")), "")
        if dots and not first.mark and not condition.endswith((":", "：")):
            rest = contents(first.text.removeprefix(dots))
            return [f"{head} {after_head(condition)}".rstrip(), f"  {dots}", *self._prose(head, [*rest, *more])]
        return [f"{head} {after_head(_with_colon(condition))}", *self._prose(head, prose)]

    def _prose(self, head: str, text: Sequence[Content]) -> Iterator[str]:
        return indented(self.pen.lines([*self.in_branches, f"{head} x:"], text), 2)

    def _body(self, body: Sequence[Step | Control]) -> list[str]:
        return [line for each in body for line in (self.step(each) if isinstance(each, Step) else self.control(each))]

    def step(self, step: Step) -> list[str]:
        head = f"{step.label}."
        by = len(head) + 1
        return [*self._step_text(head, step), *indented(self._results(step.results), by)]

    def _step_text(self, head: str, step: Step) -> Sequence[str]:
        read = self.pen.reading(self.in_main, [f"{head} x"]).declarations[0].sections[0].body
        if [each.label for each in read if isinstance(each, Step)] != [labels.canonical(step.label)]:
            raise ValueError(f"‘{step.label}’ can't be the label of a step")
        text = contents(step.text.value)
        if not text:
            return [head]
        by, above = len(head) + 1, [*self.in_main, f"{head} x"]
        plain = self.pen.after(head, above, text, by)
        for form in (plain, self._broken(head, step, text, by)) if step.includes else ():
            if self._includes(form) == step.includes:
                return form
        escaped = [f"{head} {text[0].safe}", *plain[1:]]
        return self.pen.settled(self.in_main, plain, escaped, self.pen.below(head, above, text, by))

    def _broken(self, head: str, step: Step, text: Sequence[Content], by: int) -> list[str]:
        """``include UC-2`` with more text below it, which is no part of the name."""
        called = re.match(rf".*?\s{re.escape(step.includes[0].text)}[.;\s]*(?=\s)", text[0].text)
        if not called:
            return []
        rest = Content("", text[0].text[called.end() :].strip(), False)
        above = [*self.in_main, f"{head} x"]
        return [f"{head} {called[0].rstrip()}", *indented(self.pen.lines(above, [rest, *text[1:]]), by)]

    def _includes(self, form: Sequence[str]) -> object:
        body = self.pen.reading(self.in_main, form).declarations[0].sections[0].body
        return body[0].includes if body and isinstance(body[0], Step) else None

    def control(self, control: Control) -> list[str]:
        lines = self._control_line(control)
        above = [*self.in_main, *lines]
        trailing = self.pen.lines(above, _contents(control.trailing))
        return [*lines, *indented(trailing, 2), *self._results(control.results)]

    def _control_line(self, control: Control) -> list[str]:
        number = f"{control.number}. " if control.number else ""
        condition = one_line(control.condition)
        for said, template in product((condition, condition.rstrip(f" {ENDS}")), self.pen.controls(control.kind)):
            wanted = Control(control.kind, control.target, control.range, said, labels.canonical(control.number))
            line = [number + filled(template, wanted)]
            if self.pen.reading(self.in_main, line).declarations[0].sections[0].body == (wanted,):
                return line
        raise ValueError(f"no control line says {control}")

    def _results(self, results: Sequence[Text]) -> list[str]:
        above = [*self.in_main, "1. x", "=> x"]
        return [line for each in results for line in self.pen.after("=>", above, contents(each.value), 3)]


def _contents(text: Text | None) -> tuple[Content, ...]:
    return contents(text.value) if text else ()


def _with_colon(condition: str) -> str:
    """A condition as it stands above its flow: a point or a semicolon at its end is no part of it."""
    return condition if condition.endswith((":", "：")) else f"{condition.rstrip(f' {ENDS}')}:"


def _apart(declaration: Declaration) -> tuple[Sequence[Field], Sequence[Field]]:
    """The fields above the flows, and those below them."""
    fields = declaration.fields
    end = len(fields)
    while declaration.sections and end and fields[end - 1].keyword in _LAST:
        end -= 1
    return fields[:end], fields[end:]


def table(rows: Sequence[Row]) -> list[str]:
    """The lines of a table, its columns one below the other unless they are too wide for that."""
    cells = [[one_line(cell).replace("|", r"\|") for cell in row.cells] for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*cells, fillvalue="")]
    if sum(widths) > _LONGEST_LINE:
        widths = [0] * len(widths)
    return ["".join(f"| {cell:{width}} " for cell, width in zip(row, widths, strict=False)) + "|" for row in cells]


def filled(template: str, control: Control) -> str:
    """A control line of its template, in its short form."""
    places = {
        "label": control.target.text if control.target else "",
        "range": control.range.text if control.range else "",
        "condition": control.condition,
    }
    return _PLACE.sub(lambda place: places[place[1]], _OPTIONAL.sub("", template))
