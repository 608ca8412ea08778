"""What steps of features say: texts without the notation that ties them to others, so that a new id changes no step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.languages.story import statement
from usecase_dsl.model.directory import Directory, directory, system_names
from usecase_dsl.model.tables import Model, Step, UseCase
from usecase_dsl.plain_text import plain
from usecase_dsl.scenario.types import Moment
from usecase_dsl.source import Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.prose import bracketed, includes
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

_LAST_STOP = re.compile(rf"(?<![{FULL_STOPS}])[{FULL_STOPS}]$")


@dataclass(frozen=True, eq=False)
class StepWords:
    """The words of steps in the features of a model, and who acts in them."""

    model: Model

    def spoken(self, text: str) -> str:
        """A condition or a result on one line, without ids in brackets and without the point at its end."""
        return _unpointed(plain(self._without_ids(statement(text))))

    def lines(self, moment: Moment, use_case: UseCase) -> list[str]:
        """The lines of what happens in a use case's scenario, without calls and ids; the first has no point at its
        end. Never empty."""
        of, step = self._found(moment, use_case)
        text = self._without_call(moment.text, step, of.document.language) if step else moment.text
        first, *more = [line for line in map(plain, self._without_ids(text).split("\n")) if line] or [""]
        return [_unpointed(first), *more]

    def title(self, case: Case, use_case: UseCase) -> str:
        """The condition of a scenario's last flow, on one line; of a use case that fails, the step that includes it."""
        told = (moment for moment in case.moments if moment.text == case.condition)
        return next((" ".join(self.lines(moment, use_case)) for moment in told), "")

    def is_systems(self, moment: Moment, use_case: UseCase) -> bool:
        """Whether the system does a step."""
        _, step = self._found(moment, use_case)
        return step is not None and step.subject is not None and not step.subject.key

    def is_actors(self, moment: Moment, use_case: UseCase) -> bool:
        """Whether a condition begins with an actor, as a step does that the actor does."""
        of, _ = self._found(moment, use_case)
        names = system_names(of.scope, of.system)
        subject = self._directory.subject(moment.text, vocabulary(of.document.language), names)
        return subject is not None and bool(subject.key)

    @cached_property
    def _directory(self) -> Directory:
        return directory(self.model.actors, {}, {})

    @cached_property
    def _declared(self) -> frozenset[str]:
        return frozenset(
            name for entries in self.model.entries.values() for name, each in entries.items() if each.declared
        )

    def _found(self, moment: Moment, use_case: UseCase) -> tuple[UseCase, Step | None]:
        """The use case that says what happens, and the step; one that is included has its name and a colon before the
        label."""
        name, _, label = moment.label.rpartition(":")
        called = (each for each in self.model.use_cases.values() if name in (each.id, each.title))
        of = next(called, use_case) if name else use_case
        steps = (step for flow in of.flows for step in flow.steps if step.label == label)
        return of, next(steps, None) if moment.kind == "step" else None

    def _without_call(self, text: str, step: Step, language: str) -> str:
        """A step's text without ``(include UC-02)``. Where that is all it says, it says what the use case is called."""
        first, line_end, others = text.partition("\n")
        found = includes(_spanned(text), _spanned(first), vocabulary(language)) if step.includes else ()
        if not found:
            return text
        written = found[0].span.start
        bracket = max(text.rfind(sign, 0, written) for sign in "(（")
        if before := text[: max(bracket, 0)].rstrip():
            return before
        return self._titles(found[0].text, step) + (line_end + others) * (written < len(first))

    def _titles(self, written: str, step: Step) -> str:
        """What a step calls, by titles instead of ids."""
        for name in step.includes:
            if use_case := self.model.use_cases.get(name.key or ""):
                written = written.replace(name.text, use_case.title, 1)
        return written

    def _without_ids(self, text: str) -> str:
        for start, end in reversed(list(self._brackets(text))):
            text = text[:start].rstrip(" ") + text[end:]
        return text

    def _brackets(self, text: str) -> Iterator[tuple[int, int]]:
        """Where brackets begin and end that hold ids; ``[OK]`` may be a button unless something has that id."""
        ids: dict[tuple[int, int], list[str]] = {}
        for reference in bracketed(text, 0):
            place = text.rfind("[", 0, reference.span.start), text.find("]", reference.span.end) + 1
            ids.setdefault(place, []).append(reference.text)
        for place, names in ids.items():
            if all(key(name) in self._declared or re.search(r"\d", name) for name in names):
                yield place


def _spanned(text: str) -> Text:
    return Text(text, span=Span(0, len(text)))


def _unpointed(text: str) -> str:
    """The text without its last point; where there are several they stay."""
    return _LAST_STOP.sub("", text).rstrip() or text or "…"
