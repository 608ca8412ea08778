# A first use case: change the words, keep the shape. ‘usecase check’ says what is missing.
system: Our System

actor: Customer

use case UC-01: Ask for a quote
  The Customer learns what a delivery would cost.
  level: user goal
  status: draft
  primary actor: Customer
  trigger: Customer wants to know a price.
  preconditions: none
  minimal guarantees:
    - Nothing is ordered.
  success guarantees:
    - The quote is recorded.

  main success scenario:
    1. Customer asks for a quote and says what to deliver where.
    2. System validates that the place is served.
    3. System works out the price and shows the quote to Customer.
       => Nothing is ordered.
       => The quote is recorded.

  extensions:
    2a. The place is not served:
      1. System names the nearest place that is served.
      2. Customer chooses that place.
      resume at 3
    2a2a. Customer declines:
      end in failure
      => Nothing is ordered.
