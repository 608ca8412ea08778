"""A CRM's accounts in figures: what is won, paid, discounted and kept by use case and by segment."""

from usecase_dsl.portfolio.accounts.measure import measured
from usecase_dsl.portfolio.accounts.types import (
    Absent,
    AccountsError,
    Fault,
    Measured,
    Measures,
    Reading,
    Reason,
    Unknown,
    Unknowns,
)

__all__ = [
    "Absent",
    "AccountsError",
    "Fault",
    "Measured",
    "Measures",
    "Reading",
    "Reason",
    "Unknown",
    "Unknowns",
    "measured",
]
