"""Markdown as blocks: CommonMark with tables and HTML, forgiving where people are sloppy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import plain
from usecase_dsl.importing.containers.elements import Element, Tree, Words
from usecase_dsl.importing.containers.flow import blocks_of
from usecase_dsl.importing.containers.inline import tidy
from usecase_dsl.importing.containers.nesting import nest_lists
from usecase_dsl.importing.containers.tags import feed, last_ends

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# markdown-it drops what is nested deeper than it is told, and takes quadratic time for some lines of this length;
# people write neither, and as plain text nothing of them is lost.
_DEEPEST = 60
_LONGEST_LINE = 50_000
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=\s*[\w-]+:)(?:(?:[\w-]+:.*|[ \t]+\S.*|- .*|# .*|[ \t]*)\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TITLE = re.compile(r"(?m)^[ \t]*title:[ \t]*(.*)$")
_OUTER_MARK = r"[ >]*(?:[-+*]|\d+[.)])"


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown document."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    matter = front[0] if front else ""
    return (*_title(matter), *_body(text[len(matter) :], matter.count("\n")))


def _title(matter: str) -> Iterator[Block]:
    match = _TITLE.search(matter)
    if match and (title := tidy(match[1].strip().strip("\"'"))):
        yield Block("heading", title, matter.count("\n", 0, match.start()) + 1, 1)


def _body(text: str, lines_before: int) -> tuple[Block, ...]:
    tree = Tree(last_ends(text, lines_before + 1))
    if not _Reader(tree, text, lines_before).read():
        return plain.blocks(text, lines_before + 1)
    nest_lists(tree.root)
    return tuple(blocks_of(tree.root.children))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from usecase_dsl.importing.containers import markdown_rules

    # Without code by indentation, what people indent too deeply is what it looks like.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("code")
    markdown_rules.install(parser)
    return parser


class _Reader:
    """Reads Markdown into a tree; ``before`` is the number of lines that stand before it in the document."""

    def __init__(self, tree: Tree, text: str, before: int, within_code: bool = False) -> None:
        self._tree = tree
        self._text = text
        self._lines = text.split("\n")
        self._before = before
        self._within_code = within_code

    def read(self) -> bool:
        """Read all of it; False if it is too deep or too long a line for Markdown."""
        if max(map(len, self._lines)) > _LONGEST_LINE:
            return False
        tokens = _parser().parse(self._text)
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            return False
        for token, following in zip(tokens, [*tokens[1:], None], strict=False):
            self._block(token, following)
        return True

    def _block(self, token: Token, following: Token | None) -> None:
        line = self._before + 1 + (token.map[0] if token.map else 0)
        if token.type == "inline":
            self._inline(token, line)
        elif token.type == "html_block":
            feed(self._tree, token.content, line)
            self._tree.end_forgotten(line + token.content.rstrip("\n").count("\n"))
        elif token.type == "fence":
            self._fence(token, line + 1)
        elif token.nesting > 0:
            self._tree.begin(Element(_tag(token, following), line, self._attributes(token, line), certain=True))
        elif token.nesting < 0:
            self._tree.end_certain()

    def _fence(self, token: Token, line: int) -> None:
        language = (token.info.split() or [""])[0].strip("{}.").lower()
        if language in {"markdown", "md"} and not self._within_code:
            self._tree.begin(Element("div", line, certain=True))
            if _Reader(self._tree, token.content, line - 1, within_code=True).read():
                self._tree.end_certain()
                return
            self._tree.end_certain()
        attributes = {"class": f"language-{'' if language in {'markdown', 'md'} else language}"}
        self._tree.add(Element("pre", line, attributes, children=[Words(token.content, line)]))

    def _attributes(self, token: Token, line: int) -> dict[str, str]:
        if token.type != "list_item_open" or not token.map:
            return {}
        text = self._lines[token.map[0]].expandtabs(4)
        outer = re.match(f"(?:{_OUTER_MARK}){{{self._tree.items_begun_at(line)}}}[ >]*", text)
        return {"mark": token.info + token.markup, "indent": str(outer.end() if outer else 0)}

    # --------------------------------------------------------------------------------------- prose

    def _inline(self, token: Token, line: int) -> None:
        for child in token.children or ():
            self._prose(child, line)
            line += child.type in {"softbreak", "hardbreak"} or child.content.count("\n")

    def _prose(self, token: Token, line: int) -> None:
        if token.type == "html_inline":
            feed(self._tree, token.content, line)
        elif token.type == "image":
            attributes = {"src": str(token.attrs.get("src", "")), "alt": token.content}
            self._tree.add(Element("img", line, attributes))
        elif token.type == "code_inline":
            self._tree.add(Element("code", line, children=[Words(token.content, line)]))
        elif token.type in {"softbreak", "hardbreak"}:
            self._tree.add(Words("\n", line))
        elif token.nesting > 0:
            attributes = {name: str(value) for name, value in token.attrs.items()}
            self._tree.begin(Element(token.tag, line, attributes, certain=True))
        elif token.nesting < 0:
            self._tree.end_certain()
        else:
            self._tree.add(Words(token.content, line))


def _tag(token: Token, following: Token | None) -> str:
    """Several lines above a line of dashes are a paragraph above a ruler, whatever CommonMark makes of them."""
    several = token.type == "heading_open" and token.markup == "-" and following and "\n" in following.content
    return "p" if several else token.tag
