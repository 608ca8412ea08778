"""JUnit's XML as the tools of several languages write it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from usecase_dsl.coverage import Claim, NoResultsError, TestResult, results
from usecase_dsl.project import ProjectError
from usecase_dsl.project.results import read_results

PYTEST = """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="4">
  <testcase classname="tests.test_uc_01" name="test_a" time="0.1">
    <properties><property name="usecase" value="UC-01"/><property name="scenario" value="2a"/></properties>
  </testcase>
  <testcase classname="tests.test_uc_01" name="test_b"><failure message="no&#10;more">a trace</failure></testcase>
  <testcase classname="tests.test_uc_01" name="test_c"><error message="failed on setup">a trace</error></testcase>
  <testcase classname="tests.test_uc_01" name="test_d"><skipped type="pytest.skip" message="not yet"/></testcase>
</testsuite></testsuites>
"""
SUREFIRE = """\
<testsuite name="shop.Uc01Test" tests="3">
  <testcase name="flaky" classname="shop.Uc01Test">
    <flakyFailure message="first"><stackTrace>t</stackTrace></flakyFailure>
  </testcase>
  <testcase name="broken" classname="shop.Uc01Test">
    <failure>
      expected 1
    </failure>
    <rerunFailure message="again"/>
  </testcase>
  <testcase name="quiet" classname="shop.Uc01Test"><system-out>&lt;failure/&gt;</system-out></testcase>
</testsuite>
"""


def outcomes(text: str | bytes) -> dict[str, str]:
    found = results(text if isinstance(text, bytes) else text.encode())
    return {each.name: f"{each.outcome} {each.message}".rstrip() for each in found}


def test_results_of_pytest() -> None:
    first, *others = results(PYTEST.encode())
    assert first == TestResult("test_a", "tests.test_uc_01", "", "passed", "", (Claim("UC-01", "2a"),))
    assert [(each.name, each.outcome, each.message) for each in others] == [
        ("test_b", "failed", "no"),
        ("test_c", "error", "failed on setup"),
        ("test_d", "skipped", "not yet"),
    ]


def test_results_of_surefire_with_tests_that_ran_again() -> None:
    assert outcomes(SUREFIRE) == {"flaky": "passed", "broken": "failed expected 1", "quiet": "passed"}


PLAYWRIGHT = """\
<testsuites><testsuite name="uc-01.spec.ts">
  <testcase name="UC-01: Buy › UC-01 2a: It is sold out [one]" classname="uc-01.spec.ts">
    <failure message="uc-01.spec.ts:9:1 UC-01 2a: It is sold out [one]" type="FAILURE"><![CDATA[
  [chromium] › uc-01.spec.ts:9:1 › UC-01: Buy › UC-01 2a: It is sold out [one]

    Error: not written yet: UC-01, 2a. It is sold out

    expect(received).toBe(expected)
]]></failure></testcase>
</testsuite></testsuites>
"""


def test_playwright_names_the_error_in_the_text_alone() -> None:
    assert [(each.outcome, each.message) for each in results(PLAYWRIGHT.encode())] == [
        ("not written", "Error: not written yet: UC-01, 2a. It is sold out")
    ]


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [
        ('<failure message="Failed: not written yet: UC-01, 2a. Sold out"/>', "not written"),
        ('<failure message="AssertionError: not written yet: UC-01 2a: Sold out"/>', "not written"),
        ('<failure message="not written yet: UC-01, 2a. Sold out" type="AssertionError"/>', "not written"),
        ("<error>java.lang.AssertionError: not written yet: UC-01, 2a.</error>", "not written"),
        ('<failure message="the letter was not written yet: 3 lines"/>', "failed"),
        ('<failure message="boom">    fail("not written yet: UC-01")</failure>', "failed"),
        ('<failure message="not written yet: UC-01"/><failure message="boom"/>', "failed"),
        ('<skipped message="not written yet: UC-01"/>', "skipped"),
    ],
)
def test_a_test_is_not_written_if_its_failure_begins_so(inner: str, outcome: str) -> None:
    (found,) = results(f'<testsuite><testcase name="x">{inner}</testcase></testsuite>'.encode())
    assert found.outcome == outcome


def test_suites_within_suites() -> None:
    inner = '<testsuite name="b"><testsuite name="c"><testcase name="x"/></testsuite><testcase name="y"/></testsuite>'
    assert outcomes(
        f'<testsuites><testsuite name="a">{inner}<testcase name="z"/></testsuite></testsuites>'
    ) == dict.fromkeys("xyz", "passed")


def test_a_test_that_did_not_run_by_its_attribute_alone() -> None:
    told = {"a": "notrun", "b": "untested", "c": "run"}
    cases = "".join(f'<testcase name="{name}" status="{status}"/>' for name, status in told.items())
    assert outcomes(f"<testsuite>{cases}</testsuite>") == {"a": "skipped", "b": "skipped", "c": "passed"}


def test_what_a_test_prints_may_be_long() -> None:
    printed = "a line of a log\n" * 700_000
    assert outcomes(f'<testsuite><testcase name="x"><system-out>{printed}</system-out></testcase></testsuite>') == {
        "x": "passed"
    }


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_other_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><testsuite><testcase name="Übung"/></testsuite>'
    assert outcomes(text.encode(encoding)) == {"Übung": "passed"}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("usecase=A scenario=1a usecase=B scenario=2a", (Claim("A", "1a"), Claim("B", "2a"))),
        ("scenario=1a usecase=A", (Claim("A", "1a"),)),
        ("usecase=A other=x usecase=B", (Claim("A"), Claim("B"))),
        ("scenario=1a", ()),
    ],
)
def test_properties_say_what_a_test_tests(properties: str, expected: tuple[Claim, ...]) -> None:
    pairs = (each.split("=") for each in properties.split())
    inner = "".join(f'<property name="{name}" value="{value}"/>' for name, value in pairs)
    text = f'<testsuite><testcase name="x"><properties>{inner}</properties></testcase></testsuite>'
    assert results(text.encode())[0].claims == expected


# ---- what is refused

ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "can't be read as XML"),
        ("use case UC-01: Buy", "can't be read as XML"),
        (PYTEST[:300], "can't be read as XML"),
        ('<?xml version="1.0" encoding="klingon"?><testsuite/>', "can't be read as XML"),
        ("<coverage/>", "holds no results of tests"),
        (f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><testsuite name="&j;"/>', "can't be read as XML"),
    ],
)
def test_what_holds_no_results_is_refused(text: str, said: str) -> None:
    with pytest.raises(NoResultsError, match=said):
        results(text.encode())


def test_no_file_is_read_because_a_document_says_so(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    text = f'{doctype}<testsuite><testcase name="x"><failure>&s;</failure></testcase></testsuite>'
    try:
        found = results(text.encode())
    except NoResultsError:
        return
    assert "secret" not in found[0].message


# ---- files


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with results in two files, and with XML of another kind."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.xml": PYTEST, "java/TEST-b.XML": SUREFIRE, "coverage.xml": "<coverage/>"}.items():
        file = tmp_path / "reports" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("named", "number"),
    [
        (["reports/a.xml"], 4),
        (["reports"], 7),
        (["reports/*.xml"], 4),
        (["reports/**/*.[xX][mM][lL]"], 7),
        (["reports", "reports/a.xml"], 7),
    ],
)
def test_files_folders_and_patterns(reports: Path, named: list[str], number: int) -> None:
    assert len(read_results(named)) == number


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("reports/coverage.xml", "reports/coverage.xml: it is XML, but holds no results"),
        ("reports/none.xml", "reports/none.xml can't be read: "),
        ("reports/*.txt", "no file is called like reports/"),
        ("empty", "there is no .xml file in empty"),
    ],
)
def test_what_can_not_be_read_is_named(reports: Path, named: str, said: str) -> None:
    (reports / "empty").mkdir()
    with pytest.raises(ProjectError) as caught:
        read_results([named])
    assert said in str(caught.value)


def test_a_broken_file_in_a_folder_is_not_passed_over(reports: Path) -> None:
    (reports / "reports" / "broken.xml").write_text(PYTEST[:300], encoding="utf-8")
    with pytest.raises(ProjectError, match=r"^reports/broken\.xml: it can't be read as XML"):
        read_results(["reports"])
