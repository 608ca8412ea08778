"""Descriptions of stories are read as they are meant by the parser that Jira itself reads wiki markup with."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from usecase_dsl.exporting.wiki import wiki
from usecase_dsl.plain_text import plain

PACKAGES = ("@atlaskit/editor-wikimarkup-transformer@12",)
TEXTS = 2000

READ = """
const { WikiMarkupTransformer } = require("@atlaskit/editor-wikimarkup-transformer");
const { defaultSchema } = require("@atlaskit/adf-schema/schema-default");
const reader = new WikiMarkupTransformer(defaultSchema);
const told = JSON.parse(require("fs").readFileSync(0, "utf8")).map((text) => {
  const document = reader.parse(text);
  const kinds = new Set();
  document.descendants((node) => {
    kinds.add(node.type.name);
    node.marks.forEach((mark) => kinds.add(mark.type.name));
  });
  return [document.textContent, [...kinds].sort()];
});
console.log(JSON.stringify(told));
"""
PIECES = (
    *(*"{}[]|*_^~!?#-+()\\:;.@%&<>=,/ab1h2xyPD'\"é中", " ", " "),
    *("{code}", "{color:red}", "{adf", "{-}", "{*}", "[x|y]", "[~bob]", "!a.png!", "h1.", "bq.", "(y)", "(on)", ":)"),
    *("http://a.example/b_c", "mailto:a@b.example", "--", "----", " - ", "||", "word"),
)


@pytest.fixture(scope="module")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Jira's parser, which stays from one run to the next."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        pytest.skip("Node isn't installed")
    cache = getattr(request.config, "cache", None)
    folder: Path = cache.mkdir("node-wiki") if cache else tmp_path_factory.mktemp("node")
    wanted = folder / "wanted"
    if not wanted.exists() or wanted.read_text(encoding="utf-8") != " ".join(PACKAGES):
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--prefix", str(folder)]
        install = [npm, "install", *options, *PACKAGES]
        done = subprocess.run(install, cwd=folder, capture_output=True, timeout=240, check=False)
        if done.returncode != 0:
            pytest.skip("npm can't install the packages")
        wanted.write_text(" ".join(PACKAGES), encoding="utf-8")
    return folder


def texts() -> list[str]:
    """Texts put together of all that might be markup, the same ones each time."""
    found: list[str] = []

    @settings(max_examples=TEXTS, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
    def collect(pieces: list[str]) -> None:
        if text := plain("".join(pieces)).strip():
            found.append(text)

    collect()
    return found


def test_jira_shows_what_was_written(node: Path) -> None:
    written = texts()
    forms = [f"* *Given* {wiki(each)} (1)\n* *Then* {wiki(each)}" for each in written]
    (node / "read.cjs").write_text(READ, encoding="utf-8")
    asked = json.dumps(forms)
    done = subprocess.run(
        ["node", "read.cjs"], cwd=node, input=asked, capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    shown = json.loads(done.stdout)
    odd = [
        (text, form, got, kinds)
        for text, form, (got, kinds) in zip(written, forms, shown, strict=True)
        if got.replace("\u2060", "") != f"Given {text} (1)Then {text}"
        or {*kinds} - {"bulletList", "listItem", "paragraph", "text", "strong", "link"}
    ]
    assert len(written) > TEXTS / 2 and odd == []
