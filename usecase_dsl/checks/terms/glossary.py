"""VOC601: the words of a project and its glossary go together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from usecase_dsl.checks.language.content import listed, singular
from usecase_dsl.checks.language.lexicon import lexicon
from usecase_dsl.checks.language.prose import Prose, names_of
from usecase_dsl.checks.walk import did_you_mean, steps
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Entry, Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS, holds_sign

_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_]+(?![\w'’]|\.\w)")
_CAPITAL_WORDS = re.compile(r"(?<![\w'’])[^\W\d_]\w*")
# What a number follows is called by its number, as ‘Step 3’.
_NUMBER = re.compile(r"\s*#?\d")
# In these languages every noun has a capital letter.
_ALL_NOUNS = frozenset({"de"})
_LEAST_USES = 2


def glossary(model: Model, settings: Settings) -> Iterator[Finding]:
    """A word is written like a term and no glossary has it; or a term is used nowhere, or means what another one means.

    Where a project declares terms, a word with a capital letter within a sentence says "see the glossary": declare
    it, or write it small. It is reported where it stands first, if it stands in at least two steps. A term that no text
    mentions helps nobody; two terms with one definition are one term that is `also known as` the other.

    Bad:
        term: Fare
          What a Customer pays for a ticket.

        # VOC601 no text speaks of it
        term: Season ticket
          A ticket for all trains of a month.

        term: Price
          What a Traveller pays for a seat.

        # VOC601 that is the definition of Price
        term: Tariff
          What a Traveller pays for a seat.

        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            # VOC601 what is a Travel Voucher?
            1. Customer pays the Fare with a Travel Voucher.
            2. System takes the Price off the Travel Voucher at the Tariff of the day.

    Good:
        term: Fare
          What a Customer pays for a ticket.

        term: Travel Voucher
          A fare that is paid already.

        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the Fare with a Travel Voucher.
            2. System takes the Fare off the Travel Voucher.

    Source: RUCM restriction 9; UCEd's domain model; Cucumber's glossary.
    """
    terms = {name: entry for name, entry in model.entries["term"].items() if entry.declared and name}
    if terms:
        yield from _undeclared(model, terms, settings)
        yield from _unused(model, terms)
        yield from _defined_twice(terms)


# ---- words that look like terms


@dataclass(frozen=True)
class _Use:
    """A capitalised word in a step: how it is written, and where."""

    text: str
    place: Place


def _undeclared(model: Model, terms: Mapping[str, Entry], settings: Settings) -> Iterator[Finding]:
    uses: dict[str, list[_Use]] = defaultdict(list)
    for use in _capitalised(model, settings):
        uses[" ".join(map(singular, listed(use.text)))].append(use)
    known = [name for entry in terms.values() for name in (entry.text, *entry.synonyms)]
    for found in uses.values():
        first, *others = found
        if len(found) >= _LEAST_USES:
            hint = did_you_mean(first.text, known, f"declare it with ‘term: {first.text}’, or write it small")
            related = (Related(others[0].place, "and here"),)
            yield Finding(first.place, f"‘{first.text}’ is written like a term, and isn't declared", hint, related)


def _capitalised(model: Model, settings: Settings) -> Iterator[_Use]:
    """The capitalised words within sentences of steps, once a step, but for names that are known."""
    names = names_of(model)
    known = _words_of_names(model)
    for use_case in model.use_cases.values():
        language = use_case.document.language
        words = lexicon(language, settings.words)
        for step in steps(use_case) if language not in _ALL_NOUNS else ():
            prose = names.prose(Place(step.place.source, step.text.span))
            if _is_title(prose):
                continue
            for start, end in _runs(prose.text.partition("\n")[0]):
                own = [singular(word) for word in listed(prose.text[start:end])]
                usual = all(word in known or words.has("proper-nouns", word) for word in own)
                if not usual and not prose.begins_sentence(start) and not _NUMBER.match(prose.text, end):
                    yield _Use(prose.text[start:end], prose.at(start, end))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where words with a capital letter and then small ones stand, several with a blank between them as one."""
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not (match[0][0].isupper() and match[0][1:].islower()):
            continue
        if found and found[-1][1] == start - 1 and text[start - 1] in " -":
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return iter({text[start:end]: (start, end) for start, end in reversed(found)}.values())


def _is_title(prose: Prose) -> bool:
    """Whether most words of a text have a capital letter, so that it says nothing of one."""
    words = [match[0] for match in _CAPITAL_WORDS.finditer(prose.text)]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _words_of_names(model: Model) -> frozenset[str]:
    """The words of all that has a name, in the singular."""
    names = [name for actor in model.actors.values() for name in (actor.name, *(each.text for each in actor.synonyms))]
    names += [name for system in model.systems.values() for name in (system.name, *system.synonyms)]
    entries = [entry for table in model.entries.values() for entry in table.values() if entry.kind != "rule"]
    names += [name for entry in entries for name in (entry.id, *entry.synonyms)]
    named = ("term", "segment", "persona", "plan")
    names += [entry.text for entry in entries if entry.kind in named]
    names += [name for each in model.use_cases.values() for name in (each.title, each.id, each.package, each.system)]
    return frozenset(singular(word) for name in names for word in listed(name))


# ---- terms that nobody uses


def _unused(model: Model, terms: Mapping[str, Entry]) -> Iterator[Finding]:
    missing = terms.keys() - _mentioned(model, terms)
    for name, entry in terms.items():
        if name in missing:
            hint = "take it out, or use the word where it is meant"
            yield Finding(entry.place, f"no text speaks of ‘{entry.text.rstrip(FULL_STOPS)}’", hint)


def _mentioned(model: Model, terms: Mapping[str, Entry]) -> set[str]:
    """The terms that some text mentions, in whatever form, other than their own declaration."""
    index = _by_beginning(terms)
    signs = [(name, key(each)) for name, entry in terms.items() for each in _names(entry) if holds_sign(each)]
    found: set[str] = set()
    for document in model.documents:
        for node in document.declarations:
            text = document.source.text[slice(*node.span)]
            own = key(node.name.value.rstrip(FULL_STOPS)) if node.keyword == "term" else ""
            mentioned = _mentions(listed(text), index)
            mentioned |= {name for name, sign in signs if sign in key(text)} if signs else set()
            found |= mentioned - {own}
    return found


_Index = Mapping[tuple[str, str], list[tuple[tuple[str, ...], str]]]


def _by_beginning(terms: Mapping[str, Entry]) -> _Index:
    """The words of each name of a term, and the term, by the first letters of its first two words."""
    index: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, entry in terms.items():
        for words in {listed(each) for each in _names(entry)} - {()}:
            index[_beginning(words)].append((words, name))
    return index


def _mentions(text: tuple[str, ...], index: _Index) -> set[str]:
    found: set[str] = set()
    for at in range(len(text)):
        pair = text[at : at + 2]
        for words, name in chain(index.get(_beginning(pair[:1]), ()), index.get(_beginning(pair), ())):
            following = text[at : at + len(words)]
            if len(following) == len(words) and all(map(_is_form, words, following)):
                found.add(name)
    return found


def _beginning(words: Sequence[str]) -> tuple[str, str]:
    return words[0][:3], words[1][:3] if len(words) > 1 else ""


def _is_form(word: str, other: str) -> bool:
    """Whether two words begin so alike that they may be forms of one: better too many than a term called unused."""
    length = max(3, min(len(word), len(other)) * 2 // 3)
    exact = any(map(str.isdigit, word + other))
    return word == other if exact else word[:length] == other[:length]


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.text, *entry.synonyms)


# ---- terms that mean the same


def _defined_twice(terms: Mapping[str, Entry]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Entry] = {}
    for entry in terms.values():
        definition = listed(entry.description)
        if len(definition) < 3:
            continue
        other = first.setdefault(definition, entry)
        if other is not entry:
            message = f"‘{entry.text}’ has the same definition as ‘{other.text}’"
            hint = f"if they mean the same, write ‘also known as: {entry.text}’ below ‘{other.text}’"
            yield Finding(entry.place, message, hint, (Related(other.place, f"‘{other.text}’"),))


GLOSSARY_RULES: tuple[Rule[Model], ...] = (Rule("VOC601", "glossary", Severity.WARNING, glossary),)
