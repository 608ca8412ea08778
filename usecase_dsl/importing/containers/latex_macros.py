"""The macros that a LaTeX file defines for itself, put in place before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from usecase_dsl.importing.containers.latex_source import ARGUMENT, Source, closers, joined, written

_PASSES = 6
_DEFINITION = re.compile(
    r"\\(?P<how>(?:new|renew|provide|DeclareRobust)command|(?:new|renew)environment"
    r"|(?:New|Renew|Provide|Declare)DocumentCommand|[gex]?def)(?![A-Za-z])\*?\s*"
    r"(?:\{\s*)?(?P<name>\\?[A-Za-z@]+\*?)(?:\s*\})?"
)
_CALL = re.compile(
    r"\\(?:begin\s*\{(?P<begin>[^{}\\\n]+)\}|end\s*\{(?P<end>[^{}\\\n]+)\}|(?P<macro>[A-Za-z@]+)\*?|[\s\S])"
)
_COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_OPTION_SIGN = re.compile(r"[\]{}]|\n[ \t]*\n")
_LONGEST_OPTION = 1000
_PARAMETER = re.compile(r"#([1-9])")
# The programming of TeX itself: what such a body shows can't be told without running it.
_PROGRAM = re.compile(r"\\(?:@\w|if|else|fi\b|expandafter|csname|futurelet|let\b|[gex]?def\b|newcommand|foreach|newif)")
_LABEL = re.compile(r"\\(?:label|the)enumi{0,3}v?")
# Options and arguments for the layout alone: lengths, places of floats, columns of tables.
_LAYOUT = re.compile(
    r"[\s\d.,+-]*(?:(?:cm|mm|em|ex|pt|in|bp|sp)|\\[A-Za-z]*(?:width|height|size|skip|sep)|\\fill)"
    r"|[htbpHTB!]{1,6}|(?:breakable|enhanced|fragile|float|nosep|plain|noitemsep)(?:,\s*\w+)*|[\s|*\d.@!<>]*[lcrXpmb][|lcrXpmb@!<>*\d\s.]*(?:\{.*)?",
    re.DOTALL,
)
_TITLE = re.compile(r"(?:^|,)\s*(?:frame)?title\s*=\s*")


class Macro(NamedTuple):
    """A macro, or an environment with what closes it; ``default`` is that of an optional first argument."""

    arguments: int
    default: str | None
    body: str
    close: str = ""


def expanded(text: Source, definitions: Mapping[str, Macro], known: Container[str]) -> Source:
    """The text with its own macros replaced by their bodies, some levels deep, and without definitions.

    Arguments of environments that are not ``known`` become paragraphs, options of such macros become arguments, and
    those that are for the layout alone go.
    """
    most = 4 * len(text.text) + 100_000
    usable = {name: macro for name, macro in definitions.items() if name not in known}
    for _ in range(_PASSES):
        parts = list(_Pass(text, usable, known).parts())
        replaced = joined(parts)
        if replaced.text == text.text or len(replaced.text) > most:
            break
        text = replaced
    return text


def definitions(text: str) -> dict[str, Macro]:
    """The macros that a text defines, by ``\\name``, and its environments by name, where they can be put in place."""
    ending = closers(text)
    found = {}
    for match in _DEFINITION.finditer(text):
        macro, _ = _definition(text, match, ending)
        if macro is not None and not _LABEL.fullmatch(match["name"]):
            found[match["name"]] = macro
    return found


def _definition(text: str, match: re.Match[str], ending: Mapping[int, int]) -> tuple[Macro | None, int]:
    """The macro that a definition makes, ``None`` if it can't be put in place, and where the definition ends."""
    at, arguments, default = match.end(), 0, None
    if match["how"].endswith("def"):
        parameters = re.compile(r"((?:#\d)*)\s*(?=\{)").match(text, at)
        arguments, at = (len(parameters[1]) // 2, parameters.end()) if parameters else (0, at)
    elif match["how"].endswith("DocumentCommand"):
        specification = re.compile(r"\s*\{([\sm]*)\}\s*").match(text, at)
        if not specification:
            return None, at
        arguments, at = specification[1].count("m"), specification.end()
    elif count := _COUNT.match(text, at):
        arguments, at = int(count[1]), count.end()
        option = re.compile(r"\s*\[([^\[\]]*)\]").match(text, at)
        default, at = (option[1], option.end()) if option else (None, at)
    environment = match["how"].endswith("environment")
    bodies, at = _groups(text, at, ending, 2 if environment else 1)
    if len(bodies) < 1 + environment or any(_PROGRAM.search(each) for each in bodies):
        return None, at
    return Macro(arguments, default, bodies[0], bodies[1] if environment else ""), at


def _groups(text: str, at: int, ending: Mapping[int, int], most: int) -> tuple[list[str], int]:
    found: list[str] = []
    while len(found) < most:
        start = _skipped(text, at)
        if start not in ending:
            break
        found.append(text[start + 1 : ending[start]])
        at = ending[start] + 1
    return found, at


def _skipped(text: str, at: int) -> int:
    """Behind blanks and one line end."""
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


class _Pass:
    """One walk over the text."""

    def __init__(self, source: Source, macros: Mapping[str, Macro], known: Container[str]) -> None:
        self.source, self.macros, self.known = source, macros, known
        self.text = source.text
        self.ending = closers(source.text)

    def parts(self) -> Iterator[Source]:
        at, match = 0, _CALL.search(self.text)
        while match:
            end, instead = self._replaced(match)
            if instead is not None:
                yield self.source.cut(at, match.start())
                yield from instead
                at = end
            match = _CALL.search(self.text, max(end, match.end()))
        yield self.source.cut(at, len(self.text))

    def _replaced(self, match: re.Match[str]) -> tuple[int, list[Source] | None]:
        definition = _DEFINITION.match(self.text, match.start())
        if definition:
            _, end = _definition(self.text, definition, self.ending)
            return end, None if _LABEL.fullmatch(definition["name"]) else []
        name = match["begin"] or match["end"] or f"\\{match['macro']}"
        macro = self.macros.get(name)
        if match["end"]:
            return match.end(), None if macro is None else [written(macro.close, self.source.line(match.start()))]
        if macro is not None:
            return self._call(match, macro)
        if name in self.known or not (match["begin"] or match["macro"]):
            return match.end(), None
        return self._bare(match)

    def _call(self, match: re.Match[str], macro: Macro) -> tuple[int, list[Source] | None]:
        arguments, at = self._arguments(match.end(), macro)
        if arguments is None:
            return match.end(), None
        line, parts, done = self.source.line(match.start()), list[Source](), 0
        for parameter in _PARAMETER.finditer(macro.body):
            parts.append(written(macro.body[done : parameter.start()], line))
            number = int(parameter[1])
            parts += arguments[number - 1 : number]
            done = parameter.end()
        return at, [*parts, written(macro.body[done:], line)]

    def _arguments(self, at: int, macro: Macro) -> tuple[list[Source] | None, int]:
        found: list[Source] = []
        if macro.default is not None and macro.arguments:
            option = self._option(at)
            found.append(self.source.cut(at + 1, option) if option else written(macro.default, self.source.line(at)))
            at = option + 1 if option else at
        while len(found) < macro.arguments:
            start = _skipped(self.text, at)
            if start not in self.ending:
                return None, at
            found.append(self.source.cut(start + 1, self.ending[start]))
            at = self.ending[start] + 1
        return found, at

    def _option(self, at: int) -> int:
        """Where the ``]`` of an optional argument is that begins here; 0 if none does."""
        if not self.text.startswith("[", at):
            return 0
        here, end = at + 1, at + _LONGEST_OPTION
        while match := _OPTION_SIGN.search(self.text, here, end):
            if match[0] == "]":
                return match.start()
            if match[0] != "{" or match.start() not in self.ending:
                return 0
            here = self.ending[match.start()] + 1
        return 0

    def _bare(self, match: re.Match[str]) -> tuple[int, list[Source] | None]:
        """A call of what nobody knows, with its options told apart by their looks."""
        environment = bool(match["begin"])
        parts, at = [self.source.cut(*match.span())], match.end()
        between = (f"\\{ARGUMENT}{{" if environment else "{", "}")
        while option := self._option(at):
            parts += self._argument(at + 1, option, between)
            at = option + 1
        while environment and at in self.ending:
            parts += self._argument(at + 1, self.ending[at], between)
            at = self.ending[at] + 1
        return at, parts if at > match.end() else None

    def _argument(self, start: int, end: int, between: tuple[str, str]) -> list[Source]:
        text = self.text[start:end]
        title = _TITLE.search(text)
        if title:
            start += title.end()
            comma = self.text.find(",", start, end)
            end = self.ending.get(start, (comma if comma >= 0 else end) - 1) + 1
        elif "=" in text or not text.strip() or _LAYOUT.fullmatch(text.strip()):
            return []
        before, after = between
        return [
            written(before, self.source.line(start)),
            self.source.cut(start, end),
            written(after, self.source.line(end)),
        ]
