"""The formatter: a text in its usual form, with nothing lost and nothing said differently."""

from usecase_dsl.syntax.formatting.format import Formatted, formatted
from usecase_dsl.syntax.formatting.renumber import renumbering

__all__ = ["Formatted", "formatted", "renumbering"]
