"""Block rules for markdown-it that forgive what people write: where CommonMark would give up, or lose words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*)|())")
_HEADING_WITHOUT_BLANK = re.compile(r"(#{2,6}(?=[^#\s])|#(?=[^\W\d]))(.*)")
_DELIMITERS = re.compile(r"(?=.*\|)(?=.*[-–—])\|?\s*:?[-–—]*:?\s*(?:\|\s*:?[-–—]*:?\s*)*")
_OTHER_BLOCK = re.compile(r"(?:[-*+>]|#{1,6}|\d{1,9}[.)])\s")
_BAR = re.compile(r"(?<!\\)\|")
_ADDRESS = re.compile(r"\[[^\]]*\]:\s*(?:<|\S*[/.#:@]|$)")
_RAW = re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|"
    r"dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|"
    r"main|menu|menuitem|meta|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|"
    r"thead|title|tr|track|ul)(?=\s|/?>|$)",
    re.IGNORECASE,
)
# As long as one of these is open, no line is Markdown; in others it is, even without an empty line before it.
_CLOSED_WORLD = re.compile(r"<(/?)(?:table|ul|ol|dl|p|h[1-6]|summary)\b", re.IGNORECASE)


def install(parser: MarkdownIt) -> None:
    """Put these rules in place of the parser's own."""
    ruler = parser.block.ruler
    ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("reference", _reference)
    ruler.at("paragraph", _paragraph)
    ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _push_inline(state: StateBlock, content: str, line: int) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [line, line + 1], []


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link reference, but not ``[Actor]: Customer``, whose words would be lost."""
    from markdown_it.rules_block import reference

    return bool(_ADDRESS.match(_text(state, start))) and reference(state, start, end, silent)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, whose items may be indented by four blanks and more."""
    from markdown_it.rules_block import list_block

    before, state.listIndent = state.listIndent, -1
    found = list_block(state, start, end, silent)
    state.listIndent = before
    return found


def _paragraph(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """A paragraph; a list item ends it even if it's indented by four blanks and more."""
    parent, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < end and not state.isEmpty(line) and not _is_interrupted(state, line, end):
        line += 1
    state.parentType, state.line = parent, line
    state.push("paragraph_open", "p", 1).map = [start, line]
    _push_inline(state, state.getLines(start, line, state.blkIndent, False).strip(), start)
    state.push("paragraph_close", "p", -1)
    return True


def _is_interrupted(state: StateBlock, line: int, end: int) -> bool:
    indent = state.sCount[line] - state.blkIndent
    # A quote's continuation without its mark is marked by a negative indentation.
    if state.sCount[line] < 0 or (indent > 3 and not _OTHER_BLOCK.match(_text(state, line))):
        return False
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


# ------------------------------------------------------------------------------------------- headings


def _heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A heading, also without the blank after its number signs."""
    text = _text(state, start)
    if not text.startswith("#") or state.sCount[start] - state.blkIndent >= 4:
        return False
    match = _HEADING.fullmatch(text) or _heading_without_blank(state, start, text)
    if match and not silent:
        _push_heading(state, start, len(match[1]), re.sub(r"(^|\s)#+$", "", match[2] or ""))
    return bool(match)


def _heading_without_blank(state: StateBlock, line: int, text: str) -> re.Match[str] | None:
    """One number sign alone may as well begin a tag, as in ``#urgent``; then it must follow an empty line."""
    match = _HEADING_WITHOUT_BLANK.fullmatch(text)
    alone = line == 0 or state.isEmpty(line - 1)
    return match if match and state.level == 0 and (alone or len(match[1]) > 1) else None


def _push_heading(state: StateBlock, line: int, rank: int, text: str) -> None:
    state.line = line + 1
    state.push("heading_open", f"h{rank}", 1).map = [line, line + 1]
    _push_inline(state, text.strip(), line)
    state.push("heading_close", f"h{rank}", -1)


# ------------------------------------------------------------------------------------------- tables


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table: also without a header, and with rows of any length."""
    first = start if _DELIMITERS.fullmatch(_text(state, start)) else start + 1
    if not _is_row(state, start) or first + 1 > end - (first == start) or not _is_delimiter(state, first, end):
        return False
    if not silent:
        _push_table(state, start, end, first)
    return True


def _is_row(state: StateBlock, line: int) -> bool:
    text = _text(state, line)
    return "|" in text and not _OTHER_BLOCK.match(text) and state.sCount[line] >= state.blkIndent


def _is_delimiter(state: StateBlock, line: int, end: int) -> bool:
    """Whether the line stands below a header, or above a row where the header is missing."""
    return line < end and bool(_DELIMITERS.fullmatch(_text(state, line))) and state.sCount[line] >= state.blkIndent


def _push_table(state: StateBlock, start: int, end: int, delimiter: int) -> None:
    state.push("table_open", "table", 1).map = [start, start + 1]
    line = start
    while line < end and (line == delimiter or _is_row(state, line)):
        if line != delimiter:
            _push_row(state, line)
        line += 1
    state.push("table_close", "table", -1)
    state.line = line


def _push_row(state: StateBlock, line: int) -> None:
    text = _text(state, line).strip().removeprefix("|")
    cells = _BAR.split(text)
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell in cells if cells[-1].strip() or len(cells) == 1 else cells[:-1]:
        state.push("td_open", "td", 1).map = [line, line + 1]
        _push_inline(state, cell.replace("\\|", "|").strip(), line)
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)


# ------------------------------------------------------------------------------------------- HTML


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of HTML: up to an empty line, or as soon as Markdown can go on."""
    text = _text(state, start)
    if not text.startswith("<"):
        return False
    if closing := "-->" if text.startswith("<!--") else _raw_end(text):
        last = _line_with(state, start, end, closing)
    else:
        last = _last_line(state, start, end) if _HTML_BLOCK.match(text) else -1
    if last >= 0 and not silent:
        state.line = last + 1
        token = state.push("html_block", "", 0)
        token.map = [start, state.line]
        token.content = state.getLines(start, state.line, state.blkIndent, True)
    return last >= 0


def _raw_end(text: str) -> str:
    match = _RAW.match(text)
    return f"</{match[1].lower()}" if match else ""


def _line_with(state: StateBlock, start: int, end: int, closing: str) -> int:
    """The first line from here with what closes the block; -1 if there's none, which is found out but once."""
    missing = state.env.setdefault("missing", set())
    if (closing, end) in missing:
        return -1
    for line in range(start, end):
        if closing in _text(state, line).lower():
            return line
    missing.add((closing, end))
    return -1


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """The last line that can't be Markdown: in a tag, in a table or list, or a tag itself."""
    opened, line = 0, start
    while True:
        text = _text(state, line)
        opened += sum(-1 if match[1] else 1 for match in _CLOSED_WORLD.finditer(text))
        following = line + 1
        if following >= end or state.isEmpty(following) or state.sCount[following] < state.blkIndent:
            return line
        in_tag = text.rfind("<") > text.rfind(">")
        if not in_tag and opened <= 0 and not _goes_on(text, _text(state, following)):
            return line
        line = following


def _goes_on(text: str, following: str) -> bool:
    """Whether HTML goes on: with another tag, or with a sentence that has begun after one."""
    in_sentence = not text.endswith(">") and not _OTHER_BLOCK.match(following)
    return in_sentence or bool(_HTML_BLOCK.match(following))
