"""The forms in which a file writes its use cases: commands and environments whose names say what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import latex_vocabulary as words
from usecase_dsl.importing.containers.latex_lists import holds_items, is_counted, read_list
from usecase_dsl.importing.containers.latex_nodes import kind, last, macro, sign
from usecase_dsl.importing.containers.latex_reader import PLAIN, Forms, Frame, Reader
from usecase_dsl.importing.containers.latex_source import ARGUMENT
from usecase_dsl.importing.starts import start_of

_PREFIX = re.compile(
    r"([Aa]dd|[Nn]ew|[Mm]y|[Pp]rint)?((?:[Uu]se[-_ ]?[Cc]ase|USECASE|[Uu][Cc])(?:s(?=[^a-z]|$))?(?=[^a-z]|[a-z]{2}|$))?"
)
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+")
_TITLE = re.compile(r"(?:name|title|label|head(?:ing|er)?)+")
_ID = re.compile(r"id|number|num|no|nr|code")
_STEP = re.compile(r"step(?!s)")
# Names that say that there is something, and not what.
_ANY = re.compile(
    r"(?:itemi[sz]ed|enumerated|numbered|full|long|short|field|row|entry|section|item|list|line|info|property|attribute"
    r"|element|block|box|table|tabular|form|template|environment|env|frame|cell|text|title|label|head(?:ing|er)?|name"
    r"|bold|font|color|style)*"
)
_FRAME = re.compile(rf"(?:{_ANY.pattern}|descriptions?|spec(?:ification)?s?|diagram)*")
_MORE = re.compile(rf"([a-z ]{{3,}}?) ?(?:if|system|user|{_ANY.pattern[3:-2]})+")
_SHORT = 150
_EMPTY_LINE = re.compile(r"\s*\n[ \t]*\n")
# What names shorten.
_SHORTENED = {
    **dict.fromkeys(("pre", "precond", "preconds"), "preconditions"),
    **dict.fromkeys(("post", "postcond", "postconds"), "postconditions"),
    **dict.fromkeys(("except", "excep", "exc"), "exception"),
    **dict.fromkeys(("desc", "descr"), "description"),
    **dict.fromkeys(("alt", "altflow", "alternateflow"), "alternative flow"),
    **dict.fromkeys(("ext",), "extension"),
    **dict.fromkeys(("basicflow", "mainflow"), "main flow"),
    **dict.fromkeys(("prio",), "priority"),
}


class _Name(NamedTuple):
    """What a name says: its words, whether it says that they are a use case's, and whether "add" stands before."""

    words: str
    of_use_case: bool
    adds: bool

    @property
    def joined(self) -> str:
        return self.words.lower().replace(" ", "")

    @property
    def known(self) -> bool:
        return lexicon.look_up(self.words) is not None


def form(reader: Reader, nodes: list[Any], at: int, groups: list[Any], after: int) -> bool:
    """Reads an unknown command with its arguments, if its name says what they are; whether it does."""
    name = _name(macro(nodes[at]))
    ours, read = name.of_use_case or reader.forms.inside, _reading(reader, name, groups)
    if not read or reader.opened or not _stands_apart(reader, nodes, after, ours):
        return False
    if read is _term and not (reader.alone and (ours or name.known or macro(nodes[at]) not in words.SAYING_NOTHING)):
        return False
    reader.end_paragraph()
    reader.forms.made += 1
    read(reader, name, groups, reader.source.line(nodes[at].pos))
    return True


def begin(reader: Reader, node: Any) -> list[Any]:
    """Begins an unknown environment: its heading or term, if its name says one. Gives the nodes that are left."""
    name = _name(str(node.environmentname))
    groups, left = _arguments(node)
    texts = [reader.inline(each) for each in groups]
    frames = bool(_FRAME.fullmatch(name.joined))
    if name.of_use_case and frames:
        reader.forms.inside = True
        reader.end_paragraph()
        if not any(texts) or len(": ".join(texts)) > _SHORT:
            reader.forms.frames.append(Frame(_section(reader)))
            return list(node.nodelist)
        _headline(reader, texts, reader.source.line(node.pos))
        return left
    if frames or not (name.of_use_case or name.known) or len(texts) > 1:
        return list(node.nodelist)
    reader.add("term", ": ".join(filter(None, (name.words, *texts))), reader.source.line(node.pos))
    reader.level += 1
    reader.forms.steps, reader.forms.in_field = 0, False
    return left


def settled(blocks: tuple[Block, ...], forms: Forms) -> tuple[Block, ...]:
    """The blocks of a file. Where most use cases stand right below a section's heading, it is their title."""
    below = [each for each in forms.frames if each.above]
    if len(below) * 2 <= len(forms.frames):
        return blocks
    instead = {id(each.above): replace(each.above, text=_headed([each.above.text])) for each in below if each.above}
    for each in below:
        if each.heading:
            instead[id(each.heading)] = replace(each.heading, kind="text", text=each.title, level=0)
    return tuple(instead.get(id(each), each) for each in blocks)


def _section(reader: Reader) -> Block | None:
    """The heading of the section that has just begun, unless it is that of a chapter or of many use cases."""
    above = reader.blocks[-1] if reader.blocks and reader.blocks[-1].kind == "heading" else None
    many = above is not None and lexicon.bare(above.text) in lexicon.documents()["generic heading"]
    return above if above and 1 < above.level <= reader.forms.rank and not many else None


def _name(written: str) -> _Name:
    prefix = _PREFIX.match(written)
    left = written[prefix.end() :] if prefix else written
    parts = [part.lower() for each in re.split(r"[^A-Za-z]+", left) for part in _PART.findall(each)]
    said = " ".join(parts)
    return _Name(_in_full(said), bool(prefix and prefix[2]), bool(prefix and prefix[1]))


def _in_full(said: str) -> str:
    """What a name says, without what names add to a word."""
    short = _SHORTENED.get(said, said)
    more = None if lexicon.look_up(short) else _MORE.fullmatch(said)
    return _SHORTENED.get(more[1], more[1]) if more else short


# --------------------------------------------------------------------------------------- what a command is

_Reading = Callable[[Reader, _Name, list[Any], int], None]


def _reading(reader: Reader, name: _Name, groups: list[Any]) -> _Reading | None:
    ours, items = name.of_use_case or reader.forms.inside, [holds_items(each.nodelist) for each in groups]
    if ours and _TITLE.fullmatch(name.joined) and not any(items):
        return _title
    if ours and _ID.fullmatch(name.joined) and len(groups) == 1:
        return _id
    if _STEP.search(name.joined) and not any(items):
        return _step
    if len(name.joined) < 3:
        return None
    says_any = bool(_ANY.fullmatch(name.joined))
    if len(groups) == 1:
        return None if says_any else _term
    return _labelled if name.adds or (says_any and ours) or name.of_use_case or name.known or items[-1] else None


def _stands_apart(reader: Reader, nodes: list[Any], after: int, sure: bool) -> bool:
    """Whether nothing else stands on its lines; unless it is ``sure`` to be part of a form, nor in its paragraph."""
    if not sure and any(span.text.strip() for span in reader.spans):
        return False
    for node in nodes[after:]:
        if kind(node) == "Chars":
            gap = node.chars[: len(node.chars) - len(node.chars.lstrip())]
            if gap != node.chars or _EMPTY_LINE.match(gap):
                return "\n" in gap if sure else bool(_EMPTY_LINE.match(gap))
        elif kind(node) == "Macro":
            return sign(node) is None and macro(node) not in words.BOLD | words.ITALIC | words.CODE
        else:
            return kind(node) == "Environment"
    return True


# --------------------------------------------------------------------------------------- what it gives


def _title(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    texts, frames = [reader.inline(each) for each in groups], reader.forms.frames
    below = bool(frames) and not name.of_use_case and reader.blocks and reader.blocks[-1] is frames[-1].above
    _headline(reader, texts, line)
    if below or (frames and not frames[-1].above):
        frames[-1].heading, frames[-1].title = reader.blocks[-1], "\n".join(filter(None, texts))


def _id(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    """The id before a title begins the use case; behind one it is a field."""
    above = reader.blocks[-1] if reader.blocks else None
    if above and above.kind == "heading" and above.level > reader.forms.rank and above is not reader.forms.id:
        _term(reader, name, groups, line)
    else:
        _headline(reader, [reader.inline(groups[0])], line)
        reader.forms.id = reader.blocks[-1]


def _headline(reader: Reader, texts: Sequence[str], line: int) -> None:
    """The heading of a use case, which says that it is one."""
    if not reader.lists.counts:
        reader.level, reader.term = 0, None
    beneath = bool(reader.blocks) and reader.blocks[-1] is reader.forms.id
    reader.forms.steps, reader.forms.in_field, reader.forms.id = 0, False, None
    reader.forms.made += 1
    reader.add("heading", _headed(texts), line, level=reader.forms.rank + 1 + beneath)


def _headed(texts: Sequence[str]) -> str:
    """The id and title of a use case, with the word for it before them if they don't tell."""
    id, *others = [each.replace("**", "").rstrip(" :") for each in texts if each] or ["…"]
    text = ": ".join((id, *others))
    if start_of(text, heading=True):
        return text
    numbered = bool(re.fullmatch(r"\S*\d\S*", id)) and len(id) < 12
    return f"Use case {text}" if numbered else f"Use case: {text}"


def _step(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    """A step of its own count; before its text may stand its number, or who acts."""
    if reader.forms.in_field:
        reader.add("term", "steps", line)
    reader.forms.in_field = False
    reader.forms.steps += 1
    mark, level = f"{reader.forms.steps}.", reader.level
    first = reader.inline(groups[0])
    if len(groups) > 1 and re.fullmatch(r"\W*\d[\w.]{0,6}\W*", first):
        mark, groups = first, groups[1:]
    reader.opened, place_of_item = (mark, line), len(reader.blocks)
    reader.level += 1
    for place, group in enumerate(groups):
        reader.read([group])
        if place == 0 and len(groups) > 1 and len(first.split()) < 4:
            reader.sign(": ", group, PLAIN)
        else:
            reader.end_paragraph()
    reader.end_paragraph()
    reader.open_item()
    reader.level = level
    found = reader.blocks[place_of_item]
    reader.blocks[place_of_item] = replace(found, text=found.text.lstrip(" :"))


def _term(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    _says(reader, name, name.words, groups, line)


def _labelled(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    """The first argument says more about the term, or is the term itself."""
    label = reader.inline(groups[0])
    if len(label) > _SHORT or "\n\n" in label:
        _says(reader, name, name.words, groups, line)
        return
    if name.adds or _ANY.fullmatch(name.joined) or lexicon.look_up(label):
        _says(reader, name, label, groups[1:], line)
    elif holds_items(groups[-1].nodelist):
        _one_of(reader, name, groups, line)
    else:
        _says(reader, name, f"{name.words}: {label}", groups[1:], line)


def _one_of(reader: Reader, name: _Name, groups: list[Any], line: int) -> None:
    """One of several, such as an exception: what it is about, and the steps of it."""
    level = reader.level
    reader.add("term", name.words, line)
    reader.level = level + 1
    reader.add("item", " ".join(": ".join(map(reader.inline, groups[:-1])).split()), line, "-")
    reader.level = level + 2
    read_list(reader, groups[-1].nodelist, PLAIN, numbered=True)
    reader.level = level


def _says(reader: Reader, name: _Name, label: str, groups: list[Any], line: int) -> None:
    """A term with the arguments that belong to it."""
    level, found = reader.level, lexicon.look_up(label)
    flow = is_counted(name.joined) or (found is not None and found.word.kind == "flow")
    numbered = flow and not re.search("itemi[sz]ed", name.joined)
    reader.add("term", label, line)
    reader.forms.steps, reader.forms.in_field = 0, not flow
    for group in groups:
        reader.level = level + 1
        if holds_items(group.nodelist):
            read_list(reader, group.nodelist, PLAIN, numbered)
        else:
            reader.read([group])
            reader.end_paragraph()
    reader.level = level


def _arguments(node: Any) -> tuple[list[Any], list[Any]]:
    """The arguments that an unknown environment begins with, and the nodes behind them."""
    nodes, at = list(node.nodelist), 0
    while at < len(nodes) and macro(nodes[at]) == ARGUMENT:
        at += 1
    return [last(each) for each in nodes[:at]], nodes[at:]
