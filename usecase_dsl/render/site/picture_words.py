"""What a picture shows, in words: for those who don't see it, beside it on the page."""

from __future__ import annotations

import re

from markupsafe import Markup

from usecase_dsl.render.site.views import PictureView

# Each line of a picture says in words what it shows.
_EDGE = re.compile(r'<g class="edge\b[^>]*\saria-label="([^"]*)"')


def words_of(picture: PictureView | None) -> tuple[Markup, ...]:
    """What the lines of a picture say, each once."""
    found = _EDGE.findall(picture.svg) if picture else []
    return tuple(Markup(words) for words in dict.fromkeys(found))
