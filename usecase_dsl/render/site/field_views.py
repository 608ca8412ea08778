"""Fields as headings with texts, lists and tables below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from markupsafe import Markup

from usecase_dsl.model.tables import Condition, EntryKind, UseCase
from usecase_dsl.portfolio.customer import CUSTOMER_FIELDS
from usecase_dsl.render.site.gathered import extension_points, stakeholders, variations
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.relations import REFERENCES
from usecase_dsl.render.site.views import FieldView, TableView
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Field, Row
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

# The fields that a use case's page shows in its head, around its flows or as relations.
IN_PLACE = frozenset(
    {
        *("description", "level", "status", "scope", "primary actors", "supporting actors", "goal"),
        *("trigger", "preconditions", "minimal guarantees", "success guarantees"),
        *("failure guarantees", "extends", "specialises"),
    }
)

_OF_ONE_VALUE = frozenset({"level", "status", "scope"})

_RULE_CELL = re.compile(r"\s*:?-+:?\s*")


def context(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    """What a reader should know before the flow: the goal, what has to hold, what sets it off."""
    goals = [field for field in use_case.fields if field.keyword == "goal"]
    yield from (field_view(writer, field, use_case.document.language) for field in goals)
    yield from _conditions(writer, use_case, "preconditions", use_case.preconditions)
    triggers = [field for field in use_case.fields if field.keyword == "trigger"]
    if sum(len(field.items) for field in triggers) > 1:
        yield from (field_view(writer, field, use_case.document.language) for field in triggers)
    elif use_case.trigger.strip():
        yield FieldView("Trigger", writer.prose.block(use_case.trigger))


def guarantees(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    """What holds at the ends."""
    yield from _conditions(writer, use_case, "success guarantees", use_case.success_guarantees)
    yield from _conditions(writer, use_case, "failure guarantees", use_case.failure_guarantees)
    yield from _conditions(writer, use_case, "minimal guarantees", use_case.minimal_guarantees)


def customer_fields(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    """What it says to product and sales, in the order of the text."""
    found = (field for field in use_case.fields if field.keyword in CUSTOMER_FIELDS)
    yield from (field_view(writer, field, use_case.document.language) for field in found)


def details(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    """All other fields in the order of the text; what several fields say together stands at the first."""
    gathered: set[str] = set()
    for field in use_case.fields:
        if field.keyword in CUSTOMER_FIELDS:
            continue
        special = _GATHERED.get(field.keyword or "")
        items = tuple(special(writer, use_case)) if special else ()
        if items and field.keyword:
            if field.keyword not in gathered:
                yield FieldView(_heading(field), items=items)
            gathered.add(field.keyword)
        elif field.keyword == "variations":
            yield FieldView(_heading(field), items=tuple(variations(writer, use_case, field)))
        elif field.keyword not in IN_PLACE:
            yield field_view(writer, field, use_case.document.language)
        elif further := _further(field, use_case):
            yield FieldView(_heading(field), items=tuple(map(writer.prose.item, further)))


def _further(field: Field, use_case: UseCase) -> list[str]:
    """What a field says that has one value, after the value that the head of the page shows."""
    if field.keyword not in _OF_ONE_VALUE:
        return []
    first = next(each for each in use_case.fields if each.keyword == field.keyword)
    texts = [item.value for item in field.items if item.value.strip()]
    return texts[1:] if field is first else texts


def other_fields(
    writer: Writer, fields: Iterable[Field], shown: Collection[str], language: str
) -> tuple[FieldView, ...]:
    """The fields of any declaration but those shown elsewhere."""
    return tuple(field_view(writer, field, language) for field in fields if field.keyword not in shown)


def field_view(writer: Writer, field: Field, language: str) -> FieldView:
    """A field as it was written: one item as a text, several as a list, rows as a table."""
    texts = [item.value for item in field.items if item.value.strip()]
    items = tuple(each for text in texts for each in _items(writer, field, text, language))
    table = _table(writer, field.rows)
    if not items and not table:
        return FieldView(_heading(field), writer.prose.block("..."), own=bool(field.keyword))
    alone = len(items) == 1
    body = _paragraphs(writer, texts[0], items[0]) if alone else Markup("")
    return FieldView(_heading(field), body, () if alone else items, table, own=bool(field.keyword))


def _paragraphs(writer: Writer, text: str, item: Markup) -> Markup:
    """A field's only item; one with lists or paragraphs of its own is set as such."""
    return writer.prose.block(text) if "\n" in text else Markup("<p>{}</p>").format(item)


def heading_of(head: str) -> str:
    """The head of a field or a section as a heading."""
    written = head.strip().rstrip(":：").strip()
    return written[:1].upper() + written[1:]


def _heading(field: Field) -> str:
    return heading_of(field.keyword or field.head)


def _items(writer: Writer, field: Field, text: str, language: str) -> Iterator[Markup]:
    """An item as written; where it is a name, or names with commas, each of them as a link."""
    if key(text).rstrip(FULL_STOPS) in vocabulary(language).nothing:
        yield Markup('<span class="quiet">None</span>')
        return
    names = _names(writer, text, REFERENCES[field.keyword]) if field.keyword in REFERENCES else None
    yield from names or (writer.prose.item(text),)


def _names(writer: Writer, text: str, kind: EntryKind | None) -> list[Markup] | None:
    whole = _named(writer, text, kind)
    parts = [whole] if whole else [_named(writer, part.strip(), kind) for part in text.split(",")]
    found = [part for part in parts if part]
    return found if len(found) == len(parts) else None


def _named(writer: Writer, text: str, kind: EntryKind | None) -> Markup | None:
    """What a text names as a link; what is known by its id alone with its statement."""
    target = writer.named(text, kind)
    if not target:
        return None
    return Markup("{} {}").format(link(target), target.note) if target.note else link(target)


def _table(writer: Writer, rows: tuple[Row, ...]) -> TableView | None:
    """The rows as a table. All are as long as the longest; a line of dashes below the head is no row."""
    cells = [row.cells for row in rows if not all(_RULE_CELL.fullmatch(cell) for cell in row.cells)]
    if not cells:
        return None
    width = max(len(row) for row in cells)
    head, *body = (tuple(writer.prose.inline(cell) for cell in _filled(row, width)) for row in cells)
    return TableView(head, tuple(body))


def _filled(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))


def _conditions(
    writer: Writer, use_case: UseCase, keyword: str, conditions: tuple[Condition, ...]
) -> Iterator[FieldView]:
    """What holds; where a field says that there is nothing, or isn't written yet, that is shown."""
    if conditions:
        yield FieldView(keyword.capitalize(), items=tuple(writer.condition(condition) for condition in conditions))
        return
    fields = [field for field in use_case.fields if field.keyword == keyword]
    yield from (field_view(writer, field, use_case.document.language) for field in fields[:1])


_GATHERED: Mapping[str, Callable[[Writer, UseCase], Iterator[Markup]]] = {
    "stakeholders": stakeholders,
    "extension points": extension_points,
}
