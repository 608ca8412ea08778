"""Diagrams as text are read by the tools that they are for, whatever people call things: where these can be had."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.reading import model
from usecase_dsl.render.diagram import DiagramFormat, DiagramKind, Refusal, render
from usecase_dsl.render.graphviz_layout import lay_out

PACKAGES = ("mermaid@12", "@terrastruct/d2")
KINDS: tuple[DiagramKind, ...] = ("use-case", "activity", "sequence", "map")

SHOP = """
    system: Shop
    actor: Bank
      kind: system
    actor: Night
      kind: time
    actor: Member
      is a: Customer
    package: Sales
    use case UC-1: Buy
      primary actor: Customer
      supporting actors: Bank, Night
      extension points:
        - payment: 1
      trigger: Customer wants a book.
      main success scenario:
        1. Customer chooses a book (include UC-2).
        2. System asks Bank for the money.
           => The order is paid.
        3. System thinks.
        repeat 2-3 until the Bank agrees
        optional 3 when it is dark
      extensions:
        2a. The card is declined:
          1. System says so.
          resume at 1
        2b. The Bank is shut:
          end in failure
        *a. The power fails:
          end in failure
    package: Accounts
    use case UC-2: Sign in
      level: subfunction
    use case UC-3: Redeem a card
      primary actor: Member
      extends: UC-1 at payment when the Customer has a card
      specialises: UC-2
"""
# What is said in marks of the languages that it will stand in.
MARKS = (
    r"""1. "q" \n \" #quot; <b> & | {x} [y] (z) $v ${w} %d `c` *i* __u__ ~s~ ; : :: -- --> ..> end @enduml //x// =="""
)
ODD = re.sub(
    r"Shop|Sales|Accounts|Buy|Sign in|Redeem a card|chooses a book|is declined|says so|has a card|is paid|is dark",
    lambda match: f"{match[0]} {MARKS}",
    SHOP,
)
NAMED = SHOP.replace("Customer", 'The "C" <&> \\N {c}')
TEXTS = {"shop": SHOP, "odd": ODD, "named": NAMED, "bare": "use case UC-1: X"}


def texts(format: DiagramFormat) -> dict[str, str]:
    """A diagram of each kind that there is in a format, of each text."""
    found = {}
    for name, of in TEXTS.items():
        for kind in KINDS:
            linked = model(of)
            use_cases = [linked.use_cases[next(iter(linked.use_cases))]] if kind in ("activity", "sequence") else None
            try:
                content = render(linked, use_cases, kind=kind, format=format)
            except Refusal:
                continue
            found[f"{name}-{kind}"] = content.decode("utf-8")
    return found


def test_graphviz() -> None:
    for name, text in texts("dot").items():
        assert lay_out(text)["objects"], name


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("plantuml") is None, reason="PlantUML isn't installed")
def test_plantuml(tmp_path: Path) -> None:
    for name, text in texts("plantuml").items():
        (tmp_path / f"{name}.puml").write_text(text, encoding="utf-8")
    plantuml = ["plantuml", "-checkonly", "-charset", "UTF-8", *map(str, sorted(tmp_path.glob("*.puml")))]
    done = subprocess.run(plantuml, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tools that are had from npm, which stays from one run to the next."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        pytest.skip("Node isn't installed")
    cache = getattr(request.config, "cache", None)
    folder: Path = cache.mkdir("node-pictures") if cache else tmp_path_factory.mktemp("node")
    wanted = folder / "wanted"
    if not wanted.exists() or wanted.read_text(encoding="utf-8") != " ".join(PACKAGES):
        install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), *PACKAGES]
        done = subprocess.run(install, cwd=folder, capture_output=True, timeout=240, check=False)
        if done.returncode != 0:
            pytest.skip("npm can't install the packages")
        wanted.write_text(" ".join(PACKAGES), encoding="utf-8")
    return folder


D2 = """
import { readFileSync } from "node:fs";
import { D2 } from "@terrastruct/d2";
const d2 = new D2();
const said = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync("texts.json", "utf8")))) {
  try {
    const { diagram } = await d2.compile(text);
    said[name] = diagram.shapes.map((shape) => shape.label).join("\\n");
  } catch (error) {
    said[name] = `error: ${error.message}`;
  }
}
console.log(JSON.stringify(said));
process.exit(0);
"""


@pytest.mark.slow
def test_d2(node: Path) -> None:
    odd = {name: text for name, text in texts("d2").items() if name.startswith("odd")}
    (node / "texts.json").write_text(json.dumps(odd), encoding="utf-8")
    (node / "draw.mjs").write_text(D2, encoding="utf-8")
    done = subprocess.run(
        ["node", "draw.mjs"], cwd=node, capture_output=True, encoding="utf-8", timeout=200, check=False
    )
    said = json.loads(done.stdout)
    assert {name: words for name, words in said.items() if words.startswith("error")} == {}
    assert f"Buy {MARKS}" in " ".join(said["odd-use-case"].split())


MERMAID = """<!doctype html><meta charset="utf-8"><script src="node_modules/mermaid/dist/mermaid.min.js"></script>
<pre id="said"></pre><script>
mermaid.initialize({ startOnLoad: false });
(async () => {
  const said = {};
  for (const [name, text] of Object.entries(TEXTS)) {
    try {
      const { svg } = await mermaid.render("p" + Object.keys(said).length, text);
      said[name] = new DOMParser().parseFromString(svg, "text/html").body.textContent;
    } catch (error) {
      said[name] = `error: ${error.message}`;
    }
  }
  document.getElementById("said").textContent = JSON.stringify(said);
})();
</script>"""


def drawn_by_mermaid(node: Path, of: dict[str, str]) -> dict[str, str]:
    """What stands in the pictures that Mermaid makes of texts in a browser, or its error."""
    page = MERMAID.replace("TEXTS", json.dumps(of).replace("<", "\\u003c"))
    (node / "page.html").write_text(page, encoding="utf-8")
    chromium = [str(shutil.which("chromium")), "--headless", "--no-sandbox", "--disable-gpu"]
    run = [*chromium, "--virtual-time-budget=60000", "--dump-dom", (node / "page.html").as_uri()]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=200, check=False)
    said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said, done.stderr
    found: dict[str, str] = json.loads(unescape(said[1]))
    return found


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium isn't installed")
@pytest.mark.parametrize("format", ["mermaid", "mermaid-flowchart"])
def test_mermaid(format: DiagramFormat, node: Path) -> None:
    said = drawn_by_mermaid(node, texts(format))
    assert {name: words for name, words in said.items() if words.startswith("error")} == {}
    for kind in ("use-case", "map"):
        words = " ".join(said[f"odd-{kind}"].replace("\u200b", "").split())
        assert all(f"{name} {MARKS}" in words for name in ("Buy", "Sign in", "Redeem a card"))
