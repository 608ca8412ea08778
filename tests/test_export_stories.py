"""User stories out of use cases: who wants what, what it is good for, and what is left unsaid."""

from __future__ import annotations

import pytest

from tests.reading import model
from usecase_dsl.exporting import Export, Story, stories

SHOP = """
    use case UC-1: Run the shop
      level: summary
      primary actor: Owner
      main success scenario:
        1. Clerk sells (include UC-2).
        2. Clerk counts the cash (include UC-3).
    use case UC-2: Sell a book
      level: user goal
      primary actor: Clerk
      main success scenario:
        1. Clerk finds the price (include UC-4).
    use case UC-3: Count the cash
      primary actor: Clerk
    use case UC-4: Find the price
      level: subfunction
    use case UC-5: Hire a clerk
      primary actor: Owner
"""


def test_a_use_case_without_a_title_is_no_story_yet() -> None:
    assert exported("use case:\n  problem: It rains.\n").stories == ()


def exported(*texts: str, parts: bool = False) -> Export:
    of = model(*texts)
    return stories(of, tuple(of.use_cases.values()), parts)


def story(text: str) -> Story:
    (found,) = exported(text, parts=True).stories
    return found


def told(fields: str, title: str = "Find a book") -> str:
    """The sentence of a use case with some fields, which have a line each with a bar between them."""
    lines = "".join(f"\n  {line}" for line in fields.split(" | ")) if fields else ""
    return story(f"use case: {title}{lines}").sentence


@pytest.mark.parametrize(
    ("fields", "begins"),
    [
        ("primary actor: Customer", "As a Customer, I want to find a book."),
        ("primary actor: Administrator", "As an Administrator, I want"),
        ("primary actor: User", "As a User, I want"),
        ("primary actor: HR Manager", "As an HR Manager, I want"),
        ("primary actor: Hall Manager", "As a Hall Manager, I want"),
        ("primary actors: Customer, Office Clerk", "As a Customer or an Office Clerk, I want"),
        ("primary actor: Customers", "As Customers, I want"),
        ("primary actor: Boss", "As a Boss, I want"),
        ("primary actor: Sales", "As Sales, I want"),
        ("primary actor: Anybody", "As Anybody, I want"),
        ("primary actor: Customer | personas: RevOps Manager", "As a RevOps Manager, I want"),
        ("", "I want to find a book."),
    ],
)
def test_who(fields: str, begins: str) -> None:
    assert told(fields).startswith(begins)


def test_what_is_no_person_is_the_one_there_is() -> None:
    text = "actor: Clock\n  kind: time\nuse case: Close the till\n  primary actor: Clock"
    assert story(text).sentence == "As the Clock, I want to close the till."


def test_an_actor_has_the_name_that_it_is_declared_by() -> None:
    text = "actor: Customer\n  also known as: Buyer\nuse case: Find a book\n  primary actor: buyer"
    assert story(text).sentence == "As a Customer, I want to find a book."


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Find a book", "to find a book"),
        ("FIND a book", "to FIND a book"),
        ("FR1.2 - Find a book", "to find a book"),
        ("Manage users", "to manage users"),
        ("Order a book", "to order a book"),
        ("View order history", "to view order history"),
        # Topics, sentences and texts of another language are no verbs with their objects.
        ("Order history", "“Order history”"),
        ("Refund of an order", "“Refund of an order”"),
        ("Ticket registration", "“Ticket registration”"),
        ("Finding books", "“Finding books”"),
        ("Customer finds a book", "“Customer finds a book”"),
        ("Příprava akvizice", "“Příprava akvizice”"),
    ],
)
def test_what(title: str, wanted: str) -> None:
    assert told("", title) == f"I want {wanted}."


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ("goal: To read it in the evening.", ", in order to read it in the evening."),
        ("goal: in order to read it", ", in order to read it."),
        ("goal: so that reading is fun", ", so that reading is fun."),
        ("goal: leave with a book", ", in order to leave with a book."),
        ("goal: The book is there in a day.", ", so that the book is there in a day."),
        ("outcome: complaints fall by half", ", so that complaints fall by half."),
        ("stakeholders: | - Customer: finds it fast", ", so that the Customer finds it fast."),
        ("stakeholders: | - Customer: signs the order only once", ", so that the Customer signs the order only once."),
        ("stakeholders: | - Customer: wants to save time", ", in order to save time."),
        ("stakeholders: | - Customer: wants a short queue", ". Benefit: wants a short queue."),
        ("stakeholders: | - Customer: orders are complete", ", so that orders are complete."),
        # What is no clause, as far as anybody can tell, stands by itself.
        ("goal: less searching", ". Benefit: less searching."),
        ("goal: a list that is complete", ". Benefit: a list that is complete."),
        ("goal: It is there. It is cheap!", ". Benefit: It is there. It is cheap!"),
        # An outcome says more than a goal, and a goal more than an interest.
        ("goal: less work | outcome: half the work", ". Benefit: half the work."),
        ("goal: less work | stakeholders: | - Customer: saves time", ". Benefit: less work."),
        # Neither the interest of others nor a trigger says why this one wants it.
        ("stakeholders: | - Owner: earns money", "want to find a book."),
        ("trigger: The shelf is empty.", "want to find a book."),
    ],
)
def test_what_it_is_good_for(fields: str, ends: str) -> None:
    assert told(f"primary actor: Customer | {fields}").endswith(ends)


def test_the_words_are_those_of_the_texts_language() -> None:
    text = """
        # language: pt
        caso de uso: Alugar uma bicicleta
          ator primário: Ciclista
          objetivo: chegar a casa
          fluxo principal:
            1. O Sistema abre uma doca.
    """
    assert story(text).sentence == "Como Ciclista, quero alugar uma bicicleta, para chegar a casa."


def test_summaries_are_epics_with_what_they_include() -> None:
    assert [(each.kind, each.id, each.epic) for each in exported(SHOP).stories] == [
        ("epic", "UC-1", ""),
        ("story", "UC-2", "uc-1"),
        ("story", "UC-3", "uc-1"),
        ("story", "UC-5", ""),
    ]


def test_subfunctions_come_where_they_are_asked_for() -> None:
    assert "UC-4" in [each.id for each in exported(SHOP, parts=True).stories]


def test_an_epic_within_an_epic_passes_its_stories_on_to_nobody_else() -> None:
    text = """
        use case UC-1: Grow
          level: very high summary
          main success scenario:
            1. include UC-2
        use case UC-2: Run the shop
          level: summary
          main success scenario:
            1. include UC-3
            2. include UC-1
        use case UC-3: Sell a book
    """
    assert [(each.kind, each.id, each.epic) for each in exported(text).stories] == [
        ("epic", "UC-1", ""),
        ("story", "UC-3", "uc-1"),
        ("epic", "UC-2", ""),
    ]


def test_what_lacks_is_said() -> None:
    text = "use case UC-1: Find a book\nuse case: Buy it\n  level: subfunction"
    assert list(exported(text).remarks) == [
        "1 use case left out, since subfunctions are parts of other stories (--subfunctions takes them in): ‘Buy it’",
        "1 use case without a role: there is no primary actor: UC-1",
        "1 use case without a benefit: there is no outcome, goal or interest of the primary actor: UC-1",
        "1 use case without acceptance criteria: there is no scenario: UC-1",
    ]


def test_of_many_that_lack_something_the_first_are_named() -> None:
    text = "".join(f"use case UC-{number}: Buy\n  primary actor: Customer\n  goal: joy\n" for number in range(12))
    (remark,) = exported(text).remarks
    assert remark.startswith("12 use cases without") and remark.endswith("UC-8, UC-9 and 2 more")


def test_nothing_makes_nothing() -> None:
    assert exported("actor: Nobody") == Export((), ())
