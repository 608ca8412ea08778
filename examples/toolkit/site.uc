package: Publishing

use case UC-06: Publish the documentation
  Whoever has a question about the system finds the use cases of today, with diagrams, and not those of last year.
  level: user goal
  status: implemented
  primary actor: Documentation Build
  supporting actors: Test Runner
  stakeholders:
    - Analyst: the documentation that is published says what the texts say.
    - Reader: finds the way through the documentation with a keyboard, a telephone or a sheet of paper.
  trigger: A text has changed.
  preconditions:
    - project
  minimal guarantees:
    - The documentation that was published before stays in place.
  success guarantees:
    - The documentation is published.
  business rules: BR-1, BR-3
  special requirements:
    - Nothing is loaded from the network.
    - Text has a contrast of at least 4.5 to 1.

  main success scenario:
    1. Documentation Build asks for the documentation of the project.
    2. System reads the texts of the project. [BR-1]
    3. System draws the diagrams of each use case. [BR-3]
    4. Test Runner hands over the results of the tests.
    optional 4 when the project has tests
    5. System composes the documentation of the use cases.
    6. Documentation Build publishes the documentation in place of the former.
       => The documentation is published.

  alternate flows:
    4a. The results are older than the texts:
      1. System marks the results as outdated.
      resume at next step

  failure flows:
    2a. A text holds an error:
      1. System composes the documentation of what is readable.
      2. System reports the error to Documentation Build.
      end in failure
    4b. Test Runner hands over something other than results:
      1. System names what is unreadable.
      end in failure

  importance: primary
  personas: Requirements Lead, Audit Lead
  plans: Audit
  problem: When an audit comes, I struggle to show what was agreed on, which leads to weeks of collecting.
  outcome: an auditor finds each answer alone
  intensity: medium
  constraints:
    - the documentation opens without a network
  success metrics:
    - days of preparation for an audit: -70%
  critical features:
    - one document that holds everything
    - the results of the tests beside the use cases
  competing with:
    - Wiki: easy to write in, and out of date
  value drivers:
    - trust
  discovery questions:
    - What did the last auditor ask for that you had to search for?
  evidence: none
  frequency: quarterly
  revenue share: 20%
  willingness to pay: 3600
  addressable customers: 150
  cost to serve: 90000
  last reviewed: 2026-09-01
