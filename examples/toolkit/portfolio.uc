# The market is made up for the example, and so are the figures on the cards.

segment: Regulated Software
  industry: medical devices, railways, finance
  company size: 50-2000
  revenue share: 55%

segment: Software Houses
  industry: software to order
  company size: 10-200
  revenue share: 30%

persona: Requirements Lead
  segments: Regulated Software, Software Houses
  seniority: lead
  plays: Analyst

persona: Quality Lead
  segments: Software Houses
  seniority: lead
  plays: Test Engineer

persona: Audit Lead
  segments: Regulated Software
  seniority: director
  plays: Product Manager

plan: Author
  price: 9 per seat and month
  value metric: use cases
plan: Team
  price: 29 per seat and month
  value metric: seats
plan: Audit
  price: 490 per project and month
  value metric: projects

package: Portfolio

use case UC-07: Rank the customer use cases
  The Product Manager sees side by side what each use case is worth, to whom, and at what cost.
  level: user goal
  status: approved
  primary actor: Product Manager
  stakeholders:
    - Product Manager: decides on a ranking that can be explained.
    - Sales: shows a customer only the cards that fit.
  trigger: The plan for the coming quarter is due.
  preconditions:
    - project
  minimal guarantees:
    - A card without figures is shown as such, and not guessed.
  success guarantees:
    - The portfolio is ranked.
    - The Product Manager has chosen.

  main success scenario:
    1. Product Manager describes the market:
       - segments, with their share of the revenue
       - personas, with the actor that each of them plays
       - plans, with their price
    2. Product Manager adds a card to a use case.
    3. System validates that the card names a problem with a success metric.
    repeat 2-3 for each use case that somebody pays for
    4. Product Manager asks for the portfolio.
    5. System ranks the use cases by profit.
       => The portfolio is ranked.
    6. Product Manager chooses the use cases of the quarter.
       => The Product Manager has chosen.
    7. System prepares a sales sheet for the chosen use cases.

  alternate flows:
    3a. The card lacks the problem or the success metric:
      1. System names what the card lacks.
      2. Product Manager completes the card.
      resume at next step
    5a. A card has not been reviewed for one year:
      1. System marks the card as due for a review.
      2. System ranks the use cases with the card at the end.
         => The portfolio is ranked.
      resume at next step

  failure flows:
    5b. The revenue shares add up to more than 100%:
      1. System names the shares.
      end in failure
