"""``usecase completion``: the completion script for a shell."""

from __future__ import annotations

import click

from usecase_dsl.cli import streams


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for a shell; evaluate it in the shell's start-up file."""
    from click.shell_completion import get_completion_class

    from usecase_dsl.cli.group import usecase

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    streams.say([completion(usecase, {}, "usecase", "_USECASE_COMPLETE").source()])
