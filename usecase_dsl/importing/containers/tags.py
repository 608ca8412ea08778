"""HTML tags in text: what is a tag, and what only looks like one."""

from __future__ import annotations

import html
import re

from usecase_dsl.importing.containers.elements import BLOCK_TAGS, Element, Tree, Words

_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_TAG = re.compile(
    r"""<(?:(?P<comment>!--)|!doctype[^<>]*>|\?xml[^<>]*>|"""
    r"""(?P<end>/?)(?P<name>[a-z][a-z0-9:-]*+)"""
    r"""(?P<attributes>(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+/?>)""",
    re.IGNORECASE,
)
_END = re.compile(r"</([a-z][a-z0-9:-]*)|\n", re.IGNORECASE)

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "puml", "source"}
)
_VOID |= {"track", "wbr"}
_UNREAD = frozenset({"script", "style"})
_INLINE = {"br", "code", "del", "em", "font", "img", "ins", "small", "span", "strong", "sub", "sup", "wbr"}
_NAMES = {
    "address",
    "dialog",
    "dir",
    "form",
    "header",
    "legend",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "option",
    "title",
}
# Tags that mean markup even where their end is missing.
_SURE = (BLOCK_TAGS - _NAMES) | _INLINE
# These can as well be the name of something: "enter <title> and <time>".
_OTHER_INLINE = """
a abbr acronym area audio b base bdi bdo big button canvas cite col colgroup data datalist dfn embed i iframe
input kbd label map mark meter nobr object output param picture progress q s samp search select source strike svg
textarea time track tt u var video
"""
_OTHER = _NAMES.union(_OTHER_INLINE.split())


def last_ends(text: str, line: int = 1) -> dict[str, int]:
    """The last line at which each tag ends."""
    found: dict[str, int] = {}
    for match in _END.finditer(text):
        if match[1]:
            found[match[1].lower()] = line
        else:
            line += 1
    return found


def feed(tree: Tree, text: str, line: int) -> None:
    """Read the tags and words of ``text``, which begins at ``line``, into the tree."""
    place = begun = 0
    last_comment_end = text.rfind("-->")
    while match := _TAG.search(text, place):
        place = match.end()
        here = line + text.count("\n", begun, match.start())
        if match["name"] and not _is_tag(tree, match, here):
            continue
        _words(tree, text[begun : match.start()], line)
        if match["name"]:
            _take(tree, match, here)
        elif match["comment"] and place <= last_comment_end:
            place = text.index("-->", place) + 3
        line = here + text.count("\n", match.start(), place)
        begun = place
    _words(tree, text[begun:], line)


def _words(tree: Tree, text: str, line: int) -> None:
    if text:
        tree.add(Words(html.unescape(text), line))


def _is_tag(tree: Tree, match: re.Match[str], line: int) -> bool:
    """Whether it is an element of HTML, or at least can be nothing else."""
    name = match["name"].lower()
    if match["end"]:
        return name in _SURE or name in _OTHER or name in tree.seen
    if name in _UNREAD:
        return tree.last_ends.get(name, 0) >= line
    if name in _SURE or '="' in match["attributes"]:
        return True
    return name in _OTHER and ("=" in match["attributes"] or tree.last_ends.get(name, 0) >= line)


def _take(tree: Tree, match: re.Match[str], line: int) -> None:
    name = match["name"].lower()
    if name in _VOID:
        tree.add(Element(name, line, _attributes(match["attributes"])))
    elif match["end"]:
        tree.end(name)
    else:
        tree.begin(Element(name, line, _attributes(match["attributes"])))
        if match[0].endswith("/>") and name not in BLOCK_TAGS:
            tree.end(name)


def _attributes(text: str) -> dict[str, str]:
    found = (match.groups(default="") for match in _ATTRIBUTE.finditer(text))
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in found}
