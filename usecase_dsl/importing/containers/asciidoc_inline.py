"""AsciiDoc within a paragraph, as CommonMark."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from re import Match

from usecase_dsl.importing.containers.verbatim import html_text

BUILT_IN: Mapping[str, str] = {
    "nbsp": " ",
    "sp": " ",
    "empty": "",
    "blank": "",
    "zwsp": "",
    "wj": "",
    "plus": "+",
    "apos": "'",
    "quot": '"',
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "deg": "°",
    "brvbar": "¦",
    "vbar": "|",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "startsb": "[",
    "endsb": "]",
    "caret": "^",
    "asterisk": "*",
    "tilde": "~",
    "backslash": "\\",
    "backtick": "`",
    "two-colons": "::",
    "two-semicolons": ";;",
    "cpp": "C++",
    "cxx": "C++",
}

# What is read already stands aside behind these, so that no later rule reads it again.
_OPEN, _CLOSE = "\ue000", "\ue001"
_STRONG, _EMPHASIS = "\ue002", "\ue003"
_ASIDE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_DEEPEST = 10

# Without the bound, a line of nothing but opening marks would take the square of its length.
_SOME = r"(\S|\S.{0,2000}?\S)"
_ANY = r"(.{1,2000}?)"
_ROLE = r"(?:\[[.#%a-z][\w.# %-]*\])?"
_URL = r"((?:https?|ftp|irc)://[^\s\[\]<>\ue000]*[^\s\[\]<>\ue000.,;:!?)\"'])"
_BRACKETS = r"\[((?:[^\]\\]|\\.){0,2000})\]"


def prose(text: str, names: Mapping[str, str]) -> str:
    """The text as CommonMark; ``names`` are the attributes of the document with their values."""
    lines = (re.sub(r"(?:^|\s)\+$", "", line.strip()) for line in text.split("\n"))
    aside = _Aside()
    found = "\n".join(line for line in lines if line)
    for pattern, render in _RULES[:_ATTRIBUTES]:
        found = pattern.sub(aside.by(render), found)
    found = substituted(found, names)
    for pattern, render in _RULES[_ATTRIBUTES:]:
        found = pattern.sub(aside.by(render), found)
    return aside.back(html.unescape(found)).replace("\xa0", " ").strip()


def substituted(text: str, names: Mapping[str, str]) -> str:
    """The text with each ``{name}`` that has a value replaced by it."""

    def value(match: Match[str]) -> str:
        name = match[1].lower()
        return names.get(name, BUILT_IN.get(name, match[0]))

    return re.sub(r"\{(\w[\w-]*)\}", value, text)


class _Aside:
    """Texts put aside while others are read."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def put(self, text: str) -> str:
        self._texts.append(text)
        return f"{_OPEN}{len(self._texts) - 1}{_CLOSE}"

    def back(self, text: str) -> str:
        for _ in range(_DEEPEST):
            if not _ASIDE.search(text):
                break
            text = _ASIDE.sub(self._text, text)
        return text.replace(_STRONG, "**").replace(_EMPHASIS, "*")

    def by(self, render: Callable[[_Aside, Match[str]], str]) -> Callable[[Match[str]], str]:
        return lambda match: render(self, match)

    def _text(self, match: Match[str]) -> str:
        index = int(match[1]) if len(match[1]) < 9 else len(self._texts)
        return self._texts[index] if index < len(self._texts) else match[1]


_Render = Callable[[_Aside, Match[str]], str]


def _as_typed(aside: _Aside, match: Match[str]) -> str:
    return aside.put(match[1])


def _passed(aside: _Aside, match: Match[str]) -> str:
    return aside.put(html_text(match[1]) if "<" in match[1] else match[1])


def _code(aside: _Aside, match: Match[str]) -> str:
    return aside.put(_marked_code(match[1]))


def _literal(aside: _Aside, match: Match[str]) -> str:
    return aside.put(_fenced(match[1]))


def _marked_code(text: str) -> str:
    """Text in backticks, with the marks that it stands in as a whole taken outside."""
    for mark, shown in (("**", "**"), ("*", "**"), ("__", "*"), ("_", "*")):
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner.strip(mark[0]) == inner.strip() and inner.strip():
            return f"{shown}{_marked_code(inner)}{shown}"
    return _fenced(text)


def _fenced(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _link(aside: _Aside, match: Match[str]) -> str:
    return _linked(aside, match[1].strip(), _label(match[2] or ""))


def _linked(aside: _Aside, address: str, label: str) -> str:
    if "://" not in address:
        return label or aside.put(address)
    if not label or label == address:
        return aside.put(address)
    return f"[{label}{aside.put(f']({address})')}"


def _label(attributes: str) -> str:
    """The text of a link, which may be followed by attributes of its own."""
    text = attributes.replace("\\]", "]")
    if quoted := re.match(r'\s*"([^"]*)"\s*(?:,|$)', text):
        return quoted[1]
    text = re.sub(r"(?:^|\s*,)\s*[a-z]+=(?:\"[^\"]*\"|[^,\"]*)(?=,|$)", "", text)
    return text.strip().removesuffix("^").strip()


def _reference(_: _Aside, match: Match[str]) -> str:
    return (match[2] or "").strip() or match[1].strip().strip("#")


def _image(aside: _Aside, match: Match[str]) -> str:
    return aside.put(picture(match[1], match[2]))


def picture(address: str, attributes: str) -> str:
    """A picture as CommonMark writes it; its first attribute, when it has no name, is the alternative text."""
    return f"![{_label(attributes).partition(',')[0].strip()}]({address})"


def _menu(_: _Aside, match: Match[str]) -> str:
    return " > ".join(part for part in (match[1].strip(), match[2].strip()) if part)


def _footnote(_: _Aside, match: Match[str]) -> str:
    return f" ({match[1]})" if match[1] else ""


def _marked(mark: str) -> _Render:
    return lambda _, match: f"{mark}{match[1]}{mark}"


def _bare(_: _Aside, match: Match[str]) -> str:
    return match[1]


def _nothing(_: _Aside, __: Match[str]) -> str:
    return ""


def _constrained(mark: str) -> str:
    return rf"(?<![\w;:}}{mark}]){_ROLE}{mark}{_SOME}{mark}(?![\w{mark}])"


# The first rules stand before the attributes are put in, because nothing is put into what they read.
_ATTRIBUTES = 4
_RULES: tuple[tuple[re.Pattern[str], _Render], ...] = tuple(
    (re.compile(pattern, re.DOTALL), render)
    for pattern, render in (
        (r"\\([*_`#^~{+<\[|(])", _as_typed),
        (rf"\+\+\+{_ANY}\+\+\+", _passed),
        (rf"pass:[a-z,]*{_BRACKETS}", _passed),
        (r"`\+(.{1,2000}?)\+`", _literal),
        (rf"\"`{_SOME}`\"", lambda _, match: f"“{match[1]}”"),
        (rf"(?<!\w)'`{_SOME}`'(?!\w)", lambda _, match: f"‘{match[1]}’"),
        (rf"``{_ANY}``", _code),
        (rf"(?<![\w\"'`;:}}])`{_SOME}`(?![\w\"'`])", _code),
        (rf"(?<![\w+])\+\+{_SOME}\+\+(?![\w+])", _as_typed),
        (rf"(?<![\w+])\+{_SOME}\+(?![\w+])", _as_typed),
        (r"\[\[[\w:][\w:.-]*(?:,[^\]]*)?\]\]|anchor:[\w:.-]+\[[^\]]*\]", _nothing),
        (r"<<([^,<>]{1,500})(?:,([^<>]{0,500}))?>>", _reference),
        (rf"xref:([^\s\[]+){_BRACKETS}", lambda _, match: _label(match[2]) or match[1].strip("#")),
        (rf"(?:link|mailto):([^\s\[]*){_BRACKETS}", _link),
        (rf"(?<!\w)image:([^:\s\[][^\s\[]*){_BRACKETS}", _image),
        (rf"{_URL}(?:{_BRACKETS})?", _link),
        (rf"(?<!\w)menu:([^\[\n]{{1,100}}){_BRACKETS}", _menu),
        (rf"(?<!\w)(?:kbd|btn|stem|latexmath|asciimath):{_BRACKETS}", _bare),
        (rf"footnote(?:ref)?:[\w-]*{_BRACKETS}", _footnote),
        (r"(?<!\w)icon:[^\s\[]+\[[^\]]*\]|\(\(\([^()]*\)\)\)|indexterm:\[[^\]]*\]", _nothing),
        (rf"(?:indexterm2:\[|\(\(){_SOME}(?:\]|\)\))", _bare),
        (rf"{_ROLE}\*\*\*{_SOME}\*\*\*", _marked(_STRONG + _EMPHASIS)),
        (rf"{_ROLE}\*\*{_SOME}\*\*", _marked(_STRONG)),
        (_constrained(r"\*"), _marked(_STRONG)),
        (rf"{_ROLE}__{_SOME}__", _marked(_EMPHASIS)),
        (_constrained("_"), _marked(_EMPHASIS)),
        (rf"{_ROLE}##{_SOME}##", _bare),
        (_constrained("#"), _bare),
        (r"(?<!\^)\^(\S{1,200}?)\^", _bare),
        (r"(?<!~)~(\S{1,200}?)~", _bare),
    )
)
