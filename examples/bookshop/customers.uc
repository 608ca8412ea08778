package: Customers

use case UC-CUS-1: Sign in
  The Registered Customer is recognised, so that orders and addresses are at hand.
  level: user goal
  status: implemented
  primary actor: Registered Customer
  stakeholders:
    - Registered Customer: gets at the account in one step, and nobody else gets at it.
  trigger: The Registered Customer wants something that belongs to the account.
  minimal guarantees:
    - Nobody learns whether an address has an account.
  success guarantees:
    - signed-in
  business rules: BR-3
  realises: REQ-3
  frequency: hourly

  main success scenario:
    1. Registered Customer enters the e-mail address with the password.
    2. System validates that the password belongs to the address.
       => signed-in
    3. System shows the cart of the last visit to Registered Customer.

  alternate flows:
    1a. Registered Customer asks for a new password:
      1. System sends a code to the e-mail address.
      2. Registered Customer enters the code.
      3. Registered Customer chooses a new password.
         => signed-in
      resume at 3
    2a. The password belongs to another address or to none:
      1. System rejects the entry as a whole.
      resume at 1

  failure flows:
    1a2a. The code is older than ten minutes:
      1. System rejects the code.
      end in failure
    2b. Five entries in a row are rejected:
      1. System blocks the account. [BR-3]
      2. System sends Registered Customer a notice about the block.
      end in failure

  variations:
    - 1: password | passkey
