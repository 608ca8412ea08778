"""Who acts in a step where no name is known: what the step begins with, as far as word lists can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.checks.language.prose import words_for
from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary

# Words with nothing between them but blanks and marks of emphasis; whatever else stands there ends a subject.
_WORD = re.compile(r"[\s*_]*+(?P<word>[^\W_]+(?:['’-][^\W_]+)*+)")
_MOST_WORDS = 5


@dataclass(frozen=True, eq=False)
class Opening:
    """The first words of a step in which nobody acts who is known, with their spans in its text.

    ``flow`` is the step's. ``article`` is where an article before them begins, else the same as the first word does.
    """

    use_case: UseCase
    flow: Flow
    step: Step
    lists: Lexicon
    article: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def place(self, first: int, last: int) -> Place:
        """Where words stand, the last one included."""
        at = self.step.text.span.start
        return Place(self.use_case.place.source, Span(at + self.spans[first][0], at + self.spans[last][1]))


@dataclass(frozen=True, eq=False)
class Stranger:
    """Who acts in a step and is neither an actor nor the system: ``name`` without an article before it."""

    use_case: UseCase
    step: Step
    lists: Lexicon
    name: str
    place: Place

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, as names are compared."""
        return tuple(key(self.name).split())


def openings(model: Model, settings: Settings) -> Iterator[Opening]:
    """How the steps begin in which nobody acts who is known, in languages with word lists; calls of other use cases
    are left out."""
    return (opening for use_case in model.use_cases.values() for opening in openings_of(use_case, settings))


def openings_of(use_case: UseCase, settings: Settings) -> Iterator[Opening]:
    """The same for one use case."""
    lists = words_for(use_case, settings)
    articles = vocabulary(use_case.document.language).articles
    for flow in use_case.flows if lists.lists else ():
        for step in flow.steps:
            if step.subject is None and not step.includes:
                yield _opening(use_case, flow, step, lists, articles)


def strangers(model: Model, settings: Settings) -> Iterator[Stranger]:
    """The steps that begin with a name that nobody has, and a verb."""
    for opening in openings(model, settings):
        count = _words_of_subject(opening)
        if count:
            place = opening.place(0, count - 1)
            at = opening.step.text.span.start
            name = opening.step.text.value[place.span.start - at : place.span.end - at]
            yield Stranger(opening.use_case, opening.step, opening.lists, name, place)


def words_of_verb(opening: Opening) -> int:
    """How many words the verb has that a step begins with, where nobody stands before it; 0 where it isn't sure."""
    if not opening.words or opening.article != opening.spans[0][0]:
        return 0
    rest, lists = opening.words[1:], opening.lists
    is_verb = bool(rest) and lists.has("determiners", rest[0])
    if rest and lists.has("bare-verbs", " ".join(opening.words[:2])):
        return 2
    if lists.has("bare-verbs", opening.words[0]):
        return int(is_verb or not is_sentence(rest[:3], lists))
    return int(is_verb and lists.has("bare-verbs-or-nouns", opening.words[0]))


def is_sentence(words: Sequence[str], lists: Lexicon) -> bool:
    """Whether there is a verb among words, so that what stands before them can be its subject."""
    return any(lists.has(name, word) for word in words for name in ("be-forms", "modals", "acting-verbs"))


def _opening(use_case: UseCase, flow: Flow, step: Step, lists: Lexicon, articles: Sequence[str]) -> Opening:
    found: list[tuple[str, tuple[int, int]]] = []
    at = 0
    while len(found) < _MOST_WORDS + 3 and (match := _WORD.match(step.text.value, at)):
        found.append((match["word"], match.span("word")))
        at = match.end()
    start = found[0][1][0] if found else 0
    if found and key(found[0][0]) in articles:
        found = found[1:]
    words, spans = tuple(word for word, _ in found), tuple(span for _, span in found)
    return Opening(use_case, flow, step, lists, start, words, spans)


def _words_of_subject(opening: Opening) -> int:
    """How many words stand before the verb; 0 where they can't be a name, or no verb is known."""
    words, lists = opening.words, opening.lists
    verb = next((n for n, word in enumerate(words) if lists.has("acting-verbs", word)), 0)
    if not 0 < verb <= _MOST_WORDS or not words[verb].islower() or is_sentence(words[verb + 1 : verb + 2], lists):
        return 0
    inner = [word for word in words[1 : verb - 1] if not lists.has("inner-words", word)]
    is_name = not any(lists.has("not-subjects", word) for word in (words[0], *inner, words[verb - 1]))
    return verb if is_name and not lists.has("bare-verbs", words[0]) else 0
