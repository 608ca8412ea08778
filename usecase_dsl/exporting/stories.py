"""User stories made of use cases: one each, with an acceptance criterion for each scenario."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.exporting.criteria import Criteria, Criterion
from usecase_dsl.exporting.wording import Benefit, Role, sentence
from usecase_dsl.exporting.words import words
from usecase_dsl.model.gather import items, name_list
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import vocabulary

_EPICS = ("summary", "very high summary")
_PARTS = ("subfunction", "too low")
# So many use cases are named in a remark.
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Story:
    """A use case as a user story. Its texts are what people wrote, nothing escaped.

    ``id`` is ``""`` where the use case has none. ``epic`` is the key of the summary use case that it is a part of,
    ``""`` where there is none; an epic is part of nothing. ``priority`` is as written.
    """

    kind: Literal["epic", "story"]
    key: str
    id: str
    title: str
    language: str
    sentence: str
    criteria: tuple[Criterion, ...]
    epic: str
    priority: str
    package: str
    tags: tuple[str, ...]

    @property
    def called(self) -> str:
        return self.id or self.title


@dataclass(frozen=True, slots=True)
class Export:
    """User stories, each epic before its stories, and what there is to say about them."""

    stories: tuple[Story, ...]
    remarks: tuple[str, ...]


def stories(model: Model, use_cases: Sequence[UseCase], parts: bool = False) -> Export:
    """The user stories of use cases: summary use cases are epics, all others stories.

    Subfunctions are steps of other stories, and left out unless ``parts``. Who has no role and what has no benefit
    stays without; the remarks say which these are. What has no title is no story yet.
    """
    titled = [each for each in use_cases if each.title.strip()]
    kept = [each for each in titled if parts or each.level not in _PARTS]
    teller = Criteria(model)
    epics = _epics(model, [each for each in kept if each.level in _EPICS])
    made = [_story(each, model, teller, epics.get(each.key, "")) for each in kept]
    return Export(tuple(_in_order(made)), tuple(_remarks(titled, kept, made, model)))


def _story(use_case: UseCase, model: Model, teller: Criteria, epic: str) -> Story:
    language = use_case.document.language
    is_epic = use_case.level in _EPICS
    told = sentence(words(language), roles_of(use_case, model), use_case.title, benefit_of(use_case, model))
    return Story(
        kind="epic" if is_epic else "story",
        key=use_case.key,
        id=use_case.id,
        title=use_case.title,
        language=language,
        sentence=told,
        criteria=teller.of(use_case),
        epic="" if is_epic else epic,
        priority=next(_said(use_case, "priority"), ""),
        package=use_case.package,
        tags=tuple(dict.fromkeys(_names(use_case, "tags"))),
    )


def roles_of(use_case: UseCase, model: Model) -> tuple[Role, ...]:
    """Who wants a use case: its personas, else its primary actors."""
    personas = tuple(Role(name) for name in dict.fromkeys(_names(use_case, "personas")))
    return personas or tuple(_actor(each.key, each.text, model) for each in use_case.primary_actors)


def benefit_of(use_case: UseCase, model: Model) -> Benefit | None:
    """What a use case is good for: its outcome, its goal, or the first interest of a primary actor; ``None`` where
    nobody says so. A trigger is no such thing: it says when, and not why."""
    for keyword in ("outcome", "goal"):
        if text := "; ".join(_said(use_case, keyword)):
            return Benefit(text)
    names = {
        alias: _actor(each.key, each.text, model).name
        for each in use_case.primary_actors
        for alias in _aliases(each.key, each.text, model)
    }
    interests = ((key(each.name.strip("*_ ")), each.interest) for each in use_case.stakeholders if each.interest)
    return next((Benefit(" ".join(text.split()), names[name]) for name, text in interests if name in names), None)


def _actor(name: str | None, written: str, model: Model) -> Role:
    actor = model.actors.get(name or "")
    return Role(actor.name, actor.kind != "human") if actor else Role(written)


def _aliases(name: str | None, written: str, model: Model) -> Iterator[str]:
    """What an actor is known by."""
    yield key(written)
    if actor := model.actors.get(name or ""):
        yield actor.key
        yield from (key(each.text) for each in actor.synonyms)


def _said(use_case: UseCase, keyword: str) -> Iterator[str]:
    """What the items of a field say, each on one line."""
    return (
        " ".join(item.value.split()) for item in items(use_case.node, keyword, vocabulary(use_case.document.language))
    )


def _names(use_case: UseCase, keyword: str) -> Iterator[str]:
    for item in items(use_case.node, keyword, vocabulary(use_case.document.language)):
        yield from (name.value for name in name_list(item))


# ---- epics


def _epics(model: Model, summaries: Iterable[UseCase]) -> dict[str, str]:
    """For each use case that a summary use case includes, the key of the first that does."""
    found: dict[str, str] = {}
    for summary in summaries:
        for called in _included(summary, model, {summary.key}):
            found.setdefault(called, summary.key)
    return found


def _included(use_case: UseCase, model: Model, seen: set[str]) -> Iterator[str]:
    """What a use case includes, and what summary use cases among that include."""
    called = [name.key for flow in use_case.flows for step in flow.steps for name in step.includes if name.key]
    for name in (each for each in called if each in model.use_cases and each not in seen):
        seen.add(name)
        yield name
        if model.use_cases[name].level in _EPICS:
            yield from _included(model.use_cases[name], model, seen)


def _in_order(made: Sequence[Story]) -> Iterator[Story]:
    """Each epic with its stories after it, in the order of the texts; then the stories of no epic."""
    of_epic: dict[str, list[Story]] = defaultdict(list)
    for each in made:
        of_epic[each.epic].append(each)
    for epic in (each for each in made if each.kind == "epic"):
        yield from (epic, *of_epic[epic.key])
    yield from (each for each in of_epic[""] if each.kind == "story")


# ---- remarks


def _remarks(all_of: Sequence[UseCase], kept: Sequence[UseCase], made: Sequence[Story], model: Model) -> Iterator[str]:
    left = set(map(_key, all_of)) - set(map(_key, kept))
    lacking = {story.key for story in made if not story.criteria}
    parts = (
        ("left out, since subfunctions are parts of other stories (--subfunctions takes them in)", all_of, left),
        ("without a role: there is no primary actor", kept, {_key(each) for each in kept if not roles_of(each, model)}),
        (
            "without a benefit: there is no outcome, goal or interest of the primary actor",
            kept,
            {_key(each) for each in kept if not benefit_of(each, model)},
        ),
        ("without acceptance criteria: there is no scenario", kept, lacking),
    )
    for text, among, keys in parts:
        if names := [each.id or f"‘{each.title}’" for each in among if each.key in keys]:
            yield f"{len(names)} {'use case' if len(names) == 1 else 'use cases'} {text}: {_listed(names)}"


def _key(use_case: UseCase) -> str:
    return use_case.key


def _listed(names: Collection[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(list(names)[:_MOST_NAMED]) + more
