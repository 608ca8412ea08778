"""``usecase check``: find what is inconsistent."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.settings import Settings

FORMATS = ("full", "concise", "json")


@click.command("check")
@common.paths
@click.option("--output-format", type=click.Choice(FORMATS), default="full", show_default=True)
@click.option(
    "--select", metavar="CODES", help="Only these rules (and errors): codes or families, with commas, or ALL."
)
@click.option("--ignore", metavar="CODES", help="Not these rules; errors can't be ignored.")
@click.option("--strict", is_flag=True, help="Warnings count, and what is left undeclared or unsaid is an error.")
def command(
    paths: Sequence[str],
    stdin_filename: str,
    output_format: str,
    select: str | None,
    ignore: str | None,
    strict: bool,
) -> None:
    """Find what is inconsistent in use cases.

    PATH is a .uc file or a folder; nothing stands for this folder, - for standard input.

    Exit code 0: nothing is wrong; 1: there are errors (or warnings, with --strict); 2: misuse.
    """
    project = common.read_project(paths, stdin_filename, strict=strict)
    settings = _settings(project.settings, select, ignore)
    found = list(common.selected(project, settings))
    _report(found, output_format, len(project.asked))
    for line in project.unreadable:
        common.note(f"error: {line}")
    bad = any(each.severity is Severity.ERROR or _counts(each, settings) for each in found)
    common.exit_with(2 if project.unreadable else int(bad))


def _settings(settings: Settings, select: str | None, ignore: str | None) -> Settings:
    from usecase_dsl.project.configuration import codes, unknown_code

    selected, ignored = (codes((written or "").split(",")) for written in (select, ignore))
    if unknown := unknown_code([*selected, *ignored]):
        raise click.UsageError(unknown)
    return replace(settings, select=selected or settings.select, ignore=(*settings.ignore, *ignored))


def _counts(found: Diagnostic, settings: Settings) -> bool:
    return settings.strict and found.severity is Severity.WARNING


def _report(found: Sequence[Diagnostic], output_format: str, files: int) -> None:
    from usecase_dsl import report

    colour = output_format == "full" and sys.stdout.isatty() and not common.no_colour()
    streams.say(report.lines(found, output_format, colour))
    if output_format != "json":
        common.note(report.summary(found, files))
