"""What is asked of a text: by level of rigour, and by the schools of writing use cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from usecase_dsl.settings import RIGOURS, Rigour


class Profile(NamedTuple):
    """A level of rigour, and what a school asks for beside it.

    ``demanded`` are the fields that each use case has to have (``SYN006``), but for the trigger and the guarantees,
    which ``TPL406`` and ``TPL407`` ask for. ``more`` are the codes of rules that speak here and not at that rigour
    alone.
    """

    rigour: Rigour
    demanded: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


# Cockburn's pass/fail tests, "Writing Effective Use Cases" (2000), and the fields of his fully dressed template.
_COCKBURN = Profile(
    "dressed",
    ("scope", "level", "primary actors", "stakeholders", "preconditions", "main success scenario"),
    ("FLW104", "FLW107", "FLW141", "CON902", "TPL409", "TPL411", "TPL412", "REL214"),
)
# The Rational Unified Process: its template for a use-case specification, and its checkpoints.
_RUP = Profile(
    "casual",
    ("main success scenario", "primary actors", "preconditions"),
    ("REL214", "REL215", "FLW140", "TRC701", "VOC603", "VOC604", "TPL407"),
)
# Restricted use case modelling: Yue, Briand, Labiche (2013), template and restrictions R1 to R26.
_RUCM = Profile(
    "dressed",
    ("main success scenario", "primary actors", "preconditions"),
    ("TPL415", "TXT504", "TXT505", "TXT516", "ACT308", "FLW134"),
)

PROFILES: Mapping[str, Profile] = {
    "brief": Profile("brief"),
    "casual": Profile("casual", ("main success scenario",)),
    "dressed": Profile("dressed", ("level", "primary actors", "main success scenario")),
    "cockburn": _COCKBURN,
    "rup": _RUP,
    "rucm": _RUCM,
}


def is_dressed(profile: str) -> bool:
    """Whether a profile asks for all that a fully dressed use case has."""
    return PROFILES[profile].rigour == "dressed"


def includes(profile: str, rigour: Rigour) -> bool:
    """Whether a profile is at least as rigorous as that."""
    return RIGOURS.index(PROFILES[profile].rigour) >= RIGOURS.index(rigour)
