"""LaTeX as text whose characters know their lines, so that it can be cut and rewritten before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# Environments whose content is shown as it is typed.
_VERBATIM = frozenset(
    {
        "verbatim",
        "verbatim*",
        "Verbatim",
        "BVerbatim",
        "lstlisting",
        "minted",
        "alltt",
        "code",
        "spverbatim",
        "plantuml",
    }
)
_UNSEEN = frozenset({"comment", "filecontents", "filecontents*", "tikzpicture", "pgfpicture", "forest"})
_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*)|\\begin\s*\{(?P<environment>(?!tabu|longtabu)[A-Za-z]+\*?)\}"
    r"|\\(?P<verb>verb\*?|lstinline|mintinline|Verb)(?![A-Za-z])|(?P<rule>\\cmidrule)\s*\([^()\n]*\)"
    r"|(?P<tabu>\\begin\s*\{(?:long)?tabu\})\s*(?:to|spread)[^{}&\n]*"
    # Lengths that are set without braces.
    r"|\\[A-Za-z]*(?:skip|sep|indent|width|height)\s*=?\s*-?[\d.]+\s*(?P<unit>pt|cm|mm|em|ex|in|\\baselineskip)"
    r"|\\[\s\S]"
)
_OPTIONS = re.compile(r"\s*\[[^\[\]]{0,500}\]")
_BRACES = re.compile(r"\\[\s\S]|[{}]")
LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# Commands of no package, for what has been taken out of the text or is named in it.
CODE_BLOCK, CODE_TEXT, PICTURE, ARGUMENT = "usecasecode", "usecasecodetext", "usecasepicture", "usecaseargument"


class Source(NamedTuple):
    """Text, and the line of each of its characters."""

    text: str
    lines: list[int]

    def cut(self, start: int, end: int) -> Source:
        """The part from one offset to another."""
        return Source(self.text[start:end], self.lines[start:end])

    def line(self, offset: int) -> int:
        """The line of the character at an offset; the last line behind the end."""
        return self.lines[min(max(offset, 0), len(self.lines) - 1)] if self.lines else 1


def source(text: str) -> Source:
    """The text of a file. Line ends are made ``\\n``, and no character is one that TeX doesn't know."""
    text = LINE_END.sub(lambda end: "\n" if end[0].startswith("\r") else " ", text)
    lines, line = [], 1
    for character in text:
        lines.append(line)
        line += character == "\n"
    return Source(text, lines)


def written(text: str, line: int) -> Source:
    """Text that stands nowhere in the file, as if it stood on a line of it."""
    return Source(text, [line] * len(text))


def joined(parts: Iterable[Source]) -> Source:
    """The parts one after another."""
    texts, lines = [], list[int]()
    for part in parts:
        texts.append(part.text)
        lines += part.lines
    return Source("".join(texts), lines)


def closers(text: str) -> dict[int, int]:
    """Of every ``{`` the offset of its ``}``, where it has one."""
    found, waiting = {}, list[int]()
    for match in _BRACES.finditer(text):
        if match[0] == "{":
            waiting.append(match.start())
        elif match[0] == "}" and waiting:
            found[waiting.pop()] = match.start()
    return found


@dataclass(slots=True)
class Verbatim:
    """What a file shows as it is typed: texts with their languages, by the number that stands in their place."""

    texts: list[tuple[str, str]] = field(default_factory=list)

    def put(self, macro: str, text: str, language: str, line: int) -> Source:
        self.texts.append((text, language))
        return written(f"\\{macro}{{{len(self.texts) - 1}}}", line)


def without_comments(of: Source, verbatim: Verbatim) -> Source:
    """The source without comments and pictures, and with numbers in place of what is shown as it is typed."""
    text, parts, at = of.text, list[Source](), 0
    unclosed: set[str] = set()
    match = _TOKEN.search(text)
    while match:
        start, end, instead = _replaced(of, match, unclosed, verbatim)
        if instead is not None:
            parts += [of.cut(at, start), instead]
            at = end
        match = _TOKEN.search(text, max(end, match.end()))
    return joined([*parts, of.cut(at, len(text))])


_Replaced = tuple[int, int, Source | None]


def _replaced(of: Source, match: re.Match[str], unclosed: set[str], verbatim: Verbatim) -> _Replaced:
    if match["comment"]:
        return *_comment(of.text, match), written("", 1)
    if match["rule"] or match["tabu"] or match["unit"]:
        return *match.span(), written(match["rule"] or match["tabu"] or " ", of.line(match.start()))
    if match["environment"] in _VERBATIM | _UNSEEN:
        return _environment(of, match, unclosed, verbatim)
    if match["verb"]:
        return _inline(of, match, verbatim)
    return match.start(), match.end(), None


def _comment(text: str, match: re.Match[str]) -> tuple[int, int]:
    """A comment, with its whole line where nothing else stands there: a line left empty would end the paragraph."""
    start, end = match.span()
    line = text.rfind("\n", 0, start) + 1
    return (line, end + 1) if not text[line:start].strip() else (start, end)


def _environment(of: Source, match: re.Match[str], unclosed: set[str], verbatim: Verbatim) -> _Replaced:
    name, line = match["environment"], of.line(match.start())
    close = f"\\end{{{name}}}"
    end = -1 if name in unclosed else of.text.find(close, match.end())
    if end < 0:
        unclosed.add(name)
        return match.start(), match.end(), None
    inner = of.text[match.end() : end]
    if name in _UNSEEN:
        instead = written(f"\\{PICTURE}{{}}" if name == "tikzpicture" else " ", line)
    else:
        options = re.match(r"(?:\[[^\]]*\])?(?:\{[^{}\n]*\})?", inner) or re.match("", inner)
        said = options[0] if options else ""
        language = re.search(r"language=\{?(\w+)|\{(\w+)\}", said)
        language_name = (language[1] or language[2]) if language else ""
        first = line + inner[: len(said)].count("\n") + (inner[len(said) :].lstrip(" \t").startswith("\n"))
        instead = verbatim.put(CODE_BLOCK, inner[len(said) :].strip("\n").rstrip(), language_name.lower(), first)
    return match.start(), end + len(close), instead


def _inline(of: Source, match: re.Match[str], verbatim: Verbatim) -> _Replaced:
    """``\\verb|code|`` and its like, whose delimiter is any sign, or braces."""
    text, at = of.text, match.end()
    if not match["verb"].lower().startswith("verb"):
        options = _OPTIONS.match(text, at)
        at = options.end() if options else at
    if match["verb"] == "mintinline":
        language = re.compile(r"\{\w*\}").match(text, at)
        at = language.end() if language else at
    delimiter = text[at : at + 1]
    end = text.find("}" if delimiter == "{" else delimiter, at + 1) if delimiter.strip() else -1
    if end < 0 or "\n" in text[at:end] or delimiter.isalnum():
        return match.start(), match.end(), None
    return match.start(), end + 1, verbatim.put(CODE_TEXT, text[at + 1 : end], "", of.line(match.start()))


_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
_DOCUMENT_END = re.compile(r"\\end\s*\{document\}")
# What stands before the document and is seen in it.
_SEEN = re.compile(
    r"\\(?:title(?:\s*\[[^\]]*\])?|(?:re)?newcommand\*?\s*\{?\\(?:label|the)enumi{0,3}v?\}?|setlist(?:\s*\[[^\]]*\])?|newlist)\s*(?=\{)"
)


def body(of: Source) -> Source:
    """The document without its preamble, but for the title and the looks of lists that are set there."""
    begin = _DOCUMENT.search(of.text)
    if not begin:
        return of
    ends = [match.start() for match in _DOCUMENT_END.finditer(of.text, begin.end())]
    document = of.cut(begin.end(), ends[-1] if ends else len(of.text))
    ending = closers(of.text[: begin.start()])
    seen = []
    for match in _SEEN.finditer(of.text, 0, begin.start()):
        end = match.end()
        while end in ending:
            end = ending[end] + 1
        seen += [of.cut(match.start(), end), written("\n\n", of.line(end))]
    return joined([*seen, document])
