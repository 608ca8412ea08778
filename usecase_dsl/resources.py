"""Where the grammar and the templates lie, and where a cache may: the one module that knows.

In a source tree and in an editable install ``grammar/`` and ``templates/`` stand beside the package; a wheel
carries them inside it, under ``_data``.
"""

from __future__ import annotations

import os
from pathlib import Path

from usecase_dsl import __version__

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


def read_text(name: str) -> str:
    """The text of a resource, such as ``grammar/usecase.lark``, with ``\\n`` at each line's end.

    Raises FileNotFoundError where there is none of that name.
    """
    return _locate(name).read_text(encoding="utf-8")


def directory(name: str) -> Path:
    """The folder of a kind of resource, such as ``templates``.

    Raises FileNotFoundError where there is none of that name.
    """
    return _locate(name)


def names(folder: str, ending: str) -> tuple[str, ...]:
    """The names of the resources in a folder that end so, such as ``.json``, sorted and without the ending.

    Raises FileNotFoundError where there is no such folder.
    """
    return tuple(sorted(each.stem for each in _locate(folder).iterdir() if each.suffix == ending))


def cache_directory() -> Path | None:
    """A folder of this release's own for what is slow to make and may be lost, created if need be.

    It lies below ``USECASE_CACHE_DIR`` if that is set, else where the platform keeps a user's caches. None
    means that nothing can be kept there, which is no error: every cache is a shortcut.
    """
    folder = _cache_location()
    return folder if folder.is_absolute() and _is_writable(folder) else None


def keep(name: str, content: bytes) -> None:
    """Puts a file into the cache, so that another process sees all of it or nothing; failing is no harm."""
    folder = cache_directory()
    if folder is None:
        return
    part = folder / f".{name}-{os.getpid()}"
    try:
        part.write_bytes(content)
        part.replace(folder / name)
    except OSError:
        part.unlink(missing_ok=True)


def _locate(name: str) -> Path:
    for root in _ROOTS:
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"usecase-dsl is not installed completely: {name} is missing")


def _cache_location() -> Path:
    if chosen := os.environ.get("USECASE_CACHE_DIR"):
        return Path(chosen).absolute() / __version__
    from platformdirs import user_cache_path  # only the commands that draw or parse pay for it

    # Without a home folder this is a relative path that begins with "~", which nobody wants to find created.
    return user_cache_path("usecase-dsl", appauthor=False, version=__version__)


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made there. Trying is the only answer that holds on every platform."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError:
        return False
    return True
