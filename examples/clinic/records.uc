# A clinic's records. Flows are named by codes (A for alternates, E for exceptions), and marks show where they leave.

system: Clinic Records
  Keeps what a clinic knows about its patients, and who has seen it.

actor: Clinician
  Treats patients and may therefore see their records.
actor: Physician
  Decides on a treatment and answers for it.
  is a: Clinician
actor: Nurse
  Carries out what a Physician has decided.
  is a: Clinician
actor: Receptionist
  Receives patients and keeps their addresses in order.
actor: Data Protection Officer
  Looks into each access that needs an explanation.
actor: Drug Register
  Knows the drugs on the market and which of them do not go together.
  kind: system

term: Record
  All that the clinic holds about one patient.
  also known as: Patient record, Chart
term: Treatment plan
  The treatments that a Physician has decided on for one diagnosis.
  also known as: Plan
term: Session
  One visit in which treatments of a plan are given.
term: Consent
  The patient's written permission to keep a record.

rule BR-1: No record without consent.
rule BR-2: A record is open to the Clinicians who treat the patient, and to others only in an emergency.
  An emergency is reported to the Data Protection Officer on the same day.
rule BR-3: Each drug of a treatment plan is compared with the drugs that the patient takes already.
rule BR-4: A plan is changed by a new version; a signed one stays as it is.

condition new-plan: The record holds the new plan.

package: Records

use case UC-1.1: Register a patient
  A person becomes a patient of the clinic, with exactly one record.
  level: user goal
  status: verified
  primary actor: Receptionist
  stakeholders:
    - Receptionist: never asks a patient twice for the same.
    - Patient: has one record, and gave consent to it.
    - Insurer: receives claims with a number that exists.
  trigger: A person comes to the clinic for the first time.
  minimal guarantees:
    - No second record exists for the patient.
    - Without consent nothing about the person is kept.
  success guarantees:
    - The patient has a record.
  business rules: BR-1
  special requirements:
    - A search over one million records takes two seconds at most.
    - Entries are legible to a screen reader.
  data:
    - Record: number, name, date of birth, address, insurance number, consent
  frequency: daily

  main success scenario:
    1. The Receptionist enters the name with the date of birth.
    2. The System searches the records for the same person. [A1]
    3. The Receptionist enters the address with the insurance number.
    4. The System validates that the insurance number is complete. [E1]
    5. The Receptionist confirms the consent of the patient. [E2, BR-1]
    6. The System opens a record with a new number.
       => The patient has a record.

  alternate flows:
    A1. A record with the same name and date of birth exists:
      1. The System shows the addresses of the records found.
      2. The Receptionist recognises the patient by the address. [A2]
      end in success
      => The patient has a record.
    A2. The addresses belong to other persons:
      1. The Receptionist confirms a namesake.
      resume at 3

  failure flows:
    E1. The insurance number is incomplete:
      1. The System names the missing digits.
      2. The Receptionist completes the insurance number.
      resume at 5
    E2. The patient declines the consent:
      1. The System deletes the entries.
      end in failure

use case UC-1.2: Open a record
  A Clinician sees a record that concerns a patient in treatment, and the access leaves a trace.
  level: subfunction
  status: verified
  primary actor: Clinician
  supporting actors: Data Protection Officer
  stakeholders:
    - Clinician: has the record open within seconds in an emergency.
    - Patient: no access to the record goes unseen.
  trigger: The Clinician needs to know what is on record.
  preconditions:
    - The patient has a record.
  minimal guarantees:
    - Each access to a record is logged, and so is each attempt.
  success guarantees:
    - The record is open.
  business rules: BR-2

  main success scenario:
    1. The Clinician enters the number of the patient.
    2. The System looks up the record. [E1]
    3. The System validates that the Clinician is in charge of the patient. [AL01]
    4. The System opens the record.
       => The record is open.
    5. The Clinician reads the record.

  alternate flows:
    AL01. The Clinician is not in charge of the patient:
      1. The System asks the Clinician for the reason.
      2. The Clinician declares an emergency. [E2]
      3. The System reports the access to the Data Protection Officer. [BR-2]
      resume at next step

  failure flows:
    E1. The number is unknown:
      1. The System logs the attempt.
      end in failure
    E2. The Clinician gives no reason within 60 seconds:
      1. The System logs the attempt.
      2. The System reports the attempt to the Data Protection Officer.
      end in failure

package: Treatment

use case UC-2.1: Draw up a treatment plan
  The Physician turns a diagnosis into treatments that go together.
  level: user goal
  status: approved
  priority: high
  primary actor: Physician
  supporting actors: Drug Register
  stakeholders:
    - Physician: signs a plan only after each drug in it is compared.
    - Patient: gets no drug that quarrels with another.
    - Nurse: reads the same plan that the Physician signed.
  trigger: The Physician has arrived at a diagnosis.
  preconditions:
    - The patient has a record.
  minimal guarantees:
    - An earlier plan stays in force until a new plan is signed.
  success guarantees:
    - The plan is signed.
    - new-plan
  failure guarantees:
    - not new-plan
  business rules: BR-3, BR-4

  main success scenario:
    1. The Physician opens the record of the patient (include UC-1.2).
    2. The Physician enters the diagnosis.
    3. The System proposes the guideline for the diagnosis. [A1]
    4. The Physician adds a treatment to the plan.
    5. The System sends the drugs of the treatment to the Drug Register. [BR-3]
    6. The Drug Register clears the drugs. [A2, A3]
    repeat 4-6 until the plan is complete
    7. The Physician signs the plan. [E2, BR-4]
       => The plan is signed.
    8. The System adds the plan to the record.
       => new-plan

  alternate flows:
    A1. No guideline covers the diagnosis:
      1. The System shows plans of earlier patients with the diagnosis under a number in place of the name.
      resume at next step
    A2. The Drug Register reports an interaction [E3]:
      1. The System shows the drugs that interact.
      2. The Physician replaces one of the drugs. [E1]
      resume at 5
    A3. The Drug Register gives no answer within 20 seconds:
      1. The System marks the treatment as unverified.
      2. The Physician compares the drugs by hand.
      resume at next step

  failure flows:
    1a. The record stays closed:
      end in failure
      => not new-plan
    E1. The Physician finds no drug in place of the one that interacts:
      1. The System keeps the plan as a draft.
      end in failure
      => not new-plan
    E2. The Physician puts the signature off:
      1. The System keeps the plan as a draft.
      end in failure
      => not new-plan
    E3. The interaction is life-threatening:
      1. The System blocks the treatment in the combination at hand.
      resume at next step

  notes:
    A plan without drugs, physiotherapy for one, goes through the same steps.

use case UC-2.2: Record a session
  What was given to the patient, and how the patient took it, stands in the record on the same day.
  level: user goal
  status: review
  primary actor: Nurse
  stakeholders:
    - Nurse: records a session at the bedside.
    - Physician: sees the next morning what was given in a session.
    - Patient: gets each treatment once.
  trigger: A patient comes for a treatment of the plan.
  preconditions:
    - The patient has a record.
    - The plan is signed.
  minimal guarantees:
    - A treatment that was given is in the record.
  success guarantees:
    - The session is recorded.
  frequency: hourly

  main success scenario:
    1. The Nurse opens the record of the patient (include UC-1.2).
    2. The System shows the treatments of the day.
    3. The Nurse confirms the wristband of the patient. [E1]
    4. The Nurse gives a treatment. [A1]
    5. The Nurse describes the reaction of the patient.
    optional 5 when the patient reacts
    repeat 4-5 for each treatment of the day
    6. The Nurse signs the session.
    7. The System adds the session to the record.
       => The session is recorded.

  alternate flows:
    A1. The patient refuses the treatment:
      1. The Nurse notes the reason.
      resume at next step

  failure flows:
    1a. The record stays closed:
      end in failure
    E1. The wristband belongs to another patient:
      1. The System closes the record.
      end in failure

  open issues:
    - Does a session that ends early need the signature of a Physician?
