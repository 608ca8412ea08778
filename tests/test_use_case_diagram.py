"""Which actors, use cases and relations a use-case diagram shows."""

from __future__ import annotations

from tests.reading import model
from usecase_dsl.model.tables import Model
from usecase_dsl.render.use_case_diagram import UseCaseDiagram, use_case_diagram


def edges(diagram: UseCaseDiagram) -> list[tuple[str, str, str]]:
    return [(edge.kind, edge.source, edge.target) for edge in diagram.edges]


def drawn(text: str) -> list[tuple[str, str, str]]:
    return edges(use_case_diagram(model(text)))


class TestAssociations:
    def test_one_for_each_actor_in_a_field(self) -> None:
        assert drawn("use case UC-1: Buy\n  primary actors: Customer, Clerk\n  supporting actors: Bank") == [
            ("association", "Customer", "UC-1"),
            ("association", "Clerk", "UC-1"),
            ("association", "Bank", "UC-1"),
        ]

    def test_one_for_an_actor_in_both_fields(self) -> None:
        assert drawn("use case UC-1: Buy\n  primary actor: Clerk\n  supporting actors: Clerk") == [
            ("association", "Clerk", "UC-1")
        ]

    def test_none_from_steps_stakeholders_or_includes(self) -> None:
        text = """
            actor: Customer
            actor: Owner
            use case UC-1: Buy
              stakeholders:
                - Owner: earns.
              main success scenario:
                1. Customer asks.
                2. include UC-2
            use case UC-2: Pay
              primary actor: Bank
        """
        assert [edge for edge in drawn(text) if edge[0] == "association"] == [("association", "Bank", "UC-2")]

    def test_none_inherited(self) -> None:
        text = """
            actor: Member
              is a: Customer
            use case UC-1: Buy
              primary actor: Customer
            use case UC-2: Buy again
              specialises: UC-1
        """
        assert [edge for edge in drawn(text) if edge[0] == "association"] == [("association", "Customer", "UC-1")]

    def test_a_synonym_is_the_actor(self) -> None:
        text = "actor: Customer\n  also known as: Member\nuse case UC-1: Buy\n  primary actor: Member"
        assert drawn(text) == [("association", "Customer", "UC-1")]


class TestRelationsOfUseCases:
    def test_one_include_for_each_pair_with_an_include_step(self) -> None:
        text = """
            use case UC-1: Buy
              main success scenario:
                1. include UC-2
                2. System pays (include UC-2).
              extensions:
                1a. It fails:
                  1. include UC-3
                  end in failure
            use case UC-2: Pay
            use case UC-3: Complain
        """
        assert drawn(text) == [("include", "UC-1", "UC-2"), ("include", "UC-1", "UC-3")]

    def test_an_extend_from_the_one_that_extends_with_its_point_and_condition(self) -> None:
        text = """
            use case UC-1: Buy
              extension points:
                - payment: 1
              main success scenario:
                1. System asks for money.
            use case UC-2: Redeem a gift card
              extends: UC-1 at payment when the Customer has a gift card
        """
        (extend,) = use_case_diagram(model(text)).edges
        assert (extend.kind, extend.source, extend.target) == ("extend", "UC-2", "UC-1")
        assert (extend.point, extend.condition) == ("payment", "the Customer has a gift card")
        assert extend.words == "Redeem a gift card extends Buy at payment when the Customer has a gift card"

    def test_a_generalization_from_the_special_to_the_general(self) -> None:
        text = """
            actor: Member
              is a: Customer
            use case UC-1: Pay
            use case UC-2: Pay by card
              specialises: UC-1
        """
        assert drawn(text) == [("generalization", "UC-2", "UC-1"), ("generalization", "Member", "Customer")]

    def test_none_to_itself_and_none_to_what_isnt_there(self) -> None:
        text = """
            actor: Member
              is a: Member
            use case UC-1: Pay
              extends: UC-1
              specialises: UC-9
              main success scenario:
                1. include UC-1
                2. include UC-8
        """
        assert drawn(text) == []


class TestNodes:
    def test_the_actors_and_the_use_cases_nothing_else(self) -> None:
        text = """
            system: Shop
            term: Order
            rule BR-1: Pay first.
            actor: Customer
            actor: Idle
            use case UC-1: Buy [BR-1]
        """
        diagram = use_case_diagram(model(text))
        assert [node.id for node in diagram.actors] == ["Customer", "Idle"]
        assert [node.id for node in diagram.use_cases] == ["UC-1"]

    def test_an_actor_is_primary_if_it_is_anywhere(self) -> None:
        text = "use case: Buy\n  primary actor: A\n  supporting actors: B\nuse case: Sell\n  supporting actors: A, C"
        diagram = use_case_diagram(model(text))
        assert {node.name: node.primary for node in diagram.actors} == {"A": True, "B": False, "C": False}

    def test_the_id_or_the_title_is_the_id(self) -> None:
        diagram = use_case_diagram(model("use case UC-1: Buy\nuse case: Sell it\nuse case UC-3:"))
        assert [(node.id, node.title) for node in diagram.use_cases] == [
            ("UC-1", "Buy"),
            ("Sell it", "Sell it"),
            ("UC-3", "UC-3"),
        ]

    def test_ids_are_unique_over_use_cases_actors_and_systems(self) -> None:
        text = "system: Login\nactor: Login~2\nuse case: Login\n  primary actor: Login"
        diagram = use_case_diagram(model(text))
        assert [node.id for node in diagram.use_cases] == ["Login"]
        assert [node.id for node in diagram.actors] == ["Login~2", "Login~3"]
        assert [boundary.id for boundary in diagram.boundaries] == ["Login~4"]
        assert edges(diagram) == [("association", "Login~3", "Login")]

    def test_extension_points_with_their_step(self) -> None:
        text = """
            use case UC-1: Buy
              extension points:
                - payment: 1
                - delivery
              main success scenario:
                1. System asks for money.
        """
        (node,) = use_case_diagram(model(text)).use_cases
        assert node.points == ("payment: 1", "delivery")


class TestBoundaries:
    def test_one_for_each_system_of_a_use_case(self) -> None:
        text = "system: Shop\nuse case UC-1: Buy\n\nuse case UC-2: Count\n  scope: Store\n\nsystem: Unused"
        diagram = use_case_diagram(model(text))
        assert [(boundary.id, boundary.name) for boundary in diagram.boundaries] == [
            ("Shop", "Shop"),
            ("Store", "Store"),
        ]
        assert [(node.id, node.boundary) for node in diagram.use_cases] == [("UC-1", "Shop"), ("UC-2", "Store")]

    def test_where_no_system_is_named_it_is_the_system(self) -> None:
        assert [boundary.name for boundary in use_case_diagram(model("use case: Buy")).boundaries] == ["System"]

    def test_a_system_without_a_name_in_another_language(self) -> None:
        texts = ("# language: fr\ncas d'utilisation: Acheter\n", "use case: Sell\n")
        diagram = use_case_diagram(model(*texts))
        assert [boundary.name for boundary in diagram.boundaries] == ["Système"]

    def test_without_use_cases_the_systems_declared(self) -> None:
        diagram = use_case_diagram(model("system: Shop\nsystem: Store"))
        assert [boundary.name for boundary in diagram.boundaries] == ["Shop", "Store"]


class TestSome:
    TEXT = """
        actor: Member
          is a: Customer
        use case UC-1: Buy
          primary actor: Customer
          main success scenario:
            1. include UC-2
        use case UC-2: Pay
          supporting actors: Bank
          main success scenario:
            1. include UC-3
        use case UC-3: Sign in
          primary actors: Member, Customer
        use case UC-4: Redeem
          extends: UC-1
        use case UC-5: Unrelated
          primary actor: Customer
    """

    def some(self, *keys: str) -> tuple[Model, UseCaseDiagram]:
        found = model(self.TEXT)
        return found, use_case_diagram(found, [found.use_cases[key] for key in keys])

    def test_those_their_actors_and_the_use_cases_directly_related(self) -> None:
        _, diagram = self.some("uc-1")
        assert [node.id for node in diagram.use_cases] == ["UC-1", "UC-2", "UC-4"]
        assert [node.id for node in diagram.actors] == ["Customer"]

    def test_every_relation_among_what_is_shown(self) -> None:
        _, diagram = self.some("uc-2")
        assert edges(diagram) == [
            ("include", "UC-1", "UC-2"),
            ("association", "Bank", "UC-2"),
            ("include", "UC-2", "UC-3"),
        ]

    def test_whether_an_actor_is_primary_does_not_depend_on_the_choice(self) -> None:
        found = model("use case: Buy\n  primary actor: A\nuse case: Sell\n  supporting actors: A")
        (actor,) = use_case_diagram(found, [found.use_cases["sell"]]).actors
        assert actor.primary

    def test_none_are_none(self) -> None:
        _, diagram = self.some()
        assert (diagram.use_cases, diagram.actors, diagram.edges) == ((), (), ())


def test_the_description_says_all_that_is_drawn() -> None:
    text = """
        use case UC-1: Buy
          primary actor: Customer
          main success scenario:
            1. include UC-2
        use case UC-2: Pay
    """
    diagram = use_case_diagram(model(text))
    assert diagram.title == "Use cases of System"
    assert diagram.description == "1 actor, 2 use cases. Customer takes part in Buy. Buy includes Pay."
