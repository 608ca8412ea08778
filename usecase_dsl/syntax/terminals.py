"""The terminals of the grammar that are made of the keyword table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from usecase_dsl.syntax.vocabulary import Vocabulary, control_parts

_CONTROL_END = r"[^\S\n]*(?:[.;][^\S\n]*)?(?=\n)"


def terminals(words: Vocabulary) -> str:
    """Grammar text with a terminal for each kind of control line, for the beginning of declarations, and for the
    headings of flows that stand alone on a line."""
    patterns: dict[str, list[Sequence[str]]] = {}
    for kind, template in words.controls:
        patterns.setdefault(terminal(kind), []).append(control_parts(template))
    lines = [f"{name}.7: /{_regexp(_any_of(each))}{_CONTROL_END}/i LINE_END" for name, each in patterns.items()]
    spellings = {
        "DECL_START": (spelling for spelling, head in words.heads.items() if head.kind == "DECL"),
        "USE_CASE_START": (spelling for spelling, head in words.heads.items() if head.keyword == "use case"),
    }
    lines += [f"{name}: /{_regexp(_any_of(map(control_parts, each)))}/i" for name, each in spellings.items()]
    for kind in ("MAIN", "BRANCHES"):
        alone = [control_parts(each) for each, head in words.heads.items() if head.kind == kind and _is_heading(each)]
        lines.append(f"NEAR_{kind}.6: /{_regexp(_any_of(alone))}(?=[^\\S\\n]*\\n)/i")
    return "\n".join(lines)


def _is_heading(spelling: str) -> bool:
    """Whether a heading is told from prose without its colon: a short word alone may be the end of a sentence."""
    return " " in spelling or len(spelling) > 9


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
