"""Texts that say themselves what is found in them: a comment announces the findings of the line below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import dedent

from usecase_dsl.checks import check
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse

# `# SYN008 warning ‘team’ | did you mean`: a code, and if given the severity, what is underlined, a part of the hint.
_MARK = re.compile(
    r"\s*# (?P<code>[A-Z]{3}\d{3})(?: (?P<severity>error|warning|advice))?(?: ‘(?P<place>[^’]*)’)?(?: \| (?P<hint>.+))?"
)


def findings(*texts: str, settings: Settings = DEFAULTS) -> list[Diagnostic]:
    """All that is found in texts, which make one project."""
    read = [parse(source_from_text(dedent(text), f"{n}.uc"), settings=settings) for n, text in enumerate(texts)]
    faults = [fault for _, found in read for fault in found]
    return list(check(link(document for document, _ in read), settings, faults))


def underlined(each: Diagnostic) -> str:
    return each.place.source.text[each.place.span.start : each.place.span.end]


def assert_marked(*texts: str, codes: str, settings: Settings = DEFAULTS) -> None:
    """That what the rules find whose codes begin with ``codes``, a pattern, is what is marked, no more and no less."""
    found = [each for each in findings(*texts, settings=settings) if re.match(codes, each.code)]
    marks = [mark for n, text in enumerate(texts) for mark in _marks(f"{n}.uc", dedent(text).split("\n"))]
    assert [_where(each) for each in found] == [(file, line, mark["code"]) for file, line, mark in marks]
    for each, (_, _, mark) in zip(found, marks, strict=True):
        assert underlined(each) == (mark["place"] or underlined(each))
        assert each.severity == Severity(mark["severity"] or each.severity)
        assert (mark["hint"] or "") in each.hint


def _where(each: Diagnostic) -> tuple[str, int, str]:
    return each.place.source.name, each.place.start.line, each.code


def _marks(file: str, lines: list[str]) -> Iterable[tuple[str, int, re.Match[str]]]:
    """The marks with the number of the line that each speaks of: the next one that is no mark."""
    for number, line in enumerate(lines, 1):
        if mark := _MARK.fullmatch(line):
            below = next(n for n in range(number + 1, len(lines) + 1) if not _MARK.fullmatch(lines[n - 1]))
            yield file, below, mark
