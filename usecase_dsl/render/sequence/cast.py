"""Who takes part in an interaction, and in which order: actors left, the system in the middle, other systems right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from usecase_dsl.model.tables import Actor, Model, Step, UseCase
from usecase_dsl.render.sequence.interaction import Lifeline
from usecase_dsl.render.sequence.wording import plain
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import system_name

# The key of the system under discussion among those of actors.
SUBJECT = ""
# More people than this on the left would keep the first ones far from the system: others stand right.
_MOST_LEFT = 3
# Two rounds are mostly enough; many actors that all talk with each other would go on for long.
_MOST_ROUNDS = 4


def parties(use_case: UseCase, step: Step, model: Model) -> tuple[str, str] | None:
    """The keys of who acts in a step and of whom that concerns; ``None`` where the step doesn't say who acts.

    An actor who names nobody else acts upon the system, and so does one who names the system first.
    """
    if step.subject is None:
        return None
    source = step.subject.key
    known = [each for each in step.receivers if each in model.actors and each != source]
    if source == SUBJECT:
        return source, known[0] if known else SUBJECT
    return source, known[0] if known and not _system_first(use_case, step, model.actors[known[0]]) else SUBJECT


def lifelines(use_case: UseCase, steps: Iterable[Step], model: Model) -> dict[str, Lifeline]:
    """The lifelines of some steps by the keys of actors, in their order from left to right."""
    found = [each for step in steps if (each := parties(use_case, step, model))]
    talks = Counter(name for pair in found for name in set(pair) if SUBJECT in pair)
    present = dict.fromkeys(name for pair in found for name in pair if name in model.actors)
    left, right = _sides(use_case, [model.actors[name] for name in present])
    # Who talks most with the system stands next to it, and who talks with each other stands near.
    left.sort(key=lambda actor: talks[actor.key])
    right.sort(key=lambda actor: -talks[actor.key])
    left, right = _nearer(left, right, Counter(found))
    taken: set[str] = set()
    made = [Lifeline(_free(each.name, taken), each.name, each.kind, each) for each in left]
    name = plain(subject_name(use_case))
    made.append(Lifeline(_free(name, taken), name, "subject"))
    made += [Lifeline(_free(each.name, taken), each.name, each.kind, each) for each in right]
    return {each.actor.key if each.actor else SUBJECT: each for each in made}


def subject_name(use_case: UseCase) -> str:
    """What the system under discussion is called, in the language of the text where nobody names it."""
    return use_case.scope.name if use_case.scope else use_case.system or system_name(use_case.document.language)


def _sides(use_case: UseCase, actors: Sequence[Actor]) -> tuple[list[Actor], list[Actor]]:
    primary = {name.key for name in use_case.primary_actors}
    left: list[Actor] = [each for each in actors if each.key in primary and each.kind != "system"]
    right: list[Actor] = []
    for each in actors:
        if each not in left:
            (right if each.kind == "system" or len(left) >= _MOST_LEFT else left).append(each)
    return left, right


def _nearer(left: list[Actor], right: list[Actor], pairs: Counter[tuple[str, str]]) -> tuple[list[Actor], list[Actor]]:
    """The same with each moved on its side to where all messages together are shortest, as long as that helps."""
    best = _length([*left, None, *right], pairs)
    for _ in range(_MOST_ROUNDS):
        before = best
        for side in (left, right):
            for actor in list(side):
                best = _moved(actor, side, lambda: _length([*left, None, *right], pairs))
        if best == before:
            break
    return left, right


def _moved(actor: Actor, side: list[Actor], length: Callable[[], int]) -> int:
    """Puts one of a side where the length is least, and where it is if that is as good; returns the length."""
    own = side.index(actor)
    best, place = length(), own
    side.remove(actor)
    for index in range(len(side) + 1):
        side.insert(index, actor)
        if (new := length()) < best:
            best, place = new, index
        side.pop(index)
    side.insert(place, actor)
    return best


def _length(order: Sequence[Actor | None], pairs: Counter[tuple[str, str]]) -> int:
    places = {each.key if each else SUBJECT: place for place, each in enumerate(order)}
    return sum(many * abs(places[one] - places[two]) for (one, two), many in pairs.items())


def _system_first(use_case: UseCase, step: Step, actor: Actor) -> bool:
    rest = key(step.text.value[len(step.subject.text) if step.subject else 0 :])
    systems = [place for name in _system_names(use_case) if (place := rest.find(key(name))) >= 0]
    others = (actor.name, *(each.text for each in actor.synonyms))
    return bool(systems) and min(systems) < min(
        (place for name in others if (place := rest.find(key(name))) >= 0), default=len(rest)
    )


def _system_names(use_case: UseCase) -> Iterator[str]:
    yield system_name(use_case.document.language)
    yield from filter(None, (use_case.system,))
    if use_case.scope:
        yield from (use_case.scope.name, *use_case.scope.synonyms)


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}~{number}"
    taken.add(free)
    return free
