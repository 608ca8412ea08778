"""Terms of the glossary where prose uses them: one pattern for all of them, so that a text is gone through once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usecase_dsl.model.tables import Entry, Model
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import is_sign

# A definition that is shown in passing is no longer than this.
_LONGEST = 280
_MARKS = re.compile(r"[*_`\[\]]")


@dataclass(frozen=True)
class Terms:
    """The key of each term by what it may be called. ``pattern`` finds all of these; ``None`` where there are none."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None = field(compare=False, default=None)

    def uses(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text first uses each term, with the term's key."""
        seen: set[str] = set()
        for match in self.pattern.finditer(text) if self.pattern else ():
            name = self._name(match[0])
            if name and name not in seen:
                seen.add(name)
                yield *match.span(), name

    def _name(self, written: str) -> str | None:
        name = key(written)
        return self.names.get(name) or self.names.get(name.removesuffix("s")) or self.names.get(name.removesuffix("es"))


def terms(model: Model) -> Terms:
    """The terms that the text declares, with a meaning to be shown, by name and synonyms."""
    entries = model.entries.get("term", {}).items()
    names = {key(word): name for name, entry in entries if entry.description for word in (*entry.synonyms, entry.text)}
    names.pop("", None)
    return Terms(names, _pattern(names) if names else None)


def meaning(entry: Entry) -> str:
    """What a term means, in one plain line: the first paragraph of its definition, without marks."""
    text = " ".join(_MARKS.sub("", entry.description.strip().split("\n\n")[0]).split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(",;") + " …"


def _pattern(names: dict[str, str]) -> re.Pattern[str]:
    """The longest name first, as whole words where the script has any; an ``s`` may follow."""
    return re.compile("|".join(_word(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)


def _word(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    before = "" if is_sign(name[0]) else r"(?<!\w)"
    after = "" if is_sign(name[-1]) else r"(?:e?s)?(?!\w)"
    return before + words + after
