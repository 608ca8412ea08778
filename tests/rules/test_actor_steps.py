"""Who acts in the steps of a use case: what is found, and the near misses without a finding."""

from __future__ import annotations

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.checks.fixes import edited
from usecase_dsl.settings import Limits, Settings

SUPPORTING = {
    "named as who acts, as who is asked, in a condition, in a part, in other endings": """
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk, Bank, Carrier, Customer Service, Dispatcher
  main success scenario:
    1. Clerk greets the customer.
    2. System asks Bank to charge the card.
    3. System calls the service.
    4. System waits for the dispatch.
  extensions:
    4a. Carrier has no room:
      end in failure
""",
    "nowhere": """
use case: Sell a ticket
  primary actor: Customer
  # ACT304 warning ‘Bank’ | make it a stakeholder
  supporting actors: Clerk, Bank
  main success scenario:
    1. Clerk greets the customer.
""",
    "in what is included, at any depth, or what kin does": """
actor: Carrier
actor: Railway
  is a: Carrier
use case UC-1: Sell a ticket
  primary actor: Customer
  supporting actors: Bank, Carrier, Inspector
  main success scenario:
    1. Railway confirms the train.
    2. include UC-2
use case UC-2: Take the fare
  primary actor: Inspector
  main success scenario:
    1. include UC-3
use case UC-3: Charge a card
  main success scenario:
    1. System asks Bank to charge the card.
""",
    "not known: prose, no steps, a use case that isn't there, time, a slip": """
actor: Bank
actor: Night
  kind: time
use case UC-1: Sell a ticket
  supporting actors: Bank
  main success scenario:
    Somebody pays.
use case UC-2: Refund a ticket
  supporting actors: Bank
use case UC-3: Check a ticket
  supporting actors: Bank
  main success scenario:
    1. include UC-9
use case UC-4: Close the day
  supporting actors: Night, Bnak
  main success scenario:
    1. System counts the money.
""",
    "a language in which names are inflected": """# language: pl
przypadek użycia: Sprzedaj bilet
  aktor główny: Klient
  aktorzy wspierający: Kasjerka
  scenariusz główny:
    1. System pyta Kasjerkę o cenę.
""",
}

TO_EACH_OTHER = {
    "two actors alone": """
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    # ACT308 advice ‘1’
    1. Customer tells Clerk the destination.
    2. Clerk reads the price from System to Customer.
    3. Clerk enters the destination.
    4. Customer looks for Inspector.
actor: Inspector
""",
    "the system by its own name, a summary": """
system: Ticket Machine
use case UC-1: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    1. Customer shows Clerk what the ticket machine says.
use case UC-2: Run the station
  level: summary
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    1. Customer tells Clerk the destination.
actor: Inspector
""",
    "who hands and shows what to whom": """
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk, Inspector
  main success scenario:
    # ACT308 ‘1’
    1. The customer hands the coins to the clerk.
    # ACT308 ‘2’
    2. Customer shows Inspector the card.
    # ACT308 ‘3’
    3. Clerk talks with Customer about trains.
    # ACT308 ‘4’
    4. Customer pays Clerk.
""",
    "somebody spoken of, or with whom nobody deals": """
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk, Inspector
  main success scenario:
    1. Customer asks for clerk numbers.
    2. Customer tells clerk numbers from inspector reports.
    3. Clerk selects Customer.
    4. Clerk asks whether Inspector is there.
    5. Customer shows Clerk's card.
    6. Customer tells Clerk in the app what the price is.
""",
    "the system as an actor": """
use case UC-1: Sell a ticket
  scope: central-booking
  primary actor: Customer
  supporting actors: Booking, Computer, Ticket Portal
  main success scenario:
    1. Customer asks Booking for a seat.
    2. Booking tells Customer the price.
    3. Computer shows Customer the train.
    4. Customer answers Computer.
    5. Customer pays Ticket Portal.
""",
    "other languages": """# language: pt
caso de uso: Vender um bilhete
  ator principal: Cliente
  atores secundários: Caixa
  cenário principal:
    # ACT308 ‘1’
    1. O Cliente entrega o cartão ao Caixa.
    2. O Cliente mostra o número do Caixa.
    3. O Cliente escolhe o Caixa.
""",
    "a language without words": """# language: de
anwendungsfall: Fahrkarte verkaufen
  hauptakteur: Kunde
  unterstützende akteure: Schaffner
  haupterfolgsszenario:
    1. Kunde fragt Schaffner.
""",
}

STARTS = {
    "the system, and a supporting actor": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    # ACT314 warning ‘1’ | trigger
    1. The system shows the prices.
    2. Customer pays.
use case UC-2: Refund a ticket
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    # ACT314
    1. Clerk takes the ticket.
  extensions:
    1a. The ticket is old:
      1. System says so.
      end in failure
""",
    "one of the primary actors, kin, time": """
actor: Person
actor: Customer
  is a: Person
actor: Evening
  kind: time
use case UC-1: Sell a ticket
  primary actors: Clerk, Customer
  main success scenario:
    1. Person asks for a ticket.
use case UC-2: Refund a ticket
  primary actors: Clerk, Customer
  main success scenario:
    1. Customer brings the ticket.
use case UC-3: Close the day
  primary actor: Evening
  main success scenario:
    1. System counts the money.
""",
    "a trigger, a part of another use case, no subject": """
use case UC-1: Sell a ticket
  primary actor: Customer
  trigger: The train is late.
  main success scenario:
    1. System shows the prices.
    2. include UC-2
use case UC-2: Take the fare
  primary actor: Customer
  main success scenario:
    1. System shows the fare.
use case UC-3: Take a voucher
  primary actor: Customer
  extends: UC-1
  main success scenario:
    1. System shows the voucher.
use case UC-4: Read a card
  level: subfunction
  primary actor: Customer
  main success scenario:
    1. System lights a lamp.
use case UC-5: Find a train
  primary actor: Customer
  main success scenario:
    1. The trains are listed.
use case UC-6: Stop a train
  main success scenario:
    1. System stops the train.
    2. Customer leaves.
""",
    "the same person under a shorter name, a longer one, in the plural, as the user": """
actor: Traveller
actor: Young Traveller
actor: User
use case UC-1: Sell a ticket
  primary actor: Lone Traveller
  main success scenario:
    1. The traveller asks for a ticket.
use case UC-2: Refund a ticket
  primary actor: Travellers
  main success scenario:
    1. Young Traveller brings the ticket.
use case UC-3: Find a train
  primary actor: Lone Traveller
  main success scenario:
    1. The user names a station.
use case UC-4: Find a station
  primary actor: User
  main success scenario:
    1. Traveller names a station.
""",
    "another noun, and who is no person": """
actor: Travel Agent
actor: Computer
actor: Bank
  kind: system
use case UC-1: Sell a ticket
  primary actor: Agent Supervisor
  main success scenario:
    # ACT314
    1. Travel Agent asks for a ticket.
use case UC-2: Refund a ticket
  primary actor: User
  main success scenario:
    # ACT314
    1. Computer shows the tickets.
use case UC-3: Charge a card
  primary actor: User
  main success scenario:
    # ACT314
    1. Bank asks for the card.
""",
    "a language in which the noun comes first": """# language: es
actor: Cliente
actor: Nuevo
caso de uso UC-1: Vender un billete
  actor principal: Cliente Nuevo
  escenario principal:
    1. El Cliente pide un billete.
caso de uso UC-2: Buscar un tren
  actor principal: Cliente Nuevo
  escenario principal:
    # ACT314
    1. Nuevo pide un tren.
""",
}

PRIMARY = {
    "named nowhere, or never acting": """
use case UC-1: Sell a ticket
  # ACT315 warning ‘Customer’
  primary actor: Customer
  main success scenario:
    1. The fare is paid.
    2. System prints the ticket.
use case UC-3: Stop a train
  # ACT315 ‘Ever Ready’
  primary actor: Ever Ready
  main success scenario:
    1. The train is never already late.
use case UC-2: Refund a ticket
  # ACT315 ‘Customer’
  primary actor: Customer
  main success scenario:
    1. System shows the sum to Customer.
    2. System pays it out.
""",
    "acting in an extension, under part of its name, or perhaps": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. System prints the ticket.
  extensions:
    1a. There is no paper:
      1. Customer complains.
      end in failure
use case UC-2: Refund a ticket
  primary actor: Authorised Dealer
  main success scenario:
    1. The dealer brings the ticket.
use case UC-3: Check a ticket
  primary actor: Inspector
  main success scenario:
    1. The ticket is shown to Inspector.
""",
    "acting under the noun of its name": """
actor: Dealer
use case: Refund a ticket
  primary actor: Authorised Dealer
  main success scenario:
    1. The dealer brings the ticket.
    2. System refunds it.
""",
    "perhaps meant where a step doesn't say who acts": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Enter the destination.
    2. System prints the ticket.
use case UC-2: Refund a ticket
  # ACT315
  primary actor: Customer
  main success scenario:
    1. System prints the sum.
""",
    "one of several, in what is included, time, nothing told": """
actor: Evening
  kind: time
use case UC-1: Sell a ticket
  primary actors: Customer, Tourist
  main success scenario:
    1. Customer pays the fare.
use case UC-2: Refund a ticket
  primary actor: Customer
  main success scenario:
    1. include UC-1
use case UC-3: Close the day
  primary actor: Evening
  main success scenario:
    1. System counts the money.
use case UC-4: Find a train
  primary actor: Customer
use case UC-5: Stop a train
  primary actor: Customer
  main success scenario:
    The train stops.
""",
}

ROWS = {
    "five in a row, in any flow": """
use case: Sell a ticket
  primary actor: Customer
  supporting actors: Clerk
  main success scenario:
    1. Customer asks.
    2. Clerk asks.
    3. Customer nods.
    4. Clerk nods.
    # ACT316 advice ‘5’
    5. Customer pays.
    6. Customer goes.
  extensions:
    1a. Nobody is there:
      1. System waits.
      2. System rings.
      3. System waits.
      4. System rings.
      # ACT316 advice ‘5’
      5. System stops.
      end in failure
""",
    "four, a call of another use case, and a step of nobody": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. System waits.
    2. System rings.
    3. System waits.
    4. System rings.
    5. include UC-2
    6. System waits.
    7. System rings.
    8. The ticket is printed.
    9. System waits.
use case UC-2: Take the fare
""",
}

MISSING = {
    "verbs without anybody": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    # ACT307 warning ‘Click’
    1. Click OK.
    # ACT307 ‘Clicks’
    2. Clicks on the button.
    # ACT307 ‘Clicked’
    3. Clicked on the button.
    # ACT307 ‘Enter’
    4. **Enter** PIN
    # ACT307 ‘Log in’
    5. Log in with a card.
    # ACT307 ‘Display’
    6. Display the list.
    # ACT307 ‘validates’
    7. validates the ticket.
""",
    "items under a heading": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
  extensions:
    A1. Notes:
      1. Validate the card before.
    A2. includes:
      1. Choose a seat
    A3. Customer has a pass:
      # ACT307 ‘Validate’
      1. Validate the pass.
""",
    "praise where nobody acts": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    # ACT307 ‘Choose’
    1. Choose a seat.
    2. Saves time on the platform.
    3. Provides a good feeling.
use case UC-2: Refund a ticket
  primary actor: Customer
  main success scenario:
    1. Customer brings the ticket.
    # ACT307 ‘Provides’
    2. Provides a receipt.
    # ACT307 ‘Saves’
    3. Saves the receipt.
""",
    "nouns that look like verbs, and steps that call": """
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Display shows the price.
    2. Search results are shown.
    3. Save button is pressed.
    4. Orders of the day are printed.
    5. Open orders remain.
    6. Selected seats stay free.
    7. Customer clicks OK.
    8. Take the fare (include UC-2).
    9. Go to step 3.
use case UC-2: Take the fare
""",
    "another language": """# language: pt
caso de uso: Vender um bilhete
  ator principal: Cliente
  cenário principal:
    # ACT307 ‘Clicar’
    1. Clicar em OK.
    # ACT307 ‘Informa’
    2. Informa o destino.
    # ACT307 ‘Selecione’
    3. Selecione um lugar.
    4. Busca de lugares livres.
    # ACT307 ‘Busca’
    5. Busca os lugares livres.
    6. O Cliente paga.
""",
    "and another": """# language: es
caso de uso: Vender un billete
  actor principal: Cliente
  escenario principal:
    # ACT307 ‘Seleccionar’
    1. Seleccionar un asiento.
    # ACT307 ‘Ingresa’
    2. Ingresa los datos.
    3. Consulta de precios.
    4. El Cliente paga.
""",
    "a language without words, and one that isn't English": """# language: de
anwendungsfall: Fahrkarte verkaufen
  hauptakteur: Kunde
  haupterfolgsszenario:
    1. Gibt das Ziel ein.
    2. Enter drücken.
""",
}

UNKNOWN = {
    "a name that nobody has, once": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    # ACT306 warning ‘dispatcher’ | declare it
    2. The dispatcher confirms the train.
    3. The dispatcher sends a message.
    # ACT306 ‘Chief of the station’
    4. Chief of the station approves it.
""",
    "no name at all": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. If the card is good, the bank charges it.
    2. It shows the price.
    3. Then shows the price.
    4. Each customer pays.
    5. The ticket is printed.
    6. In the list, customers see prices.
    7. Order requests are shown.
    8. The "clerk" confirms it.
    9. Somewhere a bell is heard.
  extensions:
    5a. The dispatcher confirms nothing:
      end in failure
""",
    "nobody takes part, which is reported": """
# ACT303
use case: Sell a ticket
  main success scenario:
    1. The user enters a destination.
    2. System prints the ticket.
""",
    "another language": """# language: pt
caso de uso: Vender um bilhete
  ator principal: Cliente
  cenário principal:
    # ACT306 ‘chefe da estação’
    1. O chefe da estação confirma o trem.
    2. No passo 3, o chefe confirma o trem.
    3. O bilhete é impresso.
""",
}

SYSTEMS = {
    "two names": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    2. The system shows the price.
    # ACT311 warning ‘application’ | ‘system’
    3. The application prints the ticket.
    4. The application waits.
""",
    "one name, declared or not": """
system: Ticket Machine
  also known as: App
use case UC-1: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    2. System shows the price.
    3. The app prints the ticket.
    4. Ticket Machine waits.
""",
    "nobody says System": """
use case: Sell a ticket
  primary actor: Customer
  main success scenario:
    1. Customer names a destination.
    # ACT306 ‘app’
    2. The app prints the ticket.
""",
}

SYNONYMS = {
    "shorter and longer": """
use case UC-1: Sell a ticket
  primary actor: Registered Customer
  supporting actors: Clerk
  main success scenario:
    # ACT312 warning ‘customer’ | ‘Registered Customer’
    1. The customer names a destination.
    # ACT312 ‘Counter clerk’
    2. Counter clerk enters it.
    3. The customer pays.
""",
    "two that may be meant, another noun": """
use case UC-1: Sell a ticket
  primary actors: Registered Customer, New Customer
  main success scenario:
    # ACT306 ‘customer’
    1. The customer names a destination.
    # ACT306 ‘Customer adviser’
    2. Customer adviser enters it.
""",
    "declared": """
actor: Registered Customer
  also known as: Customer
use case UC-1: Sell a ticket
  primary actor: Registered Customer
  main success scenario:
    1. The customer names a destination.
""",
    "a language in which the noun comes first": """# language: pt
caso de uso: Vender um bilhete
  ator principal: Cliente Registado
  cenário principal:
    # ACT312 ‘cliente’
    1. O cliente confirma o destino.
""",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(text, codes, id=f"{codes}-{name}")
        for codes, texts in {
            "ACT304": SUPPORTING,
            "ACT308": TO_EACH_OTHER,
            "ACT314": STARTS,
            "ACT315": PRIMARY,
            "ACT316": ROWS,
            "ACT307": MISSING,
            "ACT303|ACT306": UNKNOWN,
            "ACT306|ACT311|ACT312": {**SYSTEMS, **SYNONYMS},
        }.items()
        for name, text in texts.items()
    ],
)
def test_what_is_found(text: str, codes: str) -> None:
    assert_marked(text, codes=codes)


def test_how_many_steps_in_a_row_are_many_is_a_setting() -> None:
    text = "use case: Sell\n  primary actor: Customer\n  main success scenario:\n" + "    1. System waits.\n" * 3
    few = Settings(limits=Limits(same_side=2))
    assert [each.code for each in findings(text, settings=few) if each.code == "ACT316"] == ["ACT316"]
    assert [each.code for each in findings(text) if each.code == "ACT316"] == []


def test_a_project_has_verbs_of_its_own() -> None:
    text = "use case: Sell\n  primary actor: Customer\n  main success scenario:\n    1. Frob the lever.\n"
    words = Settings(words=(("bare-verbs", ("frob",)),))
    assert [each.code for each in findings(text, settings=words) if each.code == "ACT307"] == ["ACT307"]


def fixed(text: str, code: str) -> str:
    """A text after the first fix of a rule."""
    return edited(text, next(each.fix.edits for each in findings(text) if each.code == code and each.fix))


STRANGER = """use case: Sell a ticket
  primary actor: Customer
{}  main success scenario:
    1. Customer pays Clerk.
    2. Clerk prints the ticket.

use case: Check a ticket
  primary actor: Clerk
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "  supporting actors: Clerk\n", id="a line of its own"),
        pytest.param("  supporting actors: Bank\n", "  supporting actors: Bank, Clerk\n", id="behind the last name"),
        pytest.param(
            "  supporting actors:\n    - Bank\n", "  supporting actors:\n    - Bank\n    - Clerk\n", id="a bullet"
        ),
    ],
)
def test_a_foreign_subject_is_added_to_the_supporting_actors(before: str, after: str) -> None:
    assert fixed(STRANGER.format(before), "ACT305") == STRANGER.format(after)


def test_a_slip_is_put_right_wherever_a_field_has_it() -> None:
    head = "actor: Customer\nuse case: Sell\n  primary actor: Custommer\n"
    text = head + "use case: Refund\n  primary actors: Clerk, Custommer\n"
    assert fixed(text, "ACT301") == text.replace("Custommer", "Customer")


def test_another_name_is_replaced_in_the_whole_use_case() -> None:
    before, marked, after = SYSTEMS["two names"].partition("# ACT311")
    assert fixed(before + marked + after, "ACT311") == before + marked + after.replace("The application", "The system")
