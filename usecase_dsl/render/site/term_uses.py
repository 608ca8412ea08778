"""Which use cases use a term of the glossary, by any of its names."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.model.tables import Entry
from usecase_dsl.render.site.search_words import running, running_text
from usecase_dsl.render.site.writer import Site


class TermUses:
    """The texts of all use cases, ready to be looked through for one term after the other."""

    def __init__(self, site: Site) -> None:
        self._texts = {key: site.fact(running_text, key) for key in site.model.use_cases}

    def of(self, term: Entry) -> Iterator[str]:
        """The keys of the use cases that use a term, in their order."""
        names = [_sought(name) for name in (term.text, *term.synonyms)]
        for key, text in self._texts.items():
            if any(name in text for name in names if name.strip()):
                yield key


def _sought(name: str) -> str:
    """A name as it stands in a running text; one in a script without blanks may stand within a longer run of signs."""
    found = running(name)
    return found.strip() if found.strip() >= "\u3005" else found
