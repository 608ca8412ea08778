"""``usecase import``: documents in which use cases live, into texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common, streams
from usecase_dsl.report.characters import shown

if TYPE_CHECKING:
    from usecase_dsl.importing import Imported
    from usecase_dsl.project.documents import Documents


def _known_language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The code of a language in the table; a region is ignored."""
    from usecase_dsl.syntax.vocabulary import languages

    code = value.strip().lower().replace("_", "-").partition("-")[0]
    if code not in languages():
        raise click.BadParameter(f"there is no language ‘{value}’; there are {', '.join(languages())}", ctx, param)
    return code


@click.command("import")
@click.argument("paths", nargs=-1, required=True, callback=common.not_empty, metavar="FILE...")
@common.output_folder(".")
@click.option("--dry-run", is_flag=True, help="Say what would become of the documents, and write nothing.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    callback=_known_language,
    metavar="XX",
    help="The language whose keywords are written.",
)
@click.option(
    "--stdin-filename",
    default="stdin.txt",
    show_default=True,
    callback=common.not_empty,
    metavar="NAME",
    help="What the document on standard input (FILE -) is called; the ending says what it is.",
)
def command(paths: Sequence[str], output: str, dry_run: bool, force: bool, language: str, stdin_filename: str) -> None:
    """Bring use cases out of documents into the language: Markdown, Word, AsciiDoc, reStructuredText, LaTeX, text.

    FILE is a document, or a folder with documents in it. Each becomes one .uc file. What was guessed, and what is left
    to decide, is said with its place. A file that is there already is never replaced, unless --force says so.
    """
    from usecase_dsl.project.documents import read_documents, targets

    stdin = streams.read() if "-" in paths else None
    with common.misuse():
        documents = read_documents([Path(each) for each in paths if each != "-"], stdin, stdin_filename)
    found, unreadable = _imported(documents, language)
    places = targets(documents.contents)
    if dry_run:
        streams.say(shown(line) for line in _told(found, places, dry_run))
    _write(found, places, Path(output), documents.files, force, dry_run)
    for line in () if dry_run else _told(found, places, dry_run):
        common.note(line)
    for line in unreadable:
        common.note(f"error: {line}")
    common.exit_with(2 if unreadable else 0 if any(each.use_cases for each in found.values()) else 1)


def _imported(documents: Documents, language: str) -> tuple[Mapping[str, Imported], list[str]]:
    """What became of each document, and why some could not be read."""
    from usecase_dsl.importing import NotReadable, imported

    found: dict[str, Imported] = {}
    unreadable = [*documents.unreadable]
    for name, content in common.progress(documents.contents.items(), "Reading"):
        try:
            found[name] = imported(name, content, language)
        except NotReadable as error:
            unreadable.append(f"{name}: {error}")
    return found, unreadable


def _write(
    found: Mapping[str, Imported],
    places: Mapping[str, str],
    folder: Path,
    documents: Sequence[Path],
    force: bool,
    dry_run: bool,
) -> None:
    """Write all texts, or none. A dry run looks whether that could be done."""
    from usecase_dsl.project import expect_room_for, write_new_files
    from usecase_dsl.render.artifact import Artifact

    artifacts = [Artifact(places[name], each.text.encode()) for name, each in found.items() if each.use_cases]
    with common.misuse():
        (expect_room_for if dry_run else write_new_files)(folder, artifacts, force, documents)


def _told(found: Mapping[str, Imported], places: Mapping[str, str], dry_run: bool) -> Iterator[str]:
    from usecase_dsl.importing import report

    for name, each in found.items():
        yield from report.told(name, places[name], each)
    yield report.totals([*found.values()], dry_run)
