"""The terminals of the grammar that are made of the keyword table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from usecase_dsl.syntax.scripts import ENDS, holds_sign
from usecase_dsl.syntax.vocabulary import Vocabulary, control_parts

# The priority of control lines: labels go before them, all other lines come after.
CONTROLS = 7
_CONTROL_END = rf"[^\S\n]*(?:[{ENDS}][^\S\n]*)?(?=\n)"


def terminals(words: Vocabulary) -> str:
    """Grammar text with a terminal for each kind of control line, and for the beginning of declarations."""
    templates: dict[str, list[str]] = {}
    for kind, template in words.controls:
        templates.setdefault(terminal(kind), []).append(template)
    lines = [
        f"{name}.{CONTROLS}: /{_regexp(_any_of(each))}{_CONTROL_END}/i LINE_END" for name, each in templates.items()
    ]
    spellings = {
        "DECL_START": (spelling for spelling, head in words.heads.items() if head.kind == "DECL"),
        "USE_CASE_START": (spelling for spelling, head in words.heads.items() if head.keyword == "use case"),
    }
    lines += [f"{name}: /{_regexp(_any_of(each))}/i" for name, each in spellings.items()]
    return "\n".join(lines)


def terminal(kind: str) -> str:
    """The name of the terminal for a kind of control line: ``resume at`` is ``RESUME_AT``."""
    return kind.replace(" ", "_").upper()


def _any_of(templates: Iterable[str]) -> str:
    """A pattern for any of the templates. It is tried at every line: what several share stands in it once."""
    heads: dict[str, list[Sequence[str]]] = {}
    for template in templates:
        head, brace, tail = template.partition("{")
        pattern = "".join(control_parts(brace + tail, joined=holds_sign(template)))
        heads.setdefault(pattern, []).append(control_parts(head))
    return f"(?:{'|'.join(_trie(each) + tail for tail, each in heads.items())})"


def _trie(sequences: Iterable[Sequence[str]]) -> str:
    """A pattern for any of the sequences of patterns, with what several begin with written once."""
    following: dict[str, list[Sequence[str]]] = {}
    for parts in sequences:
        following.setdefault(parts[0] if parts else "", []).append(parts[1:])
    branches = [first + _trie(rests) if first else "" for first, rests in following.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _regexp(pattern: str) -> str:
    """A pattern as it stands between the slashes of a grammar file."""
    return pattern.replace("/", r"\/")
