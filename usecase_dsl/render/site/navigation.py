"""Where the reader is: a short list of the use cases around this one, however many there are."""

from __future__ import annotations

from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import NavigationView
from usecase_dsl.render.site.writer import Writer
from usecase_dsl.syntax.names import key

# How many use cases before and after this one are listed.
_AROUND = 5

WITHOUT_PACKAGE = "Use cases"


def package_link(writer: Writer, use_case: UseCase) -> Link | None:
    """The package of a use case, on the index; ``None`` if it is in none."""
    return _section(writer, use_case.package) if use_case.package else None


def beside(writer: Writer, use_case: UseCase) -> NavigationView:
    """The use cases of the same package around this one."""
    all_of_them = writer.site.known.packages[key(use_case.package)]
    at = writer.site.known.positions[use_case.key]
    shown = all_of_them[max(0, at - _AROUND) : at + _AROUND + 1]
    links = tuple((writer.use_case_link(each), each == use_case.key) for each in shown)
    return NavigationView(_section(writer, use_case.package), links)


def _section(writer: Writer, package: str) -> Link:
    return Link(package or WITHOUT_PACKAGE, writer.href(writer.site.addresses.packages[key(package)]))
