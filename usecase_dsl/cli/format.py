"""``usecase format``: bring texts into their usual form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.report.characters import shown

if TYPE_CHECKING:
    from usecase_dsl.project.reformat import Reformatted


@click.command("format")
@common.paths
@click.option("--check", is_flag=True, help="Say which files would change, and change nothing.")
@click.option("--diff", is_flag=True, help="Show what would change in each file, and change nothing.")
def command(paths: Sequence[str], stdin_filename: str, check: bool, diff: bool) -> None:
    """Bring texts into their usual form: indentation, keywords, labels, tables; and number the steps.

    PATH is a .uc file or a folder; nothing stands for this folder, - for standard input, whose new text goes to
    standard output. What a text says stays the same.

    Exit code 0: all is done; 1: with --check or --diff, a file would change; 2: misuse, or a file that can't be read.
    """
    from usecase_dsl.project.reformat import reformatted

    named = [Path(each) for each in paths if each != "-"]
    stdin = streams.read() if "-" in paths else None
    with common.misuse():
        found, unreadable = reformatted(named if paths else [Path()], stdin, stdin_filename)
    if check or diff:
        streams.say(shown(line) for line in _told(found, diff))
    else:
        unreadable = [*unreadable, *_written(found)]
    _remark(found)
    changed = sum(each.is_changed for each in found)
    common.note(_summary(changed, len(found) - changed, "would be " if check or diff else ""))
    for line in unreadable:
        common.note(f"error: {line}")
    failed = unreadable or any(each.result.refused for each in found)
    common.exit_with(2 if failed else int(bool(changed) and (check or diff)))


def _told(found: Sequence[Reformatted], diff: bool) -> Iterator[str]:
    from usecase_dsl.project.rewrite import differences

    for each in found:
        if each.is_changed and not diff:
            yield f"would reformat {each.name}"
        elif each.is_changed:
            yield from differences(each.name, each.before, each.result.text)


def _written(found: Sequence[Reformatted]) -> Iterator[str]:
    """Write what has changed; why some could not be written."""
    from usecase_dsl.project import OutputError
    from usecase_dsl.project.rewrite import rewrite

    for each in found:
        try:
            if each.path is None:
                streams.put(each.content)
            elif each.is_changed:
                rewrite(each.path, each.result.text, each.before)
                common.note(f"reformatted {each.name}")
        except OutputError as error:
            yield str(error)


def _remark(found: Sequence[Reformatted]) -> None:
    for each in found:
        for remark in each.result.remarks:
            common.note(f"{remark.place}: {remark.message}")


def _summary(changed: int, unchanged: int, would: str) -> str:
    parts = [f"{common.files(changed)} {would}reformatted"] if changed else []
    parts += [f"{common.files(unchanged)} {would}left unchanged"] if unchanged else []
    return ", ".join(parts) or "no file"
