"""``usecase init``: a first project."""

from __future__ import annotations

import os
from pathlib import Path

import click

from usecase_dsl.cli import common, streams


@click.command("init")
@click.argument("folder", default=".", callback=common.not_empty, metavar="[DIR]")
def command(folder: str) -> None:
    """Make a first project in DIR (this folder): a use case, usecase.toml, .gitattributes. Overwrites nothing."""
    from usecase_dsl.project import write_file
    from usecase_dsl.resources import read_text

    target = Path(folder)
    made = []
    for name in ("usecase.toml", "first.uc", ".gitattributes"):
        if os.path.lexists(target / name):
            common.note(f"{(target / name).as_posix()} is there already, and stays as it is")
            continue
        with common.misuse():
            write_file(target / name, read_text(f"templates/init/{name.removeprefix('.')}").encode())
        made.append((target / name).as_posix())
    streams.say(made)
    common.note(f"Next: usecase check {target.as_posix()}")
