"""How findings are written: one module a format, each a pure function from diagnostics to lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.report import concise, full, json_lines
from usecase_dsl.report.summary import summary

__all__ = ["FORMS", "concise", "full", "json_lines", "lines", "summary"]

FORMS = ("full", "concise", "json", "sarif", "github", "gitlab", "junit")


def lines(found: Iterable[Diagnostic], form: str, colour: bool = False, files: Iterable[str] = ()) -> Iterator[str]:
    """The lines that say what was found, in one of FORMS; only ``full`` has colours.

    ``files`` are the names of all that was looked at; ``junit`` speaks also of those without findings.
    """
    if form == "full":
        return full.lines(found, colour)
    if form == "json":
        return json_lines.lines(found)
    return concise.lines(found) if form == "concise" else _for_services([*found], form, files)


def _for_services(found: list[Diagnostic], form: str, files: Iterable[str]) -> Iterator[str]:
    """The forms that are seldom asked for, imported then: one of them needs the rules, and with them the parser."""
    if form == "sarif":
        from usecase_dsl.report import sarif

        return sarif.lines(found)
    if form == "junit":
        from usecase_dsl.report import junit

        return junit.lines(found, files)
    from usecase_dsl.report import github, gitlab

    return github.lines(found) if form == "github" else gitlab.lines(found)
