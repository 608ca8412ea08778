"""What the commands share: paths, loading, and saying what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from usecase_dsl.cli import streams
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.report.characters import shown

if TYPE_CHECKING:  # A command that reads no project doesn't wait for the language.
    from usecase_dsl.model.tables import UseCase
    from usecase_dsl.project import Project, Texts
    from usecase_dsl.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])
F = TypeVar("F", bound=str)


def not_empty(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Refuses an empty name, which a variable that isn't set leaves behind: as a path it would mean this folder."""
    if value == "" or (isinstance(value, tuple) and "" in value):
        raise click.BadParameter("it is empty", ctx, param)
    return value


def paths(command: Command) -> Command:
    """PATH arguments, and a name for standard input."""
    command = click.option(
        "--stdin-filename",
        default="<stdin>",
        callback=not_empty,
        metavar="NAME",
        help="What the text on standard input (PATH -) is called.",
    )(command)
    return click.argument("paths", nargs=-1, callback=not_empty, metavar="[PATH]...")(command)


def use_case_option(command: Command) -> Command:
    """``--use-case ID``, any number of times."""
    return click.option(
        "--use-case", "wanted", multiple=True, metavar="ID", help="Only this use case, by id or title; may be repeated."
    )(command)


def output_folder(default: str) -> Callable[[Command], Command]:
    """``-o DIR``."""
    return click.option(
        "-o",
        "--output",
        callback=not_empty,
        metavar="DIR",
        default=default,
        show_default=True,
        help="The folder to write into.",
    )


def format_of(output: str | None, known: Mapping[str, F], default: F) -> F:
    """The format that a file's name says, by its suffix. Refuses a name that says one that isn't known."""
    suffix = PurePath(output or "").suffix.lower()
    if suffix and suffix not in known:
        names = ", ".join(known)
        raise click.UsageError(f"No format goes with ‘{suffix}’: name the file with one of {names}, or give --format.")
    return known.get(suffix, default)


def files(number: int) -> str:
    return f"{number} {'file' if number == 1 else 'files'}"


def no_colour() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def read_texts(
    written: Sequence[str], stdin_filename: str, adjust: Callable[[Settings], Settings] = lambda settings: settings
) -> Texts:
    """The texts of the project that PATHs stand in, with the day of today in their settings. Misuse becomes a click
    error: a message and exit code 2."""
    from usecase_dsl.project import dated, read_texts

    named = [Path(each) for each in written if each != "-"]
    stdin = streams.read() if "-" in written else None
    with misuse():
        return read_texts(named if written else [Path()], stdin, stdin_filename, lambda of: adjust(dated(of)))


def read_project(written: Sequence[str], stdin_filename: str, with_warnings: bool = False) -> Project:
    """The project that PATHs stand in, linked and checked: what isn't an error is looked for only ``with_warnings``."""
    from dataclasses import replace

    from usecase_dsl.project import checked

    def errors_alone(settings: Settings) -> Settings:
        return settings if with_warnings else replace(settings, ignore=("ALL",))

    return checked(read_texts(written, stdin_filename, errors_alone))


class misuse:
    """What isn't the text's fault, raised within, becomes a message and exit code 2."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        from usecase_dsl.project import ConfigurationError, OutputError, ProjectError

        if isinstance(error, (ConfigurationError, OutputError, ProjectError)):
            raise click.ClickException(str(error)) from error


@contextmanager
def template_faults() -> Iterator[None]:
    """What is wrong with a user's template is a message for them."""
    from usecase_dsl.templating import TemplateFault

    try:
        yield
    except TemplateFault as fault:
        raise click.ClickException(f"a template is faulty: {fault}") from fault


def chosen(project: Project, wanted: Sequence[str]) -> tuple[UseCase, ...]:
    """The use cases asked for by ``--use-case``, else all in the PATHs. Fails with "did you mean"."""
    if not wanted:
        return project.use_cases
    found = [next((each for each in project.use_cases if is_called(each, name)), name) for name in wanted]
    for each in found:
        if isinstance(each, str):
            raise click.UsageError(_no_use_case(each, project))
    return tuple({each.key: each for each in found if not isinstance(each, str)}.values())


def is_called(use_case: UseCase, name: str) -> bool:
    """Whether a use case has this id or title."""
    from usecase_dsl.syntax.names import key

    return key(name) in (key(use_case.id), key(use_case.title))


def _no_use_case(name: str, project: Project) -> str:
    from usecase_dsl.syntax.names import near

    names = [text for each in project.use_cases for text in (each.id, each.title) if text]
    meant = near(name, names)
    return f"No use case here is called ‘{name}’." + (f" Did you mean ‘{meant}’?" if meant else "")


def finish(project: Project, undone: Iterable[str] = (), code: int = 0) -> None:
    """Put the errors in the texts asked for on standard error and end with the exit code that they make.

    ``undone`` says what could not be done, and why, though the texts are not to blame; ``code`` is the exit code where
    there are neither.
    """
    from usecase_dsl.report import concise

    errors = [each for each in asked(project) if each.severity is Severity.ERROR]
    for line in concise.lines(errors):
        note(line)
    failures = [*project.unreadable, *undone]
    for line in failures:
        note(f"error: {line}")
    exit_with(2 if failures else 1 if errors else code)


def asked(project: Project) -> Iterator[Diagnostic]:
    """What was found in the texts asked for."""
    return (each for each in project.diagnostics if each.place.source.name in project.asked)


def exit_with(code: int) -> None:
    raise click.exceptions.Exit(code)


def note(text: str) -> None:
    """Progress and remarks go to standard error."""
    click.echo(shown(text), err=True)


def progress(items: Iterable[Any], label: str, length: int | None = None) -> Iterator[Any]:
    """The items, with a bar on a terminal; ``length`` is their number, where they can't say it."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    with click.progressbar(items, length, label, file=sys.stderr) as bar:
        yield from bar


def put(content: bytes, output: str | None, project: Project, never: Iterable[str] = ()) -> None:
    """A product: into a file if one is named, else on standard output. ``never`` are other files that it is made of."""
    from usecase_dsl.project import write_file

    if output is None or output == "-":
        if b"\0" in content and sys.stdout.isatty():
            raise click.UsageError("This is no text for a terminal; name a file with -o.")
        streams.put(content)
        return
    if PurePath(output).suffix.lower() == ".uc":
        raise click.UsageError(f"{output} is the name of a text; choose another file with -o.")
    if PurePath(output).suffix.lower() == ".toml":
        raise click.UsageError(f"{output} is the name of a configuration; choose another file with -o.")
    with misuse():
        write_file(Path(output), content, never=(*project.files, *map(Path, never)))
