"""Prose as HTML: CommonMark marks, lists and tables, ids in brackets and names as links, the rest as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup, escape

from usecase_dsl.syntax.prose import UNWRITTEN, bracketed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# What may have a meaning in CommonMark. Most texts have none of it and need no parser.
_MARKS = re.compile(r"[*_`<\\]|&[#\w]|\]\(|\n|^\s*(?:[-+|]|\d+[.)])")
_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_ROW = re.compile(r"^\s*\|.*$")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$")


Sort = Literal["", "actor", "claim", "term"]


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads somewhere; without ``href`` it is text alone.

    ``note`` is shown when pointed at; ``sort`` is what it leads to, where that has a look of its own.
    """

    text: str
    href: str = ""
    note: str = ""
    sort: Sort = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, as written there, and the link to stand in its place."""

    name: str
    link: Link


Piece = str | Link
Resolve = Callable[[str], Link | None]
# A link in place of a stretch of a text.
Linked = tuple[int, int, Link]


@dataclass(frozen=True)
class Prose:
    """Writes prose. ``resolve`` gives the link for an id in brackets, ``None`` for what is no id; ``terms`` finds words
    of the glossary, which are links where nothing else is.
    """

    resolve: Resolve
    terms: Callable[[str], Sequence[Linked]] | None = None

    def inline(self, text: str, mentions: Sequence[Mention] = ()) -> Markup:
        """One line of prose, without an element around it."""
        if not _MARKS.search(text):
            return _plain(self._pieces(text, mentions))
        return Markup(_markdown().renderInline(text, self._environment(mentions)))

    def block(self, text: str, mentions: Sequence[Mention] = ()) -> Markup:
        """Paragraphs, bullets and tables."""
        if text.strip() in UNWRITTEN:
            return Markup('<p class="quiet">Not written yet.</p>')
        if not _MARKS.search(text):
            return Markup("<p>{}</p>").format(_plain(self._pieces(text, mentions)))
        return Markup(_markdown().render(_with_table_rules(text), self._environment(mentions)))

    def item(self, text: str, mentions: Sequence[Mention] = ()) -> Markup:
        """A step or an item: its first line without an element around it, then what stands below."""
        if text.strip() in UNWRITTEN:
            return Markup('<span class="quiet">Not written yet.</span>')
        head, _, rest = text.partition("\n")
        return self.inline(head, mentions) + (self.block(rest, mentions) if rest.strip() else "")

    def _environment(self, mentions: Sequence[Mention]) -> dict[str, Any]:
        return {"pieces": lambda text: self._pieces(text, mentions)}

    def _pieces(self, text: str, mentions: Sequence[Mention]) -> list[Piece]:
        if not mentions and not self.terms and "[" not in text:
            return [text]
        found = _apart([*self._references(text), *_mentioned(text, mentions)])
        if self.terms:
            found += [term for term in self.terms(text) if _is_apart(term, found)]
        return list(_cut(text, sorted(found, key=lambda each: each[0]))) if found else [text]

    def _references(self, text: str) -> Iterator[Linked]:
        for reference in bracketed(text, 0) if "[" in text else ():
            if link := self.resolve(reference.text):
                yield *reference.span, Link(reference.text, link.href, link.note, link.sort)


def link(target: Link) -> Markup:
    """A link as HTML; its text alone where it leads nowhere."""
    if not target.href:
        return escape(target.text)
    sort = f' class="{target.sort}"' if target.sort else ""
    note = f' title="{escape(target.note)}"' if target.note else ""
    return Markup(f'<a href="{escape(target.href)}"{sort}{note}>{escape(target.text)}</a>')  # each part is escaped


def _attributes(target: Link) -> Iterator[tuple[str, str]]:
    yield "href", target.href
    if target.sort:
        yield "class", target.sort
    if target.note:
        yield "title", target.note


def _plain(pieces: Sequence[Piece]) -> Markup:
    return Markup("".join([link(piece) if isinstance(piece, Link) else escape(piece) for piece in pieces]))


def _mentioned(text: str, mentions: Sequence[Mention]) -> Iterator[Linked]:
    """The last place of each name: what a step calls stands at its end. A name keeps the letters that it has there."""
    for mention in mentions:
        places = list(_name_pattern(mention.name).finditer(text)) if mention.name else []
        if places:
            written = places[-1][0] if mention.link.text == mention.name else mention.link.text
            yield *places[-1].span(), replace(mention.link, text=written)


@lru_cache(maxsize=4096)
def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _cut(text: str, found: list[Linked]) -> Iterator[Piece]:
    """The text in pieces, with links that don't overlap, in order."""
    at = 0
    for start, end, target in found:
        yield text[at:start]
        yield target
        at = end
    yield text[at:]


def _is_apart(one: Linked, others: Sequence[Linked]) -> bool:
    return all(one[1] <= start or end <= one[0] for start, end, _ in others)


def _apart(found: list[Linked]) -> list[Linked]:
    """Of two links that overlap the first, then the longer one."""
    kept: list[Linked] = []
    for candidate in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or candidate[0] >= kept[-1][1]:
            kept.append(candidate)
    return kept


def _with_table_rules(text: str) -> str:
    """The language's tables have no line of dashes under their head, which CommonMark tables need."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(out for number, line in enumerate(lines) for out in _row(lines, number, line))


def _row(lines: list[str], number: int, line: str) -> Iterator[str]:
    first = _ROW.match(line) and not (number and _ROW.match(lines[number - 1]))
    last = _ROW.match(line) and not (number + 1 < len(lines) and _ROW.match(lines[number + 1]))
    if first:
        yield ""
    yield line
    if first and not (number + 1 < len(lines) and _RULE.match(lines[number + 1])):
        yield "|" + "---|" * max(1, len(re.findall(r"(?<!\\)\|", line.strip().rstrip("|"))))
    if last:
        yield ""


@cache
def _markdown() -> MarkdownIt:
    """CommonMark without what would break a page: HTML, images, headings, code blocks, quotations, rules."""
    from markdown_it import MarkdownIt

    class Markdown(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return _is_safe(url)

    markdown = Markdown("commonmark", {"html": False, "linkify": False}).enable("table")
    markdown.disable(["blockquote", "code", "fence", "heading", "hr", "html_block", "lheading", "reference"])
    markdown.disable(["html_inline", "image"])
    # A wide table scrolls in a frame of its own, and not the page.
    markdown.renderer.rules |= {  # type: ignore[attr-defined]
        "table_open": lambda *_: '<div class="scroll">\n<table>\n',
        "table_close": lambda *_: "</table>\n</div>\n",
    }
    # Before escapes are joined to the text around them, so that \[X\] stays text.
    markdown.core.ruler.before("text_join", "references", _link_references)
    return markdown


def _is_safe(url: str) -> bool:
    """Whether a link may be one: http, https, mailto, or a path from where the page is."""
    if _SCHEME.match(url):
        return True
    return not url.startswith("//") and ":" not in re.split(r"[/?#]", url, maxsplit=1)[0]


def _link_references(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_linked(token.children or [], state.env["pieces"]))


def _linked(tokens: list[Token], pieces: Callable[[str], list[Piece]]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth:
            yield from (new for piece in pieces(token.content) for new in _tokens(piece))
        else:
            yield token


def _tokens(piece: Piece) -> Iterator[Token]:
    from markdown_it.token import Token

    if isinstance(piece, str) or not piece.href:
        yield Token("text", "", 0, content=piece if isinstance(piece, str) else piece.text)
        return
    yield Token("link_open", "a", 1, attrs=dict(_attributes(piece)))
    yield Token("text", "", 0, content=piece.text)
    yield Token("link_close", "a", -1)
