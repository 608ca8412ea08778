"""A sequence diagram in words, for who can't see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from usecase_dsl.render.sequence.interaction import (
    Condition,
    Ending,
    Fragment,
    InteractionUse,
    Item,
    Lifeline,
    Message,
    Note,
    Operand,
)


def told(lifelines: Sequence[Lifeline], items: Iterable[Item]) -> str:
    """Who takes part, then everything in order, a sentence each."""
    names = ", ".join(each.name for each in lifelines)
    return " ".join([f"Lifelines: {names}.", *_sentences(items)])


def said(item: Message | Note | InteractionUse | Condition | Ending) -> str:
    """One item in words."""
    if isinstance(item, Message):
        return _sentence(item.label, item.words, item.results)
    if isinstance(item, InteractionUse):
        text = f"{item.text.rstrip('.')} (see {item.names})" if item.text else f"See {item.names}"
        return _sentence(item.label, text, item.results)
    if isinstance(item, Ending):
        return _sentence("", item.text[:1].upper() + item.text[1:], item.results)
    return _sentence(item.label, item.text, item.results if isinstance(item, Note) else ())


def guard(operand: Operand) -> str:
    """When an operand takes place, in words."""
    head = " ".join(filter(None, (operand.label, operand.where)))
    return ": ".join(filter(None, (head, operand.guard)))


def _sentences(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Fragment):
            for operand in item.operands:
                if guard(operand) or item.operator != "alt":
                    yield f"{item.operator.capitalize()} {guard(operand)}".rstrip() + "."
                yield from _sentences(operand.items)
        else:
            yield said(item)


def _sentence(label: str, text: str, results: Sequence[str]) -> str:
    words = f"{label}. {text}" if label else text
    return " ".join([words if words.endswith(".") else f"{words}.", *(f"{each}." for each in results)])
