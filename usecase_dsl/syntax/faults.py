"""The rules of reading: what in a text can't be read as it stands. Each docstring is the rule's manual page and its test."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.nodes import Document
from usecase_dsl.syntax.vocabulary import languages


def unknown_language(document: Document, settings: Settings) -> Iterator[Finding]:
    """The first line asks for a language that isn't in the keyword table.

    Without its keywords the rest of the text can't be understood, so it is read as English.

    Bad:
        # SYN021 language: xx
        # language: xx
        use case: Sell a ticket

    Good:
        # language: pt
        caso de uso: Vender um bilhete

    Source: language reference, "Languages".
    """
    written = document.unknown_language
    if written:
        known = ", ".join(languages())
        place = Place(document.source, written.span)
        yield Finding(place, f"no language is called ‘{written.text}’", f"the languages are {known}")


FAULTS: tuple[Rule[Document], ...] = (Rule("SYN021", "unknown-language", Severity.ERROR, unknown_language),)
