package: Orders

use case UC-ORD-1: Place an order
  The Registered Customer buys what is in the cart.
  level: user goal
  status: approved
  priority: high
  primary actor: Registered Customer
  supporting actors: Payment Gateway, Bookseller
  stakeholders:
    - Registered Customer: pays once, and only for an order that is recorded.
    - Shop Owner: the payment of an order is certain before anything leaves the house.
  trigger: The cart holds what the Registered Customer came for.
  preconditions:
    - signed-in
    - filled
  minimal guarantees:
    - Nobody is charged for an order that is not recorded.
    - The books in the cart are either ordered or still in the cart.
  success guarantees:
    - The payment is authorised.
    - The order is recorded.
    - not filled
  business rules: BR-1, BR-2
  realises: REQ-2, REQ-4
  assumptions:
    - A cart belongs to one Registered Customer and to one delivery address.
  author: Order team
  version: 2.1
  date: 2026-03-12
  history:
    - 1.0: first version, delivery by parcel alone
    - 2.0: pick-up in a branch
    - 2.1: promotions
  tags: money, checkout

  main success scenario:
    1. Registered Customer asks to check out.
    2. System shows the order summary:
       - the books with their prices
       - the ways of delivery with their cost
       - the total
    3. Registered Customer confirms the order with a way of delivery.
    4. System asks Payment Gateway to authorise the total. [BR-1]
    5. Payment Gateway authorises the total.
       => The payment is authorised.
    6. System records the order.
       => The order is recorded.
    7. System arranges the delivery (include UC-ORD-2 or UC-ORD-3).
    8. System empties the cart.
       => not filled
    9. System tells Registered Customer the number of the order.

  alternate flows:
    2a. A book in the cart is out of stock:
      1. System offers the order without that book.
      2. Registered Customer accepts the smaller order.
      3. System shows the summary of the smaller order.
      repeat 2a1-2a3 until each book of the order is in stock
      resume at 3
    3a. Registered Customer enters a promotion code:
      1. System takes the promotion off the total. [BR-2]
      2. Registered Customer confirms the order at the reduced total.
      resume at next step
    5a. Payment Gateway declines the authorisation:
      1. System tells Registered Customer the reason.
      2. Registered Customer names another means of payment.
      resume at 4
    7a. The delivery stays unarranged:
      1. System passes the order to Bookseller.
      2. Bookseller agrees on a delivery by telephone.
      resume at next step

  failure flows:
    2-3a. Registered Customer leaves without a confirmation:
      1. System keeps the cart for 30 days. [REQ-2]
      end in failure
    2a2a. Registered Customer declines the smaller order:
      1. System keeps the cart for 30 days. [REQ-2]
      end in failure
    5b. Three means of payment are declined:
      1. System keeps the cart for 30 days. [REQ-2]
      end in failure
    5c. Payment Gateway gives no answer within 30 seconds:
      1. System withdraws the authorisation. [BR-1]
      2. System asks Registered Customer for patience until the next day.
      end in failure

  variations:
    - 5: credit card | direct debit | invoice
  extension points:
    - payment: 4
  examples:
    | book                 | price | stock |
    | Moby-Dick            | 12.50 | 3     |
    | A Tale of Two Cities | 9.90  | 0     |

use case UC-ORD-2: Book a shipment
  A parcel finds a Carrier and a day.
  level: subfunction
  status: approved
  supporting actors: Carrier
  stakeholders:
    - Carrier: learns of a parcel the day before the delivery at the latest.
  trigger: A recorded order is to go to an address.
  minimal guarantees:
    - No parcel waits for two Carriers.
  success guarantees:
    - The delivery is arranged.
  realises: REQ-4

  main success scenario:
    1. System asks Carrier to collect the parcel.
    2. Carrier confirms the collection.
    3. System adds the parcel number to the order.
       => The delivery is arranged.

  alternate flows:
    2a. Carrier has no room on that day:
      1. System proposes the next working day to Carrier.
      2. Carrier confirms the next working day.
      resume at next step

  failure flows:
    2a2a. Carrier has no room on the next working day either:
      end in failure
    2b. Carrier gives no answer within ten minutes:
      1. System withdraws the request.
      end in failure

use case UC-ORD-3: Book a pick-up
  The books wait in a branch that the Registered Customer passes anyway.
  level: subfunction
  status: approved
  primary actor: Registered Customer
  stakeholders:
    - Registered Customer: the delivery waits until the branch is on the way.
  trigger: A recorded order is to be fetched.
  minimal guarantees:
    - No copy is set aside for two orders.
  success guarantees:
    - The delivery is arranged.
  realises: REQ-4

  main success scenario:
    1. Registered Customer names a town.
    2. System lists the branches in the town that hold the books.
    3. Registered Customer chooses a branch.
    4. System sets the books aside in the branch.
       => The delivery is arranged.

  alternate flows:
    4a. The last copy is sold in the meantime:
      1. System orders a copy from the warehouse for the branch.
      2. System tells Registered Customer the day of arrival.
      end in success
      => The delivery is arranged.

  failure flows:
    2a. No branch in the town holds the books:
      1. System offers a parcel in place of the pick-up.
      end in failure

use case UC-ORD-4: Redeem a gift card
  The value of a gift card comes off the total before the rest is charged.
  level: subfunction
  status: implemented
  primary actor: Registered Customer
  stakeholders:
    - Registered Customer: no cent on the gift card is lost.
  trigger: Registered Customer holds the code of a gift card.
  minimal guarantees:
    - The gift card loses no value without an order.
  success guarantees:
    - The value of the gift card is off the total.
  business rules: BR-4
  extends: UC-ORD-1 at payment when Registered Customer has a gift card
  realises: REQ-5

  main success scenario:
    1. Registered Customer enters the code of the gift card.
    2. System validates that the gift card has a value left.
    3. System shows the rest of the total after the gift card.
    4. Registered Customer agrees to pay the rest.
    5. System takes the value off the gift card.
       => The value of the gift card is off the total.

  alternate flows:
    3a. The gift card is worth more than the total:
      1. System takes the total off the gift card. [BR-4]
      2. System tells Registered Customer the value that stays on the gift card.
      end in success
      => The value of the gift card is off the total.

  failure flows:
    2a. The gift card is unknown or used up:
      1. System leaves the total unchanged.
      end in failure

use case UC-ORD-5: Pre-order a book
  An order for a book that is still to come. The payment is authorised now and collected on the day of shipment.
  level: user goal
  status: review
  primary actor: Registered Customer
  supporting actors: Payment Gateway
  stakeholders:
    - Registered Customer: has the book on the day of publication at the price of the pre-order.
    - Publisher: learns from recorded orders how many copies to print.
  trigger: A book that the Registered Customer waits for is announced.
  preconditions:
    - signed-in
  minimal guarantees:
    - Nobody is charged for a book that never appears.
  success guarantees:
    - The payment is authorised.
    - The order is recorded.
  specialises: UC-ORD-1
  realises: REQ-4

  main success scenario:
    1. Registered Customer asks for an announced book.
    2. System shows the day of publication with the price of the pre-order.
    3. Registered Customer orders the book in advance.
    4. System sends the price to Payment Gateway for an authorisation.
    5. Payment Gateway authorises the price.
       => The payment is authorised.
    6. System records the pre-order for the day of publication.
       => The order is recorded.

  alternate flows:
    2a. The book is in print by now:
      1. System offers the book at the shop price.
      2. Registered Customer accepts the shop price.
      resume at 4

  failure flows:
    3a. Registered Customer prefers to wait:
      1. System offers a notice for the day of publication.
      end in failure
    5a. Payment Gateway refuses the price:
      1. System tells Registered Customer the reason.
      end in failure
    5b. Payment Gateway gives no answer within 30 seconds:
      1. System withdraws the authorisation. [BR-1]
      end in failure

  open issues:
    - What happens when the publisher raises the price after the pre-order?
