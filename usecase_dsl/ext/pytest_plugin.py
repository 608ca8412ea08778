"""The plugin for pytest: tests say which scenario they test, and the end of a run says what is covered.

It is loaded in every run of every environment that it is installed in, so it imports nothing heavy until there is
something to report.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from usecase_dsl.coverage import Coverage, TestResult
    from usecase_dsl.coverage.types import Outcome
    from usecase_dsl.model.tables import Model

_MARK = "usecase"
_NAME = "usecase-coverage"
# What is wrong with a test's mark.
_FAULT = pytest.StashKey[str]()


class Asked(NamedTuple):
    """What is asked for: the folder or file with the use cases, and how many of a hundred scenarios have to pass."""

    path: str
    fail_under: float


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("usecase", "use cases")
    group.addoption(
        "--usecase-coverage",
        nargs="?",
        const=".",
        metavar="PATH",
        help="At the end, tell which scenarios of the use cases in PATH (here, if it is left out) are tested.",
    )
    group.addoption(
        "--usecase-fail-under",
        type=_percent,
        metavar="N",
        help="Fail if fewer than N in a hundred scenarios have tests that all passed.",
    )
    parser.addini("usecase_coverage", "the file or folder with the use cases; the same as --usecase-coverage")
    parser.addini("usecase_fail_under", "the default of --usecase-fail-under")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "usecase(id, scenario=None): tests this scenario, such as '2a', 'main' or '2a 3a', of this use case."
    )
    asked = _asked(config)
    if asked and not hasattr(config, "workerinput") and not config.option.collectonly:
        config.pluginmanager.register(Recorder(asked), _NAME)


@pytest.hookimpl(trylast=True)  # Others may put marks on tests before.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Write what tests say that they test into their properties, from where it gets into reports and JUnit's XML."""
    for item in items:
        try:
            said = dict.fromkeys(_said(item))
        except pytest.UsageError as error:
            if not hasattr(config, "workerinput"):
                raise
            item.stash[_FAULT] = str(error)  # A worker that stops here would take the whole run down.
            continue
        for use_case, scenario in said:
            item.user_properties.append(("usecase", use_case))
            if scenario:
                item.user_properties.append(("scenario", scenario))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if fault := item.stash.get(_FAULT, None):
        pytest.fail(fault, pytrace=False)


# ---- marks


def _said(item: pytest.Item) -> Iterator[tuple[str, str]]:
    """The use cases and scenarios in a test's marks, the outermost first. One without a scenario, on a class or module,
    says nothing where another mark is more exact."""
    said = [_read(mark, item) for mark in item.iter_markers(_MARK)]
    exact = {use_case for use_case, scenario in said if scenario}
    return (each for each in reversed(said) if each[1] or each[0] not in exact)


def _read(mark: pytest.Mark, item: pytest.Item) -> tuple[str, str]:
    scenario = mark.kwargs.get("scenario")
    texts = [*mark.args, *([] if scenario is None else [scenario])]
    if len(mark.args) != 1 or mark.kwargs.keys() - {"scenario"} or not all(map(_is_name, texts)):
        file, line, name = item.location
        place = f"{file}:{line + 1}: {name}" if line is not None else f"{file}: {name}"
        given = ", ".join([*map(repr, mark.args), *(f"{key}={value!r}" for key, value in mark.kwargs.items())])
        raise pytest.UsageError(
            f"{place}: @pytest.mark.usecase({given}) says no use case; "
            'it takes an id and, if you like, a scenario: @pytest.mark.usecase("UC-01", scenario="3a")'
        )
    return str(mark.args[0]), str(scenario or "")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


# ---- options


def _asked(config: pytest.Config) -> Asked | None:
    """What options ask for, else the ini file; a bar on the command line asks for the report as well."""
    path, bar = config.getoption("usecase_coverage"), config.getoption("usecase_fail_under")
    written = config.getini("usecase_coverage")
    if path is None and not written and bar is None:
        return None
    where = config.rootpath / (written or ".") if path is None else config.invocation_params.dir / path
    return Asked(str(where), bar if bar is not None else _ini_percent(config.getini("usecase_fail_under")))


def _ini_percent(text: str) -> float:
    try:
        return _percent(text) if text else 0.0
    except argparse.ArgumentTypeError as error:
        raise pytest.UsageError(f"usecase_fail_under: {error}") from error


def _percent(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 100")
    return number


# ---- the report


class Recorder:
    """Gathers the results of a run, and reports at its end what they cover."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.reports: dict[str, list[pytest.TestReport]] = {}
        self.lines: list[str] = []
        self.failure: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup":  # A test that is run again begins again.
            self.reports[report.nodeid] = []
        self.reports.setdefault(report.nodeid, []).append(report)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
            return
        self._report()
        if self.failure and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.lines or self.failure:
            terminalreporter.section("use-case coverage")
            for line in self.lines:
                terminalreporter.line(line)
        if self.failure:
            terminalreporter.line(f"FAIL {self.failure}", red=True, bold=True)

    def _report(self) -> None:
        from usecase_dsl.report import coverage_lists

        try:
            model, found, errors = _covered(self.asked.path, self.reports)
        except Exception as error:  # A run of tests is not to break down because of what is told about it.
            self._say_nothing(error)
            return
        self.lines = [*coverage_lists.lines(model, found, "text")]
        if errors:
            self.lines.append(f"errors in these texts: {errors}; ‘usecase check’ tells them")
        self.failure = coverage_lists.below(found, self.asked.fail_under)

    def _say_nothing(self, error: Exception) -> None:
        """Say why nothing can be said; where a bar is set, that is not enough."""
        reason = f"{type(error).__name__}: {error}" if not str(error).startswith("there is no") else str(error)
        self.lines = [
            f"Nothing can be said: {reason}.",
            "Use cases are looked for in the PATH of --usecase-coverage=PATH; the sign ‘=’ parts it from tests.",
        ]
        self.failure = "there are no figures" if self.asked.fail_under else None


def _covered(path: str, reports: Mapping[str, Sequence[pytest.TestReport]]) -> tuple[Model, Coverage, int]:
    """The use cases in a file or folder, what a run covers of them, and how many errors are in the texts.

    Raises what loading raises, and LookupError if there is no use case.
    """
    from dataclasses import replace
    from pathlib import Path

    from usecase_dsl.coverage import coverage
    from usecase_dsl.project import load
    from usecase_dsl.scenario import failing_use_cases, graph, scenarios

    project = load([Path(path)], adjust=lambda settings: replace(settings, ignore=("ALL",)))
    if not project.use_cases:
        raise LookupError(f"there is no use case in {path}")
    failing = failing_use_cases(project.model)
    graphs = {each.key: graph(each, project.model, failing=failing) for each in project.use_cases}
    listed = {each.key: tuple(scenarios(graphs[each.key], each)) for each in project.use_cases}
    results = [_result(name, made) for name, made in reports.items() if _has_run(made)]
    errors = sum(each.severity == "error" for each in project.diagnostics) + len(project.unreadable)
    return project.model, coverage(project.model, graphs, listed, results), errors


def _has_run(reports: Sequence[pytest.TestReport]) -> bool:
    """Whether a test came to an end: with ``--setup-plan`` and the like only what is around it does."""
    return any(each.when == "call" or not each.passed for each in reports)


def _result(nodeid: str, reports: Sequence[pytest.TestReport]) -> TestResult:
    """The result of a test out of the reports of its phases."""
    from usecase_dsl.coverage import TestResult
    from usecase_dsl.coverage.junit import claims, is_not_written

    head, bracket, parameters = nodeid.partition("[")
    place, _, name = head.rpartition("::")
    failed = [each for each in reports if each.failed]
    # Of several, such as the subtests of one test, the first counts that says more than that it isn't written.
    written = [each for each in failed if not is_not_written(_message(each))]
    bad = next(iter(written or failed or [each for each in reports if each.skipped]), None)
    outcome: Outcome = "not written" if failed and not written else _outcome(bad)
    said = ((str(key), str(value)) for key, value in reports[-1].user_properties)
    message = _message(bad) if bad else ""
    return TestResult(name + bracket + parameters, place, nodeid.partition("::")[0], outcome, message, claims(said))


def _outcome(report: pytest.TestReport | None) -> Outcome:
    """What became of a test, by its report that isn't good, if there is one."""
    if report is None:
        return "passed"
    if report.skipped:
        return "skipped"
    return "failed" if report.when == "call" else "error"


def _message(report: pytest.TestReport) -> str:
    """The first line that says what went wrong, or why a test was skipped."""
    found = report.longrepr
    if isinstance(found, tuple):
        text = found[2].removeprefix("Skipped: ")
    else:
        crash = getattr(found, "reprcrash", None)
        text = crash.message if crash else str(found or "")
    return text.strip().partition("\n")[0]
