"""The command line. Each command is a module of its own, imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run ``usecase``; the process ends with the exit code of the command."""
    from usecase_dsl.cli.group import run

    raise SystemExit(run())
