"""The templates of a framework: those that come along, or a user's in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usecase_dsl import resources
from usecase_dsl.templating import TemplateFault as TemplateFault
from usecase_dsl.templating import rendered

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates arrange texts, the functions that call them make any words fit for the language."""

    environment: Environment

    def rendered(self, template: str, **values: object) -> str:
        """A template filled in, without line ends at its end. Raises TemplateFault."""
        return rendered(self.environment, template, values).rstrip("\n")


def templates_of(folder: str, replaced: Mapping[str, str], filters: Mapping[str, Callable[..., Any]]) -> Templates:
    """The templates of a folder below ``templates/``; ``replaced`` are texts by name in place of those there."""
    import jinja2  # takes long, and only generating needs it

    def load(name: str) -> str | None:
        if name in replaced:
            return replaced[name]
        try:
            return resources.read_text(f"templates/{folder}/{name}")
        except FileNotFoundError:
            return None

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= dict(filters)
    return Templates(environment)
