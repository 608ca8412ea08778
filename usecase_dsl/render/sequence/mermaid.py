"""A sequence diagram as text for Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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

# What ends a text or is markup in it, and the sign of such a reference itself.
_MARKUP = re.compile(r"[\"#&<>`*_\\;{}%:,$+\-]|\b[eE](?=nd\b)")
_NEW_LINE = "<br/>"


def mermaid(of: Interaction) -> str:
    """The diagram in Mermaid's language. Mermaid itself decides where everything stands."""
    names = {each.id: f"L{index}" for index, each in enumerate(of.lifelines, 1)}
    title = [f"  title: {_escaped(of.title)}"] if of.title.strip() else []
    participants = [_participant(each, names[each.id]) for each in of.lifelines]
    return "\n".join(["sequenceDiagram", *title, *participants, *_items(of.items, names, "  ")]) + "\n"


def _participant(lifeline: Lifeline, name: str) -> str:
    keyword = "actor" if lifeline.kind == "human" else "participant"
    mark = f"«{lifeline.kind}»{_NEW_LINE}" if lifeline.kind in ("system", "time") else ""
    return f"  {keyword} {name} as {mark}{_broken(lifeline.name)}"


def _items(items: Iterable[Item], names: Mapping[str, str], indent: str) -> Iterator[str]:
    for item in items:
        found = _fragment(item, names) if isinstance(item, Fragment) else [_line(item, names)]
        yield from (f"{indent}{line}" for line in found)


def _line(item: Message | Note | InteractionUse | Condition | Ending, names: Mapping[str, str]) -> str:
    if isinstance(item, Message):
        return f"{names[item.source]}->>{names[item.target]}: {_all(item.label, item.text, item.results)}"
    if isinstance(item, InteractionUse):
        rest = f"{_NEW_LINE}{words}" if (words := _all(item.label, item.text, item.results)) else ""
        over = [names[each] for each in item.over]
        return f"Note over {_span(over)}: ref {_broken(item.names)}{rest}"
    words = _all("", item.text, item.results) if isinstance(item, Ending) else ""
    if isinstance(item, Note):
        words = _all(item.label, item.text, item.results)
    if isinstance(item, Condition):
        words = _all(item.label, f"[{item.text}]" if item.text else "", ())
    return f"Note over {_span(list(names.values()))}: {words}"


def _span(names: Sequence[str]) -> str:
    return f"{names[0]},{names[-1]}" if len(names) > 1 else names[0]


def _fragment(fragment: Fragment, names: Mapping[str, str]) -> Iterator[str]:
    return outline.block(fragment, _escaped, lambda items: _items(items, names, "  "))


def _all(label: str, text: str, results: Sequence[str]) -> str:
    return _NEW_LINE.join(map(_escaped, outline.lines(label, text, results)))


def _broken(text: str) -> str:
    return _all("", text, ())


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split()))
