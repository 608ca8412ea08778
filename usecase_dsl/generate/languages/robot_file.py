"""Robot Framework's files as people left them: their tests, their keywords, and where further ones go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from usecase_dsl.generate.files import Edit, FoundTest, SourceFile, Span, conflict, decoded, found_tests
from usecase_dsl.generate.languages.robot_text import known_by

SETTINGS = "*** Settings ***"
TESTS = "*** Test Cases ***"
KEYWORDS = "*** Keywords ***"


def read_suite(content: bytes) -> SourceFile | str:
    """A suite file with its tests, or why it can't be read. ``names`` are those of its tests."""
    return _read(content, TESTS)


def read_resource(content: bytes) -> SourceFile | str:
    """A resource file, or why it can't be read. ``names`` are those of its keywords, as Robot Framework knows them."""
    return _read(content, KEYWORDS)


def sections_for(file: SourceFile, resource: str = "", holder: str = TESTS) -> Iterator[Edit]:
    """What a file lacks for further tests or keywords: the section that holds them, and the import of a resource.

    A resource by the same name in another folder is the one that is meant.
    """
    if holder not in file.imported:
        between = ("", "") if file.holds_text else ()
        yield Edit(file.end, file.end, (*between, holder))
    if resource and resource.rpartition("/")[2] not in file.imported:
        row = f"Resource    {resource}"
        lines = (row,) if SETTINGS in file.imported else (SETTINGS, row, "", "")
        yield Edit(file.import_after, file.import_after, lines)


def _read(content: bytes, holder: str) -> SourceFile | str:
    from robot.errors import DataError

    try:
        text, bom = decoded(content)
        lines = tuple(text.splitlines(keepends=True))  # as Robot Framework counts them
        sections = list(_sections(text))
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except (DataError, RecursionError) as error:
        return f"it is not valid Robot Framework data: {error}"
    if reason := conflict(lines) or _broken(sections):
        return reason
    spans = list(_spans(sections, lines))
    tests = (_unmoved(test, lines) for test in found_tests(spans, lines, _commented_out(sections)))
    names = {span.name for span in spans} if holder == TESTS else {known_by(name) for name in _keywords(sections)}
    holders = [section for section in sections if _kind(section) == holder]
    end = _last_line(holders[-1], lines) if holders else _end(lines)
    kinds = {_kind(section) for section in sections}
    return SourceFile(
        lines,
        tuple(tests),
        frozenset(names),
        end,
        bom,
        frozenset(kinds | _resources(sections)),
        _import_place(sections),
    )


def _sections(text: str) -> Iterable[Any]:
    """The sections of a file, by Robot Framework's own parser."""
    from io import StringIO

    from robot.api.parsing import get_model

    sections: Iterable[Any] = get_model(StringIO(text)).sections
    return sections


def _broken(sections: Iterable[Any]) -> str | None:
    """Why tests may be hidden: a section by another name than Robot Framework has is one that it doesn't read."""
    for section in sections:
        if type(section).__name__ == "InvalidSection":
            return f"it has a section that Robot Framework doesn't know (line {section.lineno})"
    return None


def _kind(section: Any) -> str:
    """The section's header in English, whatever the file's language and whether it has tests or tasks."""
    kinds = {"SettingSection": SETTINGS, "TestCaseSection": TESTS, "KeywordSection": KEYWORDS}
    return kinds.get(type(section).__name__, "")


def _spans(sections: Iterable[Any], lines: Sequence[str]) -> Iterator[Span]:
    for section in sections:
        if _kind(section) == TESTS:
            for test in section.body:
                if type(test).__name__ == "TestCase":
                    yield Span(test.name, test.lineno, max(test.lineno, _before_comments(test.end_lineno, lines)))


def _before_comments(last: int, lines: Sequence[str]) -> int:
    """The last line that is more than a comment: comments at the end of a test are those above the next one."""
    while last and (not (line := lines[last - 1].strip()) or line.startswith("#")):
        last -= 1
    return last


def _unmoved(test: FoundTest, lines: Sequence[str]) -> FoundTest:
    """A test whose mark was moved to the right counts as written: in Robot Framework blanks mean something."""
    return replace(test, untouched=test.untouched and not lines[test.start - 1][:1].isspace())


def _keywords(sections: Iterable[Any]) -> Iterator[str]:
    for section in sections:
        if _kind(section) == KEYWORDS:
            yield from (each.name for each in section.body if type(each).__name__ == "Keyword")


def _resources(sections: Iterable[Any]) -> set[str]:
    """The names of the resource files that a file imports, without their folders."""
    imports = (each for section in sections if _kind(section) == SETTINGS for each in section.body)
    paths = (each.name for each in imports if type(each).__name__ == "ResourceImport" and each.name)
    return {path.replace("\\", "/").rpartition("/")[2] for path in paths}


def _import_place(sections: Sequence[Any]) -> int:
    """Behind the last import; else below the settings' header or above the first section."""
    settings = [section for section in sections if _kind(section) == SETTINGS]
    imports = [each for section in settings for each in section.body if type(each).__name__.endswith("Import")]
    if imports:
        return int(imports[-1].end_lineno)
    if settings:
        return int(settings[0].header.end_lineno)
    headed = [section for section in sections if section.header]
    return int(headed[0].lineno) - 1 if headed else 0


def _last_line(section: Any, lines: Sequence[str]) -> int:
    """The section's last line that isn't blank."""
    return max(int(section.lineno), _end(lines[: section.end_lineno]))


def _end(lines: Sequence[str]) -> int:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return last


def _commented_out(sections: Iterable[Any]) -> Iterator[int]:
    """The lines of sections that Robot Framework doesn't read."""
    for section in sections:
        if type(section).__name__ in ("CommentSection", "InvalidSection") and section.header:
            yield from range(section.lineno, section.end_lineno + 1)
