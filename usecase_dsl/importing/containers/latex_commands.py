"""What LaTeX's commands mean where they are more than a look or a sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from usecase_dsl.importing.containers import latex_vocabulary as words
from usecase_dsl.importing.containers.latex_labels import COUNTERS, options
from usecase_dsl.importing.containers.latex_nodes import arguments, first, last, macro, raw
from usecase_dsl.importing.containers.latex_reader import Reader, changed
from usecase_dsl.importing.containers.latex_source import ARGUMENT, CODE_BLOCK, CODE_TEXT, PICTURE
from usecase_dsl.importing.containers.looks import Span

_LABEL = re.compile(r"\{?\\(label|the)(enumi{0,3}v?)\}?")
_ESCAPED = re.compile(r"\\([%#_&~{}])")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")


def _heading(reader: Reader, node: Any, look: Span) -> None:
    text = reader.inline(last(node)).replace("**", "")
    reader.end_paragraph()
    if not reader.lists.counts:
        reader.level, reader.term = 0, None
    reader.forms.rank, reader.forms.steps, reader.forms.in_field = words.HEADINGS.get(macro(node), 1), 0, False
    if text:
        reader.add("heading", text, reader.source.line(node.pos), level=words.HEADINGS.get(macro(node), 1))


def _term(reader: Reader, node: Any, look: Span) -> None:
    """``\\paragraph``: a term, and what follows belongs to it."""
    reader.end_paragraph()
    text = reader.inline(last(node)).replace("**", "")
    reader.term = reader.level if reader.term is None else reader.term
    reader.level = reader.term + words.TERMS[macro(node)]
    if text:
        reader.add("term", text, reader.source.line(node.pos))
        reader.level += 1


def _kept(reader: Reader, node: Any, look: Span) -> None:
    at = words.KEPT[macro(node)][1]
    reader.read(arguments(node)[at : at + 1], look)


def _caption(reader: Reader, node: Any, look: Span) -> None:
    reader.end_paragraph()
    reader.read([last(node)], look)
    reader.end_paragraph()
    reader.forms.caption = reader.blocks[-1] if reader.blocks else None


def _note(reader: Reader, node: Any, look: Span) -> None:
    reader.notes.append(last(node))


def _link(reader: Reader, node: Any, look: Span) -> None:
    address = _ESCAPED.sub(r"\1", raw(first(node))).strip()
    reader.read(arguments(node)[1:], replace(look, link=address) if _ADDRESS.fullmatch(address) else look)


def _url(reader: Reader, node: Any, look: Span) -> None:
    reader.sign(_ESCAPED.sub(r"\1", raw(last(node))).strip(), node, look)


def _picture(reader: Reader, node: Any, look: Span) -> None:
    reader.add("picture", f"![]({raw(last(node)).strip()})", reader.source.line(node.pos))


def _code(reader: Reader, node: Any, look: Span) -> None:
    text, language = _shown(reader, node)
    if text.strip():
        reader.add("code", text, reader.source.line(node.pos), language)


def _code_text(reader: Reader, node: Any, look: Span) -> None:
    reader.sign(_shown(reader, node)[0], node, replace(look, code=True))


def _shown(reader: Reader, node: Any) -> tuple[str, str]:
    number = raw(last(node))
    if re.fullmatch(r"[0-9]{1,9}", number) and int(number) < len(reader.verbatim):
        return reader.verbatim[int(number)]
    return (number, "")


def _looked(reader: Reader, node: Any, look: Span) -> None:
    reader.read([last(node)], changed(look, macro(node)))


def _quoted(reader: Reader, node: Any, look: Span) -> None:
    quotes = words.QUOTES[macro(node)]
    reader.sign(quotes[0], node, look)
    reader.read([last(node)], look)
    reader.sign(quotes[1], node, look)


def _stray_item(reader: Reader, node: Any, look: Span) -> None:
    """An item outside of any list that can be seen."""
    reader.end_paragraph()
    if first(node) is not None:
        reader.read(first(node).nodelist, look)
        reader.sign(" ", node, look)


def _definition(reader: Reader, node: Any, look: Span) -> None:
    """Of definitions those of the labels of lists alone are left here."""
    name = next((match for each in arguments(node)[1:2] if (match := _LABEL.fullmatch(f"{{{raw(each)}}}"))), None)
    if name and name[2] in COUNTERS:
        reader.lists.labels[COUNTERS[name[2]]] = raw(last(node)) + ("." if name[1] == "the" else "")


def _set_list(reader: Reader, node: Any, look: Span) -> None:
    given, said = _two(node)
    name, _, depth = given.partition(",")
    found = options(said)
    if depth.strip() in {"1", "2", "3", "4"} and "label" in found:
        reader.lists.labels[int(depth) - 1] = found["label"]
    else:
        reader.lists.options.setdefault(name.strip() or "enumerate", {}).update(found)


def _new_list(reader: Reader, node: Any, look: Span) -> None:
    name, kind = _two(node)
    if kind in words.NUMBERED | words.LISTS | words.DESCRIPTIONS:
        reader.lists.kinds[name] = kind


def _counter(reader: Reader, node: Any, look: Span) -> None:
    name, number = _two(node)
    depth, counts = COUNTERS.get(name, -1), reader.lists.counts
    if 0 <= depth < len(counts) and re.fullmatch(r"-?[0-9]{1,6}", number):
        counts[depth] = int(number) + (counts[depth] if macro(node) == "addtocounter" else 0)


def _two(node: Any) -> tuple[str, str]:
    found = [raw(each).strip() for each in arguments(node)[:2]]
    return (found[0], found[1]) if len(found) == 2 else ("", "")


def _label(reader: Reader, node: Any, look: Span) -> None:
    """The name by which the text refers to an item."""
    if reader.lists.marks:
        reader.lists.named[raw(last(node)).strip()] = reader.lists.marks[-1]


def _reference(reader: Reader, node: Any, look: Span) -> None:
    """The number of an item; of anything else it isn't known."""
    reader.sign(reader.lists.named.get(raw(last(node)).strip(), ""), node, look)


def _nothing(reader: Reader, node: Any, look: Span) -> None:
    """A drawing's commands are no words."""


COMMANDS: dict[str, Callable[[Reader, Any, Span], None]] = {
    **dict.fromkeys(words.KEPT, _kept),
    **dict.fromkeys(words.HEADINGS, _heading),
    **dict.fromkeys(words.TERMS, _term),
    **dict.fromkeys(words.BOLD | words.ITALIC | words.CODE, _looked),
    **dict.fromkeys(words.QUOTES, _quoted),
    **dict.fromkeys(("caption", "captionof", ARGUMENT), _caption),
    **dict.fromkeys(("footnote", "footnotetext", "sidenote"), _note),
    **dict.fromkeys(("includegraphics", "includesvg"), _picture),
    **dict.fromkeys(("newcommand", "renewcommand"), _definition),
    **dict.fromkeys(("setcounter", "addtocounter"), _counter),
    **dict.fromkeys(("ref", "autoref", "cref", "Cref"), _reference),
    "label": _label,
    "href": _link,
    "item": _stray_item,
    "newlist": _new_list,
    "setlist": _set_list,
    "title": _heading,
    "url": _url,
    CODE_BLOCK: _code,
    CODE_TEXT: _code_text,
    PICTURE: _nothing,
}
