# Where goods come in and lie: the Warehouse Manager's use cases.

package: At the Dock

use case UC-01: Release a delivery on arrival
  What arrived cold is in stock within minutes; what did not goes no further.
  goal: Goods that are fit for sale are in stock before the next vehicle docks.
  level: user goal
  status: verified
  priority: high
  primary actor: Goods Receiver
  supporting actors: Logger, Responsible Person
  stakeholders:
    - Goods Receiver: has the dock free in ten minutes.
    - Responsible Person: nothing that was warm reaches a shelf.
    - Carrier: leaves with a receipt that says in what state the goods arrived.
  trigger: A vehicle docks.
  preconditions: none
  minimal guarantees:
    - The goods are in stock or on hold, and never in between.
  success guarantees:
    - The delivery is released.
  business rules: BR-1, BR-2

  importance: primary
  personas: Warehouse Manager
  segments: Food Wholesalers, Pharmaceutical Distributors
  plans: Track
  problem:
    When a vehicle docks,
    I struggle to know whether its goods stayed cold,
    which leads to pallets that wait at the dock and get warm there.
  outcome: Nine out of ten deliveries are in stock within ten minutes
  frequency: hourly
  intensity: medium
  constraints:
    - takes no more than a scan, with gloves on
    - works when the network of the dock is down
  success metrics:
    - time from dock to stock: from 45 minutes to 10
    - deliveries that are checked by hand: under 10%
  critical features:
    - a verdict in green or red, by scan
    - a hold that nobody can forget
  nice to have:
    - a picture of the seal beside the readings
  competing with:
    - A thermometer at the dock: tells of now, and not of the way
    - Printed curves: there after the vehicle has left
  value drivers:
    - docks that are free
    - staff who decide without a call
  discovery questions:
    - How long does a pallet stand at your dock before anybody decides?
    - What happens today when the paper of a delivery is missing?
  evidence:
    - a food wholesaler, 300 people: dock to stock from 50 minutes to 12
    - a distributor of medicines, 90 people: one employee less on the late shift
  revenue share: 19%
  willingness to pay: 9,600 EUR a year
  addressable customers: 600
  cost to serve: 1,450,000 EUR a year
  last reviewed: 2026-05-12

  main success scenario:
    1. Goods Receiver scans the code of the delivery.
    2. Logger hands over its readings.
    3. System compares the readings with the range of the goods.
    4. System shows that the delivery stayed cold.
    5. Goods Receiver confirms that the seal is unbroken.
    6. System releases the delivery to stock.
       => The delivery is released.
    7. System issues the receipt for the Carrier.

  alternate flows:
    1a. The code is unreadable:
      1. Goods Receiver enters the number of the delivery.
      resume at next step
    2a. The network is down:
      1. Goods Receiver reads the logger by cable.
      resume at next step
    3a. Readings are missing for less than one hour:
      1. Goods Receiver measures the temperature in the middle of the pallet.
      2. System adds the measurement to the record.
      resume at next step

  failure flows:
    3b. The readings leave the range:
      1. System puts the goods on hold.
         => on-hold
      2. System informs Responsible Person of the excursion.
      end in failure
    3a2a. The measured temperature is outside the range:
      1. System puts the goods on hold.
         => on-hold
      end in failure
    5a. The seal is broken:
      1. Goods Receiver photographs the seal.
      2. System puts the goods on hold.
         => on-hold
      end in failure

use case UC-02: Save the stock of a cold room at night
  A cold room that fails between two shifts is emptied or mended before its goods are lost.
  goal: The stock is where it stays cold when the morning shift comes.
  level: user goal
  status: approved
  primary actor: Goods Receiver
  trigger: A cold room gets warmer for half an hour.

  importance: secondary
  personas: Warehouse Manager
  segments: Food Wholesalers
  plans: Track
  problem:
    When a cold room fails after the late shift,
    I struggle to get somebody there who can act,
    which leads to a room full of waste in the morning.
  outcome: No cold room is lost at night
  frequency: monthly
  intensity: high
  constraints:
    - rings until a person answers
  success metrics:
    - value of stock lost at night: -90%
    - time until somebody is there: under 40 minutes
  critical features:
    - a curve for each cold room
    - a chain of people to call
  nice to have:
    - the free space of the other rooms
  competing with:
    - The alarm of the building: tells of fire and burglars
    - A guard on his round: sees the display when it is too late
  value drivers:
    - stock that is still there
  discovery questions:
    - Who would notice tonight, and when?
  evidence:
    - a caterer, 220 people: two rooms saved in the first winter
  revenue share: 5%
  willingness to pay: 2,400 EUR a year
  addressable customers: 300
  cost to serve: 380,000 EUR a year
  last reviewed: 2025-03-18

use case UC-03: Cut the power bill of cold rooms
  Rooms that are colder than their goods need cost money for nothing.
  goal: The rooms take less power, and the goods don't notice.
  level: user goal
  status: approved
  primary actor: Goods Receiver
  trigger: The quarterly power bill arrives.

  importance: secondary
  personas: Warehouse Manager
  segments: Food Wholesalers
  plans: Track
  problem:
    When the power bill arrives,
    I struggle to see which room wastes power,
    which leads to savings at the wrong end.
  outcome: The power bill falls by 8%
  frequency: quarterly
  intensity: low
  constraints:
    - never at the expense of the range
  success metrics:
    - power for each pallet: -8%
  critical features:
    - a curve for each cold room
  nice to have:
    - prices of power by the hour
  competing with:
    - Consultants on energy: do it once, and thoroughly
    - The maker of the cooling: has the data of the compressor, which we don't have
  value drivers:
    - a smaller bill
  discovery questions:
    - Who owns the power bill, and what would they give for a tenth less?
  evidence:
    - a food wholesaler, 520 people: 6% in a year, of which half was the weather
  revenue share: 2%
  willingness to pay: 900 EUR a year
  addressable customers: 240
  # uc: ignore[BIZ808] decided in the spring: who has it keeps it, and it is sold to nobody new.
  cost to serve: 310,000 EUR a year
  last reviewed: 2026-03-30
