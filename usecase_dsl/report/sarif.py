"""SARIF 2.1.0, which code-scanning services, editors and dashboards read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from textwrap import indent
from typing import Any
from urllib.parse import quote

from usecase_dsl import __version__
from usecase_dsl.checks import ALL_RULES, manual
from usecase_dsl.diagnostic import Diagnostic, Fix, Related, Severity
from usecase_dsl.report.characters import shown
from usecase_dsl.report.fingerprint import fingerprints
from usecase_dsl.source import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_DRIVE = re.compile(r"[A-Za-z]:/")

Json = dict[str, Any]


def lines(found: Sequence[Diagnostic]) -> Iterator[str]:
    """One log with one run. It describes the rules that found something, in the order of their codes."""
    first = {each.code: each for each in reversed(found)}
    index = {code: number for number, code in enumerate(sorted(first))}
    results = [_result(each, index[each.code], mark) for each, mark in zip(found, fingerprints(found), strict=True)]
    driver = {"name": "usecase", "version": __version__, "rules": [_rule(first[code]) for code in index]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield from json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2).split("\n")


# ---- rules


def _rule(example: Diagnostic) -> Json:
    """What is said of a rule; of one that isn't in the manual, its code and name."""
    rule = next((rule for rule in ALL_RULES if rule.code == example.code), None)
    if rule is None:
        return {"id": example.code, "name": example.name}
    page = manual.page(rule)
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": _literal(page.summary)},
        "fullDescription": {"text": _literal(" ".join(page.explanation.split()) or page.summary)},
        "help": {"text": _literal(manual.text(page)), "markdown": _literal(_markdown(page))},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _markdown(page: manual.Page) -> str:
    parts = (
        page.summary,
        page.explanation,
        f"Bad:\n\n{indent(page.bad, '    ')}",
        f"Good:\n\n{indent(page.good, '    ')}",
        f"Source: {page.source}",
    )
    return "\n\n".join(part for part in parts if part)


# ---- results


def _result(each: Diagnostic, index: int, fingerprint: str) -> Json:
    result: Json = {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": _message(each.message, each.hint and f"Hint: {each.hint}"),
        "locations": [{"physicalLocation": _where(each.place)}],
        "partialFingerprints": {"usecase/v1": fingerprint},
    }
    if each.related:
        result["relatedLocations"] = [_related(related) for related in each.related]
    if each.fix:
        result["fixes"] = [_fix(each.fix, each.place)]
    return result


def _related(each: Related) -> Json:
    return {"physicalLocation": _where(each.place), "message": _message(each.message)}


def _fix(fix: Fix, place: Place) -> Json:
    edits = [(Place(place.source, edit.span), edit.text) for edit in fix.edits]
    replacements = [{"deletedRegion": _region(where), "insertedContent": {"text": text}} for where, text in edits]
    change = {"artifactLocation": _file(place), "replacements": replacements}
    return {"description": _message(fix.what), "artifactChanges": [change], "properties": {"safe": fix.safe}}


def _where(place: Place) -> Json:
    return {"artifactLocation": _file(place), "region": _region(place)}


def _region(place: Place) -> Json:
    start, end = place.start, place.end
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _file(place: Place) -> Json:
    name = place.source.name
    if _DRIVE.match(name):
        return {"uri": f"file:///{name[:2]}{_uri(name[2:])}"}
    return {"uri": _uri(name), "uriBaseId": "%SRCROOT%"}


def _uri(path: str) -> str:
    return quote(path, safe="/", errors="replace")


def _message(*parts: str) -> Json:
    return {"text": _literal("\n".join(shown(part) for part in parts if part))}


def _literal(text: str) -> str:
    """A text in which a reader of SARIF finds no placeholder and no link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
