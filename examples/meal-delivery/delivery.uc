# From an appetite to a meal on the table. Each of the three people has a goal of their own.

system: Meal Delivery
  Brings orders to restaurants, meals to diners and fees to couriers.

actor: Diner
  Wants to eat without cooking.
actor: Restaurant Staff
  Cooks and packs for a restaurant that has signed up.
actor: Courier
  Carries meals on a bicycle or a scooter and is paid for each of them.
actor: Payment Service
  Reserves, collects and releases money.
  kind: system
actor: Clock
  Tells how long something has been waiting.
  kind: time

term: Dish
  What a restaurant offers under one name and at one price.
term: Meal
  The packed dishes of one order.
term: Delivery code
  Four digits that only the Diner of an order knows.

rule BR-1: A meal counts as delivered when the delivery code is entered at the door.
rule BR-2: The fee of a delivery rises by a fifth for each five minutes without a Courier, up to twice the fee.
rule BR-3: An order that no restaurant answers within ten minutes is withdrawn.

use case MD01: Order a meal
  The Diner picks dishes of one restaurant and has the word of the kitchen that they are on their way.
  level: user goal
  status: implemented
  priority: high
  primary actor: Diner
  supporting actors: Payment Service, Restaurant Staff
  stakeholders:
    - Diner: knows the price and the time before the order is accepted.
    - Restaurant: cooks only for an order whose total is reserved.
  trigger: The Diner is hungry.
  preconditions: none
  minimal guarantees:
    - Nothing is charged for an order that the kitchen turns down.
  success guarantees:
    - The total is reserved.
    - The order is accepted.
  frequency: hourly

  main success scenario:
    1. Diner enters the delivery address.
    2. System lists the restaurants that deliver to the address.
    3. Diner puts together dishes of one restaurant.
    4. System shows the total with the expected time of delivery.
    5. Diner confirms the order.
    6. System asks Payment Service to reserve the total.
    7. Payment Service reserves the total.
       => The total is reserved.
    8. Restaurant Staff accepts the order.
       => The order is accepted.
    9. System tells Diner the time of delivery with the delivery code.

  alternate flows:
    1a. The Diner has ordered before:
      1. System proposes the address of the last order.
      2. Diner agrees to the proposed address.
      resume at next step
    4a. A dish is sold out:
      1. System marks the dish as sold out.
      2. Diner replaces the dish.
      3. System shows the new total with the expected time of delivery.
      resume at next step
    7a. Payment Service refuses the reservation:
      1. System tells Diner the reason.
      2. Diner names another means of payment.
      resume at 6

  failure flows:
    2a. No restaurant delivers to the address:
      1. System offers a notice for the first restaurant that does.
      end in failure
    5a. The Diner leaves the order unconfirmed:
      1. System keeps the chosen dishes for one hour.
      end in failure
    7b. Three means of payment are refused:
      end in failure
    7c. Payment Service gives no answer within 30 seconds:
      1. System withdraws the reservation.
      end in failure
    8a. Restaurant Staff turns the order down:
      1. System asks Payment Service to release the total.
      2. System tells Diner the reason of the kitchen.
      end in failure
    8b. The order is withdrawn for want of an answer:
      1. System proposes another restaurant to Diner.
      end in failure

  related: MD04

use case MD02: Prepare a meal
  The kitchen turns an accepted order into a meal that waits for a Courier as briefly as it can.
  level: user goal
  status: implemented
  primary actor: Restaurant Staff
  supporting actors: Diner, Courier
  stakeholders:
    - Restaurant Staff: sees each wish of an order before the first pan is hot.
    - Courier: arrives when the meal is ready, and not long before.
  trigger: An accepted order arrives in the kitchen.
  preconditions:
    - The order is accepted.
  minimal guarantees:
    - The Diner knows of each dish that is missing from the meal.
  success guarantees:
    - The meal is ready.
    - A courier is assigned.

  main success scenario:
    1. Restaurant Staff opens the accepted order.
    2. System shows the dishes with the wishes for each dish.
    3. Restaurant Staff marks a dish as done.
    4. System shows the dishes that are left.
    repeat 3-4 while a dish is left
    5. Restaurant Staff reports the meal as packed.
       => The meal is ready.
    6. System offers the delivery to the couriers nearby.
    7. Courier accepts the delivery.
       => A courier is assigned.

  alternate flows:
    3a. An ingredient is missing:
      1. Restaurant Staff proposes another dish.
      2. System asks Diner for consent.
      3. Diner agrees to the other dish.
      resume at next step
    3a1-2a. The ingredient turns up:
      1. Restaurant Staff withdraws the proposal.
      2. Restaurant Staff marks the dish as done.
      resume at 4
    3a3a. Diner declines the other dish:
      1. System takes the dish off the order.
      resume at 4
    7a. No courier accepts within five minutes:
      1. System raises the fee of the delivery. [BR-2]
      resume at 6

  failure flows:
    1a. The kitchen is closed at short notice:
      1. Restaurant Staff hands the order back.
      2. System tells Diner about the closed kitchen.
      end in failure
    7b. The fee of the delivery has doubled in vain:
      1. System tells Diner about the lack of couriers.
      end in failure

use case MD03: Deliver a meal
  The Courier brings the meal to the door and earns the fee.
  level: user goal
  status: approved
  primary actor: Courier
  supporting actors: Diner
  stakeholders:
    - Courier: is paid the fee for each meal that is delivered or waited for.
    - Diner: nobody else gets the meal.
  trigger: The Courier stands at the counter of the restaurant.
  preconditions:
    - The meal is ready.
    - A courier is assigned.
  minimal guarantees:
    - The way of the meal is on record, from the counter to the last place known.
    - The Courier is paid the fee for waiting in vain.
  success guarantees:
    - The meal is delivered.
    - The fee is credited.
  business rules: BR-1

  main success scenario:
    1. Courier reports the pick-up of the meal.
    2. System tells Diner the expected arrival.
    3. Courier reports the arrival at the door.
    4. Courier enters the delivery code.
    5. System validates that the delivery code belongs to the order. [BR-1]
       => The meal is delivered.
    6. System credits the fee to Courier.
       => The fee is credited.

  alternate flows:
    3a. The address is closed to bicycles:
      1. System proposes a place to meet nearby.
      2. Diner agrees to the place to meet.
      3. Courier reports the arrival at the place to meet.
      resume at next step
    4a. Nobody opens the door:
      1. System calls Diner.
      2. Diner answers the call.
      3. Courier enters the delivery code.
      resume at next step
    5a. The delivery code belongs to another order:
      1. System rejects the delivery code.
      resume at 4

  failure flows:
    1a. The meal at the counter differs from the order:
      1. Courier reports the difference.
      2. System hands the order back to the kitchen.
      end in failure
    2-3a. The Courier drops out on the way:
      1. System tells Diner the last place known.
      end in failure
    4a2a. The call stays unanswered for five minutes:
      1. System credits the fee for waiting in vain.
      2. Courier brings the meal back.
      end in failure
    5b. Three delivery codes are rejected:
      1. System calls Diner.
      2. Courier brings the meal back.
      end in failure

  variations:
    - 4: four digits | code on the telephone of the diner

use case MD04: Settle an unanswered order
  No Diner waits for a kitchen that does not look at its orders.
  level: user goal
  status: verified
  primary actor: Clock
  supporting actors: Restaurant Staff, Diner, Payment Service
  stakeholders:
    - Diner: learns within ten minutes whether the order is settled or must look elsewhere.
    - Restaurant: is reminded before an order is withdrawn.
  trigger: Five minutes have passed since an order came in.
  preconditions:
    - The total is reserved.
  minimal guarantees:
    - The total is either reserved for an order or released.
  success guarantees:
    - The order is settled.
  business rules: BR-3

  main success scenario:
    1. Clock reports an order that has waited for five minutes.
    2. System reminds Restaurant Staff of the order.
    3. Clock reports the same order after ten minutes.
    4. System withdraws the order. [BR-3]
    5. Payment Service releases the total.
    6. System tells Diner about the withdrawal.
       => The order is settled.

  alternate flows:
    3a. Restaurant Staff answers the reminder:
      1. System passes the answer on to Diner.
      end in success
      => The order is settled.
    5a. Payment Service gives no answer within 30 seconds:
      1. System queues the release for the next hour.
      resume at next step

use case MD05: Get a meal delivered
  The whole way, as it looks from the table, from the order to what comes after the meal.
  level: summary
  status: approved
  primary actor: Diner
  supporting actors: Restaurant Staff, Courier, Payment Service
  stakeholders:
    - Diner: eats what was ordered, or has the money back.
    - Restaurant: is credited with the price of each meal that is delivered.
  trigger: The Diner plans the evening.
  minimal guarantees:
    - The Diner pays for a meal that is delivered, and for nothing else.
  success guarantees:
    - The meal is delivered.
    - The price is credited.

  main success scenario:
    1. Diner orders a meal (include MD01).
       => The order is accepted.
    2. Restaurant Staff prepares the meal (include MD02).
       => The meal is ready.
       => A courier is assigned.
    3. Courier delivers the meal (include MD03).
       => The meal is delivered.
    4. Diner rates the meal.
    optional 4
    5. System credits the price to the restaurant.
       => The price is credited.

  extensions:
    1a. No order comes about:
      end in failure
    2-3a. The meal never leaves the kitchen, or never arrives:
      1. System asks Payment Service to release the total.
      2. System tells Diner about the release.
      end in failure
