# What became of ../imported/plots.uc: the system has its name, the rule is declared, and every flow says how it ends.

system: Plot Book
  Keeps who has which plot of the gardens, and who waits for one.

actor: Applicant
  Lives in the district and would like a plot.
actor: Plot Steward
  Looks after the plots on behalf of the committee.
actor: Treasurer
  Sends the bills for plots and water.

rule BR-1: There is one plot for each household.

use case UC-1: Apply for a plot
  primary actor: Applicant
  stakeholders:
    - Committee: nobody jumps the queue.
  preconditions:
    - The Applicant lives in the district.
  success guarantees:
    - The Applicant is on the waiting list.
  business rules: BR-1
  form: F-3, Application

  main success scenario:
    1. The Applicant gives a name and an address.
    2. The system checks that the address is in the district.
    3. The system puts the Applicant at the end of the waiting list. [BR-1]
       => The Applicant is on the waiting list.
    4. The system tells the Applicant the place on the list.

  extensions:
    2a. The address is outside the district:
      1. The system names the gardens that are nearer.
      end in failure
    3a. The household has a plot already:
      1. The system shows which one it is.
      end in failure
    *a. The Applicant gives up:
      end in failure

use case UC-2: Hand over a plot
  goal: A free plot has a new tenant.
  primary actor: Plot Steward
  supporting actor: Applicant
  trigger: A tenant gives a plot back.

  main success scenario:
    1. The Plot Steward reports the plot as free.
    2. The system names the first Applicant on the waiting list.
    3. The Applicant accepts the plot.
    4. The Plot Steward reads the water meter (include UC-3).
    5. The system records the new tenant.

  alternate flows:
    3a. The Applicant declines:
      1. The system moves the Applicant to the end of the list.
      resume at 2
    3b. The Applicant doesn't answer within a week:
      1. The system takes the Applicant off the list.
      resume at 2

  open issues:
    - May a plot be split?

use case UC-3: Read the water meter
  primary actor: Plot Steward
  supporting actor: Treasurer
  frequency: twice a year

  main success scenario:
    1. The Plot Steward enters what the meter shows. [E1]
    2. The system works out how much water was used.
    3. The system sends the amount to the Treasurer. [E2]

  failure flows:
    E1. It is less than the last time:
      1. The system asks for a photograph of the meter.
      2. The Plot Steward sends one.
      resume at 2
    E2. The Treasurer can't be reached:
      1. The system waits until the next day.
      resume at 3
