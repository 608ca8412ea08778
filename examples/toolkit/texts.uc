package: Writing

use case UC-01: Write a use case
  The Analyst gets from an empty folder to a text that a stakeholder can sign.
  level: user goal
  status: implemented
  priority: high
  primary actor: Analyst
  stakeholders:
    - Analyst: has a text that is ready for review, with no contradiction in it.
    - Stakeholder: can sign a text without learning a notation.
  trigger: Somebody asks what the system is to do.
  preconditions: none
  minimal guarantees:
    - What the Analyst wrote is kept as it was written.
  success guarantees:
    - project
    - The text is in canonical form.
    - The text is ready for review.
  business rules: BR-2

  main success scenario:
    1. Analyst starts a project in an empty folder.
    2. System sets up the project with a first use case.
       => project
    3. Analyst writes the flows of the use case.
    4. Analyst runs a check (include UC-02).
    repeat 3-4 until no error is found
    5. Analyst asks for the canonical form.
    6. System renumbers the steps in canonical form. [BR-2]
       => The text is in canonical form.
    7. Analyst offers the text for review.
       => The text is ready for review.

  alternate flows:
    1a. The folder holds texts already:
      1. System leaves the texts unchanged.
         => project
      resume at 3

  failure flows:
    4a. The check finds nothing to read:
      end in failure
    6a. A line of the text is unreadable:
      1. System leaves the text unchanged. [BR-2]
      2. System names the unreadable line.
      end in failure

  # The segments, plans and figures of the portfolio are made up for the example.
  importance: primary
  personas: Requirements Lead
  plans: Author
  problem: When a release is planned, I struggle to see where documents contradict each other, which leads to rework.
  outcome: one review instead of three before a use case is signed
  intensity: high
  constraints:
    - the texts live in the version control that is there
    - nothing leaves the machine
  success metrics:
    - reviews for each use case: -60%
  critical features:
    - findings with their place and a hint
    - a canonical form
  nice to have:
    - findings while typing
  competing with:
    - Word processor: everybody has one, and it checks only the spelling
    - Drawing tool: pretty, but what a flow means stays in the head
  value drivers:
    - less rework
    - agreement
  discovery questions:
    - How do you notice today that two documents contradict each other?
    - Who signs, and what do they read before they sign?
  evidence:
    - A pilot with 40 use cases: reviews for each down from three to one
  frequency: daily
  revenue share: 35%
  willingness to pay: 900
  addressable customers: 800
  cost to serve: 120000
  last reviewed: 2026-09-01

use case UC-02: Check a text
  Flaws come to light while they are cheap.
  level: subfunction
  status: verified
  primary actor: Analyst
  stakeholders:
    - Analyst: sees each finding once, with its place, and no false alarm among them.
  trigger: A text has changed.
  minimal guarantees:
    - The texts are as they were, but for the fixes that the Analyst accepted.
  success guarantees:
    - The findings are known.
  business rules: BR-1, BR-2, BR-3

  main success scenario:
    1. Analyst asks for a check of the folder.
    2. System reads the texts in the folder. [BR-1]
    3. System resolves the names across the texts.
    4. System applies the rules of the catalogue to the use cases.
    5. System lists each finding with place, reason, hint. [BR-3]
       => The findings are known.
    6. Analyst accepts the fixes on offer.
    7. System applies the fixes to the texts. [BR-2]
    optional 6-7 when a finding comes with a fix

  extensions:
    2a. The folder holds no text:
      1. System names the folder.
      end in failure
    2b. A line is unreadable:
      1. System reports the line with the kinds of line that fit there.
      2. System reads on at the line below. [BR-1]
      resume at next step
    3a. A name is one letter away from a declared name:
      1. System reports the name with the declared name as a proposal.
      resume at next step
    5a. The project has a baseline:
      1. System lists the findings outside the baseline.
         => The findings are known.
      resume at next step

use case UC-03: Import a document
  Years of use cases in documents become texts, without retyping.
  level: user goal
  status: implemented
  primary actor: Analyst
  stakeholders:
    - Analyst: knows which part of the document did not make it into the texts.
    - Author of the document: the words of the document stay the same.
  trigger: Use cases turn up in a document.
  preconditions:
    - project
  minimal guarantees:
    - The document and the texts of the project are as they were.
  success guarantees:
    - The use cases of the document are in the project.
  business rules: BR-2

  main success scenario:
    1. Analyst names a document.
    2. System recognises the use cases by the labels in the document.
    3. System shows the texts with the left-over parts of the document.
    4. Analyst agrees to the texts.
    5. System adds the texts to the project.
       => The use cases of the document are in the project.

  alternate flows:
    5a. A text of the same name is in the project:
      1. Analyst allows the replacement.
      2. System replaces the text.
         => The use cases of the document are in the project.
      end in success

  failure flows:
    2a. The document holds no label that is known:
      1. System names the labels that count.
      end in failure
    4a. Analyst disagrees with the texts:
      end in failure
    5a1a. Analyst keeps the text in the project:
      end in failure

  variations:
    - 1: Markdown | word-processor file | web page | plain text
