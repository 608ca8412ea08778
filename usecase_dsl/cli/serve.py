"""``usecase serve``: the site in a browser, made again as texts change."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from usecase_dsl.cli import accounts as accounts_options
from usecase_dsl.cli import common, results, site_options

if TYPE_CHECKING:
    from usecase_dsl.project import Texts
    from usecase_dsl.serve.server import Server
    from usecase_dsl.serve.session import Session, State

# Editors write a file in several goes; what comes so close together is one change.
_TOGETHER = 50
# After so long without a change the watching says that it has begun. Both are milliseconds.
_SOON = 200


@click.command("serve")
@common.paths
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--open", "browse", is_flag=True, help="Show it in the browser.")
@site_options.options
@results.option
@accounts_options.option
def command(
    paths: Sequence[str],
    stdin_filename: str,
    port: int,
    browse: bool,
    findings: bool,
    sequences: bool,
    source_url: str,
    since: str | None,
    templates: str | None,
    junit: Sequence[str],
    accounts: str | None,
) -> None:
    """Show the documentation site in a browser, and make it again whenever a text changes."""
    from usecase_dsl.render.site import Pages
    from usecase_dsl.serve.server import Server
    from usecase_dsl.serve.session import Session

    if "-" in paths:
        raise click.UsageError("Standard input doesn't change; name a file or a folder.")
    texts, files = results.apart(paths, junit)
    wanted = site_options.Wanted(findings, source_url, since, tuple(files), sequences, accounts=accounts)
    session = Session(Pages(), lambda of: site_options.content(of, wanted))
    update = _updating(session, _reader(texts, stdin_filename, findings), templates)
    beside = [*files, *([accounts] if accounts else [])]
    changes = _changes([*map(Path, texts or ["."]), *map(Path, beside)], Path(templates) if templates else None)
    next(changes)  # From here on nothing is missed, however long the first site takes.
    update()
    with _server(lambda: Server(session, port)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        common.note(f"The site is at {server.address}; Ctrl-C ends it.")
        if browse:
            click.launch(server.address)
        for _ in changes:
            update()


def _reader(paths: Sequence[str], stdin_filename: str, findings: bool) -> Callable[[], Texts]:
    from dataclasses import replace

    from usecase_dsl.settings import Settings

    def adjust(settings: Settings) -> Settings:
        return settings if findings else replace(settings, ignore=("ALL",))

    return lambda: common.read_texts(paths, stdin_filename, adjust)


def _server(make: Callable[[], Server]) -> Server:
    try:
        return make()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise click.ClickException(f"{error.strerror or error}: choose another port with --port.") from error


def _updating(session: Session, read: Callable[[], Texts], templates: str | None) -> Callable[[], None]:
    """Makes the site of the texts as they are now, in the looks of now; says how long that took and what is wrong."""
    from usecase_dsl.render.site import Pages

    looks: dict[str, str] = {}

    def update() -> None:
        began, before = time.perf_counter(), session.state.number
        try:
            if (found := dict(site_options.own_templates(templates))) != looks:
                session.dress(Pages(found))
                looks.clear()
                looks.update(found)
            with common.template_faults():
                state = session.update(read())
        except click.ClickException as error:
            if not before:
                raise
            state = session.fail(error.message)
        if state.number != before:
            _tell(state, time.perf_counter() - began)

    return update


def _tell(state: State, seconds: float) -> None:
    wrong = len(state.errors) + bool(state.trouble)
    said = f", {wrong} {'error' if wrong == 1 else 'errors'}" if wrong else ""
    common.note(f"{common.files(len(state.files))} in {seconds:.1f} s{said}")


def _changes(paths: Sequence[Path], looks: Path | None) -> Iterator[None]:
    """Comes back once as soon as it watches, and then each time that something has changed in what a site is made of.

    That is what lies below the paths, in the configuration above them, and in the folder of templates.
    """
    from usecase_dsl.project import folders_of

    def is_ours(change: Any, path: str) -> bool:
        file = Path(path)
        own = looks is not None and file.is_relative_to(looks.absolute())
        return own or file.suffix.lower() in (".uc", ".toml", ".xml", ".csv")

    folders = [*folders_of(paths), *([looks] if looks else [])]
    while True:
        there = [folder for folder in folders if folder.exists()]
        if not there:
            time.sleep(_SOON / 1000)
            continue
        yield from _watched(there, folders, is_ours)


def _watched(there: Sequence[Path], folders: Sequence[Path], is_ours: Callable[[Any, str], bool]) -> Iterator[None]:
    """``_changes`` for as long as each of the folders is the one that it was: nobody watches one in its place."""
    from watchfiles import watch

    were = _identities(folders)
    found = watch(
        *there,
        watch_filter=is_ours,
        debounce=4 * _TOGETHER,
        step=_TOGETHER,
        rust_timeout=_SOON,
        yield_on_timeout=True,
    )
    next(found)
    yield
    for changes in found:
        is_another = _identities(folders) != were
        if changes or is_another:
            yield
        if is_another:
            return


def _identities(folders: Sequence[Path]) -> tuple[object, ...]:
    """Which folders these are, whatever they are called; ``None`` for one that isn't there."""
    stats = (folder.stat() if folder.exists() else None for folder in folders)
    return tuple(stat and (stat.st_dev, stat.st_ino) for stat in stats)
