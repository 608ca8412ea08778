"""The terminals of the grammar that are made of the keyword table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from usecase_dsl.syntax.vocabulary import Vocabulary, control_parts

_CONTROL_END = r"[^\S\n]*(?:[.;][^\S\n]*)?(?=\n)"


def terminals(words: Vocabulary) -> str:
    """Grammar text with a terminal for each kind of control line, and ``DECL_START`` for declarations."""
    patterns: dict[str, list[Sequence[str]]] = {}
    for kind, template in words.controls:
        patterns.setdefault(terminal(kind), []).append(control_parts(template))
    lines = [f"{name}.7: /{_regexp(_any_of(each))}{_CONTROL_END}/i LINE_END" for name, each in patterns.items()]
    declarations = [control_parts(spelling) for spelling, head in words.heads.items() if head.kind == "DECL"]
    return "\n".join([*lines, f"DECL_START: /{_regexp(_any_of(declarations))}/i"])


def terminal(kind: str) -> str:
    """The name of the terminal for a kind of control line: ``resume at`` is ``RESUME_AT``."""
    return kind.replace(" ", "_").upper()


def _any_of(templates: Iterable[Sequence[str]]) -> str:
    """A pattern for any of the templates, with what several begin with written once: it is tried at every line."""
    following: dict[str, list[Sequence[str]]] = {}
    for parts in templates:
        following.setdefault(parts[0] if parts else "", []).append(parts[1:])
    branches = [first + _any_of(rests) if first else "" for first, rests in following.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _regexp(pattern: str) -> str:
    """A pattern as it stands between the slashes of a grammar file."""
    return pattern.replace("/", r"\/")
