"""Filling in templates of Jinja2, and what is wrong with those that users give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


class TemplateFault(Exception):
    """A template given by the user is faulty; the message says which, where and why."""


def html_environment(load: Callable[[str], str | None]) -> Environment:
    """What HTML is made in from the texts of templates: all values are escaped, and none may lack."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )


def rendered(environment: Environment, template: str, values: Mapping[str, Any]) -> str:
    """A template filled in. Raises TemplateFault."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return environment.get_template(template).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{error.name or template}, line {error.lineno}: {error.message}") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise TemplateFault(f"{template}: {error}") from error
