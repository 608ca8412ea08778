# What this toolkit is for, in its own language.

system: Use Case Toolkit
  Reads use cases as text, finds what is wrong with them, and makes tests, diagrams and documentation of them.
  also known as: Toolkit

actor: Analyst
  Writes use cases together with the people who need them.
actor: Test Engineer
  Makes sure that what was agreed on is what was built.
actor: Product Manager
  Decides which use cases are worth building, and for whom.
actor: Documentation Build
  Runs unattended whenever a text changes.
  kind: system
actor: Test Runner
  Runs the tests of a project and reports which of them passed.
  kind: system

term: Text
  A file, or the part of one, that holds use cases.
term: Finding
  A flaw, with its place in a text and a hint how to mend it.
term: Scenario
  One path through a use case, from its start to an end.
term: Criterion
  What a set of scenarios has to cover, be it the flows, the steps or the branches.
  also known as: Coverage criterion
term: Baseline
  The findings of a project that are known and put up with.
term: Canonical form
  The one way in which a text with a given meaning is written.
term: Card
  What a use case says about its customers, with their problem, the outcome and what it is worth.
term: Portfolio
  The cards of a project, side by side.

rule BR-1: Reading goes on at the next line, whatever is wrong with the line before.
rule BR-2: No text of the Analyst is lost or changed in meaning.
rule BR-3: The same texts give the same bytes, on each machine and on each day.
rule BR-4: What a person wrote into a test is never overwritten.
rule BR-5: More scenarios than the limit are counted, but not listed.

condition project: A project exists.
