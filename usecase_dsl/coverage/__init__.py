"""Which scenarios have a test, which of these passed, and what no test walks."""

from usecase_dsl.coverage.junit import NoResultsError, results
from usecase_dsl.coverage.measure import coverage
from usecase_dsl.coverage.types import (
    Claim,
    Coverage,
    ScenarioCoverage,
    Status,
    TestResult,
    UseCaseCoverage,
    VanishedTest,
)

__all__ = [
    "Claim",
    "Coverage",
    "NoResultsError",
    "ScenarioCoverage",
    "Status",
    "TestResult",
    "UseCaseCoverage",
    "VanishedTest",
    "coverage",
    "results",
]
