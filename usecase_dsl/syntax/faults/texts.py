"""Rules about a text as a whole: its characters and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from usecase_dsl.diagnostic import Edit, Finding, Fix, Severity
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.faults.walk import place
from usecase_dsl.syntax.nodes import Document
from usecase_dsl.syntax.vocabulary import languages

_LANGUAGE = re.compile(r"(?im)^[^\S\n]*(#[^\S\n]*language[^\S\n]*:[^\S\n]*(?P<code>[\w-]+))[^\S\n]*$")


def unknown_language(document: Document, settings: Settings) -> Iterator[Finding]:
    """A line `# language:` asks for a language that isn't in the keyword table, or stands too low to be heard.

    Without its keywords the text can't be understood: it is read as English, and most of its lines are then
    misplaced. Take one of the languages that are there, in the first line of the text. Some are wider than they
    look: `pt-BR` is read as `pt`.

    Bad:
        # SYN021 no language is called xx
        # language: xx
        use case: Sell a ticket

    Good:
        # language: pt
        caso de uso: Vender um bilhete

    Source: language reference ("Languages").
    """
    known = languages()
    hint = f"the languages are {', '.join(known)}"
    if written := document.unknown_language:
        yield Finding(place(document, written.span), f"no language is called ‘{written.text}’", hint)
    for match in _LANGUAGE.finditer(document.source.text):
        heard = not document.source.text[: match.start()].strip()
        if not heard and match["code"].lower() in known and match["code"].lower() != document.language:
            where, message = place(document, Span(*match.span(1))), f"‘{match[1]}’ stands too low to be heard"
            line = Span(match.start(), min(match.end() + 1, len(document.source.text)))
            edits = Edit(Span(0, 0), f"{match[1]}\n"), Edit(line, "")
            alone = len(_LANGUAGE.findall(document.source.text)) == 1
            fix = Fix("put it into the first line", edits, safe=False) if alone else None
            yield Finding(where, message, "put it into the first line", severity=Severity.WARNING, fix=fix)


def unfit_character(document: Document, settings: Settings) -> Iterator[Finding]:
    """The file isn't UTF-8, or holds a character that can't stand in a text.

    What can't be read is shown as a replacement character, so that names and steps may come out wrong
    everywhere. Save the file as UTF-8; take out control characters, which word processors leave behind in what
    is copied from them.

    Bad:
        # SYN022 there is a control character after "a"
        use case: Sell a\x7f ticket

    Good:
        use case: Sell a ticket

    Source: Unicode; own.
    """
    for what, runs in groupby(sorted(document.source.unfit, key=lambda each: each[1]), key=lambda each: each[1]):
        (first, _), *others = runs
        more = f" ({len(others)} more of them below)" if others else ""
        if what.startswith("U+"):
            message, hint = f"the character {what} can't stand in a text", "take it out"
        else:
            message, hint = f"{what} is not UTF-8", "save the file as UTF-8"
        yield Finding(place(document, first), message + more, hint)
