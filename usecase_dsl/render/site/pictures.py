"""Diagrams as parts of pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from usecase_dsl.model.tables import Actor, Model, UseCase
from usecase_dsl.render.site.addresses import Address, Addresses, href
from usecase_dsl.render.site.views import PictureView
from usecase_dsl.render.use_case_diagram import Surroundings
from usecase_dsl.render.verdicts import Verdict

# Draws some use cases, or all for ``None``, as SVG; ``b""`` for no picture.
Diagram = Callable[[Sequence[UseCase] | None], bytes]

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.DOTALL)
_WIDTH = re.compile(r'<svg\b[^>]*\swidth="([\d.]+)')

# A wider picture would have letters too small to read beside a text, and scrolls in its frame.
_WIDEST = 1000


@dataclass(frozen=True)
class Pictures:
    """Draws for pages, sequence diagrams only ``with_sequences``.

    ``instead`` draws use-case diagrams in place of the project's own renderer, and no others.
    """

    model: Model
    addresses: Addresses
    around: Surroundings
    verdicts: Mapping[str, Verdict]
    with_sequences: bool = False
    instead: Diagram | None = None

    def use_cases(self, use_cases: Sequence[UseCase] | None, at: Address) -> PictureView | None:
        """The use-case diagram of some use cases, or of all for ``None``, to stand on the page at an address."""
        if self.instead:
            return _view(self.instead(use_cases))
        from usecase_dsl.render import diagram  # a caller with pictures of its own needs no layout

        link = self._links_from(at)
        return _view(
            diagram.render(self.model, use_cases, link=link, around=self.around, verdicts=self.verdicts, bare=True)
        )

    def activity(self, use_case: UseCase, at: Address) -> PictureView | None:
        """The activity diagram of a use case, to stand on its page."""
        if self.instead or not any(flow.steps for flow in use_case.flows):
            return None
        from usecase_dsl.render import diagram

        def link(id: str) -> str:
            return href(self.addresses.on(self.addresses.use_cases[use_case.key], id), at.page)

        prefix = f"{at.fragment}-" if at.fragment else ""
        return _view(diagram.render(self.model, [use_case], kind="activity", link_to_id=link, bare=True, prefix=prefix))

    def sequences(self, use_case: UseCase, scenarios: Iterable[str], at: Address) -> Iterator[tuple[str, PictureView]]:
        """The sequence diagram of all flows of a use case, and that of each scenario, by what it is called."""
        if self.instead or not self.with_sequences or not any(flow.steps for flow in use_case.flows):
            return
        from usecase_dsl.render import diagram

        link = self._links_from(at)
        names = list(scenarios)
        for name in (None, *names) if len(names) > 1 else (None,):
            drawn = diagram.render(self.model, [use_case], kind="sequence", scenario=name, link=link, bare=True)
            if picture := _view(drawn):
                yield name or "All flows", picture

    def map(self, at: Address) -> PictureView | None:
        """The level and include map of all use cases."""
        if self.instead:
            return None
        from usecase_dsl.render import diagram

        return _view(diagram.render(self.model, kind="map", link=self._links_from(at), bare=True))

    def _links_from(self, at: Address) -> Callable[[Actor | UseCase], str | None]:
        def link(node: Actor | UseCase) -> str | None:
            pages = self.addresses.use_cases if isinstance(node, UseCase) else self.addresses.actors
            return href(pages[node.key], at.page) if node.key in pages else None

        return link


def _view(picture: bytes) -> PictureView | None:
    if not picture:
        return None
    svg = _PROLOGUE.sub("", picture.decode("utf-8"), count=1).strip()
    width = _WIDTH.match(svg)
    return PictureView(Markup(svg), fits=not width or float(width[1]) <= _WIDEST)
