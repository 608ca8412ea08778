"""The fields of a use case that say something of other things: stakeholders, extension points, variations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.model.tables import ExtensionPoint, UseCase
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.syntax.labels import canonical
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Field

_VARIATION = re.compile(r"\s*(?P<label>[\w.,*-]*\d[\w.,*-]*)\s*[:.)]\s*(?P<choices>.*)", re.DOTALL)


def stakeholders(writer: Writer, use_case: UseCase) -> Iterator[Markup]:
    """Who has an interest in the use case, and which."""
    for each in use_case.stakeholders:
        known = key(each.name) in writer.model.actors
        name = link(writer.actor_link(key(each.name))) if known else writer.prose.inline(each.name)
        interest = Markup(": ") + writer.prose.item(each.interest) if each.interest else ""
        yield Markup("<strong>{}</strong>{}").format(name, interest)


def extension_points(writer: Writer, use_case: UseCase) -> Iterator[Markup]:
    """The named places of the use case, and who extends it there."""
    extenders = writer.site.relations.extended_by.get(use_case.key, ())
    for point in use_case.extension_points:
        here = [(name, extend) for name, extend in extenders if key(extend.point) == key(point.name)]
        users = Markup("").join(
            Markup("<br>{}{}").format(link(writer.use_case_link(name)), when(writer, extend.condition))
            for name, extend in here
        )
        yield writer.prose.inline(point.name) + _point_place(writer, use_case, point) + users


def _point_place(writer: Writer, use_case: UseCase, point: ExtensionPoint) -> Markup:
    if point.step is not None:
        return Markup(", at step {}").format(link(writer.label_link(use_case.key, point.step)))
    target = f"at {point.target}, which doesn't exist" if point.target else "the step isn't stated"
    return Markup(", {}").format(target)


def when(writer: Writer, condition: str) -> Markup:
    """A condition after what it governs; nothing where there is none."""
    return Markup(" when <em>{}</em>").format(writer.prose.inline(condition)) if condition else Markup("")


def variations(writer: Writer, use_case: UseCase, field: Field) -> Iterator[Markup]:
    """What steps may do in several ways."""
    labels = {step.label for flow in use_case.flows for step in flow.steps}
    for item in field.items:
        match = _VARIATION.fullmatch(item.value)
        if not match or canonical(match["label"]) not in labels:
            yield _choices(writer, item.value)
            continue
        step = link(writer.label_link(use_case.key, canonical(match["label"])))
        yield Markup("At step {}: ").format(step) + _choices(writer, match["choices"])


def _choices(writer: Writer, text: str) -> Markup:
    """What a step may do in several ways, with bars between them, as a list in a sentence."""
    choices = [choice.strip() for choice in re.split(r"(?<!\\)\|", text)]
    return Markup(' <span class="quiet">or</span> ').join(writer.prose.item(choice) for choice in choices)
