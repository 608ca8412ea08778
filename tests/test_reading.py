"""From text to nodes: each kind of line, each label, each control line."""

from __future__ import annotations

import pytest

from tests.reading import document, only
from usecase_dsl.source import Span, source_from_bytes
from usecase_dsl.syntax.labels import canonical, flow_label, range_ends, step_label
from usecase_dsl.syntax.nodes import Control, Document, Extension, Row, Step
from usecase_dsl.syntax.parser import read


def field(text: str, keyword: str | None) -> list[str]:
    fields = [each for each in only(f"use case: Buy\n{text}").fields if each.keyword == keyword]
    return [item.value for each in fields for item in each.items]


def main(text: str) -> tuple[Step | Control, ...]:
    return only(f"use case: Buy\nmain success scenario:\n{text}").sections[0].body


def extensions(text: str) -> tuple[Extension, ...]:
    return only(f"use case: Buy\nextensions:\n{text}").sections[0].extensions


class TestDeclarations:
    @pytest.mark.parametrize(
        ("head", "id", "title"),
        [
            ("use case UC-01: Place an order", "UC-01", "Place an order"),
            ("Use Case: UC23 - Transfer money", "UC23", "Transfer money"),
            ("use case UC04 — Pay by card", "UC04", "Pay by card"),
            ("use case 7: Pay", "7", "Pay"),
            ("use case UC-1.1.1: Pay", "UC-1.1.1", "Pay"),
            ("use case: Sign in", None, "Sign in"),
            ("use case：Sign in", None, "Sign in"),
            ("USE  CASE CU01a : Sign in", "CU01a", "Sign in"),
            ("use case: Pay 3 - 5 times", None, "Pay 3 - 5 times"),
            ("Use Case Name: Pay", None, "Pay"),
        ],
    )
    def test_use_case_heads(self, head: str, id: str | None, title: str) -> None:
        found = only(head)
        assert (found.id.text if found.id else None, found.name.value) == (id, title)

    def test_text_below_is_the_description_and_a_blank_line_a_paragraph(self) -> None:
        found = only("actor: Clerk\n  Sells\n  tickets.\n\n  Mostly.\n  - By phone\n  - In person")
        assert found.description is not None
        assert found.description.value == "Sells tickets.\n\nMostly.\n- By phone\n- In person"

    def test_the_statement_of_a_rule_goes_on_below(self) -> None:
        assert only("rule BR-1: Nobody is\n  charged twice.").name.value == "Nobody is charged twice."

    def test_a_condition_may_have_a_word_for_its_id(self) -> None:
        found = only("condition filled: The cart holds a book.\n  given: yes")
        assert found.id is not None
        assert (found.keyword, found.id.text, found.fields[0].items[0].value) == ("condition", "filled", "yes")

    def test_indentation_carries_no_meaning(self) -> None:
        text = "use case: Buy\n  level: user goal\n  main flow:\n    1. A.\n  extensions:\n    1a. B:\n      1. C."
        flat = "\n".join(line.strip() for line in text.split("\n"))
        assert document(text) == document(flat)


class TestFields:
    def test_a_value_stands_on_the_line_or_below(self) -> None:
        assert field("trigger: A bell rings.", "trigger") == ["A bell rings."]
        assert field("trigger:\n  A bell\n  rings.", "trigger") == ["A bell rings."]

    @pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "1.", "1)"])
    def test_items_have_bullets_or_numbers(self, bullet: str) -> None:
        assert field(f"preconditions:\n{bullet} A\n  goes on\n{bullet} B", "preconditions") == ["A goes on", "B"]

    @pytest.mark.parametrize(
        ("written", "canonical"),
        [
            ("Primary Actor", "primary actors"),
            ("Secondary actors", "supporting actors"),
            ("postconditions", "success guarantees"),
            ("Pre-conditions", "preconditions"),
            ("stakeholders and interests", "stakeholders"),
        ],
    )
    def test_synonyms(self, written: str, canonical: str) -> None:
        assert field(f"{written}: x", canonical) == ["x"]

    def test_a_field_of_ones_own(self) -> None:
        assert field("screen: S-12", None) == ["S-12"]

    def test_a_heading_of_a_template_is_no_declaration(self) -> None:
        assert field("Use case number: 4", None) == ["4"]

    @pytest.mark.parametrize(
        ("head", "kind"),
        [
            ("Alternative/Exception flows", "extensions"),
            ("Alternate flows and exceptions", "extensions"),
            ("Exception Flows", "failure flows"),
            ("Flow of events", "main success scenario"),
        ],
    )
    def test_headings_of_flows(self, head: str, kind: str) -> None:
        assert [each.kind for each in only(f"use case: Buy\n{head}:").sections] == [kind]

    def test_an_address_is_no_field(self) -> None:
        assert only("use case: Buy\n  see https://example.org").fields == ()

    def test_rows(self) -> None:
        (examples,) = only("use case: Buy\nexamples:\n| a | b \\| c |\n| 1 | |").fields
        assert examples.rows == (Row(("a", "b | c")), Row(("1", "")))


class TestSteps:
    @pytest.mark.parametrize("mark", ["1.", "1)", "1. ", "01.", "\u200b1."])
    def test_marks(self, mark: str) -> None:
        (step,) = main(f"{mark}Clerk sells.")
        assert isinstance(step, Step)
        assert (step.label, step.text.value) == ("1", "Clerk sells.")

    def test_a_number_with_decimals_is_text(self) -> None:
        (step,) = main("1. Clerk pours\n1.5 litres.")
        assert isinstance(step, Step)
        assert step.text.value == "Clerk pours 1.5 litres."

    def test_a_backslash_makes_text_of_structure(self) -> None:
        (step,) = main("1. Clerk writes\n\\Note: sold")
        assert isinstance(step, Step)
        assert step.text.value == "Clerk writes Note: sold"

    def test_bullets_and_rows_below_belong_to_the_step(self) -> None:
        (step,) = main("1. Clerk enters:\n- name\n- date\n| a | b |")
        assert isinstance(step, Step)
        assert step.text.value == "Clerk enters:\n- name\n- date\n| a | b |"

    def test_results(self) -> None:
        (step,) = main("1. Clerk sells.\n=> The ticket is sold.\n=> It is\n   paid.")
        assert isinstance(step, Step)
        assert [each.value for each in step.results] == ["The ticket is sold.", "It is paid."]

    @pytest.mark.parametrize(
        ("text", "called"),
        [
            ("include UC-02", ["UC-02"]),
            ("Include UC-02.", ["UC-02"]),
            ("System books it (include UC-02).", ["UC-02"]),
            ("System books it (include UC-02 or UC-03)", ["UC-02 or UC-03"]),
            ("System says what is included.", []),
        ],
    )
    def test_includes(self, text: str, called: list[str]) -> None:
        (step,) = main(f"1. {text}")
        assert isinstance(step, Step)
        assert [each.text for each in step.includes] == called

    def test_references_are_ids_alone(self) -> None:
        (step,) = main("1. Clerk pays [BR-1, REQ-7] or [not this one!] or [link](x) [E1].")
        assert isinstance(step, Step)
        assert [each.text for each in step.text.references] == ["BR-1", "REQ-7", "E1"]

    def test_places(self) -> None:
        text = "use case: Buy\r\n  main flow:\r\n    1. Clerk pays [BR-1].\r\n"
        found = document(text)
        step = found.declarations[0].sections[0].body[0]
        assert isinstance(step, Step)
        assert found.source.position(step.span.start) == (3, 5)
        assert found.source.position(step.text.references[0].span.start) == (3, 20)
        assert found.source.text[slice(*step.text.span)] == "Clerk pays [BR-1]."


class TestLabels:
    @pytest.mark.parametrize(
        "label",
        ["3a", "3-5a", "2,5a", "*a", "3a2a", "3a1-2a", "3aa", "E1", "AL02", "E1.2a", "2,5-7b"],
    )
    def test_every_form_is_an_extension(self, label: str) -> None:
        for end in (". ", ") ", "."):
            (found,) = extensions(f"{label}{end}It rains:")
            assert (found.label, found.condition.value) == (label, "It rains:")

    @pytest.mark.parametrize(
        ("written", "label"),
        [("3A", "3a"), ("3–5a", "3-5a"), ("2, 5a", "2,5a"), ("3a.2a", "3a2a"), ("e1", "E1"), ("03a", "3a")],
    )
    def test_canonical_form(self, written: str, label: str) -> None:
        assert [each.label for each in extensions(f"{written}. It rains:")] == [label]

    @pytest.mark.parametrize("label", ["3a1", "3-5a1", "*a1", "3a2a1", "E1.1", "E1.1a1", "+"])
    def test_full_labels_are_steps(self, label: str) -> None:
        (found,) = extensions(f"3a. It rains:\n{label}. Clerk waits.")
        assert [each.label for each in found.body if isinstance(each, Step)] == [label]

    def test_parts(self) -> None:
        assert flow_label("3a1-2b") == ("3a", False, ((1, 2),), "b")
        assert flow_label("*a") == ("", True, (), "a")
        assert flow_label("2,5aa") == ("", False, ((2, 2), (5, 5)), "aa")
        assert flow_label("E1.2a") == ("E1", False, ((2, 2),), "a")
        assert flow_label("E1") is None
        assert step_label("3-5a12") == ("3-5a", 12)
        assert step_label("E1.2") == ("E1", 2)
        assert step_label("3a") is None

    def test_ranges(self) -> None:
        assert range_ends("3-5") == ("3", "5")
        assert range_ends("3a1 – 3a3") == ("3a1", "3a3")
        assert range_ends("3-5a1-3-5a2") == ("3-5a1", "3-5a2")
        assert range_ends("E1.1-E1.2") == ("E1.1", "E1.2")
        assert range_ends("4") == ("4", "4")

    def test_a_label_of_any_length_is_canonical_in_finite_time(self) -> None:
        assert canonical("9" * 5000)


class TestControlLines:
    @pytest.mark.parametrize(
        ("line", "kind"),
        [
            ("resume at 3", "resume at"),
            ("Resume at step 3.", "resume at"),
            ("resume at same step", "resume at same step"),
            ("resume at the next step", "resume at next step"),
            ("restart", "restart"),
            ("end in success", "end in success"),
            ("END IN FAILURE.", "end in failure"),
            ("end", "end"),
            ("Use case ends.", "end"),
            ("Use case returns back to step 1.", "resume at"),
            ("Use case continues from 1.", "resume at"),
            ("Proceeds to step 1.", "resume at"),
            ("Steps 1-2 are repeated until it is dry.", "repeat until"),
            ("repeat 1-2 until it is dry", "repeat until"),
            ("repeat 1-2 while it rains", "repeat while"),
            ("repeat 1 for each ticket", "repeat for each"),
            ("repeat 1-2", "repeat"),
            ("optional 1-2", "optional"),
            ("optional 1 when it rains", "optional when"),
            ("2. repeat 1-2 until it is dry", "repeat until"),
        ],
    )
    def test_each(self, line: str, kind: str) -> None:
        (found,) = extensions(f"3a. It rains:\n{line}")
        assert [each.kind for each in found.body if isinstance(each, Control)] == [kind]

    def test_what_they_say(self) -> None:
        (found,) = extensions("3a. It rains:\nrepeat 3a1-3a2 until it\tis dry.\nresume at 3.")
        loop, end = (each for each in found.body if isinstance(each, Control))
        assert loop.range and (loop.range.text, loop.condition) == ("3a1-3a2", "it\tis dry")
        assert end.target and end.target.text == "3"

    @pytest.mark.parametrize("line", ["restart the machine", "end of the day", "resume at the desk", "repeat it all"])
    def test_they_match_as_a_whole(self, line: str) -> None:
        (found,) = extensions(f"3a. It rains:\n1. Clerk waits and has to\n{line}")
        assert not any(isinstance(each, Control) for each in found.body)

    def test_the_result_of_an_end(self) -> None:
        (found,) = extensions("3a. It rains:\nend in failure\n=> Nobody is wet.")
        (end,) = found.body
        assert [each.value for each in end.results] == ["Nobody is wet."]


class TestWhatCannotStandThere:
    @pytest.mark.parametrize(
        ("text", "kind", "within"),
        [
            ("1. Clerk sells.", "step", ""),
            ("- a bullet", "bullet", ""),
            ("use case: Buy\n1. Clerk sells.", "step", "use case"),
            ("use case: Buy\n2a. It rains:", "extension", "use case"),
            ("use case: Buy\nend in failure", "control", "use case"),
            ("use case: Buy\nextensions:\n1. Clerk sells.", "step", "extensions"),
            ("use case: Buy\ntrigger: x\n=> It holds.", "result", "trigger"),
        ],
    )
    def test_it_is_kept_as_a_stray(self, text: str, kind: str, within: str) -> None:
        assert [(each.kind, each.within) for each in document(text).strays] == [(kind, within)]

    def test_it_never_joins_the_item_above(self) -> None:
        found = document("use case: Buy\n  Why.\n1. Clerk sells.\n  More.\n  trigger: A bell.")
        assert found.declarations[0].description is not None
        assert found.declarations[0].description.value == "Why."
        assert found.strays[0].text == "1. Clerk sells.\nMore."
        assert found.declarations[0].fields[0].keyword == "trigger"

    def test_prose_below_a_complete_condition_is_a_flow_told_in_prose(self) -> None:
        (found,) = extensions("3a. It rains:\nClerk waits under a roof.\nresume at 3")
        assert found.prose is not None
        assert (found.condition.value, found.prose.value) == ("It rains:", "Clerk waits under a roof.")

    def test_prose_below_another_condition_goes_on_with_it(self) -> None:
        (found,) = extensions("3a. It rains\nand pours:\n1. Clerk waits.")
        assert found.condition.value == "It rains and pours:"


class TestSingularKeywords:
    def fields(self, text: str) -> list[str | None]:
        return [each.keyword for each in document(text).declarations[0].fields]

    def test_in_a_header_they_are_the_field(self) -> None:
        text = "use case: Buy\n  actor: Clerk\n  level: user goal\n  main flow:\n    1. Clerk sells."
        assert self.fields(text) == ["primary actors", "level"]
        assert [each.head for each in document(text).singular_fields] == ["actor"]

    def test_below_a_persona_they_are_the_field_where_they_are_indented(self) -> None:
        found = document("persona: Clerk\n  segment: Towns\n  seniority: head\npersona: Mayor\nsegment: Cities\n")
        assert [(each.keyword, [f.keyword for f in each.fields]) for each in found.declarations] == [
            ("persona", ["segments", "seniority"]),
            ("persona", []),
            ("segment", []),
        ]
        (indented,) = document("persona: Clerk\n  segment: Towns\n").singular_fields
        assert indented.head == "segment"
        assert len(document("persona: Clerk\n  segment: Towns\n    industry: ferries\n").declarations) == 2

    @pytest.mark.parametrize(
        "declaration",
        ["rule BR-1: Once.", "actor: Clerk\n  kind: human", "actor: Clerk\n  is a: Person"],
    )
    def test_with_an_id_or_fields_of_their_own_they_declare(self, declaration: str) -> None:
        found = document(f"use case: Buy\n{declaration}\nuse case: Sell\nmain flow:\n1. x")
        assert len(found.declarations) == 3

    def test_after_a_blank_line_in_a_use_case_without_a_flow_they_declare(self) -> None:
        assert len(document("use case: Buy\n  level: summary\n\nactor: Clerk\n").declarations) == 2
        assert len(document("use case: Buy\n  level: summary\nactor: Clerk\n").declarations) == 1


class TestLanguages:
    def test_another_language(self) -> None:
        found = document("# language: pt\ncaso de uso UC1: Vender\n  fluxo principal:\n    1. O Sistema vende.")
        assert (found.language, found.declarations[0].sections[0].kind) == ("pt", "main success scenario")

    def test_english_is_always_understood(self) -> None:
        assert only("# language: fr\nuse case: Vendre\n  level: user goal").fields[0].keyword == "level"

    def test_an_unknown_one_is_kept_as_written(self) -> None:
        found = document("# language: xx\nuse case: Sell")
        assert found.unknown_language and found.unknown_language.text == "xx"


class TestFiles:
    def test_a_byte_order_mark_and_any_line_end(self) -> None:
        data = "\ufeffuse case: Buy\r\n  level: summary\r  goal: x\n".encode()
        assert len(document_of(data).declarations[0].fields) == 2

    def test_bytes_that_are_no_utf8(self) -> None:
        source = source_from_bytes(b"use case: Caf\xe9\n", "a.uc")
        assert source.unfit == ((Span(13, 14), "byte 0xE9"),)
        assert source.text == "use case: Caf\ufffd\n"

    def test_utf16_is_read_and_said(self) -> None:
        source = source_from_bytes("use case: Café\n".encode("utf-16"), "a.uc")
        assert (source.text, source.unfit[0][1]) == ("use case: Café\n", "UTF-16")


def document_of(data: bytes) -> Document:
    return read(source_from_bytes(data, "a.uc"))


class TestNearMisses:
    """What nearly is structure is read as what it was meant to be, or said; it never passes for text in silence."""

    @pytest.mark.parametrize(
        ("line", "label"),
        [("2a: x", "2a"), ("2 a. x", "2a"), ("2.a. x", "2a"), ("2a - x", "2a"), ("* 2a. x", "2a"), ("E1: x", "E1")],
    )
    def test_labels_of_flows(self, line: str, label: str) -> None:
        found = document(f"use case: Buy\nextensions:\n{line}")
        assert [each.label for each in found.declarations[0].sections[0].extensions] == [label]
        assert [each.meant for each in found.lookalikes] == [f"{label}."]

    @pytest.mark.parametrize("line", ["2: System waits.", "2 - System waits.", "- 2. System waits."])
    def test_labels_of_steps(self, line: str) -> None:
        found = document(f"use case: Buy\nmain flow:\n1. Clerk sells.\n{line}")
        assert [each.label for each in found.declarations[0].sections[0].body if isinstance(each, Step)] == ["1", "2"]
        assert [each.meant for each in found.lookalikes] == ["2."]

    def test_a_number_without_its_point(self) -> None:
        found = document("use case: Buy\nmain flow:\n1. Clerk sells\n3 tickets.\n2 System waits.")
        assert [(each.text, each.meant) for each in found.lookalikes] == [("2", "2.")]

    def test_a_control_line_behind_its_condition(self) -> None:
        found = document("use case: Buy\nextensions:\n2a. It rains: end in failure\n2b. resume at 2")
        assert [each.meant for each in found.lookalikes] == ["end in failure", "resume at 2"]

    def test_steps_that_a_field_cuts_off_are_no_items_of_it(self) -> None:
        found = document("use case: Buy\nmain flow:\n1. Clerk sells.\nNote: with tax.\n2. System waits.")
        assert [(each.kind, each.within, each.text) for each in found.strays] == [("step", "notes", "2. System waits.")]
        assert [item.value for item in found.declarations[0].fields[0].items] == ["with tax."]

    def test_in_a_header_no_step_is_cut_off_and_items_have_any_numbers(self) -> None:
        found = document("use case: Sell\nmain flow:\n1. A.\nuse case: Buy\nvariations:\n2. by card\n3. in cash")
        assert [item.value for item in found.declarations[1].fields[0].items] == ["by card", "in cash"]
        assert found.strays == ()


@pytest.mark.parametrize(
    "text", ["Most guests come between 15:00 and 18:00.", "Opens at 9:30 daily.", "A ratio of 3:1."]
)
def test_a_time_is_no_field(text: str) -> None:
    found = only(f"use case: Buy\n{text}")
    assert (found.fields, found.description and found.description.value) == ((), text)
