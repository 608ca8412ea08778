"""The background of a feature that is there: brought up to date as long as nobody has written on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from usecase_dsl.generate.files import Edit, edited, made_digest
from usecase_dsl.generate.languages.gherkin_file import Feature, read_feature
from usecase_dsl.generate.plan import Plan, Status
from usecase_dsl.render.artifact import Artifact

_MARK = re.compile(r"\s*#\s*usecase background: made=(\w+)\s*")
_CHANGED = "usecase changed: delete these lines once the background says what has to hold now"

# The background of a use case, by its key, in a language of Gherkin's; with its mark.
Backgrounds = Callable[[str, str], str]


def marked(text: str) -> str:
    """A background with the comment above it that says how it was made."""
    indent = text[: len(text) - len(text.lstrip())]
    return f"{indent}# usecase background: made={made_digest(text)}\n{text}"


def with_backgrounds(plan: Plan, existing: Mapping[str, bytes], backgrounds: Backgrounds) -> Plan:
    """The plan, with the backgrounds of those features brought up to date that hold a single use case."""
    artifacts = {each.path: each for each in plan.artifacts}
    remarks: list[str] = []
    for path, use_case in _homes(plan).items():
        content = existing.get(path, b"")
        if not content.strip():
            continue
        now = artifacts[path].content if path in artifacts else content
        feature = read_feature(now)
        if isinstance(feature, Feature) and (edits := list(_edits(feature, backgrounds(use_case, feature.language)))):
            artifacts[path] = Artifact(path, edited(feature.file, edits))
            if any(_CHANGED in line for edit in edits for line in edit.lines):
                remarks.append(f"{path}: its background needs a look; a note above it says what has to hold now")
    return replace(plan, artifacts=tuple(artifacts.values()), remarks=(*plan.remarks, *remarks))


def _homes(plan: Plan) -> dict[str, str]:
    """The use case of each feature that holds one alone."""
    held: dict[str, set[str]] = {}
    for test in plan.tests:
        if test.use_case and test.status is not Status.VANISHED:
            held.setdefault(test.path, set()).add(test.use_case)
    return {path: next(iter(keys)) for path, keys in held.items() if len(keys) == 1}


class _Found(NamedTuple):
    """A background that is there: the numbers of its mark's line (0: it has none) and of its own; whether it is as
    made; and the digest in its mark."""

    mark: int
    first: int
    last: int
    untouched: bool
    made: str


def _edits(feature: Feature, wanted: str) -> Iterator[Edit]:
    lines = wanted.split("\n") if wanted else []
    if not feature.background[0]:
        yield from _inserted(feature, lines)
        return
    found = _found(feature)
    body = "\n".join(lines[1:])
    if not found.mark or found.made == made_digest(body):
        return
    if found.untouched:
        after = found.last + (not lines and _is_blank(feature, found.last + 1))
        yield Edit(found.mark - 1, after, tuple(lines))
    else:
        indent = re.match(r"\s*", feature.file.lines[found.mark - 1])
        margin = indent[0] if indent else ""
        now = [line.strip() for line in lines[2:]] or ["nothing"]
        notes = (_CHANGED, *(f"usecase changed:   now: {line}" for line in now))
        mark = f"usecase background: made={made_digest(body)}"
        yield Edit(found.mark - 1, found.mark, tuple(f"{margin}# {line}" for line in (mark, *notes)))


def _found(feature: Feature) -> _Found:
    first, last = feature.background
    lines = feature.file.lines
    number = first - 1
    while number and feature.kinds[number - 1] == "Comment" and not _MARK.fullmatch(lines[number - 1]):
        number -= 1
    mark = _MARK.fullmatch(lines[number - 1]) if number else None
    made = mark[1] if mark else ""
    as_made = made == made_digest("".join(lines[number:last]))
    return _Found(number if mark else 0, first, last, as_made, made)


def _inserted(feature: Feature, lines: list[str]) -> Iterator[Edit]:
    """The background behind the feature's description."""
    if not lines:
        return
    kinds = feature.kinds
    titles = (n for n, kind in enumerate(kinds) if kind in ("ScenarioLine", "RuleLine"))
    place = next(titles, len(kinds))
    while place and kinds[place - 1] in ("TagLine", "Comment", "Empty"):
        place -= 1
    yield Edit(place, place, ("", *lines))


def _is_blank(feature: Feature, number: int) -> bool:
    return number <= len(feature.kinds) and feature.kinds[number - 1] == "Empty"
