"""The prose in a model, as rules about words read it: without names, quotations, code and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from usecase_dsl.checks.language.lexicon import Found, Lexicon, folded, lexicon
from usecase_dsl.checks.once import Same
from usecase_dsl.checks.walk import part, written
from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Source, Span
from usecase_dsl.syntax.vocabulary import vocabulary

# What stands for each character of a name, a quotation or code. It is no part of a word.
NAME = "\ufffc"

# What isn't prose and stands for something that is named: it becomes a name. No pattern runs far without its end.
_QUOTED = re.compile(
    r"```[^`]*```|`[^`\n]*`|“[^”\n]{0,300}”|«[^»\n]{0,300}»|„[^“”\n]{0,300}[“”]|‘[^’\n]{1,80}’(?!\w)|\"[^\"\n]*\"|「[^」\n]{0,300}」"
    r"|(?<!\w)'[^'\n]{1,80}'(?!\w)|<[^<>\n]{1,60}>|\{[^{}\n]{1,60}\}"
    r"|\b(?:https?://|www\.)[^\s)\]]+|\S{1,60}@\w[\w.-]{0,60}"
)
# What isn't part of the sentence at all: ids in brackets, calls, comments between the lines, a link's target.
_ASIDE = re.compile(r"(?<=\])\([^()\n]*\)|\[[\w#][\w.#, -]*\]|^[^\S\n]*#[^\n]*$", re.MULTILINE)
_SENTENCE = re.compile(r"[.!?…:;]\s+[*_(]*$|^[\s*_(]*$")


@dataclass(frozen=True, eq=False)
class Prose:
    """A stretch of a text: ``text`` is what stands at ``place``, of the same length, with ``NAME`` for each character
    of a name and blanks for what is no part of the sentence."""

    place: Place
    text: str

    @property
    def written(self) -> str:
        """What stands there, names and all."""
        return written(self.place)

    def at(self, start: int, end: int) -> Place:
        """The place of a part of it."""
        return part(self.place, start, end)

    def spot(self, found: Found) -> Place:
        """The place of a word found in it."""
        return part(self.place, found.start, found.end)

    def find(self, words: Lexicon, name: str) -> Iterator[Found]:
        """Where words of a list stand in it. One with a capital letter within a sentence is a name, and isn't found."""
        for found in words.find(name, self.text):
            if not found.text[0].isupper() or self.begins_sentence(found.start):
                yield found

    def in_brackets(self, at: int) -> bool:
        """Whether a bracket is open there: an example, an aside."""
        before = self.text[:at]
        return sum(before.count(sign) for sign in "(（") > sum(before.count(sign) for sign in ")）")

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence begins there."""
        return _SENTENCE.search(self.text[max(0, at - 8) : at] if at > 8 else self.text[:at]) is not None


@dataclass(frozen=True, eq=False)
class Names:
    """What is a name in a model: actors, systems and terms, with what they are also known as."""

    lexicon: Lexicon

    def prose(self, place: Place) -> Prose:
        """What stands at a place, as prose."""
        return Prose(place, _masked(written(place), self))


@dataclass(frozen=True, eq=False)
class StepProse:
    """A step with where it belongs, its prose, and the words of its language."""

    use_case: UseCase
    flow: Flow
    step: Step
    prose: Prose
    words: Lexicon

    @property
    def rest(self) -> int:
        """Where in the prose the subject ends; 0 where there is none that is known."""
        return len(self.step.subject.text) if self.step.subject else 0


@dataclass(frozen=True, eq=False)
class ConditionProse:
    """The condition of a flow, or what holds before or after a use case (then ``flow`` is ``None``), with its prose
    and the words of its language."""

    use_case: UseCase
    flow: Flow | None
    prose: Prose
    words: Lexicon


def step_prose(model: Model, settings: Settings) -> Sequence[StepProse]:
    """The steps of a model in the order of the flows, but for those that only call another use case."""
    return _step_prose(Same(model), settings)


def steps_as_prose(use_case: UseCase, names: Names, settings: Settings) -> Iterator[StepProse]:
    """The same for one use case."""
    words = words_for(use_case, settings)
    for flow in use_case.flows if words.lists else ():
        for step in flow.steps:
            prose = names.prose(Place(step.place.source, step.text.span))
            prose = _without_call(prose, step) if step.includes else prose
            if prose.text.strip():
                yield StepProse(use_case, flow, step, prose, words)


@lru_cache(maxsize=1)
def _step_prose(same: Same, settings: Settings) -> tuple[StepProse, ...]:
    return tuple(_prose_of_steps(same.model, settings))


def _prose_of_steps(model: Model, settings: Settings) -> Iterator[StepProse]:
    names = names_of(model)
    for use_case in model.use_cases.values():
        yield from steps_as_prose(use_case, names, settings)


def condition_prose(model: Model, settings: Settings) -> Iterator[ConditionProse]:
    """The conditions of a model's flows."""
    names = names_of(model)
    for use_case in model.use_cases.values():
        words = words_for(use_case, settings)
        for flow in use_case.flows if words.lists else ():
            if flow.condition.value:
                place = Place(flow.place.source, flow.condition.span)
                yield ConditionProse(use_case, flow, names.prose(place), words)


def flow_prose(model: Model, settings: Settings) -> Iterator[StepProse | ConditionProse]:
    """The steps of a model, and then the conditions of its flows."""
    yield from step_prose(model, settings)
    yield from condition_prose(model, settings)


def state_prose(model: Model, settings: Settings) -> Iterator[ConditionProse]:
    """The preconditions and guarantees of a model."""
    names = names_of(model)
    for use_case in model.use_cases.values():
        words = words_for(use_case, settings)
        guarantees = (use_case.minimal_guarantees, use_case.success_guarantees, use_case.failure_guarantees)
        for condition in chain(use_case.preconditions, *guarantees) if words.lists else ():
            yield ConditionProse(use_case, None, names.prose(condition.place), words)


def words_for(use_case: UseCase, settings: Settings) -> Lexicon:
    """The word lists for a use case's language. They are empty where a text doesn't say its language, is taken for
    English, and isn't."""
    language = use_case.document.language
    if language == "en" and english(use_case) < 0:
        return _NOTHING
    return lexicon(language, settings.words)


def english(use_case: UseCase) -> int:
    """How surely a use case is written in English: below 0 it isn't, at 0 nothing tells."""
    return _english(use_case.document.source, use_case.node.span)


def names_of(model: Model) -> Names:
    """The names that a model declares, and those of the actors and systems that its use cases speak of."""
    return _names_of(Same(model))


@lru_cache(maxsize=1)
def _names_of(same: Same) -> Names:
    model = same.model
    terms = {name for term in model.entries.get("term", {}).values() for name in (term.text, *term.synonyms)}
    return _names(_entries(_acting(model) | terms))


def actors_of(model: Model) -> Lexicon:
    """Who can act in a model, actors and systems, as the list ``names``."""
    return _names(_entries(_acting(model))).lexicon


def _acting(model: Model) -> set[str]:
    names = {name for actor in model.actors.values() for name in (actor.name, *(each.text for each in actor.synonyms))}
    names |= {name for system in model.systems.values() for name in (system.name, *system.synonyms)}
    names |= {use_case.system for use_case in model.use_cases.values()}
    return names | {word for document in model.documents for word in vocabulary(document.language).system}


def _entries(names: set[str]) -> tuple[str, ...]:
    """Names as entries of a list, in which an asterisk has a meaning."""
    return tuple(sorted(name for each in names if (name := each.replace("*", "").strip())))


def blotted(text: str, words: Iterable[Found]) -> str:
    """A text of the same length in which ``NAME`` stands for each character of some words, given in their order."""
    parts, at = [], 0
    for word in words:
        parts += [text[at : word.start], NAME * (word.end - word.start)]
        at = word.end
    return "".join([*parts, text[at:]])


_NOTHING = Lexicon("", {})


def _without_call(prose: Prose, step: Step) -> Prose:
    """A step's prose without ``(include UC-02)`` at its end, or without anything where the call is all it says."""
    start = prose.place.span.start
    first, last = step.includes[0].place.span.start - start, step.includes[-1].place.span.end - start
    bracket = max(prose.written.rfind(sign, 0, first) for sign in "(（")
    begin = bracket if bracket >= 0 else 0
    end = last + 1 if bracket >= 0 else len(prose.text)
    return Prose(prose.place, prose.text[:begin] + " " * (end - begin) + prose.text[end:])


@lru_cache(maxsize=4)
def _names(names: tuple[str, ...]) -> Names:
    return Names(Lexicon("", {"names": names}))


@lru_cache(maxsize=1 << 16)
def _masked(text: str, names: Names) -> str:
    for pattern, mark in ((_ASIDE, " "), (_QUOTED, NAME)):
        text = pattern.sub(lambda match, mark=mark: mark * len(match[0]), text)  # type: ignore[misc]
    text = blotted(text, names.lexicon.find("names", text))
    return " " + text[1:] if text.startswith("\\") else text


@lru_cache(maxsize=1 << 14)
def _english(source: Source, span: Span) -> int:
    text = source.text[span.start : span.end]
    words = lexicon("en")
    own = sum(1 for _ in words.find("function-words", text))
    foreign = sum(1 for _ in words.find("foreign-words", text))
    letters = 0 if own or text.isascii() else sum(c.isalpha() and not c.isascii() for c in folded(text))
    return own - foreign - letters
