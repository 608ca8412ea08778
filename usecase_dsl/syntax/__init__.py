"""The language: ``parse`` makes a document of a text and says what in it can't be read."""

from collections.abc import Callable

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.rule import apply
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.source import Source, source_from_text
from usecase_dsl.syntax.faults import FAULTS
from usecase_dsl.syntax.nodes import Document
from usecase_dsl.syntax.parser import read
from usecase_dsl.syntax.printer import printed

__all__ = ["parse", "printed"]


def parse(
    text: str | Source,
    name: str = "<text>",
    settings: Settings = DEFAULTS,
    watch: Callable[[str, float], None] | None = None,
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document that a text holds, and every fault in it, in the order of the text. Never raises on any text.

    ``name`` is what the text goes by in messages, such as its path. ``watch`` is called with the code of each rule of
    reading and the seconds that it took.
    """
    source = text if isinstance(text, Source) else source_from_text(text, name)
    document = read(source)
    faults = sorted(apply(FAULTS, document, settings, watch), key=lambda each: (each.place.span, each.code))
    return document, tuple(faults)
