"""What has changed since an earlier text, word by word, each change with a link to its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from usecase_dsl.model.change_lines import Line
from usecase_dsl.model.changes import Altered, Change, How, Kind, word_changes
from usecase_dsl.render.site.addresses import CHANGES
from usecase_dsl.render.site.list_views import AlterationView, AlteredView, ChangeGroupView, ChangesView
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, page_of

TITLE = "Changes"
_HEADINGS: Mapping[How, str] = {"changed": "Changed", "added": "New", "removed": "Removed"}
_KINDS: Mapping[Kind, str] = {
    "use case": "use case",
    "actor": "actor",
    "term": "term",
    "rule": "business rule",
    "requirement": "requirement",
    "condition": "condition",
    "segment": "segment",
    "persona": "persona",
    "plan": "plan",
}
_MARKS: Mapping[str, Markup] = {
    "same": Markup("{}"),
    "added": Markup("<ins>{}</ins>"),
    "removed": Markup("<del>{}</del>"),
}
_NOT_ASKED = Markup(
    "No earlier texts were given. <code>usecase build --since FOLDER</code>, with an earlier copy of the texts, puts"
    " it here."
)
_NOTHING_CHANGED = Markup("Nothing has changed since the earlier text.")


def changes_page(site: Site) -> PageView:
    """What is new, gone and changed."""
    writer = Writer(site, site.addresses.page(CHANGES))
    view = _view(writer)
    return page_of(writer, "changes.html", TITLE, view, (group.heading for group in view.groups))


def _view(writer: Writer) -> ChangesView:
    found = writer.site.changes
    if found is None:
        return ChangesView(TITLE, (), (), _NOT_ASKED)
    groups = tuple(_groups(writer, tuple(found.values())))
    figures = tuple(f"{len(group.things):,} {group.heading.text.lower()}" for group in groups)
    return ChangesView(TITLE, figures, groups, NOTHING if groups else _NOTHING_CHANGED)


def _groups(writer: Writer, found: tuple[Change, ...]) -> Iterator[ChangeGroupView]:
    for how, title in _HEADINGS.items():
        things = tuple(_thing(writer, each) for each in found if each.how == how)
        if things:
            yield ChangeGroupView(writer.heading(how, title), how, things)


def _thing(writer: Writer, of: Change) -> AlterationView:
    before = Markup("called {} before").format(of.before) if of.before else ""
    note = Markup(", ").join(part for part in (_KINDS[of.kind], before) if part)
    return AlterationView(_name(writer, of), note, tuple(_part(writer, of, each) for each in of.lines))


def _name(writer: Writer, of: Change) -> Markup:
    """The thing as a link, if it is still there."""
    site = writer.site
    if of.how == "removed":
        return Markup.escape(of.title)
    if of.kind == "use case":
        target = site.addresses.use_cases[of.key]
    elif of.kind == "actor":
        target = site.addresses.actors[of.key]
    else:
        target = site.addresses.entries[of.kind, of.key]
    return link(Link(of.title, writer.href(target)))


def _part(writer: Writer, of: Change, altered: Altered) -> AlteredView:
    line = altered.line
    what = _what(line)
    place = altered.new is not None and of.kind == "use case" and line.label
    name = link(Link(what, writer.label_link(of.key, line.label).href)) if place else Markup.escape(what)
    return AlteredView(name, altered.how, _text(altered))


def _what(line: Line) -> str:
    """What a line is, and where it stands."""
    if line.kind == "field":
        return line.field[:1].upper() + line.field[1:]
    if line.kind == "end":
        return f"End of {line.label or 'the main flow'}"
    return f"{line.kind.capitalize()} {line.label}".rstrip()


def _text(altered: Altered) -> Markup:
    old, new = altered.old, altered.new
    if old and new:
        pieces = word_changes(old.text, new.text)
        same = all(piece.how == "same" for piece in pieces)
        marked = Markup("").join(_MARKS[piece.how].format(piece.text) for piece in pieces)
        return marked + (_moved(old, new) if same else NOTHING)
    return _MARKS[altered.how].format(altered.line.text)


def _moved(old: Line, new: Line) -> Markup:
    """Where a flow leaves or goes on now, and where it did, as the text had it then."""
    return Markup(' <span class="quiet" lang="en">at step {} now, before at {}</span>').format(
        ", ".join(new.places) or "none", ", ".join(old.places) or "none"
    )
