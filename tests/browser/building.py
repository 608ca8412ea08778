"""The sites that browsers are shown."""

from __future__ import annotations

from pathlib import Path

from tests.browser.texts import EARLIER, EVERYTHING
from usecase_dsl.cli import group
from usecase_dsl.project import load, write_folder
from usecase_dsl.render import site

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
NAMES = [*(path.name for path in EXAMPLES), "everything"]
# Between them they have all that a page can show, in several languages, from left to right and from right to left.
MANIFOLD = ("bookshop", "everything")


def build(project: Path, target: Path, *options: str) -> Path:
    """Makes the site of a project as the command line does; gives its folder."""
    group.usecase.main(["build", str(project), "-o", str(target), *options], standalone_mode=False)
    return target


def build_single(project: Path, target: Path) -> Path:
    """Makes the site of a project as one file; gives its folder."""
    write_folder(target, site.render(load([project]).model, single_file=True))
    return target


def written(folder: Path, files: dict[str, str]) -> Path:
    """Writes a project; gives its folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def everything(folder: Path, target: Path) -> Path:
    """Makes the site of a project that has all that a page can show, with all options that show something."""
    earlier, texts = folder / "earlier", folder / "texts"
    earlier.mkdir()
    texts.mkdir()
    written(earlier, EARLIER)
    options = ("--since", str(earlier), "--findings", "--source-url", "https://example.org/{path}#L{line}")
    return build(written(texts, EVERYTHING), target, "--junit", str(texts / "results.xml"), *options)


def pages(folder: Path) -> list[str]:
    """The pages of a site, from its folder."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
