# What the whole shop shares: the system, who deals with it, its words, its rules.

system: Online Bookshop
  Sells printed books over the web. A **branch** in town hands out what is ordered for pick-up.

  \Note: prices are in euros and hold the value added tax.
  also known as: Bookshop

actor: Customer
  Anybody who looks for a book, known to the shop or not.

actor: Registered Customer
  Has an account with the shop.
  is a: Customer
  also known as: Member

actor: Bookseller
  Works in a branch and sorts out what software alone does not.

actor: Payment Gateway
  Talks to the banks and card companies.
  kind: system

actor: Carrier
  Collects parcels and brings them to the door.
  kind: system

term: Cart
  The books that a Customer has put aside to buy in this visit or the next.
  also known as: Basket

term: Order
  What a Registered Customer has asked for, at the prices of that moment.
  also known as: Purchase

term: Pre-order
  An order for a book that is announced but not yet in print.

term: Pick-up
  A delivery that waits in a branch until it is fetched.

term: Gift card
  A code with a value that somebody has paid for.

term: ISBN
  The number that every edition of a book carries worldwide.
  also known as: International Standard Book Number

rule BR-1: One order is charged at most once.
rule BR-2: Only one promotion counts for an order.
rule BR-3: Five wrong passwords in a row block an account for 15 minutes.
rule BR-4: What is left on a gift card stays on it.

requirement REQ-1: A Customer gets from a search to a filled cart without an account.
requirement REQ-2: A cart survives a lost connection for 30 days.
requirement REQ-3: Neither a password nor a card number is ever shown in full.
requirement REQ-4: Each order names one way of delivery, and its cost before the order is placed.
requirement REQ-5: A gift card is worth money in any order.

condition filled: The cart holds at least one book.
condition signed-in: Registered Customer is signed in.
