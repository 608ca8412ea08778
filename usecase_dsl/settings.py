"""What a project asks for: inert values, whatever file they were read from."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("draft", "review", "approved", "implemented", "verified", "retired")


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of a project.

    ``name`` is its title; ``strict`` makes warnings count and what is left undeclared an error; ``statuses`` are the
    values of the field ``status``; ``fields`` the fields of the project's own; ``select`` and ``ignore`` hold codes or
    families of rules, or ``ALL``.
    """

    name: str = ""
    strict: bool = False
    statuses: tuple[str, ...] = STATUSES
    fields: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


DEFAULTS = Settings()
