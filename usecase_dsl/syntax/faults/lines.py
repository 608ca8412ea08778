"""Rules about lines: each in a place where it can stand, and none that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import filterfalse

from usecase_dsl.diagnostic import Edit, Finding, Fix
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.faults.fixes import fix_of_slip
from usecase_dsl.syntax.faults.walk import (
    bodies,
    first_line,
    head,
    named,
    place,
    quoted,
    sections,
    words,
)
from usecase_dsl.syntax.lookalikes import is_bare_include, lookalikes
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Control, Declaration, Document, Step, Stray, Text
from usecase_dsl.syntax.vocabulary import canonical, declarations, fields_of

_BRANCHES = "flows that leave a step, such as ‘3a. The card is blocked:’"
_STEPS = "steps such as ‘1. Customer pays.’"
# What can stand where a line was found that can't; below a field it is items.
_FITTING = {
    "": "a declaration, such as ‘use case: Sell a ticket’",
    "use case": "fields such as ‘level: user goal’, and flows such as ‘main success scenario:’ with steps below them",
    "main success scenario": f"{_STEPS}, control lines, and {_BRANCHES}",
    "extensions": _BRANCHES,
    "alternate flows": _BRANCHES,
    "failure flows": _BRANCHES,
    "extension": f"{_STEPS} and control lines such as ‘resume at 3’",
}
_KINDS = {
    "text": "text",
    "step": "a step",
    "extension": "a flow that leaves another",
    "bullet": "a list item",
    "row": "a table row",
    "result": "a result",
    "control": "a control line",
    "field": "a field",
    "include": "an include without a number",
}


def empty_part(document: Document, settings: Settings) -> Iterator[Finding]:
    """A field, a flow section, a step or a result is there and says nothing.

    Nobody can tell whether it was forgotten or whether there is nothing to say. Write it, write `none` if there
    is none or `...` if it is yet to be written, or take the line out. Among steps, `...` needs a number: without
    one it belongs to no step.

    Bad:
        use case: Sell a ticket
          # SYN007 which preconditions?
          preconditions:
          trigger: Customer arrives.
          main success scenario:
            1. Customer names a destination.
            # SYN007 what happens in step 2?
            2.
            3. Customer pays the fare.
            # SYN007 and then?
            ...

    Good:
        use case: Sell a ticket
          preconditions: none
          trigger: Customer arrives.
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.
            4. ...

    Source: AI Unified Process validator (postconditions empty, main scenario empty).
    """
    for where, what in _empty(document):
        hint = "write it, or take the line out"
        if what.startswith("‘"):
            hint = "write it, or ‘none’ if there is none, or ‘...’ if it is yet to be written"
        yield Finding(where, f"{what} says nothing", hint)
    for gap in filter(_is_gap, document.strays):
        message = f"‘{gap.text}’ belongs to no step, and what it stands for isn't written yet"
        yield Finding(place(document, gap.span), message, "write it; a step yet to be written has a number: ‘+. ...’")


def misplaced_line(document: Document, settings: Settings) -> Iterator[Finding]:
    """A line can't stand where it stands: a step in a header, an item before any declaration.

    It is kept and belongs to nothing, so that a reader sees it where no tool does. Put it where such a line can
    stand, or write the line above it that is missing, such as `main success scenario:`. Prose that begins like
    something else gets a `\\` before it.

    Bad:
        # SYN014 no use case has begun
        - Customer is at the counter.
        use case: Sell a ticket
          level: user goal
          # SYN014 no flow has begun
          resume at 2
          main success scenario:
            1. Customer names a destination.
            # SYN014 an include is a step, and has a number
            include UC-02
        use case UC-02: Take the fare

    Good:
        use case: Sell a ticket
          level: user goal
          preconditions:
            - Customer is at the counter.
          main success scenario:
            1. Customer names a destination.
            2. include UC-02
        use case UC-02: Take the fare

    Source: language reference ("Lines").
    """
    for first, *others in _runs(document):
        what = f"{_KINDS[first.kind]} can't stand {_where(first.within)}"
        more = f", and {_lines(len(others))} below it" if others else ""
        where = first_line(document, first.span)
        yield Finding(where, f"{what}: {quoted(first.text)}{more}", _fitting(first, document))
    for each in filter(is_bare_include, document.lookalikes):
        message = f"an include is a step, and has no number here: {quoted(each.text)}"
        yield Finding(place(document, each.span), message, f"write ‘{each.meant}’", fix=fix_of_slip(each, document))


def singular_field(document: Document, settings: Settings) -> Iterator[Finding]:
    """The header of a use case has a keyword that declares something, where a field refers to it.

    `actor: Customer` declares an actor, `primary actors: Customer` says who takes part. In the header of a use
    case the first is read as the second, and so is `segment` indented below a persona or a plan. Write the
    field. To declare something there, give it an id or fields of its own, or move it out.

    Bad:
        use case: Sell a ticket
          # SYN020 this is read as primary actors
          actor: Customer
          main success scenario:
            1. Customer names a destination.

    Good:
        use case: Sell a ticket
          primary actors: Customer
          main success scenario:
            1. Customer names a destination.

    Source: language reference ("Names").
    """
    for field in document.singular_fields:
        meant = canonical(document.language, "fields", field.keyword or "")
        where = head(document, field.head_span)
        written = document.source.text[where.span.start : where.span.end]
        message = f"‘{written}’ declares; here it is read as ‘{meant}’"
        yield Finding(where, message, f"write ‘{meant}:’", fix=Fix(f"write ‘{meant}’", (Edit(where.span, meant),)))


# ---- what says nothing


def _empty(document: Document) -> Iterator[tuple[Place, str]]:
    for declaration in document.declarations:
        yield from _empty_in_header(declaration, document)
    for section in sections(document):
        if not (section.body or section.extensions or section.prose):
            yield head(document, section.head_span), f"‘{section.head.rstrip(':： ')}’"
    for lines in bodies(document):
        for line in lines:
            yield from _empty_in_line(line, document)


def _empty_in_header(declaration: Declaration, document: Document) -> Iterator[tuple[Place, str]]:
    if declaration.id and not declaration.name.value and declaration.keyword in ("rule", "requirement", "condition"):
        yield place(document, declaration.id.span), f"the {declaration.keyword} ‘{declaration.id.text}’"
    for field in declaration.fields:
        if not field.items and not field.rows:
            yield head(document, field.head_span), f"‘{field.head}’"
        # A dash alone says "none"; one dash among others is an item that somebody forgot.
        for item in field.items if len(field.items) > 1 else ():
            if not item.value:
                yield _at(item, document), f"an item of ‘{field.head}’"


def _empty_in_line(line: Step | Control, document: Document) -> Iterator[tuple[Place, str]]:
    if isinstance(line, Step) and not line.text.value:
        yield place(document, line.label_span), "a step"
    for result in line.results:
        if not result.value:
            yield _at(result, document), "a result"


def _at(text: Text, document: Document) -> Place:
    """The place of a text that is empty: the mark before it, or the lone backslash that it consists of."""
    source = document.source.text
    line = source.rfind("\n", 0, text.span.start) + 1
    mark = source[line : text.span.start]
    own = Span(line + len(mark) - len(mark.lstrip()), line + len(mark.rstrip()))
    return place(document, own if mark.strip() else text.span)


def _is_gap(stray: Stray) -> bool:
    """Whether it is the ``...`` in a flow that says that something is missing."""
    return stray.within in ("step", "result")


# ---- what can't stand where it stands


def _runs(document: Document) -> Iterator[list[Stray]]:
    """The strays that stand one below the other under the same thing, together."""
    run: list[Stray] = []
    for stray in sorted(filterfalse(_is_gap, document.strays), key=lambda each: each.span):
        if run and not (stray.within == run[-1].within and _adjacent(run[-1], stray, document)):
            yield run
            run = []
        run.append(stray)
    if run:
        yield run


def _adjacent(above: Stray, below: Stray, document: Document) -> bool:
    between = document.source.text[above.span.end : below.span.start].split("\n")
    return all(not line.strip() or line.lstrip().startswith("#") for line in between)


def _lines(count: int) -> str:
    return "one more line" if count == 1 else f"{count} more lines"


def _where(within: str) -> str:
    if not within:
        return "before the first declaration"
    if within in ("main success scenario", "extension"):
        return "before the first step of a flow"
    if within in _FITTING and within != "use case":
        return f"in ‘{within}’ before the first flow"
    return f"in the header of {named(within)}" if within in declarations() else f"below the field ‘{within}’"


def _fitting(stray: Stray, document: Document) -> str:
    """What could stand there, or what the line was meant to be."""
    written = stray.text.partition(":")[0]
    meant = lookalikes(words(document)).keyword(written) if stray.kind == "field" and ":" in stray.text else None
    if meant:
        return f"did you mean ‘{meant}:’?"
    if not stray.within and (keyword := _declaration_keyword(stray.text, document)):
        return f"is its colon missing? It begins like ‘{keyword}: …’"
    if stray.kind == "step" and stray.within and stray.within not in _FITTING:
        return "if a flow begins here, write ‘main success scenario:’ above it; items begin with ‘- ’"
    return f"what can stand here: {_FITTING.get(stray.within) or _in_declaration_or_field(stray.within)}"


def _declaration_keyword(text: str, document: Document) -> str | None:
    """The keyword of a declaration that a line begins with, without having a colon."""
    heads, written = words(document).heads.items(), key(text)
    found = [each for each, head in heads if head.kind == "DECL" and written.startswith(f"{each} ")]
    return max(found, key=len, default=None) if ":" not in text else None


def _in_declaration_or_field(within: str) -> str:
    if within in declarations():
        return f"text, and the fields {', '.join(fields_of(within))}"
    return "items, each after ‘- ’, and then the next field"
