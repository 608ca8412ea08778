"""The commands by name, and what holds for all of them: encodings, exit codes, and no traceback for anyone."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Any

import click

from usecase_dsl import __version__
from usecase_dsl.cli import streams

# The name of a command: its module here, and what it does. Nothing is imported to list them.
COMMANDS = {
    "init": ("init", "Make a first project that checks clean and builds."),
    "import": ("import_", "Bring documents in Markdown, Word and text into the language."),
    "check": ("check", "Find what is inconsistent in use cases."),
    "format": ("format", "Bring texts into their usual form, and number the steps."),
    "rule": ("rule", "Say what a rule finds, why, and how to put it right."),
    "scenarios": ("scenarios", "List the scenarios: the ways through each use case."),
    "diagram": ("diagram", "Draw diagrams: use cases, activities, sequences, a map."),
    "build": ("build", "Make the documentation site."),
    "serve": ("serve", "Show the site in a browser, made again as texts change."),
    "generate": ("generate", "Make tests that fail until somebody writes them."),
    "coverage": ("coverage", "Tell which scenarios have a test, and which passed."),
    "portfolio": ("portfolio", "Tell what customer use cases are worth, and to whom."),
    "find": ("find", "Find the customer use cases to bring to a call."),
    "sheet": ("sheet", "Write a sales sheet of a customer use case."),
    "card": ("card", "Print customer use cases as cards, a page each."),
    "export": ("export", "Write the model in another form: user stories."),
    "completion": ("completion", "Print the completion script for a shell."),
}
# Other names of commands, which no list shows.
ALIASES = {"fmt": "format"}


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"usecase_dsl.cli.{COMMANDS[name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in {*COMMANDS, *ALIASES} and not args[0].startswith("-"):
            from usecase_dsl.syntax.names import near

            meant = near(args[0], COMMANDS)
            hint = f"Did you mean ‘{meant}’?" if meant else f"There are {', '.join(COMMANDS)}."
            ctx.fail(f"No command is called ‘{args[0]}’. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="usecase")
def usecase() -> None:
    """Use cases as text: checked, drawn, published, and turned into tests."""


def run() -> int:
    """Run a command; the exit code is 0, 1 for findings, 2 for misuse or what isn't the text's fault."""
    streams.prepare()
    try:
        result = usecase.main(prog_name="usecase", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        return _refused(error)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        streams.hang_up()
        return 0
    except OSError as error:
        return _outside(error)
    except Exception as fault:
        return _internal(fault)


def _refused(error: click.ClickException) -> int:
    from usecase_dsl.report.characters import shown

    told = io.StringIO()
    error.show(told)
    for line in told.getvalue().removesuffix("\n").split("\n"):
        click.echo(shown(line), err=True)
    return 2


def _outside(error: OSError) -> int:
    """The disk is full, a name too long: nobody's fault here."""
    where = f"{error.filename}: " if error.filename is not None else ""
    return _refused(click.ClickException(f"{where}{error.strerror or error}"))


def _internal(fault: Exception) -> int:
    if os.environ.get("USECASE_DEBUG"):
        raise fault
    where = fault.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f"{os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where else "unknown"
    text = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
    click.echo(
        f"usecase {__version__}: a fault of this program, not of your text ({text}, at {place}). "
        "Please report it with the text that shows it; USECASE_DEBUG=1 prints all there is to know.",
        err=True,
    )
    return 2
