"""Which use cases use a term of the glossary, by any of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from usecase_dsl.model.tables import Entry, UseCase
from usecase_dsl.render.site.search_words import running, running_text

# What a term may be called, as it stands in a running text, under the term's key.
_Names = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class TermsUsed:
    """Tells the keys of the terms that a use case uses, in the order of the glossary."""

    names: _Names

    def __call__(self, use_case: UseCase) -> tuple[str, ...]:
        return tuple(self._found(running_text(use_case))) if self.names else ()

    def _found(self, text: str) -> Iterator[str]:
        for key, names in self.names:
            if any(name in text for name in names):
                yield key


def terms_used(terms: Iterable[Entry]) -> TermsUsed:
    """What tells which of these terms are used."""
    return TermsUsed(tuple((term.key, tuple(_sought(term))) for term in terms))


def _sought(term: Entry) -> Iterator[str]:
    """A term's names as running texts have them; one in a script without blanks may stand within a longer run of
    signs."""
    for name in map(running, (term.text, *term.synonyms)):
        if name.strip():
            yield name.strip() if name.strip() >= "\u3005" else name
