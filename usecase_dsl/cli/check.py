"""``usecase check``: find what is inconsistent, and put right what can be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.report import FORMS

if TYPE_CHECKING:
    from usecase_dsl.project import Project, Repair, Texts
    from usecase_dsl.settings import Settings


@dataclass(frozen=True)
class Options:
    """What is asked for on the command line, beside PATHs."""

    output_format: str
    fix: bool
    unsafe_fixes: bool
    diff: bool
    statistics: bool
    baseline: str | None
    write_baseline: str | None
    stdin_filename: str
    paths: Sequence[str] = ()

    @property
    def filters(self) -> bool:
        """Whether the text on standard input comes out on standard output, put right; findings go elsewhere then."""
        return "-" in self.paths and (self.fix or self.unsafe_fixes) and not self.diff


@click.command("check")
@common.paths
@click.option("--output-format", type=click.Choice(FORMS), default="full", show_default=True)
@click.option("--profile", metavar="NAME", help="How much is demanded: brief, casual, dressed, cockburn, rup or rucm.")
@click.option(
    "--select", metavar="CODES", help="Only these rules (and errors): codes or families, with commas, or ALL."
)
@click.option("--extend-select", metavar="CODES", help="These rules too.")
@click.option("--ignore", metavar="CODES", help="Not these rules; errors can't be ignored.")
@click.option("--strict", is_flag=True, help="Warnings count, and what is left undeclared or unsaid is an error.")
@click.option("--fix", is_flag=True, help="Put right what can be without changing what the text means.")
@click.option("--unsafe-fixes", is_flag=True, help="Put right what may change what the text means, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="How often each rule found something, and what each costs.")
@click.option("--baseline", metavar="FILE", callback=common.not_empty, help="Leave out the findings that FILE holds.")
@click.option("--write-baseline", metavar="FILE", callback=common.not_empty, help="Write all findings into FILE.")
def command(
    paths: Sequence[str],
    profile: str | None,
    select: str | None,
    extend_select: str | None,
    ignore: str | None,
    strict: bool,
    **options: object,
) -> None:
    """Find what is inconsistent in use cases.

    PATH is a .uc file or a folder; nothing stands for this folder, - for standard input.

    Exit code 0: nothing is wrong; 1: there are errors (or warnings, with --strict); 2: misuse.
    """
    adjust = _adjusted(profile, select, extend_select, ignore, strict)
    asked = Options(**options, paths=paths)  # type: ignore[arg-type]
    texts = common.read_texts(paths, asked.stdin_filename, adjust)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        project = _repair(texts, asked)
        if project is None:
            return
    else:
        project = None
    _check(texts, project, asked)


def _check(texts: Texts, project: Project | None, asked: Options) -> None:
    from usecase_dsl.project import checked
    from usecase_dsl.report import statistics

    spent: dict[str, float] = {}
    project = project or checked(texts, lambda code, seconds: spent.update({code: spent.get(code, 0.0) + seconds}))
    found = _beyond_baseline(project, asked)
    if asked.statistics:
        streams.say(statistics.lines(found, spent))
    elif not asked.write_baseline:
        _report(found, asked, sorted(project.asked))
    for line in project.unreadable:
        common.note(f"error: {line}")
    common.exit_with(2 if project.unreadable else int(any(_counts(each, project.settings) for each in found)))


def _adjusted(
    profile: str | None, select: str | None, extend_select: str | None, ignore: str | None, strict: bool
) -> Callable[[Settings], Settings]:
    """What the command line says of settings. Fails for codes and profiles that don't exist."""
    from usecase_dsl.project.configuration import codes, unknown_code, unknown_profile

    selected, more, ignored = (codes((written or "").split(",")) for written in (select, extend_select, ignore))
    unknown = unknown_code([*selected, *more, *ignored]) or (unknown_profile(profile) if profile else None)
    if unknown:
        raise click.UsageError(unknown)
    return lambda settings: replace(
        settings,
        profile=profile or settings.profile,
        strict=settings.strict or strict,
        select=selected or settings.select,
        extend_select=(*settings.extend_select, *more),
        ignore=(*settings.ignore, *ignored),
    )


def _counts(found: Diagnostic, settings: Settings) -> bool:
    return found.severity is Severity.ERROR or (settings.strict and found.severity is Severity.WARNING)


# ---- fixes


def _repair(texts: Texts, asked: Options) -> Project | None:
    """The project after fixes, which are written; ``None`` if the differences were shown instead."""
    from usecase_dsl.project import repaired

    repair = repaired(texts, asked.unsafe_fixes)
    if asked.diff:
        _show_differences(texts, repair)
        return None
    with common.misuse():
        _write(texts, repair, asked)
    if repair.fixed:
        files = common.files(len(repair.texts))
        common.note(f"fixed {_findings(repair.fixed)} in {files}")
    return repair.project


def _show_differences(texts: Texts, repair: Repair) -> None:
    from usecase_dsl.project.rewrite import differences

    before = {source.name: source.text for source in texts.sources}
    for name, text in repair.texts.items():
        streams.say(differences(name, before[name], text))
    common.exit_with(int(bool(repair.texts)))


def _write(texts: Texts, repair: Repair, asked: Options) -> None:
    from usecase_dsl.project.files import name_of
    from usecase_dsl.project.rewrite import rewrite

    by_name: Mapping[str, Path] = {name_of(file): file for file in texts.files}
    before = {source.name: source.text for source in texts.sources}
    given = name_of(Path(asked.stdin_filename)) if asked.filters else None
    for source in repair.project.texts.sources:
        if source.name == given:
            streams.put(source.text.encode())
        elif source.name in repair.texts:
            rewrite(by_name[source.name], source.text, before[source.name])


# ---- what is said


def _beyond_baseline(project: Project, asked: Options) -> Sequence[Diagnostic]:
    """The findings that no baseline holds; those of now are written into one if that is asked for."""
    from usecase_dsl.checks import ALL_RULES
    from usecase_dsl.checks.selection import speakers
    from usecase_dsl.project.baseline import apart, read_baseline, write_baseline

    found: Sequence[Diagnostic] = project.shown
    with common.misuse():
        if asked.write_baseline:
            write_baseline(Path(asked.write_baseline), found, project.asked)
            common.note(f"{asked.write_baseline} holds {_findings(len(found))} now")
            return ()
        if not asked.baseline:
            return found
        new, known, gone = apart(found, read_baseline(Path(asked.baseline)), project.asked)
    if known:
        common.note(f"left out {_findings(len(known))} that {asked.baseline} holds")
    asked_codes = speakers(ALL_RULES, project.settings)
    gone = tuple(entry for entry in gone if entry.code in asked_codes)
    if gone:
        common.note(f"{_findings(len(gone))} that {asked.baseline} holds: gone; write it again with --write-baseline")
    return new


def _findings(number: int) -> str:
    return f"{number} {'finding' if number == 1 else 'findings'}"


def _report(found: Sequence[Diagnostic], asked: Options, files: Collection[str]) -> None:
    from usecase_dsl import report

    form = asked.output_format
    colour = form == "full" and sys.stdout.isatty() and not common.no_colour()
    if asked.filters:
        for line in report.lines(found, form, files=files):
            common.note(line)
    else:
        streams.say(report.lines(found, form, colour, files))
    if form in ("full", "concise"):
        common.note(report.summary(found, len(files)))
