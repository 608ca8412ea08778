# What is left of a load: the Quality Manager's use cases, and one of a market of its own.

package: For the Record

use case UC-04: Answer an inspector on the spot
  What an inspector asks for is on the table before the coffee is cold.
  goal: The inspection ends without a finding about records.
  level: user goal
  status: verified
  priority: high
  primary actor: Responsible Person
  supporting actors: Inspector
  stakeholders:
    - Responsible Person: answers from one place, and is never surprised there.
    - Inspector: sees that nothing was taken out, and by whom each word was added.
    - Authority: can tell a record from a story.
  trigger: An inspector asks for the history of goods.
  preconditions: none
  minimal guarantees:
    - The record says who has seen it.
  success guarantees:
    - The Inspector has the record.
  business rules: BR-2
  special requirements:
    - Five years of one site are gathered in two minutes.

  importance: primary
  personas: Quality Manager
  segments: Pharmaceutical Distributors, Clinical Trial Suppliers
  plans: Comply
  problem:
    When an inspector asks for the history of a batch,
    I struggle to find all readings and signatures,
    which leads to findings and to weeks of letters.
  outcome: Inspections end without a finding about records
  frequency: quarterly
  intensity: high
  constraints:
    - signatures that the authority accepts
    - readings that can't be changed, by us either
  success metrics:
    - findings about records: 0
    - time to answer a question: from 2 days to 10 minutes
  critical features:
    - a record without a gap from dock to dock
    - signatures with reason and time
    - access for a day, to what was asked for
  nice to have:
    - a rehearsal with the questions of past inspections
  competing with:
    - Folders in a cabinet: accepted by everybody, and never complete
    - The document system of the company: holds papers, and no readings
  value drivers:
    - a licence that stays
    - days of the team
  discovery questions:
    - When is your next inspection, and what did the last one find?
    - How long would it take you to show one batch of March from dock to dock?
  evidence:
    - a distributor of medicines, 130 people: three inspections in a row without a finding about records
    - a supplier of clinical trials, 60 people: 9 minutes for a question that had taken a week
  revenue share: 18%
  willingness to pay: 12,000 EUR a year
  addressable customers: 380
  cost to serve: 760,000 EUR a year
  last reviewed: 2026-06-02

  main success scenario:
    1. Responsible Person names the goods with the period that is asked for.
    2. System gathers the readings with all decisions about them.
    3. System verifies that no reading is missing.
    4. System shows the record from dock to dock.
    5. Responsible Person chooses what the Inspector gets.
    6. System seals the chosen part.
    7. System gives Inspector access for the day.
       => The Inspector has the record.
    8. Inspector reads the record.

  alternate flows:
    1a. The period reaches back before the archive:
      1. System requests the years from the archive.
      2. System tells Responsible Person when they will be there.
      resume at next step
    3a. A reading is missing:
      1. System shows the gap with what was said about it.
      2. Responsible Person adds an explanation.
      resume at next step
    8a. The Inspector asks for more:
      resume at 1

  failure flows:
    6a. The seal doesn't match the readings:
      1. System blocks the record.
      2. System reports the reading that differs to Responsible Person.
      end in failure

use case UC-05: Decide on goods after an excursion
  What was warm for an hour is neither thrown away by fright nor sold by hope.
  goal: Each batch is released or written off for a reason that holds.
  level: user goal
  status: implemented
  priority: high
  primary actor: Responsible Person
  supporting actors: Manufacturer
  stakeholders:
    - Responsible Person: signs a decision with figures, and not with a feeling.
    - Manufacturer: its goods are judged by its own data.
    - Patient: gets medicine that works.
  trigger: Goods are put on hold.
  preconditions:
    - on-hold
  minimal guarantees:
    - Goods without a decision stay on hold.
  success guarantees:
    - decided
  business rules: BR-1, BR-2

  importance: primary
  personas: Quality Manager
  segments: Pharmaceutical Distributors, Clinical Trial Suppliers
  plans: Comply
  problem:
    When goods were outside their range,
    I struggle to tell what they can still bear,
    which leads to good medicine that is destroyed to be safe.
  outcome: Half of the goods on hold are released, within one day
  frequency: weekly
  intensity: high
  constraints:
    - goes by the manufacturer's own data
    - nobody but the Responsible Person decides
  success metrics:
    - goods destroyed after an excursion: -50%
    - days on hold: from 6 to 1
  critical features:
    - stability data for each product
    - the warmth of all excursions of a batch, added up
    - signatures with reason and time
  nice to have:
    - causes, ranked by what they cost
  competing with:
    - A call to the manufacturer: the right answer, after a week
    - Destroying it: quick, and dear
  value drivers:
    - goods that are not destroyed
    - days of the team
  discovery questions:
    - What did you destroy last quarter to be on the safe side?
    - How long does a batch wait for a decision?
  evidence:
    - a distributor of medicines, 240 people: 58% of the goods on hold released, before it was 20%
  revenue share: 13%
  willingness to pay: 10,800 EUR a year
  addressable customers: 310
  cost to serve: 690,000 EUR a year
  last reviewed: 2026-01-15

  main success scenario:
    1. Responsible Person opens the hold.
    2. System shows the excursion of each batch with all excursions before it.
    3. System compares them with the stability data.
    4. System proposes a decision for each batch.
    5. Responsible Person names the cause of the excursion.
    6. Responsible Person signs a decision for each batch.
    7. System ends the hold of each batch as decided.
       => decided

  alternate flows:
    3a. The stability data of a product are missing:
      1. System asks Manufacturer for a statement.
      2. Manufacturer sends a statement.
      resume at next step
    3a2a. The statement is outstanding after five days:
      1. System proposes to write the batch off.
      resume at 5
    6a. The decision differs from the proposal:
      1. System asks Responsible Person for the reason.
      2. Responsible Person gives the reason.
      resume at next step

  failure flows:
    1a. The readings behind the hold are incomplete:
      1. System leaves the goods on hold.
      2. System names the logger that has to be read.
      end in failure

use case UC-06: Follow a trial kit to the patient's door
  Medication for a study reaches a patient at home, cold, and without telling anybody what is in it.
  goal: No patient misses a dose because of the way that it came.
  level: user goal
  status: approved
  primary actor: Responsible Person
  trigger: A kit for a patient at home is packed.

  importance: secondary
  personas: Trial Supply Manager
  segments: Clinical Trial Suppliers
  plans: Comply
  problem:
    When a kit goes to a patient's home,
    I struggle to prove that it stayed cold without revealing what it holds,
    which leads to doses that don't count in the study.
  outcome: No dose is lost to the study
  frequency: weekly
  intensity: high
  constraints:
    - nobody on the way learns which treatment is in the kit
    - the patient installs nothing
  success metrics:
    - doses lost to the study: 0
  critical features:
    # uc: ignore[BIZ811] few customers, a high price; to be decided with the budget of the next year.
    - readings that don't reveal the treatment
    - a handover that the patient confirms without an account
    - kits that come back, counted
  nice to have:
    - a reminder for the patient
  competing with:
    - Couriers for laboratories: expensive, and good
    - The hospital as the place of delivery: safe, and far for the patient
  value drivers:
    - studies that end on time
  discovery questions:
    - How many of your patients would stay in the study if the kit came to them?
  evidence:
    - a supplier of clinical trials, 45 people: 2 of 640 doses lost, before it was 31
  revenue share: 2%
  willingness to pay: 24,000 EUR a year
  addressable customers: 25
  cost to serve: 480,000 EUR a year
  last reviewed: 2026-05-28
