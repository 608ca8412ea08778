"""Which rules speak: by the profile, by what settings choose, and by what a finding weighs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_cli import Usecase, put
from tests.test_cli import usecase as usecase
from usecase_dsl.checks import ALL_RULES
from usecase_dsl.checks.profiles import PROFILES
from usecase_dsl.checks.selection import choice, running, speakers
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Rigour, Settings
from usecase_dsl.source import Place, Span, source_from_text


def rule(code: str, severity: str, rigour: Rigour = "casual", at_worst: Severity | None = None) -> Rule[Any]:
    return Rule(code, code.lower(), Severity(severity), lambda *_: (), rigour, at_worst)


RULES = (
    rule("SYN001", "error"),
    rule("FLW101", "warning", "brief"),
    rule("FLW106", "warning"),
    rule("FLW120", "warning", at_worst=Severity.ERROR),
    rule("TPL406", "warning", "dressed"),
    rule("REL214", "advice"),
    rule("ACT301", "advice", at_worst=Severity.ERROR),
)


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (Settings(profile="brief"), "FLW101"),
        (Settings(), "SYN001 FLW101 FLW106 FLW120"),
        (Settings(profile="dressed"), "SYN001 FLW101 FLW106 FLW120 TPL406"),
        (Settings(profile="cockburn"), "SYN001 FLW101 FLW106 FLW120 TPL406 REL214"),
        (Settings(select=("FLW",)), "FLW101 FLW106 FLW120"),
        (Settings(select=("ALL",), ignore=("FLW10",)), "SYN001 FLW120 TPL406 REL214 ACT301"),
        (Settings(extend_select=("REL214", "TPL")), "SYN001 FLW101 FLW106 FLW120 TPL406 REL214"),
        (Settings(extend_select=("TPL",), ignore=("TPL406", "FLW")), "SYN001"),
        (Settings(severity=(("REL214", "warning"), ("FLW106", "advice"))), "SYN001 FLW101 FLW120 REL214"),
    ],
)
def test_the_rules_that_speak(settings: Settings, codes: str) -> None:
    assert speakers(RULES, settings) == set(codes.split())


def test_what_may_be_an_error_is_always_looked_for() -> None:
    assert [each.code for each in running(RULES, Settings(ignore=("ALL",)))] == ["SYN001", "FLW120", "ACT301"]


def finding(code: str, severity: str) -> Diagnostic:
    place = Place(source_from_text("x"), Span(0, 1))
    return Diagnostic(code, code.lower(), Severity(severity), "", place)


@pytest.mark.parametrize(
    ("settings", "code", "severity", "shown"),
    [
        (Settings(), "SYN001", "error", True),
        (Settings(ignore=("ALL",)), "FLW120", "error", True),
        (Settings(), "FLW120", "warning", True),
        (Settings(), "ACT301", "advice", False),
        (Settings(), "ACT301", "error", True),
        # Advice of a rule that speaks: only where it is asked for.
        (Settings(), "FLW120", "advice", False),
        (Settings(select=("FLW",)), "FLW120", "advice", True),
        (Settings(extend_select=("ACT",)), "ACT301", "advice", True),
        (Settings(profile="rup"), "REL214", "advice", True),
        (Settings(profile="rup", select=("FLW",)), "REL214", "advice", False),
    ],
)
def test_what_is_shown(settings: Settings, code: str, severity: str, shown: bool) -> None:
    assert choice(RULES, settings)(finding(code, severity)) is shown


def test_a_school_asks_for_rules_that_there_are() -> None:
    codes = {each.code for each in ALL_RULES}
    assert {name: [code for code in profile.more if code not in codes] for name, profile in PROFILES.items()} == {
        name: [] for name in PROFILES
    }


def test_a_rule_says_what_it_may_weigh_at_worst() -> None:
    order = [Severity.ADVICE, Severity.WARNING, Severity.ERROR]
    more = [each for each in ALL_RULES if each.at_worst and order.index(each.at_worst) > order.index(each.severity)]
    assert more == [each for each in ALL_RULES if each.at_worst]


# ---- the configuration

IDLER = "use case: Buy\n  primary actor: Customer\n  main flow:\n    1. Customer buys.\nactor: Idler\n"


def codes(usecase: Usecase, *options: str) -> list[str]:
    _, out, _ = usecase("check", "--output-format", "concise", *options)
    return [line.split(": ")[1].split()[0] for line in out.splitlines() if "ACT30" in line]


def test_findings_in_some_files_are_ignored(usecase: Usecase) -> None:
    put("usecase.toml", '[per-file-ignores]\n"drafts/" = ["ACT302"]\n"*.old.uc" = ["ALL"]')
    put("buy.uc", IDLER)
    put("drafts/buy.uc", IDLER.replace("Idler", "Loafer").replace("Buy", "Buy it"))
    put("buy.old.uc", IDLER.replace("Idler", "Lounger").replace("Buy", "Buy that"))
    _, out, _ = usecase("check", "--output-format", "concise", "--select", "ACT302")
    assert [line.split(" warning")[0] for line in out.splitlines()] == ["buy.uc:5:8: ACT302"]


def test_a_rule_may_weigh_more_or_less_here(usecase: Usecase) -> None:
    put("buy.uc", IDLER)
    put("usecase.toml", '[severity]\nACT302 = "error"')
    assert usecase("check", "--select", "FLW").code == 1
    put("usecase.toml", '[severity]\nACT302 = "advice"')
    assert codes(usecase) == []


def test_an_error_stays_an_error(usecase: Usecase) -> None:
    put("buy.uc", IDLER + "actor:\n")
    put("usecase.toml", '[severity]\nSYN004 = "advice"')
    assert usecase("check").code == 1


def test_advice_may_be_added_to_what_the_profile_has(usecase: Usecase) -> None:
    put("buy.uc", IDLER)
    assert codes(usecase) == ["ACT302"]
    assert codes(usecase, "--extend-select", "ACT301") == ["ACT301", "ACT302"]
    assert codes(usecase, "--select", "ACT301") == ["ACT301"]
    assert codes(usecase, "--profile", "brief", "--ignore", "ACT302") == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--profile", "dresed"], "no profile is called ‘dresed’; did you mean ‘dressed’?"),
        (["--extend-select", "XYZ"], "no rule or family of rules is called ‘XYZ’; ‘usecase rule’ lists them"),
    ],
)
def test_a_name_that_is_none(usecase: Usecase, options: list[str], message: str) -> None:
    put("buy.uc", IDLER)
    code, out, err = usecase("check", *options)
    assert (code, out) == (2, "")
    assert message in err


def test_a_family_may_be_weighed_as_a_whole(usecase: Usecase) -> None:
    put("buy.uc", IDLER)
    put("usecase.toml", '[severity]\nACT = "advice"')
    assert codes(usecase) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('required = ["prio"]', "‘required’ names ‘prio’, which is no field; there are description, goal, scope"),
        ('required = ["tigger"]', "‘required’ names ‘tigger’, which is no field; did you mean ‘trigger’?"),
        ("[limits]\nsteps-most = -1", "‘limits.steps-most’ has to be a whole number from 0 to 1,000,000"),
        ("[limits]\nsteps-most = 0x" + "f" * 5000, "‘limits.steps-most’ has to be a whole number from 0 to 1,000,000"),
        ("[limits]\nsteps = 3", "no setting is called ‘steps’; there are steps-least, steps-most"),
        ('[severity]\nTXT501 = "bad"', "‘severity.TXT501’ has to be one of error, warning, advice"),
        ('[words]\nmodal = ["ought"]', "no setting is called ‘modal’; did you mean ‘modals’?"),
        ('[per-file-ignores]\n"a" = "TXT"', "‘per-file-ignores.a’ has to be a list of texts"),
    ],
)
def test_a_setting_that_can_not_be_used(usecase: Usecase, text: str, message: str) -> None:
    put("buy.uc", IDLER)
    put("usecase.toml", text)
    code, out, err = usecase("check")
    assert (code, out) == (2, "")
    assert f"usecase.toml: {message}" in err
