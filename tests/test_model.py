"""Linking: all files once, names looked up, places kept."""

from __future__ import annotations

import pytest

from tests.reading import document, flow, model, use_case
from usecase_dsl.model import link


class TestActors:
    def test_declaring_a_name_again_adds_to_it(self) -> None:
        found = model("actor: Clerk\n  Sells.\n", "actor: CLERK\n  kind: system\n  also known as: Seller")
        (clerk,) = found.actors.values()
        assert (clerk.name, clerk.kind, clerk.description) == ("Clerk", "system", "Sells.")
        assert [name.text for name in clerk.synonyms] == ["Seller"]

    def test_a_field_declares_who_is_declared_nowhere(self) -> None:
        found = model("actor: Clerk\n  is a: Person\nuse case: Buy\n  primary actors: Clerk, Guest")
        assert {actor.name: actor.declared for actor in found.actors.values()} == {
            "Clerk": True,
            "Person": False,
            "Guest": False,
        }

    def test_names_match_without_regard_to_how_they_are_typed(self) -> None:
        found = model("actor: L’Abonné d'or\nuse case: Buy\n  primary actor: l'abonne\u0301  D\u2019OR")
        assert len(found.actors) == 1

    def test_a_synonym_is_the_actor(self) -> None:
        found = model("actor: Customer\n  also known as: Member\nuse case: Buy\n  primary actor: Member")
        assert [name.key for name in found.use_cases["buy"].primary_actors] == ["customer"]

    @pytest.mark.parametrize("written", ["Clerk or Guest", "Clerk and Guest", "Clerk & Guest", "the Clerk / Guest"])
    def test_two_declared_actors_joined_by_a_word_are_two(self, written: str) -> None:
        found = model(f"actor: Clerk\nactor: Guest\nuse case: Buy\n  primary actors: {written}")
        assert [name.key for name in found.use_cases["buy"].primary_actors] == ["clerk", "guest"]
        assert len(found.actors) == 2

    @pytest.mark.parametrize("written", ["Research and Development", "Clerk or Stranger"])
    def test_a_name_with_such_a_word_is_one_unless_both_are_declared(self, written: str) -> None:
        found = model(f"actor: Clerk\nuse case: Buy\n  primary actors: {written}\nuse case: Sell\n  actors: Stranger")
        assert [name.text for name in found.use_cases["buy"].primary_actors] == [written]


class TestSubjects:
    HEAD = (
        "system: Shop\n  also known as: Store\nactor: Customer\nactor: Registered Customer\n  also known as: Member\n"
    )

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Customer asks.", "customer"),
            ("The Registered Customer asks Customer.", "registered customer"),
            ("Member, being in a hurry, asks.", "registered customer"),
            ("System answers.", ""),
            ("The system answers.", ""),
            ("Shop answers.", ""),
            ("The store answers.", ""),
            ("Customers ask.", None),
            ("Somebody asks.", None),
            ("**Customer** asks.", "customer"),
        ],
    )
    def test_the_longest_name_that_the_step_begins_with(self, text: str, key: str | None) -> None:
        found = model(f"{self.HEAD}use case: Buy\n  main flow:\n    1. {text}")
        (step,) = found.use_cases["buy"].flows[0].steps
        assert (step.subject.key if step.subject else None) == key

    def test_elided_articles_and_scripts_without_blanks(self) -> None:
        french = use_case(
            "# language: fr\nacteur: Abonné\ncas d'utilisation: Lire\nscénario principal:\n1. L'Abonné lit."
        )
        chinese = use_case("actor: 用户\nuse case: 登录\nmain flow:\n1. 用户输入密码。")
        assert [each.flows[0].steps[0].subject.key for each in (french, chinese) if each.flows[0].steps[0].subject] == [
            "abonné",
            "用户",
        ]

    def test_receivers(self) -> None:
        found = model(f"{self.HEAD}use case: Buy\n  main flow:\n    1. System tells Member and Customer.")
        assert found.use_cases["buy"].flows[0].steps[0].receivers == ("registered customer", "customer")


class TestUseCases:
    def test_by_id_and_by_title(self) -> None:
        text = "use case UC-1: Buy\nmain flow:\n{}\nuse case UC-2: Pay or leave\nuse case UC-3: Pay"
        for written, keys in [
            ("1. include UC-2", ["uc-2"]),
            ("1. include Pay or leave", ["uc-2"]),
            ("1. include UC-2: Pay or leave", ["uc-2"]),
            ("1. include Pay or leave or UC-3", ["uc-2", "uc-3"]),
            ("1. include UC-3 or UC-9", ["uc-3", None]),
        ]:
            step = model(text.format(written)).use_cases["uc-1"].flows[0].steps[0]
            assert [name.key for name in step.includes] == keys

    @pytest.mark.parametrize(
        ("written", "use_case", "point", "condition"),
        [
            ("UC-1 at payment when it rains", "uc-1", "payment", "it rains"),
            ("UC-1 when at home", "uc-1", "", "at home"),
            ("UC-1", "uc-1", "", ""),
            ("Meet at noon when free at door", "uc-2", "door", ""),
            ("Nothing at all when cold", None, "all", "cold"),
        ],
    )
    def test_extends(self, written: str, use_case: str | None, point: str, condition: str) -> None:
        titles = "use case UC-1: Buy\nuse case UC-2: Meet at noon when free\nuse case UC-3: Pay\n"
        found = model(f"{titles}extends: {written}")
        (extend,) = found.use_cases["uc-3"].extends
        assert (extend.use_case.key, extend.point, extend.condition) == (use_case, point, condition)

    def test_the_system_is_the_scope_else_the_one_above_else_the_only_one(self) -> None:
        found = model("system: A\nuse case: X\n\nsystem: B\nuse case: Y\nuse case: Z\n  scope: C")
        assert [each.system for each in found.use_cases.values()] == ["A", "B", "C"]
        assert model("use case: X", "system: A").use_cases["x"].system == "A"

    def test_packages_reach_to_the_end_of_their_file(self) -> None:
        found = model("package: P\nuse case: X", "use case: Y")
        assert [each.package for each in found.use_cases.values()] == ["P", ""]

    def test_the_order_of_files_has_no_meaning(self) -> None:
        a = document("use case UC-1: A\nmain flow:\n1. include UC-2", "a.uc")
        b = document("actor: B\nuse case UC-2: B\nprimary actor: B", "b.uc")
        assert link([a, b]) == link([b, a])

    def test_what_is_declared_twice(self) -> None:
        found = model("use case UC-1: A\nuse case UC-1: B\nuse case UC-2: A")
        twice = [(each.kind, each.name) for each in found.duplicates]
        assert twice == [("use case id", "UC-1"), ("use case title", "A")]

    def test_nothing_and_not_yet(self) -> None:
        found = use_case("use case: X\npreconditions: none\nsuccess guarantees: ...\nprimary actor: n/a")
        assert (found.preconditions, found.success_guarantees, found.primary_actors) == ((), (), ())


class TestFlows:
    TEXT = "use case: X\nmain flow:\n1. A.\n2. B.\n3. C.\nextensions:\n"

    @pytest.mark.parametrize(
        ("label", "anchors"),
        [("2a", ["2"]), ("1-3a", ["1", "2", "3"]), ("1,3a", ["1", "3"]), ("*a", ["1", "2", "3"]), ("2-9a", ["2", "3"])],
    )
    def test_anchors(self, label: str, anchors: list[str]) -> None:
        assert list(flow(f"{self.TEXT}{label}. x:\n1. D.\nend", label).anchors) == anchors

    def test_labels_are_made_full(self) -> None:
        found = flow(f"{self.TEXT}2a. x:\n1. D.\n2a2. E.\n+. F.\n2a2a. y:\n1. G.", "2a")
        assert [step.label for step in found.steps] == ["2a1", "2a2", "2a3"]

    def test_steps_yet_to_be_numbered_have_the_next_numbers_at_the_end_of_a_flow(self) -> None:
        found = use_case("use case: X\nmain flow:\n1. A.\n+. B.\n+. C.\n2. D.\nextensions:\n2a. x:\n+. E.\n+. F.")
        main, branch = ([step.label for step in each.steps] for each in found.flows)
        assert (main, branch) == (["1", "1+", "1++", "2"], ["2a1", "2a2"])

    def test_a_bare_end_leaves_nothing_unsaid_in_the_main_flow_alone(self) -> None:
        found = use_case("use case: X\nmain flow:\n1. A.\nUse case ends.\nextensions:\n1a. x:\nUse case ends.")
        assert [each.end.kind for each in found.flows if each.end] == ["success", "unstated"]

    def test_labels_that_name_no_step_are_kept(self) -> None:
        found = flow(f"{self.TEXT}2-9a. x:\n1. D.\nrepeat 1-2 until y\nresume at 7", "2-9a")
        assert [name.text for name in found.unresolved] == ["1", "2", "9"]
        assert found.end and (found.end.target, found.end.step) == ("7", None)

    def test_marks(self) -> None:
        flows = "1a. x [E2]:\nend\nE1. y:\nend\nE2. z:\nend"
        found = use_case(f"use case: X\nmain flow:\n1. A. [E1, BR-1]\nextensions:\n{flows}")
        assert found.flows[0].steps[0].marks == ("E1",)
        assert {each.label: (each.anchors, each.condition_anchors) for each in found.flows if each.code} == {
            "E1": (("1",), ()),
            "E2": ((), ("1a",)),
        }


class TestEntries:
    def test_an_id_in_brackets_declares_a_rule_if_nothing_else_has_it(self) -> None:
        found = model("requirement REQ-1: Fast.\nuse case: X\nmain flow:\n1. A. [REQ-1, BR-2] [note]")
        assert [(each.id, each.declared) for each in found.entries["rule"].values()] == [("BR-2", False)]

    def test_a_condition_by_its_id_and_negated(self) -> None:
        conditions = "preconditions:\n- full\n- not full\n- Full of joy."
        found = use_case(f"condition full: The cart is full.\nuse case: X\n{conditions}").preconditions
        assert [(each.entry, each.negated) for each in found] == [("full", False), ("full", True), (None, False)]


def test_every_reference_has_the_place_of_its_declaration() -> None:
    found = model(
        "actor: Clerk\nrule BR-1: Once.\nuse case UC-1: Buy\nprimary actor: Clerk\nextension points:\n- pay: 2\n"
        "main flow:\n1. Clerk asks. [BR-1] [E1]\n2. include UC-2\nextensions:\n2a. x:\nresume at 1\nE1. y:\nend\n"
        "use case UC-2: Pay\nextends: UC-1 at pay when z"
    )
    places = {(link.kind, link.text): link.target and link.target.start for link in found.links}
    assert places == {
        ("actor", "Clerk"): (1, 8),
        ("entry", "BR-1"): (2, 6),
        ("flow", "E1"): (13, 1),
        ("step", "1"): (8, 1),
        ("step", "2"): (9, 1),
        ("use case", "UC-2"): (15, 10),
        ("use case", "UC-1"): (3, 10),
        ("extension point", "pay"): (6, 3),
    }


class TestNamesOfOnePlace:
    def test_a_term_declared_again_adds_to_it(self) -> None:
        found = model("term: Order\n  What is asked for.\nterm: order\n  And paid.\n  also known as: Purchase")
        (term,) = found.entries["term"].values()
        assert (term.description, term.synonyms) == ("What is asked for.\n\nAnd paid.", ("Purchase",))

    def test_an_actor_is_also_called_by_its_id(self) -> None:
        found = model("actor C1: Customer\nuse case: Buy\n  primary actor: C1")
        assert list(found.actors) == ["customer"]

    def test_an_article_before_an_actor_is_left_out(self) -> None:
        found = model("actor: Customer\nuse case: Buy\n  primary actor: The Customer")
        assert list(found.actors) == ["customer"]

    def test_a_title_may_not_be_anothers_id(self) -> None:
        found = model("use case UC-1: Buy\nuse case: UC-1")
        assert [(each.kind, each.name) for each in found.duplicates] == [("use case title", "UC-1")]

    def test_the_id_of_a_use_case_in_brackets_is_no_rule(self) -> None:
        found = model("use case UC-1: Buy\nmain flow:\n1. A asks as in [UC-2].\nuse case UC-2: Pay")
        assert found.entries["rule"] == {}
        assert [(each.kind, each.text) for each in found.links if each.target] == [("use case", "UC-2")]

    def test_ids_in_header_fields_are_linked(self) -> None:
        found = model("requirement REQ-1: Fast.\nuse case: Buy\nrealises: REQ-1\npreconditions:\n- Paid. [REQ-1]")
        assert [(each.text, each.target is not None) for each in found.links] == [("REQ-1", True), ("REQ-1", True)]
