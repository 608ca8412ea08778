"""Which rules speak in a project, and what of their findings is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from usecase_dsl.checks import profiles
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings


def speakers(rules: Iterable[Rule[Any]], settings: Settings) -> frozenset[str]:
    """The codes of the rules that findings are shown of, which aren't errors."""
    return frozenset(
        rule.code for rule in rules if _is_chosen(rule, settings) and not among(rule.code, settings.ignore)
    )


def running(rules: Iterable[Rule[Any]], settings: Settings) -> tuple[Rule[Any], ...]:
    """The rules that have something to say: those that speak, and those that may find errors."""
    rules, weights = tuple(rules), dict(settings.severity)
    spoken = speakers(rules, settings)

    def may_be_error(rule: Rule[Any]) -> bool:
        return Severity.ERROR in (rule.severity, rule.at_worst, weights.get(rule.code))

    return tuple(rule for rule in rules if rule.code in spoken or may_be_error(rule))


def choice(rules: Iterable[Rule[Any]], settings: Settings) -> Callable[[Diagnostic], bool]:
    """Whether a finding is shown: each error is, and of the others those of the rules that speak.

    Advice of a rule that warns elsewhere is shown only where somebody asked for the rule.
    """
    rules = tuple(rules)
    spoken, asked = speakers(rules, settings), _asked(rules, settings)

    def is_shown(found: Diagnostic) -> bool:
        if found.severity is Severity.ERROR:
            return True
        return found.code in (asked if found.severity is Severity.ADVICE else spoken)

    return is_shown


def _asked(rules: Iterable[Rule[Any]], settings: Settings) -> frozenset[str]:
    by_name = (*settings.select, *settings.extend_select)
    more = () if settings.select else profiles.PROFILES[settings.profile].more
    codes = (rule.code for rule in rules if among(rule.code, by_name) or rule.code in more)
    return frozenset(code for code in codes if not among(code, settings.ignore))


def _is_chosen(rule: Rule[Any], settings: Settings) -> bool:
    if among(rule.code, settings.extend_select):
        return True
    if settings.select:
        return among(rule.code, settings.select)
    profile = profiles.PROFILES[settings.profile]
    if rule.code in profile.more:
        return True
    weight = dict(settings.severity).get(rule.code)
    if weight is not None:
        return weight != Severity.ADVICE
    warns = Severity.WARNING in (rule.severity, rule.at_worst) or rule.severity is Severity.ERROR
    return warns and profiles.includes(settings.profile, rule.rigour)


def among(code: str, written: Iterable[str]) -> bool:
    """Whether a code is one of some, or of one of some families; ``ALL`` is every family."""
    return any(each == "ALL" or code.startswith(each) for each in written)
