# A cash machine, as the bank's customers and its service staff see it.

system: Cash Machine
  Pays out cash, shows balances and moves money between accounts.
  also known as: ATM

actor: Customer
  Holds a card of the bank.
  also known as: Cardholder

actor: Service Technician
  Fills and repairs the machines of a district.

actor: Bank Host
  Keeps the accounts and decides about cards, charges and transfers.
  kind: system

term: PIN
  The secret number that belongs to a card.
  also known as: Personal Identification Number

term: Cassette
  A sealed box that holds the notes of one value.

term: Stock
  The notes in the cassettes of the machine.

term: Journal
  The machine's own record of each session, kept without mains power.

rule BR-1: The third wrong PIN in a row costs the Customer the card.
rule BR-2: One withdrawal is at most 500 euros.
rule BR-3: An amount is paid out in notes that are in the stock.
rule BR-4: A request that Bank Host leaves open for 30 seconds counts as refused.

condition in-service: The machine is in service.
  given: yes

condition charged: The account is charged for the cash.

use case UC-01: Verify the cardholder
  The machine makes sure that whoever stands before it holds the card and knows its PIN.
  level: subfunction
  status: verified
  primary actor: Customer
  supporting actors: Bank Host
  stakeholders:
    - Customer: a stranger with the card gets at nothing without the PIN.
    - Bank: a stolen card is out of use from its next use on.
  trigger: A card enters the machine.
  preconditions:
    - in-service
  minimal guarantees:
    - The journal holds the attempt, but not the PIN.
    - A stolen card does not leave the machine.
  success guarantees:
    - The Customer is verified.
  business rules: BR-1, BR-4

  main success scenario:
    1. Customer inserts the card.
    2. System validates that the card is readable.
    3. Customer enters the PIN.
    4. System asks Bank Host to verify the PIN.
    5. Bank Host confirms the PIN. [BR-4]
       => The Customer is verified.

  extensions:
    2a. The card is unreadable:
      1. System returns the card.
      end in failure
    3a. The Customer enters nothing for 30 seconds:
      1. System returns the card.
      end in failure
    5a. Bank Host rejects the PIN:
      1. System counts the wrong attempt.
      2. System asks Customer for the PIN again.
      resume at 3
    5a2a. Three wrong attempts are counted:
      1. System retains the card. [BR-1]
      2. System tells Customer how to reach the bank.
      end in failure
    5b. Bank Host reports the card as stolen:
      1. System retains the card.
      2. System tells Customer how to reach the bank.
      end in failure
    5c. Bank Host gives no answer within 30 seconds:
      1. System returns the card.
      end in failure

use case UC-02: Withdraw cash
  The Customer turns money on an account into notes, at any hour of the day.
  goal: Leave with the cash and the card.
  level: user goal
  status: verified
  priority: high
  primary actor: Customer
  supporting actors: Bank Host, Service Technician
  stakeholders:
    - Customer: is charged for exactly the cash that comes out.
    - Bank: pays out cash only against an account that covers the amount.
  trigger: The Customer is short of cash.
  preconditions:
    - in-service
  minimal guarantees:
    - The journal shows how far the withdrawal came.
  success guarantees:
    - charged
    - The Customer has the cash.
  failure guarantees:
    - not charged
  business rules: BR-2, BR-3, BR-4
  frequency: hourly

  main success scenario:
    1. Customer identifies as the holder of the card (include UC-01).
    2. Customer chooses an amount.
    3. System validates that the stock makes up the amount. [BR-3]
    4. System asks Bank Host to charge the account with the amount.
    5. Bank Host charges the account. [BR-4]
       => charged
    6. System returns the card.
    7. Customer takes the card.
    8. System pays out the cash.
    9. Customer takes the cash.
       => The Customer has the cash.

  alternate flows:
    2a. The amount is above the limit of one withdrawal:
      1. System offers the limit as the amount. [BR-2]
      2. Customer accepts the limit.
      resume at 3
    3a. The stock lacks the notes for the amount:
      1. System offers the nearest amount below.
      2. Customer accepts the nearest amount.
      resume at 4

  failure flows:
    *a. The mains power fails:
      1. System stores the state of the withdrawal in the journal.
      2. System asks Bank Host to reverse a charge that led to no payout.
      end in failure
      => not charged
    1a. The holder of the card stays unverified:
      end in failure
      => not charged
    2-4a. The Customer cancels the withdrawal:
      1. System returns the card.
      end in failure
      => not charged
    3a2a. The Customer declines the nearest amount:
      1. System returns the card.
      end in failure
      => not charged
    3b. The stock is empty:
      1. System tells Customer that the machine is out of cash.
      2. System returns the card.
      3. System calls Service Technician.
      end in failure
      => not charged
    5a. Bank Host declines the charge:
      1. System tells Customer the reason.
      2. System returns the card.
      end in failure
      => not charged
    5b. Bank Host gives no answer within 30 seconds:
      1. System withdraws the request to Bank Host.
      2. System returns the card.
      end in failure
      => not charged
    7a. The card stays in the slot for 30 seconds:
      1. System retains the card.
      2. System asks Bank Host to reverse the charge.
      end in failure
      => not charged
    9a. The cash stays in the slot for 30 seconds:
      1. System takes the cash back.
      2. System asks Bank Host to reverse the charge.
      end in failure
      => not charged

  variations:
    - 2: one of the usual amounts | a free amount
  examples:
    | amount | balance | stock  | outcome |
    | 50     | 120     | filled | success |
    | 200    | 120     | filled | 5a      |
    | 50     | 120     | empty  | 3b      |

use case UC-03: Check the balance
  The Customer learns what the accounts hold before spending or moving money.
  level: user goal
  status: implemented
  primary actor: Customer
  supporting actors: Bank Host
  stakeholders:
    - Customer: knows the balance of the moment, and nobody else does.
  trigger: The Customer wonders what is left on an account.
  preconditions:
    - in-service
  minimal guarantees:
    - The balance stays as it was.
  success guarantees:
    - The Customer knows the balance.
  frequency: hourly

  main success scenario:
    1. Customer identifies as the holder of the card (include UC-01).
    2. Customer names an account.
    3. System asks Bank Host for the balance of the account.
    4. Bank Host reports the balance.
    5. System shows the balance.
       => The Customer knows the balance.
    repeat 2-5 until the Customer has seen the accounts of interest
    6. Customer ends the session.
    7. System returns the card.

  extensions:
    1a. The holder of the card stays unverified:
      end in failure
    4a. Bank Host gives no answer within 30 seconds:
      1. System tells Customer that the balance is unavailable. [BR-4]
      2. System returns the card.
      end in failure
    6a. The session is idle for 60 seconds:
      1. System clears the balance from view.
      resume at next step

use case UC-04: Transfer money
  The Customer moves money from an account of the card to another account of the bank.
  level: user goal
  status: approved
  primary actor: Customer
  supporting actors: Bank Host
  stakeholders:
    - Customer: the transfer reaches the account that was meant.
    - Bank: a transfer is booked on both accounts or on none.
  trigger: The Customer owes money to the holder of another account.
  preconditions:
    - in-service
  minimal guarantees:
    - The transfer is booked on both accounts or on none.
  success guarantees:
    - The transfer is booked.
  related: UC-03

  main success scenario:
    1. Customer identifies as the holder of the card (include UC-01).
    2. Customer names the account to charge.
    3. Customer names the account to credit.
    4. Customer enters the amount.
    5. System shows the transfer with the names of both holders.
    6. Customer confirms the transfer.
    7. System asks Bank Host to book the transfer.
    8. Bank Host books the transfer. [BR-4]
       => The transfer is booked.
    9. System returns the card.

  alternate flows:
    6a. The Customer corrects the amount:
      1. Customer enters the right amount.
      2. System shows the corrected transfer.
      3. Customer confirms the corrected transfer.
      resume at 7

  failure flows:
    1a. The holder of the card stays unverified:
      end in failure
    2-6a. The Customer cancels the transfer:
      1. System returns the card.
      end in failure
    8a. Bank Host refuses the transfer:
      1. System tells Customer the reason.
      2. System returns the card.
      end in failure
    8b. Bank Host gives no answer within 30 seconds:
      1. System withdraws the request to Bank Host.
      2. System returns the card.
      end in failure

use case UC-05: Refill the cash
  The Service Technician fills the machine before it runs dry, and the bank knows what is in it.
  level: user goal
  status: review
  primary actor: Service Technician
  supporting actors: Bank Host
  stakeholders:
    - Service Technician: is not held liable for notes that were never in a cassette.
    - Bank: gets a counted stock for each machine.
  trigger: The stock of the machine is low.
  preconditions: none
  minimal guarantees:
    - The journal holds each opening of the machine and each count of the cassettes.
  success guarantees:
    - in-service
    - The stock is counted.
  frequency: weekly

  main success scenario:
    1. Service Technician signs in with the service code.
    2. System suspends the payout.
    3. Service Technician inserts the filled cassettes.
    4. System counts the notes in the cassettes.
    5. Service Technician confirms the count.
       => The stock is counted.
    6. System reports the stock to Bank Host.
    7. System puts the machine back into service.
       => in-service

  extensions:
    1a. The service code is unknown:
      1. System enters the attempt in the journal.
      end in failure
    4a. A cassette is jammed:
      1. System names the jammed cassette.
      2. Service Technician takes the jammed cassette out.
      3. System counts the notes in the other cassettes.
      resume at next step
    5a. The Service Technician disputes the count:
      1. Service Technician enters the number of notes on the delivery note.
      2. System enters the difference in the journal.
         => The stock is counted.
      resume at next step
    6a. Bank Host gives no answer within 30 seconds:
      1. System queues the report for the next connection.
      resume at next step

  open issues:
    - Who is called when the counts differ by more than one note?
