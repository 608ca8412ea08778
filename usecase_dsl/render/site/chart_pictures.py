"""The charts of the portfolio as parts of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.claims import Held
from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.figures import Line, Share
from usecase_dsl.render.site.views import PictureView
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.render.svg import serialize

if TYPE_CHECKING:
    from usecase_dsl.render.svg import Element

# So many use cases have bars beside their titles; of more a chart would be a giant.
_FEW = 15


class Charts:
    """Draws for one page. Where a site has pictures of its own, there are none."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @property
    def _draws(self) -> bool:
        return not self._writer.site.pictures.instead

    def dots(self, heading: str, lines: Sequence[Line]) -> PictureView | None:
        """Use cases by frequency and intensity; those that say both."""
        from usecase_dsl.render.charts.dot_chart import dot_chart
        from usecase_dsl.render.charts.values import Dot

        dots = [
            Dot(
                line.of.called,
                line.of.title,
                line.of.frequency,
                line.of.intensity,
                line.advice.verdict,
                line.of.revenue_share,
                self._card(line.of),
            )
            for line in lines
            if line.of.frequency and line.of.intensity
        ]
        worth = self._writer.site.limits.priority_least
        return _view(dot_chart(heading, dots, worth, bare=True)) if dots and self._draws else None

    def coverage(self, heading: str, lines: Sequence[Line]) -> PictureView | None:
        """What use cases bring of the revenue, by importance."""
        from usecase_dsl.render.charts.coverage_chart import coverage_chart
        from usecase_dsl.render.charts.values import Part, PartKind

        kinds: dict[str, PartKind] = {"primary": "primary", "secondary": "secondary"}
        parts = [
            Part(of.called, of.title, of.revenue_share, kinds.get(of.importance, "other"), self._card(of))
            for of in (line.of for line in lines)
            if of.revenue_share
        ]
        limits = self._writer.site.limits
        aim = limits.coverage_least, limits.coverage_most
        return _view(coverage_chart(heading, parts, aim, bare=True)) if parts and self._draws else None

    def profit(self, heading: str, lines: Sequence[Line], whole: Money | None) -> PictureView | None:
        """What use cases earn; where that doesn't add up to a ``whole`` there is no common scale, and no picture."""
        from usecase_dsl.render.charts.bar_chart import bar_chart
        from usecase_dsl.render.charts.values import Bar

        known = [(line.of, line.profit) for line in lines if line.profit]
        names = [_called(of, len(known)) for of, _ in known]
        bars = [
            Bar(name, (earned.value,), title, self._card(of))
            for (name, title), (of, earned) in zip(names, known, strict=True)
        ]
        return _view(bar_chart(heading, bars, whole.currency, bare=True)) if whole and self._draws else None

    def shares(self, heading: str, shares: Sequence[Share], series: tuple[str, ...]) -> PictureView | None:
        """The revenue by plan, segment or persona, and beside it what these say themselves where ``series`` are two."""
        from usecase_dsl.render.charts.bar_chart import bar_chart
        from usecase_dsl.render.charts.values import Bar

        if not self._draws:
            return None
        bars = [Bar(each.name, (each.share, each.stated)[: len(series)]) for each in shares]
        return _view(bar_chart(heading, bars, "%", series, bare=True))

    def claims(self, heading: str, held: Sequence[Held], lines: Mapping[str, Line]) -> PictureView | None:
        """Shares of the revenue as they are claimed, and as accounts have them; ``lines`` are those of use cases."""
        from usecase_dsl.render.charts.bar_chart import bar_chart
        from usecase_dsl.render.charts.values import Bar

        if not held or not self._draws:
            return None
        found = [lines[each.key].of if each.key in lines else None for each in held]
        bars = [
            Bar(name, (each.share.claimed, each.share.measured), title, self._card(of) if of else None)
            for each, of in zip(held, found, strict=True)
            for name, title in [_called(of, len(held)) if of else (each.name, "")]
        ]
        return _view(bar_chart(heading, bars, "%", ("Claimed", "Measured"), bare=True))

    def _card(self, of: CustomerUseCase) -> str:
        return self._writer.href(self._writer.site.addresses.cards[of.key])


def _called(of: CustomerUseCase, bars: int) -> tuple[str, str]:
    """What stands beside a bar, and what its tooltip says besides: of few bars each says its title."""
    if not of.id or bars <= _FEW:
        return f"{of.id} {of.title}".lstrip(), ""
    return of.id, of.title


def _view(picture: Element) -> PictureView:
    return PictureView(Markup(serialize(picture, bare=True)), fits=True)  # it escapes what it is given
