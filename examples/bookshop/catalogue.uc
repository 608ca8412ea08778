package: Catalogue

use case UC-CAT-1: Find a book
  The Customer goes from a vague idea of a book to a cart that holds it.
  level: user goal
  status: verified
  priority: high
  primary actor: Customer
  stakeholders:
    - Customer: finds out fast whether the shop has the book, and fills the cart without signing in.
    - Bookseller: is spared the question whether a book is in stock.
  trigger: The Customer wants to read something.
  preconditions: none
  minimal guarantees:
    - What was in the cart before is still there.
  success guarantees:
    - filled
  realises: REQ-1, REQ-2
  frequency: hourly

  main success scenario:
    1. Customer enters a title, an author or an ISBN.
    2. System lists the books that match.
    3. Customer chooses a book.
    4. System shows the book:
       - title, authors and ISBN
       - price
       - copies in stock, or the day when copies arrive
    5. Customer puts the book into the cart.
       => filled
    repeat 1-5 until the Customer has found enough
    6. System shows the content of the cart.

  alternate flows:
    2a. Nothing matches, but titles of similar spelling exist:
      1. System lists the titles of similar spelling.
      resume at 3
    4a. The book is announced but not yet in print:
      1. System shows the day of publication.
      resume at next step

  failure flows:
    2b. Nothing in the catalogue is near the search:
      1. System offers a notice for the day when the shop has the book.
      end in failure
    3a. The Customer finds no fitting book in the list:
      end in failure

  examples:
    | search                | matches | first match          |
    | moby dick             | 12      | Moby-Dick            |
    | 9780141439600         | 1       | A Tale of Two Cities |
    | austen \| brontë      | 31      | Emma                 |
    | the book with the cat | 0       |                      |
