"""A use case under construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from usecase_dsl.importing.actors import Named
from usecase_dsl.importing.branches import Branches
from usecase_dsl.importing.result import Remark, RemarkKind
from usecase_dsl.importing.steps import Body, Spoken, one_line


@dataclass(frozen=True, slots=True)
class DraftRule:
    """A business rule with an id: its title, what is said below that, and all of it as the items of a field."""

    id: str
    title: str
    said: tuple[str, ...]
    items: tuple[str, ...]


@dataclass
class DraftUseCase:
    """What has been read of a use case. ``spoken`` are the languages of its document; ``implied`` says that its title
    is only a heading's."""

    id: str
    title: str
    line: int
    spoken: Spoken = ()
    description: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    actors: list[Named] = field(default_factory=list)
    rules: list[DraftRule] = field(default_factory=list)
    main: Body = field(default_factory=Body)
    main_line: int = 0
    branches: Branches = field(default_factory=Branches)
    remarks: list[Remark] = field(default_factory=list)
    implied: bool = False

    def remark(self, kind: RemarkKind, line: int, text: str) -> None:
        self.remarks.append(Remark(kind, line, text))

    def add(self, keyword: str, items: Iterable[str]) -> None:
        """More items of a field; what has been said isn't said again."""
        there = self.fields.setdefault(keyword, [])
        there.extend(each for each in dict.fromkeys(items) if each not in there)


def short(text: str) -> str:
    """A text as a remark quotes it."""
    text = one_line(text)
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
