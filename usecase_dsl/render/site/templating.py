"""Views into bytes, by templates that are compiled once for all pages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site import assets
from usecase_dsl.render.site.addresses import INDEX, Address, href
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.texts import Texts
from usecase_dsl.render.site.views import PageView
from usecase_dsl.templating import html_environment, rendered

if TYPE_CHECKING:
    from jinja2 import Environment


_LANGUAGE = re.compile(r' lang="[^"]*"')


@dataclass(frozen=True)
class Frame:
    """What stands around every page: the project's title, and the pages that every page links to.

    Each has its address, its title, and whether it stands behind "More".
    """

    title: str
    pages: tuple[tuple[Address, str, bool], ...]

    def values(self, path: str) -> dict[str, Any]:
        """What templates are told of it, as seen from the page at this path."""
        links = [(Link(title, href(page, path)), further) for page, title, further in self.pages]
        return {
            "title": self.title,
            "links": [each for each, further in links if not further],
            "more": [each for each, further in links if further],
        }


class Templates:
    """The templates of a site, compiled when they are first used."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def page(self, page: PageView, frame: Frame) -> Artifact:
        """One page as a file."""
        loaded = {
            name: href(Address(path), page.path)
            for name, path in (("style", assets.STYLE), ("early", assets.EARLY), ("script", assets.SCRIPT))
        }
        text = self._filled("page.html", page=page, **loaded, **frame.values(page.path))
        return Artifact(page.path, _said_once(text).encode("utf-8"))

    def single(self, pages: Iterable[PageView], frame: Frame, search: str, customers: bool = False) -> Artifact:
        """All pages in one file, with all that they load; those about ``customers`` load more."""
        style, script = (part(self._texts, customers) for part in (assets.style, assets.script))
        early = assets.early(self._texts)
        text = self._filled(
            "single.html",
            pages=list(pages),
            style=Markup(style),
            early=Markup(early),
            script=Markup(script),
            search=Markup(search),
            hashes=[_hash(early), _hash(script)],
            **frame.values(INDEX),
        )
        return Artifact(INDEX, text.encode("utf-8"))

    def _filled(self, template: str, **values: Any) -> str:
        return rendered(self._environment, template, values)

    @cached_property
    def _environment(self) -> Environment:
        return html_environment(self._texts.get)


def _said_once(page: str) -> str:
    """A page that is in one language throughout says so at its beginning alone. No text can hold such an attribute:
    its quotes are escaped.
    """
    first = _LANGUAGE.search(page)
    if not first or any(each != first[0] for each in _LANGUAGE.findall(page)):
        return page
    return page[: first.end()] + page[first.end() :].replace(first[0], "")


def _hash(script: str) -> str:
    """What a Content-Security-Policy calls a script that stands in the page itself."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
