"""Views into bytes, by templates that are compiled once for all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from usecase_dsl import resources
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site.addresses import INDEX, Address, all_pages, href
from usecase_dsl.render.site.entry_page import TITLES
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "style.css"


class Templates:
    """The templates of the project; ``instead`` holds texts that stand in for those of the same name."""

    def __init__(self, site: Site, instead: Mapping[str, str]) -> None:
        self._site = site
        self._instead = instead

    def artifacts(self, pages: Iterable[PageView]) -> Iterator[Artifact]:
        """A file for each page, and the style; or one file with all of them."""
        if self._site.addresses.single:
            yield self._file(INDEX, "single.html", pages=list(pages), style=Markup(self._text(STYLE)))
            return
        yield Artifact(STYLE, (self._text(STYLE) or "").encode("utf-8"))
        for page in pages:
            style = href(Address(STYLE), page.path)
            yield self._file(page.path, "page.html", page=page, style=style)

    def _file(self, path: str, template: str, **values: Any) -> Artifact:
        text = self._environment.get_template(template).render(
            title=self._site.title, links=self._links(path), **values
        )
        return Artifact(path, text.encode("utf-8"))

    def _links(self, origin: str) -> list[Link]:
        """What every page links to."""
        titles = {INDEX: "Overview", **TITLES}
        pages = {path: self._site.addresses.page(path) for path in all_pages(self._site.model)}
        return [Link(titles[path], href(page, origin)) for path, page in pages.items()]

    def _text(self, name: str) -> str | None:
        """A template by its name; ``None`` where there is none."""
        if name in self._instead:
            return self._instead[name]
        try:
            return resources.read_text(f"templates/html/{name}")
        except FileNotFoundError:
            return None

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        return Environment(
            loader=FunctionLoader(self._text),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
