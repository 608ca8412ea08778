"""Feature files as people left them, read by Cucumber's own parser: scenarios, their marks and their steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserError, ParserException
from gherkin.parser import Parser
from gherkin.token import Token

from usecase_dsl.generate.files import SourceFile, Span, conflict, decoded, found_tests, lines_of

_TITLES = {"ScenarioLine", "RuleLine", "BackgroundLine"}
_KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True, slots=True)
class FeatureStep:
    """A step as it stands in a feature: ``kind`` is ``given``, ``when`` or ``then``, also of an ``And``.

    ``rows`` are the values of its outline, by the names of columns; none outside of an outline.
    """

    kind: str
    text: str
    rows: tuple[Mapping[str, str], ...]
    table: bool
    background: bool


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature file: its lines and scenarios, the lines of its background (0 if it has none), and all its steps.

    ``language`` is Gherkin's name of it. ``kinds`` says for each line what the parser took it for.
    """

    file: SourceFile
    language: str
    steps: tuple[FeatureStep, ...]
    background: tuple[int, int]
    kinds: tuple[str, ...]


@lru_cache(maxsize=2048)  # a run looks at a feature for its scenarios, its background and its steps
def read_feature(content: bytes) -> Feature | str:
    """A feature file, or why it can't be read."""
    try:
        text, bom = decoded(content)
    except UnicodeDecodeError:
        return "it is not UTF-8"
    lines = lines_of(text)
    if reason := conflict(lines):
        return reason
    builder = _Lines()
    try:
        # The parser counts lines as files do whose lines end alike.
        document = Parser(builder).parse("".join(line.rstrip("\r\n") + "\n" for line in lines))
    except ParserError as error:
        return f"it is not valid Gherkin: {_first(error)}"
    except RecursionError:
        return "it is not valid Gherkin: it is nested too deeply"
    kinds = tuple(builder.kinds.get(number, "") for number in range(1, len(lines) + 1))
    feature: Mapping[str, Any] = document.get("feature", {})
    spans, background = _spans(kinds, _names(feature))
    hidden = (number for number, kind in enumerate(kinds, 1) if kind != "Comment")
    tests = tuple(found_tests(spans, lines, hidden))
    file = SourceFile(lines, tests, frozenset(span.name for span in spans), _end(kinds), bom)
    return Feature(file, feature.get("language", ""), tuple(_steps(feature)), background, kinds)


class _Lines(AstBuilder):
    """Builds what its base does, and notes what each line is."""

    def __init__(self) -> None:
        self.kinds: dict[int, str] = {}
        super().__init__()

    def build(self, token: Token) -> None:
        self.kinds[token.location["line"]] = getattr(token, "matched_type", "")
        super().build(token)


def _first(error: ParserError) -> str:
    """The first of the faults that the parser found, on one line."""
    each: Exception = error.errors[0] if isinstance(error, CompositeParserException) else error
    place, _, what = str(each).partition(": ")
    line = f" (line {each.location['line']})" if isinstance(each, ParserException) and each.location else ""
    return f"{(what or place).splitlines()[0]}{line}"


def _names(feature: Mapping[str, Any]) -> dict[int, str]:
    """The names of scenarios by the lines that they stand in."""
    return {each["location"]["line"]: each["name"] for each, _ in _scenarios(feature)}


def _scenarios(feature: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]:
    """The scenarios, those of rules too, each with the steps of the backgrounds before it."""
    before: list[Mapping[str, Any]] = []
    for child in feature.get("children", ()):
        if "rule" in child:
            own = list(before)
            for each in child["rule"]["children"]:
                own += each.get("background", {}).get("steps", ())
                yield from [(each["scenario"], own)] if "scenario" in each else ()
        elif "background" in child:
            before = list(child["background"]["steps"])
        else:
            yield child["scenario"], before


def _spans(kinds: Sequence[str], names: Mapping[int, str]) -> tuple[list[Span], tuple[int, int]]:
    """Where each scenario begins and ends, its tags included, and where the first background does."""
    spans: list[Span] = []
    background = (0, 0)
    titles = [number for number, kind in enumerate(kinds, 1) if kind in _TITLES]
    ends = [*titles[1:], len(kinds) + 1][: len(titles)]  # an empty file has no title
    for title, following in zip(titles, ends, strict=True):
        last = _last(kinds, title, _first_tag(kinds, following))
        if kinds[title - 1] == "ScenarioLine":
            spans.append(Span(names[title], _first_tag(kinds, title), last))
        elif kinds[title - 1] == "BackgroundLine" and "RuleLine" not in kinds[: title - 1]:
            background = (title, last)
    return spans, background


def _first_tag(kinds: Sequence[str], title: int) -> int:
    """The line of the first of the tags above a title, else the title's."""
    first = number = title
    while number > 1 and kinds[number - 2] in ("TagLine", "Comment", "Empty"):
        number -= 1
        first = number if kinds[number - 1] == "TagLine" else first
    return first


def _last(kinds: Sequence[str], title: int, following: int) -> int:
    """The last line of what a title begins, comments and blanks at its end left out."""
    own = (number for number in range(following - 1, title, -1) if kinds[number - 1] not in ("Comment", "Empty"))
    return next(own, title)


def _end(kinds: Sequence[str]) -> int:
    """Where further scenarios go: to the end, but before the first rule, and what stands above that."""
    rule = next((number for number, kind in enumerate(kinds, 1) if kind == "RuleLine"), None)
    if rule is None:
        return len(kinds)
    end = rule - 1
    while end and kinds[end - 1] in ("TagLine", "Comment", "Empty"):
        end -= 1
    return end


def _steps(feature: Mapping[str, Any]) -> Iterator[FeatureStep]:
    for scenario, before in _scenarios(feature):
        rows = tuple(_rows(scenario))
        kind = "given"
        for step in (*before, *scenario["steps"]):
            kind = _KINDS.get(step["keywordType"], kind)
            yield FeatureStep(kind, step["text"], rows, "dataTable" in step, step in before)


def _rows(scenario: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for examples in scenario["examples"]:
        header = [each["value"] for each in examples.get("tableHeader", {}).get("cells", ())]
        for row in examples["tableBody"]:
            yield dict(zip(header, (each["value"] for each in row["cells"]), strict=True))
