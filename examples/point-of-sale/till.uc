# The till of a shop. The buyer stands in front of the counter and deals with the Cashier, not with the till.

system: Till
  Adds up a sale, takes the payment and tells the books and the stock about it.
  also known as: Point of Sale

actor: Cashier
  Sits at the till and answers for what is in the drawer.

actor: Store Manager
  Decides where the Cashier has no authority.

actor: Payment Service
  Charges cards for the shop.
  kind: system

actor: Stock Keeping
  Knows what is on the shelves and orders what is missing.
  kind: system

term: Sale
  What one buyer takes along at one time, with its prices and its payment.

term: Item
  One piece of goods with a code on it.

term: Voucher
  A printed promise of a reduction.

term: Drawer
  The box below the till that holds the cash.

rule BR-1: An item costs what the price list of the day says.
rule BR-2: Goods come back within 30 days, later ones only with the consent of the Store Manager.
rule BR-3: A refund goes the way that the payment came.

condition signed-in: The Cashier is signed in at the till.
  given: yes

use case UC1: Ring up a sale
  The buyer leaves with the goods and a receipt, the shop has the money, and the books and the stock agree.
  goal: A sale that is paid and accounted for, in less time than the queue has patience for.
  scope: Till
  level: user goal
  status: verified
  priority: high
  primary actor: Cashier
  supporting actors: Store Manager, Stock Keeping
  stakeholders:
    - Cashier: is not charged for a drawer that differs from the recorded sales.
    - Buyer: pays the price on the shelf and has a receipt to prove it.
    - Shop Owner: each sale that leaves the shop is recorded and paid.
    - Tax Office: the tax of each sale is recorded.
  trigger: A buyer puts goods on the counter.
  preconditions:
    - signed-in
  minimal guarantees:
    - Cash in the drawer and recorded sales agree.
  success guarantees:
    - The sale is recorded.
    - The receipt is issued.
  business rules: BR-1
  special requirements:
    - The total is legible from two metres away.
    - An approval of a card takes 30 seconds at most, nine times out of ten.
  data:
    - Item: code, name, price of the day, rate of tax
    - Sale: number, items, vouchers, total, tax, payment, time
  frequency: hourly

  main success scenario:
    1. Cashier opens a sale.
       => A sale is open.
    2. Cashier scans an item.
    3. System adds the item at the price of the day. [BR-1]
    repeat 2-3 until the counter is empty
    4. Cashier scans the loyalty card.
    optional 4 when the buyer has a loyalty card
    5. Cashier asks for the total.
    6. System shows the total with the tax.
    7. Cashier collects the payment (include UC2 or UC3).
    8. System records the sale with Stock Keeping.
       => The sale is recorded.
    9. System issues the receipt.
       => The receipt is issued.

  alternate flows:
    *a. The Cashier locks the till:
      1. System keeps the sale out of view.
      2. Cashier unlocks the till with the personal code.
      resume at same step
    *b. The power fails:
      1. Cashier restarts the till.
      2. System restores the sale from the record of the till.
      resume at same step
    2,4a. The code is unreadable:
      1. Cashier enters the number below the code.
      resume at next step
    2b. The buyer takes a number of equal items:
      1. Cashier enters the number of equal items.
      2. Cashier scans one of the equal items.
      resume at next step
    3a. The code is missing on the price list:
      1. Cashier enters the price on the label.
      2. System adds the item at the price on the label.
      resume at next step
    3a1a. The item carries no label:
      1. Store Manager sets a price for the item.
      resume at 3a2
    3-6a. The buyer leaves an item behind:
      1. Cashier scans the item as left behind.
      2. System takes the item off the sale.
      resume at same step
    5a. The buyer hands over a voucher:
      1. Cashier scans the voucher.
      2. System takes the voucher off the total.
      resume at next step
    5a2a. The voucher is expired:
      1. System rejects the voucher.
      resume at 6
    7a. The payment is refused:
      1. Cashier offers another means of payment.
      resume at 7
    8a. Stock Keeping gives no answer within ten seconds:
      1. System records the sale in the till until the next connection.
         => The sale is recorded.
      resume at next step
    9a. The printer is out of paper:
      1. Cashier puts in a new roll.
      2. System issues the receipt.
         => The receipt is issued.
      end in success

  failure flows:
    *a2a. The till stays locked for one hour:
      1. System passes the open sale to Store Manager.
      end in failure
    *b2a. The record of the sale is damaged:
      1. System prints what is left of the sale for Store Manager.
      end in failure
    3-6b. The buyer gives up the purchase:
      1. Cashier cancels the sale.
      2. System records the sale as cancelled.
      end in failure
    7b. The buyer has no other means of payment:
      1. Cashier cancels the sale.
      end in failure

  variations:
    - 2: bar code | matrix code | weight from the scales
    - 9: paper | e-mail

use case UC2: Collect cash
  The buyer pays with notes and coins.
  level: subfunction
  status: verified
  primary actor: Cashier
  stakeholders:
    - Cashier: gives back the right change from the drawer.
  trigger: The buyer holds out cash.
  preconditions:
    - A sale is open.
  minimal guarantees:
    - The drawer is closed whenever no cash changes hands.
  success guarantees:
    - The sale is paid.

  main success scenario:
    1. Cashier enters the cash that the buyer hands over.
    2. System opens the drawer with the change on view.
    3. Cashier hands out the change.
    4. Cashier closes the drawer.
       => The sale is paid.

  extensions:
    1a. The cash is less than the total:
      1. System shows the amount that is missing.
      2. Cashier enters the rest of the cash.
      resume at 2
    1a2a. The buyer has no cash left:
      1. Cashier returns the cash.
      end in failure
    3a. The drawer lacks the coins for the change:
      1. Cashier returns the cash.
      2. Cashier closes the drawer.
      end in failure

use case UC3: Collect a card payment
  The buyer pays with a card or with whatever device stands for one.
  level: subfunction
  status: implemented
  primary actor: Cashier
  supporting actors: Payment Service
  stakeholders:
    - Buyer: the card is charged once.
    - Shop Owner: a sale that counts as paid is charged.
  trigger: The buyer holds out a card.
  preconditions:
    - A sale is open.
  minimal guarantees:
    - The card is charged once at most.
  success guarantees:
    - The sale is paid.

  main success scenario:
    1. Cashier starts the card payment.
    2. System asks Payment Service to charge the card with the total.
    3. Payment Service approves the charge.
       => The sale is paid.
    4. System shows the number of the approval.
    5. Cashier returns the card.

  extensions:
    3a. Payment Service refuses the charge:
      1. System shows the reason.
      2. Cashier returns the card.
      end in failure
    3b. Payment Service gives no answer within 30 seconds:
      1. System cancels the charge.
      2. Cashier returns the card.
      end in failure

  variations:
    - 1: inserted card | contactless card | telephone

use case UC4: Take back goods
  The buyer returns goods and gets the money back.
  level: user goal
  status: approved
  primary actor: Cashier
  supporting actors: Store Manager
  stakeholders:
    - Buyer: gets the full refund for what is returned in time.
    - Shop Owner: refunds only what was sold here, and only once.
  trigger: A buyer comes back with goods.
  preconditions:
    - signed-in
  minimal guarantees:
    - An item is refunded once at most.
  success guarantees:
    - The return is recorded.
  business rules: BR-2, BR-3
  related: UC1
  frequency: daily

  main success scenario:
    1. Cashier scans the receipt.
    2. System shows the sale.
    3. Cashier scans a returned item.
    4. System validates that the item belongs to the sale.
    repeat 3-4 for each returned item
    5. Cashier describes the damage.
    6. System marks the items as unfit for the shelf.
    optional 5-6 when the goods are damaged
    7. System works out the refund by the way of payment: [BR-3]
       | paid by | refunded by         |
       | cash    | cash                |
       | card    | credit to that card |
       | voucher | new voucher         |
    8. Cashier pays out the refund.
    9. System records the return.
       => The return is recorded.

  alternate flows:
    1a. The receipt is unreadable:
      1. Cashier enters the number of the sale.
      resume at next step
    2a. The sale is older than 30 days:
      1. System asks Store Manager for a decision. [BR-2]
      2. Store Manager agrees to the return.
      resume at next step
    4a. The item belongs to another sale:
      1. System leaves the item out of the return.
      resume at next step

  failure flows:
    2a2a. Store Manager declines the return:
      1. System notes the reason in the sale.
      end in failure
    7a. No item is left in the return:
      1. System closes the sale unchanged.
      end in failure
