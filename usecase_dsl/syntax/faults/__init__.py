"""The rules of reading: what a text alone shows to be wrong. Each docstring is a page of the manual."""

from __future__ import annotations

from usecase_dsl.diagnostic import Severity
from usecase_dsl.rule import Rule
from usecase_dsl.syntax.faults.flows import ambiguous_end, contradicted_section, flow_in_prose, surplus_control
from usecase_dsl.syntax.faults.lines import empty_part, misplaced_line, singular_field
from usecase_dsl.syntax.faults.slips import near_miss
from usecase_dsl.syntax.faults.texts import unfit_character, unknown_language
from usecase_dsl.syntax.nodes import Document

FAULTS: tuple[Rule[Document], ...] = (
    Rule("SYN007", "empty-part", Severity.WARNING, empty_part),
    Rule("SYN014", "misplaced-line", Severity.ERROR, misplaced_line),
    Rule("SYN015", "near-miss", Severity.WARNING, near_miss, rigour="brief"),
    Rule("SYN016", "surplus-control-line", Severity.WARNING, surplus_control, rigour="brief"),
    Rule("SYN018", "flow-in-prose", Severity.WARNING, flow_in_prose),
    Rule("SYN019", "section-contradicted", Severity.WARNING, contradicted_section, rigour="brief"),
    Rule("SYN020", "singular-field", Severity.WARNING, singular_field, rigour="brief"),
    Rule("SYN021", "unknown-language", Severity.ERROR, unknown_language),
    Rule("SYN022", "unfit-character", Severity.ERROR, unfit_character),
    Rule("FLW123", "ambiguous-end", Severity.ERROR, ambiguous_end),
)
