package: Testing

use case UC-04: Generate tests
  The Test Engineer gets a test for each scenario, and only fills in how a step is done.
  level: user goal
  status: implemented
  priority: high
  primary actor: Test Engineer
  stakeholders:
    - Test Engineer: keeps each line that was written into a test by hand.
    - Analyst: each scenario has a test, or is known to lack one.
  trigger: A use case is approved.
  preconditions:
    - project
  minimal guarantees:
    - Each line written by hand is kept.
    - A test that nobody has filled in fails.
  success guarantees:
    - Each scenario has a test.
  business rules: BR-3, BR-4, BR-5

  main success scenario:
    1. Test Engineer chooses a test framework with a criterion.
    2. System works out the scenarios that meet the criterion.
    3. System writes a test for each scenario. [BR-3]
       => Each scenario has a test.
    4. Test Engineer fills in the steps of a test.
    5. System compares the filled-in tests with the scenarios.
    repeat 4-5 until the steps of each test are filled in
    6. System reports the tests by use case.

  alternate flows:
    2a. A flow has an open end:
      1. System leaves the flow out of the scenarios.
      2. System names the place of the open end.
      resume at next step
    2b. The scenarios are above the limit:
      1. System states the number of scenarios. [BR-5]
      2. Test Engineer asks for a sample of the scenarios.
      3. System draws the sample.
      resume at next step
    3a. A test was filled in by hand:
      1. System keeps the test. [BR-4]
      2. System writes the tests that are missing.
         => Each scenario has a test.
      resume at next step
    5a. A test belongs to a scenario that is gone:
      1. System reports the test as an orphan.
      resume at next step

  failure flows:
    2b2a. Test Engineer insists on the whole number:
      end in failure

  examples:
    | criterion | main steps | extensions | scenarios |
    | flows     | 5          | 2          | 3         |
    | flows     | 7          | 0          | 1         |

  importance: primary
  personas: Quality Lead
  plans: Team
  problem: When a use case changes, I struggle to find the tests that it touches, which leads to outdated tests.
  outcome: a changed use case has changed tests on the same day
  intensity: high
  constraints:
    - the test framework of the house stays
  success metrics:
    - days from a changed use case to changed tests: -80%
  critical features:
    - a test for each scenario
    - tests filled in by hand are kept
  competing with:
    - Tests written by hand: exact, but nobody sees which scenario lacks one
  value drivers:
    - coverage
  discovery questions:
    - Which of your tests would you miss if a use case were dropped?
  evidence: none
  frequency: weekly
  revenue share: 25%
  willingness to pay: 2400
  addressable customers: 300
  cost to serve: 150000
  last reviewed: 2026-09-01

use case UC-05: Measure the coverage
  The Test Engineer learns which scenarios have passed, which have failed, and which nobody has tried.
  level: user goal
  status: implemented
  primary actor: Test Engineer
  supporting actors: Test Runner
  stakeholders:
    - Test Engineer: the coverage counts only tests that ran.
    - Product Manager: knows the coverage before a release.
  trigger: A release is near.
  preconditions:
    - project
    - Each scenario has a test.
  minimal guarantees:
    - A test without a result does not count as passed.
  success guarantees:
    - The coverage is known.

  main success scenario:
    1. Test Engineer starts the tests.
    2. Test Runner delivers the results.
    3. System matches the results with the scenarios.
    4. System lists the scenarios that lack a passed test.
    5. System states the coverage of each use case.
       => The coverage is known.
    6. Test Engineer accepts the coverage.

  extensions:
    2a. Test Runner delivers no result within one hour:
      end in failure
    3a. A result names a scenario that is gone:
      1. System lists the result as an orphan.
      resume at next step
    6a. The coverage is below the bar of the project:
      1. Test Engineer stops the release.
      end in success
