"""What is worked out of the whole model once, for all pages: plain tables by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.scenario import failing_use_cases
from usecase_dsl.syntax.names import key

# What tables of use cases show beside the titles, and the head of a use case's page says.
FACTS: Mapping[str, Callable[[UseCase], object]] = {
    "id": lambda use_case: use_case.id,
    "level": lambda use_case: use_case.level,
    "status": lambda use_case: use_case.status,
    "primary actor": lambda use_case: use_case.primary_actors,
}


@dataclass(frozen=True)
class Known:
    """Facts of the whole model, by key.

    ``titles`` are what links to use cases say. ``failing`` holds the use cases that can fail. ``packages`` are the keys
    of the use cases in each package, in their order, under the package's key (``""``: none); ``positions`` how many
    stand before each in its package; ``described`` what the text says of a package. ``languages`` are the natural
    languages of the sources, by name. ``use_case_names`` has the key of a use case by everything that it may be called:
    its id, its title, or both; ``actor_names`` that of an actor by its name and synonyms.
    """

    titles: Mapping[str, str]
    failing: Mapping[str, bool]
    packages: Mapping[str, tuple[str, ...]]
    positions: Mapping[str, int]
    described: Mapping[str, str]
    languages: Mapping[str, str]
    use_case_names: Mapping[str, str]
    actor_names: Mapping[str, str]


def known(model: Model) -> Known:
    """All of it."""
    packages = _packages(model)
    return Known(
        titles={name: title_of(use_case) for name, use_case in model.use_cases.items()},
        failing=dict.fromkeys(failing_use_cases(model), True),
        packages=packages,
        positions={name: number for each in packages.values() for number, name in enumerate(each)},
        described=_described(model),
        languages={document.source.name: document.language for document in model.documents},
        use_case_names=_use_case_names(model),
        actor_names=_actor_names(model),
    )


def stated(model: Model) -> tuple[str, ...]:
    """The facts that at least one use case states; where none does, nobody misses them."""
    return tuple(fact for fact, of in FACTS.items() if any(map(of, model.use_cases.values())))


def main_language(model: Model) -> str:
    """The language that most use cases are in, or most documents where there are none; of equals English, as the
    words of the interface are, else the first."""
    of_use_cases = Counter(use_case.document.language for use_case in model.use_cases.values())
    languages = of_use_cases or Counter(document.language for document in model.documents)
    return max(languages, key=lambda language: (languages[language], language == "en"), default="en")


def title_of(use_case: UseCase) -> str:
    """A use case's id and title, or what there is of them."""
    return " ".join(part for part in (use_case.id, use_case.title) if part) or "Use case without a name"


def _packages(model: Model) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, use_case in model.use_cases.items():
        found.setdefault(key(use_case.package), []).append(name)
    return {package: tuple(names) for package, names in found.items()}


def _described(model: Model) -> dict[str, str]:
    return {
        key(declaration.name.value): declaration.description.value
        for document in model.documents
        for declaration in document.declarations
        if declaration.keyword == "package" and declaration.description
    }


def _use_case_names(model: Model) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, use_case in model.use_cases.items():
        for written in (title_of(use_case), f"{use_case.id}: {use_case.title}", use_case.title):
            named.setdefault(key(written), name)
    return named | {name: name for name in model.use_cases}


def _actor_names(model: Model) -> dict[str, str]:
    actors = model.actors.items()
    synonyms = {key(synonym.text): name for name, actor in actors for synonym in actor.synonyms}
    return synonyms | {name: name for name in model.actors}
