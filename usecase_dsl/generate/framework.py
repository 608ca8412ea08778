"""What a framework is to the generator: how its tests are named and written, and read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from usecase_dsl.generate.cases import Case, Narrative
from usecase_dsl.generate.files import Edit, Files, SourceFile
from usecase_dsl.generate.marks import Comment
from usecase_dsl.generate.preconditions import Preconditions
from usecase_dsl.generate.templates import Templates
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.scenario.types import Scenario


def _no_other(use_case: str, told: Sequence[str]) -> Narrative | None:
    return None


@dataclass(frozen=True, slots=True)
class Request:
    """What tests are asked for.

    ``narratives`` are the scenarios by the keys of their use cases. ``existing`` are the files of the output folder
    by their paths in it. ``templates`` are texts by name that replace those of the framework. ``taking`` is a use
    case's scenario that takes exactly these flows, whether or not it was asked for; ``None`` where there is none.
    ``retracing`` is in the same way the one that says most nearly what ``Case.said`` was once.
    ``whole`` are the sets of scenarios that those asked for were picked out of, by budget or by lot.
    """

    model: Model
    narratives: Mapping[str, Sequence[Narrative]]
    existing: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    taking: Callable[[str, Sequence[str]], Narrative | None] = _no_other
    retracing: Callable[[str, Sequence[str]], Narrative | None] = _no_other
    whole: Mapping[str, Sequence[Scenario]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Suite:
    """The test cases of a use case, and the file that new ones go to.

    ``further`` are those that nobody asked for now, but that have tests.
    """

    use_case: UseCase
    cases: tuple[Case, ...]
    home: str
    further: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What test cases stand in: the model, all preconditions in it, and the files of tests that could be read."""

    model: Model
    required: Preconditions
    files: Files


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a companion: a fixture, a step definition. It is added where nothing of that name is there."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that tests need beside them. ``module`` makes it of its units' sources where it isn't there yet.

    ``anywhere``: a unit is there if any file of the output folder defines its name, not only this one.
    """

    path: str
    units: tuple[Unit, ...]
    module: Callable[[Sequence[str]], str]
    read: Callable[[bytes], SourceFile | str]
    completed: Callable[[SourceFile, Sequence[str]], Iterable[Edit]]
    blank: int = 2
    anywhere: bool = False


class Framework(Protocol):
    """A framework whose tests are source files that people go on with. ``name`` is its folder in ``templates/``.

    ``suffix`` is that of its test files, ``blank`` the number of blank lines between two tests.
    """

    name: str
    suffix: str
    comment: Comment
    blank: int

    def file_name(self, use_case: UseCase) -> str:
        """The name of a use case's file, if no other use case has it."""

    def names(self, case: Case) -> Iterator[str]:
        """Names for a scenario's test, the best first, without end; as ``SourceFile.names`` has them."""

    def read(self, content: bytes) -> SourceFile | str:
        """A file with its tests, or why it can't be read."""

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        """The source of a test, indented as it stands in a file of its own; without its mark."""

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        """The source of a new file with these tests, which have their marks."""

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        """What else a file needs for tests that are added to it or made again, such as an import."""

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        """Edits to a test that a person wrote, for its scenario's new name; nothing where it doesn't say the old one.

        ``first`` and ``last`` are its lines; ``old`` and ``new`` as ``Case.scenario_id``. What they replace is
        generated text alone, such as a marker's argument.
        """

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        """The further files that these tests need."""


@runtime_checkable
class Holder(Protocol):
    """A framework in which something of its own holds the tests of a use case, such as a class."""

    def held(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        """The source of what holds these tests, which have their marks, for a file that has none for them."""


@runtime_checkable
class Parted(Protocol):
    """A framework in whose tests parts can be told that follow the text, though a person wrote the rest."""

    def parts(self, source: str) -> Mapping[str, tuple[int, int]]:
        """The first and last lines of such parts of a test's source, by what they are; lines count from 1."""


@runtime_checkable
class Addressed(Protocol):
    """A framework whose tests say themselves which use case they are of."""

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        """As ``Framework.retold``, for the use case's new name: edits to whole lines, each to one."""
