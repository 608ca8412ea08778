"""A sequence diagram as text for PlantUML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from usecase_dsl.render.plantuml import escaped
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

_NEW_LINE = "\\n"


def plantuml(of: Interaction) -> str:
    """The diagram in PlantUML's language. PlantUML itself decides where everything stands."""
    names = {each.id: f"L{index}" for index, each in enumerate(of.lifelines, 1)}
    head = ["@startuml", *([f"title {escaped(of.title)}"] if of.title.strip() else [])]
    participants = [_participant(each, names[each.id]) for each in of.lifelines]
    return "\n".join([*head, *participants, *_items(of.items, names, ""), "@enduml"]) + "\n"


def _participant(lifeline: Lifeline, name: str) -> str:
    keyword = "actor" if lifeline.kind == "human" else "participant"
    stereotype = f" <<{lifeline.kind}>>" if lifeline.kind in ("system", "time") else ""
    return f'{keyword} "{_broken(lifeline.name)}" as {name}{stereotype}'


def _items(items: Iterable[Item], names: Mapping[str, str], indent: str) -> Iterator[str]:
    for item in items:
        found = _fragment(item, names) if isinstance(item, Fragment) else _lines(item, names)
        yield from (f"{indent}{line}" for line in found)


def _lines(item: Message | Note | InteractionUse | Condition | Ending, names: Mapping[str, str]) -> Iterator[str]:
    everyone = list(names.values())
    if isinstance(item, Message):
        words = _all(item.label, item.text, item.results)
        yield f"{names[item.source]} -> {names[item.target]} : {words}"
    elif isinstance(item, InteractionUse):
        text = f"{_NEW_LINE}{words}" if (words := _all(item.label, item.text, item.results)) else ""
        yield f"ref over {', '.join(names[each] for each in item.over)} : {_broken(item.names)}{text}"
    elif isinstance(item, Condition):
        yield f"== {_all(item.label, guard_of(item), ())} =="
    else:
        over = f"{everyone[0]}, {everyone[-1]}" if len(everyone) > 1 else everyone[0]
        kind, label = ("hnote", "") if isinstance(item, Ending) else ("note", item.label)
        yield f"{kind} over {over} : {_all(label, item.text, item.results)}"


def _fragment(fragment: Fragment, names: Mapping[str, str]) -> Iterator[str]:
    return outline.block(fragment, escaped, lambda items: _items(items, names, "  "))


def _all(label: str, text: str, results: Sequence[str]) -> str:
    return _NEW_LINE.join(map(escaped, outline.lines(label, text, results)))


def _broken(text: str) -> str:
    return _all("", text, ())
