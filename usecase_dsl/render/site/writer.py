"""What every page needs to be written: the model with its addresses, and links as seen from one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar
from urllib.parse import quote

from markupsafe import Markup

from usecase_dsl.coverage.types import Coverage, UseCaseCoverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.changes import Change, ThingName
from usecase_dsl.model.tables import Condition, EntryKind, Model, Name, UseCase
from usecase_dsl.portfolio.accounts.types import Measured
from usecase_dsl.portfolio.market import Market
from usecase_dsl.render.site.addresses import Address, Addresses, href
from usecase_dsl.render.site.known import FACTS as FACTS
from usecase_dsl.render.site.known import Known
from usecase_dsl.render.site.known import title_of as title_of
from usecase_dsl.render.site.pictures import Pictures
from usecase_dsl.render.site.prose import Link, Linked, Prose, link
from usecase_dsl.render.site.reads import Facts
from usecase_dsl.render.site.relations import EntryKey, Relations, entry_key
from usecase_dsl.render.site.terms import Terms, meaning
from usecase_dsl.render.site.views import Direction, FindingView, Heading, PageView, PictureView
from usecase_dsl.settings import Limits
from usecase_dsl.source import Place
from usecase_dsl.syntax.labels import canonical
from usecase_dsl.syntax.names import key

T = TypeVar("T")

_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}


@dataclass(frozen=True)
class Site:
    """All that pages are made from.

    Every mapping in it, in the model and in the others too, is a table that notes which of its rows a page reads; the
    model's documents aren't in it. ``title`` is the project's. ``stated`` are the facts that at least one use case
    states, ``language`` is the language that most texts are in; ``changes`` are those since an earlier model, if
    there is one to compare; ``terms_used`` are the keys of the terms in each use case; with ``cards_alone`` there are
    no pages but those about customers. A page that read nothing that has changed isn't made again, so a page of one
    thing must not go through a whole table.
    """

    model: Model
    addresses: Addresses
    relations: Relations
    known: Known
    title: str
    stated: tuple[str, ...]
    language: str
    findings: Mapping[str, tuple[Diagnostic, ...]]
    pictures: Pictures
    facts: Facts
    source_url: str = ""
    coverage: Coverage | None = None
    changes: Mapping[ThingName, Change] | None = None
    terms: Terms = field(default_factory=lambda: Terms({}))
    terms_used: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    market: Market = field(default_factory=lambda: Market({}, {}, {}))
    limits: Limits = Limits()
    accounts: Measured | None = None
    cards_alone: bool = False

    def draw(self, use_cases: Sequence[UseCase] | None, at: Address) -> PictureView | None:
        """The use-case diagram of some use cases, or of all, to stand on the page at an address."""
        return self.pictures.use_cases(use_cases, at)

    def draw_activity(self, use_case: UseCase, at: Address) -> PictureView | None:
        """The activity diagram of a use case, to stand on the page at an address."""
        return self.pictures.activity(use_case, at)

    def draw_map(self, at: Address) -> PictureView | None:
        """The level and include map of all use cases, to stand on the page at an address."""
        return self.pictures.map(at)

    def fact(self, function: Callable[[UseCase], T], use_case: str) -> T:
        """What a function makes of one use case, by its key: worked out once, however often it is asked for."""
        return self.facts.of(function, use_case)

    def tested(self, use_case: str) -> UseCaseCoverage | None:
        """What results of tests say of a use case, by its key."""
        return self.coverage.use_cases.get(use_case) if self.coverage else None

    def failing(self, use_case: UseCase) -> frozenset[str]:
        """The keys of those use cases that can fail, among the ones that a use case includes."""
        names = {name.key for flow in use_case.flows for step in flow.steps for name in step.includes}
        return frozenset(name for name in names if name and self.known.failing.get(name))

    def language_at(self, place: Place) -> str:
        """The natural language of the text at a place."""
        return self.known.languages.get(place.source.name, self.language)

    def source_link(self, place: Place) -> str | None:
        """The address of a line of the text where it is published; ``None`` where nobody said where that is."""
        if not self.source_url or place.source.name.startswith(("../", "/")):
            return None
        path = quote(place.source.name)
        return self.source_url.replace("{path}", path).replace("{line}", str(place.start.line))


@dataclass(frozen=True)
class Writer:
    """Writes one page, the one at ``at``. ``use_case`` is the one that it is about, if it is about one."""

    site: Site
    at: Address
    use_case: UseCase | None = None

    @property
    def model(self) -> Model:
        return self.site.model

    @cached_property
    def prose(self) -> Prose:
        return Prose(self._resolve, self._terms if self.use_case and self.site.terms.names else None)

    def href(self, target: Address) -> str:
        return href(target, self.at.page)

    def own(self, name: str) -> Address:
        """Something on this page, by its own name."""
        return self.site.addresses.on(self.at, name)

    def heading(self, name: str, text: str) -> Heading:
        place = self.own(name)
        return Heading(place.fragment, text, self.href(place))

    def use_case_link(self, name: str) -> Link:
        """A use case by its key, called by its id and title."""
        return Link(self.site.known.titles[name], self.href(self.site.addresses.use_cases[name]))

    def use_case_name(self, name: Name) -> Link:
        """A use case where another names it; the name as written where there is none."""
        known = name.key in self.site.known.titles
        return self.use_case_link(name.key or "") if known else Link(name.text)

    def actor_link(self, name: str) -> Link:
        """An actor by its key."""
        return Link(self.model.actors[name].name, self.href(self.site.addresses.actors[name]), sort="actor")

    def actor_name(self, name: Name) -> Link:
        """An actor where a use case or another actor names it."""
        return self.actor_link(name.key or "") if name.key in self.model.actors else Link(name.text)

    def label_link(self, use_case: str, label: str) -> Link:
        """A step or a flow of a use case, called by its label."""
        return Link(label, self.href(self.site.addresses.label(use_case, label)))

    def entry_link(self, entry: EntryKey, text: str) -> Link:
        """A rule, a term or another entry, called by ``text``."""
        kind, name = entry
        found = self.model.entries[kind][name]
        note = found.text if found.id and found.text != text else ""
        return Link(text, self.href(self.site.addresses.entries[entry]), note)

    def condition(self, condition: Condition) -> Markup:
        """A precondition, a guarantee or a result; one that is declared stands there in full."""
        entry = self.model.entries.get("condition", {}).get(condition.entry or "")
        if not entry:
            return self.prose.item(condition.text)
        target = link(replace(self.entry_link(("condition", entry.key), entry.text or entry.id), sort="claim"))
        return Markup("not: {}").format(target) if condition.negated else target

    def uses(self, uses: Mapping[str, tuple[str, ...]], words: str = "") -> tuple[Markup, ...]:
        """The use cases that refer to something, with the steps and flows where they do."""
        return tuple(self._use(name, labels, words) for name, labels in uses.items())

    def named(self, text: str, kind: EntryKind | None = None) -> Link | None:
        """What a whole text names: an entry of this kind, else a use case, any entry or an actor."""
        name = key(text.strip(" ."))
        if kind and name in self.model.entries.get(kind, {}):
            return self.entry_link((kind, name), text)
        if use_case := self.site.known.use_case_names.get(name):
            return self.use_case_link(use_case)
        if entry := entry_key(self.model, name):
            return self.entry_link(entry, text)
        actor = self.site.known.actor_names.get(name)
        return replace(self.actor_link(actor), text=text) if actor else None

    def actor_keys(self, text: str) -> tuple[str, ...]:
        """The keys of the actors that a text names: one, or several with commas."""
        names = (key(part.strip(" .")) for part in (text, *text.split(",")))
        found = (self.site.known.actor_names.get(name) for name in names)
        return tuple(dict.fromkeys(name for name in found if name))

    def _resolve(self, id: str) -> Link | None:
        """The link for an id in brackets: a flow's code here, else what is declared under it."""
        label = canonical(id)
        if self.use_case and any(flow.code and flow.label == label for flow in self.use_case.flows):
            return self.label_link(self.use_case.key, label)
        return self.named(id)

    @cached_property
    def _told(self) -> set[str]:
        """The keys of the terms that the page has used so far."""
        return set()

    def _terms(self, text: str) -> list[Linked]:
        """The terms in a text, each where the page first uses it, as links that say what they mean."""
        found = []
        for start, end, name in self.site.terms.uses(text):
            if name in self._told:
                continue
            self._told.add(name)
            target = self.href(self.site.addresses.entries["term", name])
            note = meaning(self.model.entries["term"][name])
            found.append((start, end, Link(text[start:end], target, note, "term")))
        return found

    def _use(self, name: str, labels: tuple[str, ...], words: str) -> Markup:
        places = [link(self.label_link(name, label)) for label in labels]
        where = Markup(", {}{}").format(words, Markup(", ").join(places)) if places else ""
        return link(self.use_case_link(name)) + where


def page_of(writer: Writer, template: str, title: str, body: object, contents: Iterable[Heading]) -> PageView:
    """A page about the whole project, in the language that most of its texts are in."""
    language = writer.site.language
    return PageView(
        writer.at.page, writer.at.fragment, template, title, language, direction(language), body, tuple(contents)
    )


def count(number: int, word: str) -> str:
    """``1 step``, ``2 steps``, ``1,000 use cases``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def direction(language: str) -> Direction:
    """Which way a natural language is written."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def finding_view(finding: Diagnostic) -> FindingView:
    """A finding as a page shows it."""
    return FindingView(str(finding.severity), finding.code, finding.message, finding.hint)
