# While goods are under way: three use cases of the Transport Manager, and one plan that lives from the first of them.

package: On the Road

use case UC-07: Save a load before it spoils
  A load that gets warm is brought back into its range while there is still time.
  goal: The load arrives fit for sale.
  level: user goal
  status: verified
  priority: high
  primary actor: Dispatcher
  supporting actors: Driver, Logger
  stakeholders:
    - Dispatcher: is called for a load that is in danger, and for no other.
    - Driver: is told what to do, and not that something is wrong.
    - Consignee: gets goods that can be sold.
  trigger: A load comes within one degree of the limit of its range.
  preconditions:
    - on-the-road
  minimal guarantees:
    - Each warning is on record with what was done about it.
  success guarantees:
    - The load is within its range.
  business rules: BR-2

  importance: primary
  personas: Transport Manager
  segments: Pharmaceutical Distributors, Food Wholesalers
  plans: Control Room
  problem:
    When a cooler fails on the road,
    I struggle to hear of it before the load arrives,
    which leads to goods that nobody may sell.
  outcome: Four out of five loads that get warm are saved on the road
  frequency: daily
  intensity: high
  constraints:
    - works in the vehicles of carriers whom we don't own
    - calls nobody at night for a door that stood open
  success metrics:
    - loads written off: -60%
    - warnings that lead to no action: under 5%
    - time from warning to remedy: under 15 minutes
  critical features:
    - a forecast of the minutes that are left
    - remedies for each lane, agreed on beforehand
    - a message that the driver confirms
  nice to have:
    - the outside temperature along the way
  competing with:
    - Loggers that are read on arrival: cheap, and too late for the load
    - Alarms of the vehicle: for the driver alone, and without the range of the goods
    - A telephone and a good dispatcher: works for ten loads a day
  value drivers:
    - goods that are not written off
    - deliveries that are not repeated
  discovery questions:
    - When did you last learn on arrival that a load was warm, and what was it worth?
    - Who picks up the telephone at three in the morning, and what can they do?
    - How many of your carriers let you see the temperature on the way?
  evidence:
    - a distributor of medicines, 180 people: write-offs from 31 loads to 9 in a year
    - a food wholesaler, 640 people: 41 of 50 loads that got warm were saved in half a year
  revenue share: 24%
  willingness to pay: 18,000 EUR a year
  addressable customers: 420
  cost to serve: 2,100,000 EUR a year
  last reviewed: 2026-05-12

  main success scenario:
    1. Logger reports a temperature close to the limit.
    2. System estimates the minutes that are left.
    3. System warns Dispatcher with the remedies of the lane.
    4. Dispatcher chooses a remedy.
    5. System sends the remedy to Driver.
    6. Driver confirms the remedy.
    7. Logger reports a temperature within the range.
       => The load is within its range.
    8. System records the warning with the remedy.

  alternate flows:
    2a. A door of the vehicle is open:
      1. System waits for ten minutes.
      resume at 1
    3a. The Dispatcher leaves the warning unread for five minutes:
      1. System warns the stand-in of the Dispatcher.
      resume at next step
    4a. None of the remedies fits:
      1. Dispatcher describes a remedy.
      resume at next step
    6a. The Driver leaves the message unread for five minutes:
      1. System shows Dispatcher the telephone numbers of the carrier.
      2. Dispatcher agrees on the remedy by telephone.
      resume at next step
    7a. The temperature rises on:
      resume at 2

  failure flows:
    7b. The load is out of its range for longer than its stability data allow:
      1. System puts the goods on hold.
         => on-hold
      2. System informs Dispatcher of the hold.
      end in failure
    7c. The Logger falls silent:
      1. System puts the goods on hold until the logger is read.
         => on-hold
      end in failure

use case UC-08: Recover the cost of a spoiled load
  Who had the goods when they got warm pays for them.
  goal: The loss is paid by the one who caused it.
  level: user goal
  status: implemented
  primary actor: Dispatcher
  supporting actors: Carrier
  stakeholders:
    - Dispatcher: has the claim out of the house in an hour, and not in three weeks.
    - Carrier: pays for what happened in its own vehicle, and for nothing else.
    - Insurer: sees one story, with readings that nobody has touched.
  trigger: A load is written off.
  preconditions:
    - decided
  minimal guarantees:
    - The readings stay as they were measured.
  success guarantees:
    - The amount is credited.
  business rules: BR-2, BR-3

  importance: secondary
  personas: Transport Manager
  segments: Food Wholesalers, Pharmaceutical Distributors
  plans: Track
  problem:
    When a load is written off,
    I struggle to show in whose hands it got warm,
    which leads to claims that the carrier turns down.
  outcome: Two out of three claims are paid
  frequency: monthly
  intensity: high
  constraints:
    - the evidence stands up before an insurer
    - the deadlines are those of each contract
  success metrics:
    - claims that are paid: from 30% to 65%
    - time to claim: from 20 days to 2
  critical features:
    - readings with the name of who had the load
    - a claim that is drafted from the readings
  nice to have:
    - the deadlines in the calendar of the team
  competing with:
    - Spreadsheets and mails: free, and late for the deadline
    - Lawyers: worth it above a large sum alone
    - The next rate negotiation: settles it quietly, and teaches the carrier nothing
  value drivers:
    - money that comes back
    - carriers that take more care
  discovery questions:
    - What did you write off last year, and how much of it came back?
    - What does a carrier answer when you claim?
  evidence:
    - a food wholesaler, 410 people: claims paid from 28% to 63% in a year
  revenue share: 9%
  willingness to pay: 6,000 EUR a year
  addressable customers: 350
  cost to serve: 620,000 EUR a year
  last reviewed: 2026-02-03

  main success scenario:
    1. Dispatcher opens the load that is written off.
    2. System shows where it got warm and who had it.
    3. Dispatcher states the loss with the invoice.
    4. System drafts the claim with the readings.
    5. Dispatcher approves the claim.
    6. System sends the claim to Carrier.
    7. Carrier accepts the claim.
    8. System credits the amount to the load.
       => The amount is credited.

  alternate flows:
    3a. Some of the goods can still be sold:
      1. Dispatcher enters what they brought in.
      2. System takes it off the loss.
      resume at next step
    6a. The Carrier gives no answer within 14 days:
      1. System reminds Carrier of the claim.
      resume at next step
    7a. The Carrier disputes the readings:
      1. System shows Carrier the certificate of the logger.
      resume at same step

  failure flows:
    2a. It got warm in our own hands:
      1. System closes the load without a claim.
      end in failure
    4a. The time that the contract allows is over:
      1. System tells Dispatcher the day on which it ended.
      end in failure
    7b. The Carrier turns the claim down for good:
      1. System records the reason with the contract.
      end in failure

use case UC-09: Choose the carriers that keep the cold
  The freight goes to those who bring it cold, and the talk about rates has figures.
  goal: Fewer loads get warm next quarter than in this one.
  level: user goal
  status: approved
  primary actor: Dispatcher
  trigger: The contracts with carriers come up for renewal.

  importance: secondary
  personas: Transport Manager
  segments: Food Wholesalers, Pharmaceutical Distributors
  plans: Track
  problem:
    When contracts come up for renewal,
    I struggle to tell careful carriers from cheap ones,
    which leads to a choice by price.
  outcome: Excursions for each hundred loads fall by a third
  frequency: quarterly
  intensity: medium
  constraints:
    - compares lanes of the same season and length
  success metrics:
    - excursions for each hundred loads: -33%
  critical features:
    - carriers side by side, lane by lane
  nice to have:
    - a report that may be sent to the carrier
  competing with:
    - Own impressions: quick, and unfair to the carrier with the hardest lanes
    - Audits of carriers: thorough, and once in three years
  value drivers:
    - lanes that need no watching
  discovery questions:
    - Which carrier would you drop tomorrow, and could you show why?
  evidence:
    - a food wholesaler, 950 people: two of eleven carriers caused half of the excursions
  revenue share: 6%
  willingness to pay: 3,600 EUR a year
  addressable customers: 500
  cost to serve: 410,000 EUR a year
  last reviewed: 2026-04-20
