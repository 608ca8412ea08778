"""What the results of tests come to for a use case, in a word and in a sentence: for pages and pictures alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from usecase_dsl.coverage.types import Coverage, UseCaseCoverage

Word = Literal["passed", "failed", "partly", "untested"]


class Verdict(NamedTuple):
    """``passed``: all scenarios did. ``failed``: one did not. ``partly``: some passed, others have no test that ran."""

    word: Word
    words: str


def verdicts(coverage: Coverage | None) -> Mapping[str, Verdict]:
    """The verdict on each use case that results say anything of, by its key."""
    return {key: verdict(each) for key, each in coverage.use_cases.items()} if coverage else {}


def verdict(of: UseCaseCoverage) -> Verdict:
    """The verdict on a use case by the scenarios that are asked for."""
    total, passed, failed = len(of.listed), of.count("passed"), of.count("failed")
    if not total:
        return Verdict("untested", "no scenario to test")
    scenarios = "1 scenario" if total == 1 else f"{total} scenarios"
    words = f"{passed} of {scenarios} passed"
    if failed:
        return Verdict("failed", f"{words}, {failed} failed")
    if passed == total:
        return Verdict("passed", words)
    return Verdict("partly" if passed else "untested", words if of.count("passed", "skipped") else _why(of))


def in_short(of: UseCaseCoverage) -> str:
    """The verdict's sentence where a heading says what it is about: ``5 of 9, 1 failed``."""
    failed = of.count("failed")
    if failed or of.count("passed", "skipped"):
        return f"{of.count('passed')} of {len(of.listed)}{f', {failed} failed' if failed else ''}"
    return verdict(of).words.removeprefix("tests ")


def _why(of: UseCaseCoverage) -> str:
    """Why no test of a use case has run."""
    return "tests not written" if of.count("not written") else "not tested"
