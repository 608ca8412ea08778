"""A use case of the model, made of its declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from usecase_dsl.model.conditions import condition
from usecase_dsl.model.directory import Directory, system_names
from usecase_dsl.model.flows import Context, codes, flows
from usecase_dsl.model.gather import Scoped, actor_names, description, items, known_name, name_list
from usecase_dsl.model.tables import (
    Condition,
    Extend,
    ExtensionPoint,
    Flow,
    Name,
    Stakeholder,
    System,
    UseCase,
)
from usecase_dsl.source import Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.scripts import FULL_STOPS, after_name

_COLON = re.compile(r"\s*[:：]\s*")


def use_case_key(scoped: Scoped) -> str:
    """What a use case is known by: its id, or its title where it has none."""
    node = scoped.node
    return key(node.id.text) if node.id else key(node.name.value.rstrip(FULL_STOPS))


def use_case(scoped: Scoped, directory: Directory, systems: Mapping[str, System]) -> UseCase:
    """A use case with all that it refers to looked up."""
    header = _Header(scoped, directory)
    node = scoped.node
    system = _system(scoped, systems)
    context = Context(scoped, directory, system_names(systems.get(key(system)), system), codes(node))
    all_flows = flows(context)
    return UseCase(
        key=use_case_key(scoped),
        id=node.id.text if node.id else "",
        title=node.name.value.rstrip(FULL_STOPS),
        description=description("", scoped),
        package=scoped.package,
        system=system,
        scope=systems.get(key(system)),
        level=header.value("level"),
        status=header.value("status"),
        primary_actors=header.actors("primary actors"),
        supporting_actors=header.actors("supporting actors"),
        stakeholders=tuple(_stakeholder(text, scoped) for text in header.texts("stakeholders")),
        trigger=header.first("trigger"),
        preconditions=header.conditions("preconditions"),
        minimal_guarantees=header.conditions("minimal guarantees"),
        success_guarantees=header.conditions("success guarantees"),
        failure_guarantees=header.conditions("failure guarantees"),
        extension_points=tuple(_extension_points(scoped, all_flows)),
        extends=tuple(_extend(text, scoped, directory) for text in header.texts("extends")),
        specialises=header.use_cases("specialises"),
        references=header.use_cases("related"),
        flows=all_flows,
        fields=node.fields,
        node=node,
        document=scoped.document,
        place=scoped.place(node.id.span) if node.id else scoped.name_place,
    )


@dataclass(frozen=True)
class _Header:
    """The fields of a use case, read by keyword."""

    scoped: Scoped
    directory: Directory

    def texts(self, keyword: str) -> Iterator[Text]:
        return items(self.scoped.node, keyword, self.scoped.words)

    def first(self, keyword: str) -> str:
        return next((text.value for text in self.texts(keyword)), "")

    def value(self, keyword: str) -> str:
        """The canonical value of a field with fixed values, or what was written."""
        written = self.first(keyword)
        return self.scoped.words.value(keyword, written) or written

    def conditions(self, keyword: str) -> tuple[Condition, ...]:
        return tuple(condition(text, self.scoped, self.directory) for text in self.texts(keyword))

    def use_cases(self, keyword: str) -> tuple[Name, ...]:
        names = (name for text in self.texts(keyword) for name in name_list(text, self.directory.use_cases))
        return tuple(_named_use_case(name, self.scoped, self.directory) for name in names)

    def actors(self, keyword: str) -> tuple[Name, ...]:
        found: dict[str, Name] = {}
        for item in self.texts(keyword):
            for text in actor_names(item, self.directory.actors, self.scoped.words):
                known = known_name(text.value, self.directory.actors, self.scoped.words)
                actor = self.directory.actors[known] if known else None
                found.setdefault(actor or key(text.value), Name(text.value, self.scoped.place(text.span), actor))
        return tuple(found.values())


def _system(scoped: Scoped, systems: Mapping[str, System]) -> str:
    """The use case's scope, else the system above it in the file, else the project's only one."""
    scope = next((text.value.rstrip(FULL_STOPS) for text in items(scoped.node, "scope", scoped.words)), "")
    only = next(iter(systems.values())).name if len(systems) == 1 else ""
    return scope or scoped.system or only


def _stakeholder(text: Text, scoped: Scoped) -> Stakeholder:
    name, *interest = _COLON.split(text.value, maxsplit=1)
    return Stakeholder(name, interest[0] if interest else "", scoped.place(text.span))


def _extension_points(scoped: Scoped, all_flows: tuple[Flow, ...]) -> Iterator[ExtensionPoint]:
    steps = {step.label for flow in all_flows for step in flow.steps}
    for text in items(scoped.node, "extension points", scoped.words):
        name, *target = _COLON.split(text.value, maxsplit=1)
        label = labels.canonical(target[0]) if target else ""
        yield ExtensionPoint(name.strip(), label, label if label in steps else None, scoped.place(text.span))


def _extend(text: Text, scoped: Scoped, directory: Directory) -> Extend:
    """``UC-01 at POINT when CONDITION``; the longest declared id or title before ``at`` or ``when`` wins."""
    words = scoped.words
    infix = _infix((*words.at, *words.when))
    cuts = [match.start() for match in infix.finditer(text.value)]
    end = next((cut for cut in [len(text.value), *reversed(cuts)] if directory.use_case(text.value[:cut])), None)
    end = end if end is not None else (cuts[0] if cuts else len(text.value))
    rest = text.value[end:]
    condition_at = _infix(words.when).search(rest)
    point_at = _infix(words.at).match(rest)
    point = rest[point_at.end() : condition_at.start() if condition_at else None] if point_at else ""
    target = Text(text.value[:end], (), Span(text.span.start, text.span.start + end))
    condition_text = rest[condition_at.end() :].rstrip(f" {FULL_STOPS}") if condition_at else ""
    place = scoped.place(text.span)
    return Extend(_named_use_case(target, scoped, directory), point.strip(f" {FULL_STOPS}"), condition_text, place)


def _infix(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(after_name(words), re.IGNORECASE)


def _named_use_case(text: Text, scoped: Scoped, directory: Directory) -> Name:
    name = text.value.rstrip(f" {FULL_STOPS}")
    return Name(name, scoped.place(text.span), directory.use_case(name))
