"""What a sequence diagram shows, in the picture and in the languages of other tools."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.picture import SVG
from tests.reading import model
from tests.sequence_picture import SequencePicture, sequence
from usecase_dsl.cli import group
from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.diagram import DiagramFormat, Refusal, render

RENT = """\
system: Station

actor: Rider
actor: Card Office
  kind: system

use case UC-1: Rent a bicycle
  primary actor: Rider
  main success scenario:
    1. Rider holds the card to a dock.
    2. System asks Card Office for the account.
    3. System opens the dock.
       => The dock is open.
    4. Rider takes the bicycle (include UC-2).
  extensions:
    2a. The card is unknown:
      1. System shows a red light.
      end in failure
    3a. The dock is stuck:
      1. System names another dock.
      resume at 1
    2-3b. The Rider walks away:
      end in failure
    *a. The power fails:
      end

use case UC-2: Take a bicycle
  main success scenario:
    1. Rider pulls.
"""


def drawn(text: str = RENT, scenario: str | None = None) -> SequencePicture:
    of = model(text)
    return sequence(of, next(iter(of.use_cases.values())), scenario)


def messages(seen: SequencePicture) -> list[tuple[str, str, str]]:
    """Who tells whom what."""
    return [
        (
            each.get("data-from", ""),
            each.get("data-to", ""),
            told(*(text.text or "" for text in each.iter(f"{SVG}text"))),
        )
        for each in seen.groups("message")
    ]


def told(*lines: str) -> str:
    return " ".join(lines)


def use_case(*steps: str) -> str:
    """A text with these lines as the steps of its only use case."""
    return "\n".join(
        [
            "actor: Rider",
            "actor: Guard",
            "use case UC-1: Rent",
            "  main success scenario:",
            *(f"    {each}" for each in steps),
        ]
    )


class TestMessages:
    def test_an_actor_acts_upon_the_system_and_the_system_on_who_it_names(self) -> None:
        assert messages(drawn())[:3] == [
            ("Rider", "Station", "1 holds the card to a dock"),
            ("Station", "Card Office", "2 asks Card Office for the account"),
            ("Station", "Station", "2a1 shows a red light"),
        ]

    def test_results_stand_below(self) -> None:
        assert ("Station", "Station", "3 opens the dock => The dock is open.") in messages(drawn())

    @pytest.mark.parametrize(
        ("step", "target", "words"),
        [
            ("Rider calls Guard.", "Guard", "1 calls Guard"),
            ("Rider asks System for Guard.", "System", "1 asks System for Guard"),
            ("**Rider** pays [the fee](http://x.y) in `EUR`.", "System", "1 pays the fee in EUR"),
            ("Rider pays. [BR-1]", "System", "1 pays"),
            ("Rider, who is late, runs.", "System", "1 Rider, who is late, runs"),
        ],
    )
    def test_to_whom(self, step: str, target: str, words: str) -> None:
        assert messages(drawn(use_case(f"1. {step}"))) == [("Rider", target, words)]

    @pytest.mark.parametrize(
        ("step", "words"),
        [
            (
                f"Rider waits until the lamp of the dock turns green, or until somebody comes, {'very ' * 20}slowly.",
                "1 waits until the lamp of the dock turns green, or until somebody comes …",
            ),
            (
                f"Rider waits until the lamp of the dock turns green. Then, if so, {'very ' * 20}slowly, it opens.",
                "1 waits until the lamp of the dock turns green …",
            ),
            (f"Rider waits {'very ' * 40}long", f"1 waits {'very ' * 40}long"),
        ],
    )
    def test_a_long_one_is_shortened_between_clauses_alone_and_its_name_is_the_whole(
        self, step: str, words: str
    ) -> None:
        seen = drawn(use_case(f"1. {step}"))
        assert [each for *_, each in messages(seen)] == [words]
        assert (seen.groups("message")[0].get("aria-label") or "").startswith(f"1. {step}")

    def test_who_is_not_said_is_a_note(self) -> None:
        seen = drawn(use_case("1. The dock opens.", "2. Rider leaves."))
        assert [each.get("data-id") for each in seen.groups("note")] == ["step-1"]
        assert [each.get("data-id") for each in seen.groups("message")] == ["step-2"]

    def test_what_is_included_is_a_frame_that_names_it(self) -> None:
        (ref,) = drawn().groups("ref")
        assert told(*(text.text or "" for text in ref.iter(f"{SVG}text"))) == (
            "ref 4 UC-2: Take a bicycle Rider takes the bicycle"
        )


class TestFragments:
    def kinds(self, seen: SequencePicture) -> list[tuple[str, list[str]]]:
        """The operator of each fragment, and what its operands say at their heads."""
        return [
            (
                each.get("class", "").split()[1],
                [
                    told(*(text.text or "" for text in operand.findall(f"{SVG}text")))
                    for operand in each.findall(f"{SVG}g")
                ],
            )
            for each in seen.groups("fragment")
        ]

    def test_flows_stand_where_they_leave(self) -> None:
        assert self.kinds(drawn()) == [
            ("alt", ["", "2a [The card is unknown]"]),
            ("alt", ["", "3a [The dock is stuck]"]),
            ("break", ["2-3b at 2 or 3 [The Rider walks away]"]),
            ("break", ["*a at any time [The power fails]"]),
        ]

    def test_how_each_flow_ends(self) -> None:
        ends = [(each.get("data-id"), each.get("class", "").split()[-1]) for each in drawn().groups("end")]
        assert ends == [
            ("end-ext-2a", "failure"),
            ("end-ext-3a", "resume"),
            ("end-ext-2-3b", "failure"),
            ("end", "success"),
            ("end-ext-any-a", "unstated"),
        ]
        assert "back to step 1" in [text for text, _ in drawn().texts]

    def test_loops_and_options(self) -> None:
        text = use_case(
            "1. Rider rings.", "2. Rider waits.", "repeat step 1-2 until Guard comes", "optional 2 when it rains"
        )
        assert self.kinds(drawn(text)) == [("loop", ["[until Guard comes]"]), ("opt", ["[it rains]"])]

    def test_a_flow_that_leaves_nowhere_is_shown_and_says_so(self) -> None:
        text = RENT.replace("2a. The card is unknown", "9a. The card is unknown")
        assert ("break", ["9a the text doesn't say where [The card is unknown]"]) in self.kinds(drawn(text))

    def test_every_step_and_every_flow_is_shown_once(self) -> None:
        ids = [each.get("data-id", "") for each in drawn().root.iter(f"{SVG}g") if each.get("data-id")]
        assert len(ids) == len(set(ids))
        assert {"step-1", "step-2", "step-3", "step-4", "step-2a1", "step-3a1"} <= set(ids)


class TestOneScenario:
    def test_its_steps_alone_and_the_conditions_on_the_way(self) -> None:
        seen = drawn(scenario="2a")
        assert messages(seen) == [
            ("Rider", "Station", "1 holds the card to a dock"),
            ("Station", "Station", "2a1 shows a red light"),
        ]
        assert [each.get("aria-label") for each in seen.groups("condition")] == ["2a. The card is unknown."]
        assert seen.groups("fragment") == []

    def test_the_main_success_scenario_without_alternatives(self) -> None:
        seen = drawn(scenario="main success scenario")
        assert [each.get("data-id") for each in seen.groups("message")] == ["step-1", "step-2", "step-3"]
        assert seen.groups("fragment") == []

    def test_one_that_there_isnt(self) -> None:
        with pytest.raises(Refusal, match="did you mean ‘main success scenario’"):
            drawn(scenario="main sucess scenario")
        with pytest.raises(Refusal, match="there are ‘main success scenario’, ‘2a’"):
            drawn(scenario="7x")


class TestSvg:
    def test_it_says_everything_in_words(self) -> None:
        root = drawn().root
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == "Sequence diagram: UC-1: Rent a bicycle"
        description = root.findtext(f"{SVG}desc") or ""
        assert description.startswith("Lifelines: Rider, Station, Card Office. 1. Rider holds the card to a dock.")
        assert "Alt 2a: The card is unknown. 2a1. System shows a red light. Ends in failure." in description

    def test_links_to_steps_actors_and_what_is_included(self) -> None:
        of = model(RENT)

        def link(node: Actor | UseCase) -> str:
            return f"{node.key.replace(' ', '-')}.html"

        svg = render(of, [of.use_cases["uc-1"]], kind="sequence", link=link).decode("utf-8")
        addresses = set(re.findall(r'href="([^"]*)"', svg))
        assert {"rider.html", "card-office.html", "uc-1.html#step-1", "uc-1.html#step-2a1", "uc-2.html"} <= addresses

    def test_colours_are_tokens_with_a_light_and_a_dark_value(self) -> None:
        sheet = drawn().root.findtext(f"{SVG}style") or ""
        used = set(re.findall(r"var\((--uc-[\w-]+)\)", sheet))
        light, dark = (set(re.findall(r"(--uc-[\w-]+):#", part)) for part in sheet.split("@media"))
        assert used <= light and light <= dark

    def test_text_from_users_stays_text(self) -> None:
        seen = drawn(use_case('1. Rider enters <script>alert("x")</script> & more.'))
        assert [words for *_, words in messages(seen)] == ['1 enters <script>alert("x")</script> & more']
        assert not list(seen.root.iter(f"{SVG}script"))


ODD = use_case(
    '1. Rider says "end"; then -- <b> & %date() #1 {x} [[y]] // end.',
    "2. end of the day: a, b -> c",
    "3. Rider waits\\nfor @enduml `x`",
)


class TestTexts:
    def text(self, format: DiagramFormat, of: str = RENT) -> str:
        found = model(of)
        return render(found, [next(iter(found.use_cases.values()))], kind="sequence", format=format).decode("utf-8")

    def test_plantuml(self) -> None:
        lines = self.text("plantuml").splitlines()
        assert lines[0] == "@startuml" and lines[-1] == "@enduml"
        assert lines[2:9] == [
            'actor "Rider" as L1',
            'participant "Station" as L2',
            'participant "Card Office" as L3 <<system>>',
            "L1 -> L2 : 1 holds the card to a dock",
            "alt",
            "  L2 -> L3 : 2 asks Card Office for the account",
            "else 2a The card is unknown",
        ]
        assert lines.count("end") == 4

    def test_mermaid(self) -> None:
        lines = self.text("mermaid").splitlines()
        assert lines[0] == "sequenceDiagram"
        assert "  L1->>L2: 1 holds the card to a dock" in lines
        assert "  break #42;a at any time The power fails" in lines
        assert "  Note over L1,L2: ref UC#45;2#58; Take a bicycle<br/>4 Rider takes the bicycle" in lines

    def test_what_means_something_in_plantuml_is_escaped(self) -> None:
        first, *_, third, _, _ = (line for line in self.text("plantuml", ODD).splitlines() if " : " in line)
        assert "<U+003C>b<U+003E> <U+0026> <U+0025>date() <U+0023>1 <U+007B>x<U+007D>" in first.replace("\\n", " ")
        assert "<U+0040>enduml <U+0060>" not in third and self.text("plantuml", ODD).count("@enduml") == 1

    def test_what_means_something_in_mermaid_is_escaped(self) -> None:
        words = [line.partition(": ")[2] for line in self.text("mermaid", ODD).splitlines() if ": " in line][1:]
        plain = [re.sub(r"#\d+;|<br/>", "", each) for each in words]
        assert not [each for each in plain if re.search(r"[;\"<>{}%#:]|\bend\b", each)]

    @pytest.mark.skipif(not which("plantuml"), reason="PlantUML isn't installed")
    @pytest.mark.parametrize("of", [RENT, ODD, "use case UC-1: Later"])
    def test_plantuml_itself_takes_it(self, of: str) -> None:
        program = which("plantuml") or ""
        sent = self.text("plantuml", of).encode("utf-8")
        run = subprocess.run([program, "-charset", "UTF-8", "-syntax"], input=sent, capture_output=True, check=False)
        assert run.stdout.startswith(b"SEQUENCE")

    @pytest.mark.parametrize("format", ["svg", "plantuml", "mermaid"])
    def test_a_use_case_without_steps_says_so(self, format: DiagramFormat) -> None:
        words = re.sub(r"<br/>|\\n", " ", self.text(format, "use case UC-1: Later"))
        assert "The text has no steps yet" in words

    def test_no_other_format(self) -> None:
        with pytest.raises(Refusal, match="There is no sequence diagram as dot"):
            self.text("dot")

    def test_png(self) -> None:
        found = model(RENT)
        assert render(found, [found.use_cases["uc-1"]], kind="sequence", format="png").startswith(b"\x89PNG")


class Said(NamedTuple):
    code: int
    out: str
    err: str


Called = Callable[..., Said]


@pytest.fixture
def diagram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Called:
    """Runs ``usecase diagram --kind sequence`` in a folder of its own, where a text is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rent.uc").write_text(RENT, encoding="utf-8")

    def call(*options: str) -> Said:
        monkeypatch.setattr("sys.argv", ["usecase", "diagram", "--kind", "sequence", *options])
        code = group.run()
        return Said(code, *capfd.readouterr())

    return call


class TestCommand:
    def test_one_scenario(self, diagram: Called) -> None:
        said = diagram("--use-case", "UC-1", "--scenario", "2a", "--format", "mermaid")
        assert (said.code, said.err) == (0, "")
        assert "2a1 shows a red light" in said.out and "names another dock" not in said.out

    def test_every_name_that_scenarios_prints(
        self, diagram: Called, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.argv", ["usecase", "scenarios", "--use-case", "UC-1", "--format", "json"])
        group.run()
        names = [each["name"] for each in json.loads(capfd.readouterr().out)]
        assert len(names) > 4
        assert [diagram("--use-case", "UC-1", "--scenario", name).code for name in names] == [0] * len(names)

    def test_several_use_cases_are_refused(self, diagram: Called) -> None:
        said = diagram()
        assert said.code == 2 and "shows one use case: choose it with --use-case" in said.err

    def test_a_scenario_that_there_isnt(self, diagram: Called) -> None:
        said = diagram("--use-case", "UC-1", "--scenario", "main succes scenario")
        assert said.code == 2 and "did you mean ‘main success scenario’" in said.err

    def test_a_scenario_of_another_diagram_is_misuse(self, diagram: Called) -> None:
        said = diagram("--kind", "use-case", "--scenario", "2a")
        assert said.code == 2 and "--kind sequence" in said.err
