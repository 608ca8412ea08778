"""Which steps a definition is for, by the rules of the parsers that Python's tools for Gherkin have."""

from __future__ import annotations

import re
from collections.abc import Callable

import parse

Matcher = Callable[[str], bool]

_FIELD = re.compile(r"(?<!\{)\{(?!\{)[^{}]*\}")
_CARDINALITY = re.compile(r"(\{[^{}:]*:[^{}]*?)[?*+]\}")
_TYPE = re.compile(r"\{[^{}:]*:([A-Z_a-z]\w+)\}")
_EXPRESSION = re.compile(
    r"\\(?P<escaped>.)|\{(?P<type>[^}]*)\}|\((?P<optional>[^)]*)\)|(?P<either>[^\s/(){}\\]+(?:/[^\s/(){}\\]+)+)"
)
_EXPRESSION_TYPES = {"int": r"-?\d+", "float": r"[-+]?\d*\.?\d+", "word": r"\S+", "string": r"\"[^\"]*\"|'[^']*'"}


def is_plain(pattern: str) -> bool:
    """Whether a pattern for ``parse`` has no fields, so that it is for one text alone."""
    return "{" not in pattern.replace("{{", "") and "}" not in pattern.replace("}}", "")


def escaped(text: str) -> str:
    """The pattern for ``parse`` that is for this text alone."""
    return text.replace("{", "{{").replace("}", "}}")


def unescaped(pattern: str) -> str:
    """The text that a plain pattern for ``parse`` is for."""
    return pattern.replace("{{", "{").replace("}}", "}")


def by_parse(pattern: str, case_sensitive: bool) -> Matcher:
    """What ``parse`` and ``cfparse`` take; types that a person registered take any words."""
    single = _CARDINALITY.sub(r"\1}", pattern)
    own = {name: _anything for name in _TYPE.findall(single) if len(name) > 2}
    try:
        parser = parse.compile(single, own, case_sensitive=case_sensitive)
        return lambda text: _parses(parser, text)
    except (ValueError, re.error, NotImplementedError, KeyError):
        loose = re.compile(".+".join(map(re.escape, _FIELD.split(pattern))), re.DOTALL)
        return lambda text: loose.fullmatch(text) is not None


def by_regex(pattern: str, whole: bool) -> Matcher:
    """What a regular expression takes: the whole text, or one that it begins with."""
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return lambda text: False
    match = compiled.fullmatch if whole else compiled.match
    return lambda text: match(text) is not None


def by_expression(pattern: str) -> Matcher:
    """What a Cucumber expression takes."""
    found, end = "", 0
    for each in _EXPRESSION.finditer(pattern):
        found += re.escape(pattern[end : each.start()]) + _expression(each)
        end = each.end()
    return by_regex(found + re.escape(pattern[end:]), whole=True)


def _expression(each: re.Match[str]) -> str:
    if each["escaped"]:
        return re.escape(each["escaped"])
    if each["type"] is not None:
        return f"(?:{_EXPRESSION_TYPES.get(each['type'], '.*')})"
    if each["optional"] is not None:
        return f"(?:{re.escape(each['optional'])})?"
    return f"(?:{'|'.join(map(re.escape, each['either'].split('/')))})"


@parse.with_pattern(r".+?")  # type: ignore[untyped-decorator]
def _anything(text: str) -> str:
    return text


def _parses(parser: parse.Parser, text: str) -> bool:
    try:
        return parser.parse(text) is not None
    except (ValueError, re.error, NotImplementedError):
        return False
