"""Whatever people write into the fields of customer use cases, the rules say something sensible of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.marks import findings, underlined
from usecase_dsl.checks import ALL_RULES
from usecase_dsl.checks.fixes import edited
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.vocabulary import fields_of

DATED = Settings(today=date(2026, 11, 1))
CODES = frozenset(rule.code for rule in ALL_RULES if rule.code.startswith("BIZ"))

SAID = st.one_of(
    st.sampled_from(
        ["primary", "secondary", "30%", "110%", "12,000 EUR a year", "9 USD a month", "400", "2026-05", "2030-01-01"]
    ),
    st.sampled_from(["none", "…", "A", "B, C", "A and B", "Aa", "When it rains, I can't see, which costs.", "API"]),
    st.text("A1%,;.:-€ \t'\\[]#²٣京", max_size=12),
)
USE_CASE = st.dictionaries(st.sampled_from(fields_of("use case")), SAID, max_size=12)
MARKET = st.lists(
    st.tuples(
        st.sampled_from(["segment: A", "segment: B", "persona: A", "persona P-1: Bbbbb", "plan: A", "plan: Cccc"]),
        st.dictionaries(
            st.sampled_from(["segments", "revenue share", "company size", "price", "plays"]), SAID, max_size=3
        ),
    ),
    max_size=5,
)


def declared(head: str, fields: dict[str, str]) -> str:
    return "".join([f"{head}\n", *(f"  {name}: {said}\n" for name, said in fields.items())])


@given(MARKET, st.lists(USE_CASE, max_size=4))
def test_each_finding_has_its_place_its_words_and_a_fix_that_helps(
    market: list[tuple[str, dict[str, str]]], use_cases: list[dict[str, str]]
) -> None:
    heads = [declared(head, fields) for head, fields in market]
    cards = [declared(f"use case UC-{number}: Catch {number}", each) for number, each in enumerate(use_cases)]
    text = "".join(heads + cards)
    found = [each for each in findings(text, settings=DATED) if each.code in CODES]
    assert heads or not found
    for each in found:
        assert each.message and each.hint and underlined(each).strip()
        if each.fix:
            after = findings(edited(text, each.fix.edits), settings=DATED)
            assert sum(other.code == each.code for other in after) < len(
                [one for one in found if one.code == each.code]
            )
