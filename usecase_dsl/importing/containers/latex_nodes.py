"""What one node of parsed LaTeX has and shows, without the text around it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from usecase_dsl.importing.containers import latex_vocabulary as words

_ACCENTS = frozenset({*"'`^\"~=.cHkbdruvt", "AA", "aa", "i", "j", "o", "O", "l", "L", "ae", "AE", "oe", "OE", "ss"})
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_LINE_MACROS = words.LINE_ENDS | words.PARAGRAPH_ENDS | words.RULES | {"item", "label", "vspace"}


def kind(node: Any) -> str:
    """``Macro``, ``Chars``, ``Specials``, ``Group``, ``Environment``, ``Math`` or ``Comment``."""
    return type(node).__name__.removeprefix("Latex").removesuffix("Node")


def macro(node: Any) -> str:
    """The name of a command; ``""`` of any other node."""
    return str(getattr(node, "macroname", ""))


def arguments(node: Any) -> list[Any]:
    """The arguments of a command or of an environment, ``None`` for each that isn't given."""
    given = getattr(node, "nodeargd", None)
    return list(given.argnlist or ()) if given else []


def first(node: Any) -> Any:
    """The first argument that is given; ``None`` if none is."""
    return next((each for each in arguments(node) if each is not None), None)


def last(node: Any) -> Any:
    """The last argument that is given; ``None`` if none is."""
    return next((each for each in reversed(arguments(node)) if each is not None), None)


def raw(node: Any) -> str:
    """An argument as it is written, without its braces or brackets."""
    if node is None:
        return ""
    text = str(node.latex_verbatim())
    return text[1:-1] if kind(node) == "Group" else text


def following_groups(nodes: list[Any], at: int) -> tuple[list[Any], int]:
    """The groups behind an unknown command, which are its arguments, and where they end."""
    groups: list[Any] = []
    if "\n\n" in nodes[at].macro_post_space.replace(" ", ""):
        return groups, at + 1
    after = here = at + 1
    while here < len(nodes):
        node = nodes[here]
        if kind(node) == "Group" and node.delimiters[0] == "{":
            groups.append(node)
            after = here + 1
        elif not (groups and kind(node) == "Chars" and _GAP.fullmatch(node.chars)):
            break
        here += 1
    return groups, after


def ends_line(nodes: list[Any], at: int, end: bool) -> bool:
    """Whether nothing more stands on a line, seen from a place in it; ``end`` is the answer at the nodes' end."""
    if at and kind(nodes[at - 1]) == "Macro" and "\n" in nodes[at - 1].macro_post_space:
        return True
    if at == len(nodes):
        return end
    node = nodes[at]
    if kind(node) == "Chars":
        line, more, _ = node.chars.partition("\n")
        return not line.strip() and (bool(more) or ends_line(nodes, at + 1, end))
    return kind(node) == "Environment" or macro(node) in _LINE_MACROS


def sign(node: Any) -> str | None:
    """What a command for a sign or an accent shows; ``None`` for any other."""
    name = macro(node)
    if name in words.SIGNS:
        return words.SIGNS[name]
    if name in words.BLANKS:
        return " "
    if len(name) == 1 and not name.isalnum() and name not in _ACCENTS and name not in words.LINE_ENDS:
        return name
    shown = getattr(_symbols().get_macro_spec(name), "simplify_repl", None)
    if name in _ACCENTS or (isinstance(shown, str) and "%" not in shown and not arguments(node)):
        return as_text(node)
    return None


def as_text(node: Any) -> str:
    """A formula or a sign in Unicode; as it is written where it can't be told."""
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        return str(LatexNodes2Text(math_mode="text", keep_comments=False).nodelist_to_text([node])).strip("\n")
    # What pylatexenc raises for commands that lack their arguments.
    except (LookupError, TypeError, ValueError, AttributeError):
        return str(node.latex_verbatim())


@cache
def _symbols() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()
