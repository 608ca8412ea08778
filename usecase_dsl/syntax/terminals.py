"""The terminals of the grammar that are made of the keyword table."""

from __future__ import annotations

from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern

_CONTROL_END = r"[^\S\n]*(?:[.;][^\S\n]*)?(?=\n)"


def terminals(words: Vocabulary) -> str:
    """Grammar text with a terminal for each kind of control line, and ``DECL_START`` for declarations."""
    patterns: dict[str, list[str]] = {}
    for kind, template in words.controls:
        patterns.setdefault(terminal(kind), []).append(control_pattern(template, named=False))
    lines = [
        f"{name}.9: /(?:{_regexp('|'.join(alternatives))}){_CONTROL_END}/i LINE_END"
        for name, alternatives in patterns.items()
    ]
    declarations = [spelling for spelling, head in words.heads.items() if head.kind == "DECL"]
    return "\n".join([*lines, f"DECL_START: /(?:{_regexp('|'.join(_words(d) for d in declarations))})/i"])


def terminal(kind: str) -> str:
    """The name of the terminal for a kind of control line: ``resume at`` is ``RESUME_AT``."""
    return kind.replace(" ", "_").upper()


def _words(spelling: str) -> str:
    return control_pattern(spelling, named=False)


def _regexp(pattern: str) -> str:
    """A pattern as it stands between the slashes of a grammar file."""
    return pattern.replace("/", r"\/")
