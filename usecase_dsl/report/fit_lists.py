"""The use cases to bring to a call: as text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from usecase_dsl.portfolio.fit import Fit
from usecase_dsl.report.characters import shown
from usecase_dsl.report.portfolio_data import customer_data


def lines(found: Sequence[Fit], form: str) -> Iterator[str]:
    """The lines that tell what was found, in the form ``text`` or ``json``."""
    return _json(found) if form == "json" else _text(found)


def _json(found: Sequence[Fit]) -> Iterator[str]:
    yield json.dumps([_data(each) for each in found], ensure_ascii=False, indent=2)


def _data(of: Fit) -> dict[str, object]:
    reasons = {"fits": of.fits, "against": of.against, "unsaid": of.unsaid, "worth": of.worth}
    return {**customer_data(of.of), **{name: list(texts) for name, texts in reasons.items()}}


def _text(found: Sequence[Fit]) -> Iterator[str]:
    for number, each in enumerate(found, 1):
        if number > 1:
            yield ""
        yield shown(f"{number}. {' '.join(filter(None, (each.of.id, each.of.title)))}")
        yield from _part("", each.of.outcome)
        yield from _reasons("fits", each.fits)
        yield from _reasons("against", each.against)
        yield from _part("not said: ", ", ".join(each.unsaid))
        yield from _part("worth: ", "; ".join(each.worth))
        yield from _reasons("ask", each.of.discovery_questions)
        yield from _reasons("instead of", (": ".join(filter(None, other)) for other in each.of.alternatives))
        yield from _reasons("evidence", each.of.evidence)


def _reasons(name: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield shown(f"   {name}: {text}")


def _part(name: str, text: str) -> Iterator[str]:
    if text:
        yield shown(f"   {name}{text}")
