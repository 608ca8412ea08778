"""A sequence diagram as text for D2, in which fragments and their operands are groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from usecase_dsl.render.d2 import quoted
from usecase_dsl.render.sequence import outline
from usecase_dsl.render.sequence.interaction import (
    Condition,
    Ending,
    Fragment,
    Interaction,
    InteractionUse,
    Item,
    Lifeline,
    Message,
    Note,
)
from usecase_dsl.render.sequence.measures import guard_of


def d2(of: Interaction) -> str:
    """The diagram in D2's language. D2 itself decides where everything stands."""
    names = {each.id: f"L{index}" for index, each in enumerate(of.lifelines, 1)}
    title = [f"title: {quoted(of.title)} {{near: top-center; shape: text; style.font-size: 24}}"]
    participants = [f"  {_participant(each, names[each.id])}" for each in of.lifelines]
    items = _Items(names).lines(of.items, "  ") if names else ()
    return "\n".join([*title, 'diagram: " " {', "  shape: sequence_diagram", *participants, *items, "}"]) + "\n"


def _participant(lifeline: Lifeline, name: str) -> str:
    mark = f"«{lifeline.kind}»\n" if lifeline.kind in ("system", "time") else ""
    shape = " {shape: person}" if lifeline.kind == "human" else ""
    return f"{name}: {quoted(mark + lifeline.name)}{shape}"


class _Items:
    """Writes items; whatever has no arrow gets a number, which its name is made of."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._first = next(iter(names.values()))
        self._numbers = count(1)

    def lines(self, items: Iterable[Item], indent: str) -> Iterator[str]:
        for item in items:
            if isinstance(item, Fragment):
                yield from self._fragment(item, indent)
            else:
                yield indent + self._line(item)

    def _line(self, item: Message | Note | InteractionUse | Condition | Ending) -> str:
        if isinstance(item, Message):
            words = quoted(_all(item.label, item.text, item.results))
            return f"{self._names[item.source]} -> {self._names[item.target]}: {words}"
        if isinstance(item, InteractionUse):
            over = self._names[item.over[0]] if item.over else self._first
            return self._note(over, f"ref {item.names}\n{_all(item.label, item.text, item.results)}")
        if isinstance(item, Condition):
            return self._note(self._first, _all(item.label, guard_of(item), ()))
        label = item.label if isinstance(item, Note) else ""
        return self._note(self._first, _all(label, item.text, item.results))

    def _note(self, over: str, words: str) -> str:
        return f"{over}.N{next(self._numbers)}: {quoted(words)}"

    def _fragment(self, fragment: Fragment, indent: str) -> Iterator[str]:
        messages = any(_has_message(operand.items) for operand in fragment.operands)
        inside = list(self._operands(fragment, f"{indent}  " if messages else indent))
        yield from self._group(fragment.operator, inside, indent) if messages else inside

    def _operands(self, fragment: Fragment, indent: str) -> Iterator[str]:
        for operand in fragment.operands:
            words = outline.guard(operand)
            grouped = _has_message(operand.items)
            inside = list(self.lines(operand.items, f"{indent}  " if grouped else indent))
            if grouped:
                yield from self._group(words, inside, indent)
            else:
                yield from (*([indent + self._note(self._first, words)] if words else []), *inside)

    def _group(self, words: str, inside: Iterable[str], indent: str) -> Iterator[str]:
        yield f"{indent}F{next(self._numbers)}: {quoted(words)} {{"
        yield from (*inside, f"{indent}}}")


def _has_message(items: Iterable[Item]) -> bool:
    """D2 takes for a group only what has a message in it."""
    return any(
        isinstance(item, Message)
        or (isinstance(item, Fragment) and any(_has_message(operand.items) for operand in item.operands))
        for item in items
    )


def _all(label: str, text: str, results: Sequence[str]) -> str:
    return "\n".join(outline.lines(label, text, results))
