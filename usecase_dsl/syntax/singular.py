"""Declaration keywords that stand for a field: ``Actor: Customer`` in the header of a use case.

Between ``use case`` and its first flow a singular keyword is read as the field, but it declares with an id, or
followed by that declaration's own fields, or after a blank line in a use case without a flow. Below another declaration
with such a field, as a persona has its segments, it is read so where it is indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from usecase_dsl.source import Span
from usecase_dsl.syntax.nodes import Declaration, Field
from usecase_dsl.syntax.vocabulary import field_for_declaration, fields_of

_BLANK_LINE_BEFORE = re.compile(r"\n[^\S\n]*\n[^\S\n]*$")


def fields_for_declarations(
    declarations: Sequence[Declaration], text: str
) -> tuple[tuple[Declaration, ...], tuple[Field, ...]]:
    """The declarations with such keywords turned into fields, and those fields."""
    result: list[Declaration] = []
    turned: list[Field] = []
    for index, declaration in enumerate(declarations):
        owner = result[-1] if result else None
        if owner and _stands_for_field(declaration, owner, _flow_follows(declarations, index), text):
            field = _as_field(declaration)
            turned.append(field)
            result[-1] = _absorb(owner, declaration, field)
        else:
            result.append(declaration)
    return tuple(result), tuple(turned)


def _stands_for_field(declaration: Declaration, owner: Declaration, flow_follows: bool, text: str) -> bool:
    owners_fields = fields_of(owner.keyword)
    if owner.sections or field_for_declaration(declaration.keyword) not in owners_fields:
        return False
    own_fields = fields_of(declaration.keyword)
    first = declaration.fields[0].keyword if declaration.fields else None
    if declaration.id or (first in own_fields and first not in owners_fields):
        return False
    if owner.keyword != "use case":
        return _indent(declaration, text) > _indent(owner, text)
    blank_before = _BLANK_LINE_BEFORE.search(text, max(0, declaration.span.start - 200), declaration.span.start)
    return flow_follows or not blank_before


def _indent(declaration: Declaration, text: str) -> int:
    start = declaration.span.start
    return start - text.rfind("\n", 0, start) - 1


def _flow_follows(declarations: Sequence[Declaration], index: int) -> bool:
    """Whether the use case that a declaration stands in has a flow, there or further down."""
    for declaration in declarations[index:]:
        if declaration.keyword == "use case":
            return False
        if declaration.sections:
            return True
    return False


def _as_field(declaration: Declaration) -> Field:
    items = tuple(text for text in (declaration.name, declaration.description) if text and text.value)
    end = max((text.span.end for text in items), default=declaration.head_span.end)
    keyword = field_for_declaration(declaration.keyword)
    span = Span(declaration.span.start, end)
    return Field(keyword, declaration.keyword, items, (), span, declaration.head_span)


def _absorb(owner: Declaration, declaration: Declaration, field: Field) -> Declaration:
    return replace(
        owner,
        fields=(*owner.fields, field, *declaration.fields),
        sections=declaration.sections,
        span=Span(owner.span.start, declaration.span.end),
    )
