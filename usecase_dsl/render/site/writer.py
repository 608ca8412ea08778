"""What every page needs to be written: the model with its addresses, and links as seen from one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from usecase_dsl.coverage.types import Coverage, UseCaseCoverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Condition, EntryKind, Model, Name, UseCase
from usecase_dsl.render.site.addresses import Address, Addresses, href
from usecase_dsl.render.site.prose import Link, Prose, link
from usecase_dsl.render.site.relations import EntryKey, Relations, entry_key
from usecase_dsl.render.site.views import Direction, FindingView, Heading, PictureView
from usecase_dsl.scenario import failing_use_cases
from usecase_dsl.source import Place
from usecase_dsl.syntax.labels import canonical
from usecase_dsl.syntax.names import key

# The diagram of some use cases, or of all, to stand on the page at an address.
Draw = Callable[[Sequence[UseCase] | None, Address], PictureView | None]

_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}


# What tables of use cases show beside the titles, and the head of a use case's page says.
FACTS: Mapping[str, Callable[[UseCase], object]] = {
    "id": lambda use_case: use_case.id,
    "level": lambda use_case: use_case.level,
    "status": lambda use_case: use_case.status,
    "primary actor": lambda use_case: use_case.primary_actors,
}


@dataclass(frozen=True)
class Site:
    """The model and what is worked out of it once, for all pages."""

    model: Model
    addresses: Addresses
    relations: Relations
    title: str
    findings: Mapping[str, tuple[Diagnostic, ...]]
    draw: Draw
    coverage: Coverage | None = None

    def tested(self, use_case: str) -> UseCaseCoverage | None:
        """What results of tests say of a use case, by its key."""
        return self.coverage.use_cases.get(use_case) if self.coverage else None

    @cached_property
    def failing(self) -> frozenset[str]:
        """The keys of the use cases that can fail."""
        return failing_use_cases(self.model)

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """The facts that at least one use case states; where none does, nobody misses them."""
        return tuple(fact for fact, of in FACTS.items() if any(map(of, self.model.use_cases.values())))

    @cached_property
    def packages(self) -> Mapping[str, list[UseCase]]:
        """The use cases by the key of their package, in their order; those of none under ``""``."""
        found: dict[str, list[UseCase]] = {}
        for use_case in self.model.use_cases.values():
            found.setdefault(key(use_case.package), []).append(use_case)
        return found

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """The natural language of each source, by its name."""
        return {document.source.name: document.language for document in self.model.documents}

    @cached_property
    def language(self) -> str:
        """The language that most documents are in; of equals the first."""
        languages = Counter(self.languages.values())
        return languages.most_common(1)[0][0] if languages else "en"

    def language_at(self, place: Place) -> str:
        """The natural language of the text at a place."""
        return self.languages.get(place.source.name, self.language)

    @cached_property
    def use_case_names(self) -> Mapping[str, str]:
        """The key of each use case by everything that it may be called: its id, its title, or both."""
        named: dict[str, str] = {}
        for name, use_case in self.model.use_cases.items():
            for written in (title_of(use_case), f"{use_case.id}: {use_case.title}", use_case.title):
                named.setdefault(key(written), name)
        return named | {name: name for name in self.model.use_cases}

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """The key of each actor by its name and its synonyms."""
        actors = self.model.actors.items()
        synonyms = {key(synonym.text): name for name, actor in actors for synonym in actor.synonyms}
        return synonyms | {name: name for name in self.model.actors}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """How many use cases stand before each one in its package."""
        return {case.key: number for each in self.packages.values() for number, case in enumerate(each)}


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
        return Prose(self._resolve)

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
        return Link(title_of(self.model.use_cases[name]), self.href(self.site.addresses.use_cases[name]))

    def use_case_name(self, name: Name) -> Link:
        """A use case where another names it; the name as written where there is none."""
        known = name.key in self.model.use_cases
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
        if use_case := self.site.use_case_names.get(name):
            return self.use_case_link(use_case)
        if entry := entry_key(self.model, name):
            return self.entry_link(entry, text)
        actor = self.site.actor_names.get(name)
        return replace(self.actor_link(actor), text=text) if actor else None

    def actor_keys(self, text: str) -> tuple[str, ...]:
        """The keys of the actors that a text names: one, or several with commas."""
        names = (key(part.strip(" .")) for part in (text, *text.split(",")))
        found = (self.site.actor_names.get(name) for name in names)
        return tuple(dict.fromkeys(name for name in found if name))

    def _resolve(self, id: str) -> Link | None:
        """The link for an id in brackets: a flow's code here, else what is declared under it."""
        label = canonical(id)
        if self.use_case and any(flow.code and flow.label == label for flow in self.use_case.flows):
            return self.label_link(self.use_case.key, label)
        return self.named(id)

    def _use(self, name: str, labels: tuple[str, ...], words: str) -> Markup:
        places = [link(self.label_link(name, label)) for label in labels]
        where = Markup(", {}{}").format(words, Markup(", ").join(places)) if places else ""
        return link(self.use_case_link(name)) + where


def title_of(use_case: UseCase) -> str:
    """A use case's id and title, or what there is of them."""
    return " ".join(part for part in (use_case.id, use_case.title) if part) or "Use case without a name"


def count(number: int, word: str) -> str:
    """``1 step``, ``2 steps``, ``1,000 use cases``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def direction(language: str) -> Direction:
    """Which way a natural language is written."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def finding_view(finding: Diagnostic) -> FindingView:
    """A finding as a page shows it."""
    return FindingView(str(finding.severity), finding.code, finding.message, finding.hint)
