"""Pictures of the same models as other tools draw them, where they are there: their SVG as bytes, by the model's name.

Each gets the text that our own renderers write for it. What a tool can't draw is missing from its pictures.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.picture_geometry import Picture
from benchmarks.picture_readers import read_d2, read_graphviz, read_mermaid, read_plantuml
from usecase_dsl.render.diagram import DiagramFormat

Texts = Mapping[str, str]
Pictures = dict[str, bytes]

_SECONDS = 1200


@dataclass(frozen=True)
class Peer:
    """Another tool: the format of ours that it reads, how it draws many texts, and how its pictures are read.

    ``missing`` says what it needs and isn't there; "" if it can draw.
    """

    name: str
    format: DiagramFormat
    missing: Callable[[], str]
    draw: Callable[[Texts], Pictures]
    read: Callable[[bytes, str], Picture]


def plantuml(texts: Texts) -> Pictures:
    """All in one process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = {f"{number}": model for number, model in enumerate(texts)}
        for number, model in numbers.items():
            (folder / f"{number}.puml").write_text(texts[model], encoding="utf-8", newline="\n")
        command = ["plantuml", "-charset", "UTF-8", "-tsvg", *(f"{number}.puml" for number in numbers)]
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
        drawn = {model: folder / f"{number}.svg" for number, model in numbers.items()}
        return {model: path.read_bytes() for model, path in drawn.items() if path.exists()}


def graphviz(texts: Texts) -> Pictures:
    """A process each."""
    pictures = {}
    for model, text in texts.items():
        drawn = subprocess.run(
            ["dot", "-Tsvg"], input=text.encode("utf-8"), capture_output=True, timeout=_SECONDS, check=False
        )
        if drawn.returncode == 0:
            pictures[model] = drawn.stdout
    return pictures


# What is drawn is HTML; the picture has to be XML.
_DRAW = """async ([name, text]) => {
  try {
    const { svg } = await mermaid.render(name, text);
    const page = new DOMParser().parseFromString(svg, "text/html");
    return new XMLSerializer().serializeToString(page.querySelector("svg"));
  } catch (error) { return null; }
}"""


def mermaid(texts: Texts) -> Pictures:
    """All on one page of a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(path=_mermaid())
        page.evaluate("() => mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true })")
        drawn = {
            model: page.evaluate(_DRAW, [f"m{number}", text]) for number, (model, text) in enumerate(texts.items())
        }
        browser.close()
    return {model: svg.encode("utf-8") for model, svg in drawn.items() if svg}


# Texts by model come in, pictures by model go to a file: the module writes to where we would read. A file it is, too,
# because the module starts a worker, which can't be told what to do by a text.
_D2 = """
import fs from "node:fs";
const [module, target] = process.argv.slice(2);
const { D2 } = await import(module);
const tool = new D2(), pictures = {};
for (const [model, text] of Object.entries(JSON.parse(fs.readFileSync(0, "utf8")))) {
  try {
    const { diagram, renderOptions } = await tool.compile(text);
    pictures[model] = await tool.render(diagram, renderOptions);
  } catch (error) {}
}
fs.writeFileSync(target, JSON.stringify(pictures));
process.exit(0);
"""


def d2(texts: Texts) -> Pictures:
    """All in one process of Node."""
    with tempfile.TemporaryDirectory() as name:
        script, drawn = Path(name) / "draw.mjs", Path(name) / "pictures.json"
        script.write_text(_D2, encoding="utf-8", newline="\n")
        command = ["node", str(script), _d2_module().as_uri(), str(drawn)]
        given = json.dumps(texts).encode("utf-8")
        subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=True)
        pictures: dict[str, str] = json.loads(drawn.read_text(encoding="utf-8"))
    return {model: svg.encode("utf-8") for model, svg in pictures.items()}


def _no_mermaid() -> str:
    if not find_spec("playwright"):
        return "no Python package playwright"
    if not _mermaid().exists():
        return "no mermaid on NODE_PATH"
    return "" if _browser() else "no chromium on the PATH"


def _mermaid() -> Path:
    return _module("mermaid/dist/mermaid.min.js")


def _d2_module() -> Path:
    return _module("@terrastruct/d2/dist/node-esm/index.js")


def _module(path: str) -> Path:
    """A file of a module of Node's, where NODE_PATH has it, or where it would be."""
    folders = (Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep))
    found = [folder / path for folder in folders]
    return next((each for each in found if each.exists()), found[-1])


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def _no_plantuml() -> str:
    return "" if shutil.which("plantuml") else "no plantuml on the PATH"


def _no_d2() -> str:
    if not _d2_module().exists():
        return "no @terrastruct/d2 on NODE_PATH"
    return "" if shutil.which("node") else "no node on the PATH"


def _no_graphviz() -> str:
    return "" if shutil.which("dot") else "no dot on the PATH"


PEERS = (
    Peer("PlantUML", "plantuml", _no_plantuml, plantuml, read_plantuml),
    Peer("Mermaid", "mermaid", _no_mermaid, mermaid, read_mermaid),
    Peer("D2", "d2", _no_d2, d2, read_d2),
    Peer("Graphviz", "dot", _no_graphviz, graphviz, read_graphviz),
)
