# Who buys, who uses it, what is sold. The product, the market and all figures are made up.

system: Cold Chain Monitor
  Follows the temperature of goods that have to stay cold, from one dock to the next, and proves afterwards what it was.
  also known as: Monitor

actor: Dispatcher
  Sends loads on their way and stays with them until somebody has signed for them.
actor: Driver
  Brings a load from one dock to the next, and is the only one beside it on the way.
actor: Goods Receiver
  Takes deliveries in at the dock and answers for what goes into stock.
actor: Responsible Person
  Answers to the authority for the quality of all that leaves the house.
actor: Inspector
  Comes from an authority or a customer, and believes what is on record.
actor: Manufacturer
  Made the goods, and knows how much warmth they bear.
actor: Carrier
  Moves loads for others, and is liable for them while it does.
actor: Logger
  Measures the temperature in a load every ten minutes, and sends it with its place.
  kind: system

term: Load
  Goods that travel together in one vehicle, with at least one logger.
term: Range
  The temperatures between which goods may be kept, such as 2 to 8 °C.
term: Excursion
  A time during which goods are outside their range.
term: Stability data
  What a manufacturer has proven about the warmth that its goods bear, and for how long.
term: Remedy
  What can be done for a load that gets warm, such as to cool down the vehicle or to call at a cold store nearby.
term: Batch
  Goods that were made at one time, and on which is decided as a whole.

rule BR-1: What was outside its range leaves the hold by a decision of the Responsible Person alone.
rule BR-2: A reading is never changed; what has to be said about it is added.
rule BR-3: A claim reaches the Carrier within the time that the contract with the Carrier allows.

condition on-the-road: The load is on the road with a logger.
  given: yes
condition on-hold: The goods are on hold.
condition decided: Each batch is released or written off.

segment: Pharmaceutical Distributors
  Wholesalers of medicines, and the logistics companies that work for them. An authority inspects each site.
  industry: pharmaceuticals, medical devices
  company size: 50-500
  revenue share: 48%

segment: Food Wholesalers
  Fresh and frozen food for shops and kitchens. The margin is thin, and a load that is refused is lost on the same day.
  industry: food wholesale, catering
  company size: 100-2000
  revenue share: 37%

segment: Clinical Trial Suppliers
  Small houses that send medication to hospitals and homes for a study. Each kit has a patient who waits for it.
  industry: clinical trials, biotechnology
  company size: 20-150
  revenue share: 15%

persona: Quality Manager
  Signs for the quality, and is the one whom an inspector wants to see.
  segments: Pharmaceutical Distributors, Clinical Trial Suppliers
  seniority: head of department
  plays: Responsible Person

persona: Transport Manager
  Has the budget for carriers, and the telephone that rings at night.
  segments: Pharmaceutical Distributors, Food Wholesalers
  seniority: manager
  plays: Dispatcher

persona: Warehouse Manager
  Runs docks and cold rooms, and counts in minutes.
  segments: Food Wholesalers, Pharmaceutical Distributors
  seniority: manager
  plays: Goods Receiver

persona: Trial Supply Manager
  Has to have the right kit at each hospital before the patient comes.
  segments: Clinical Trial Suppliers
  seniority: director

plan: Track
  Loggers in loads and rooms, and what they say at the dock.
  price: 6 EUR per logger and month
  value metric: loggers
  segments: Food Wholesalers, Pharmaceutical Distributors

plan: Comply
  The record, its signatures, and what becomes of goods after an excursion.
  price: 450 EUR per site and month
  value metric: sites
  segments: Pharmaceutical Distributors, Clinical Trial Suppliers

plan: Control Room
  Loads that are watched while they are on the road, around the clock.
  price: 3 EUR per watched load
  value metric: watched loads
  segments: Pharmaceutical Distributors, Food Wholesalers
