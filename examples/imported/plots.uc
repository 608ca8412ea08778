actor: Applicant
actor: Plot Steward
actor: Treasurer

use case UC-1: Apply for a plot
  primary actors: Applicant
  stakeholders:
    - Committee: nobody jumps the queue.
  preconditions:
    - The Applicant lives in the district.
  success guarantees:
    - The Applicant is on the waiting list.
  business rules: BR1: There is one plot for each household.
  Form: F-3, Application

  main success scenario:
    1. The Applicant gives a name and an address.
    2. The system checks that the address is in the district.
    3. The system puts the Applicant at the end of the waiting list.
    4. The system tells the Applicant the place on the list.

  extensions:
    2a. The address is outside the district:
      1. The system names the gardens that are nearer.
      end in failure
    3a. The household has a plot already:
      1. The system shows which one it is.
    *a. The Applicant gives up:
      end in failure

use case UC-2: Hand over a plot
  goal: A free plot has a new tenant.
  primary actors:
    - Plot Steward
    - Applicant
  trigger: A tenant gives a plot back.

  main success scenario:
    1. The Plot Steward reports the plot as free.
    2. The system names the first Applicant on the waiting list.
    3. The Applicant accepts the plot.
    4. The Plot Steward performs the use case "Read the water meter". (include UC-3)
    5. The system records the new tenant.

  alternate flows:
    3a. The Applicant declines:
      1. The system moves the Applicant to the end of the list.
      resume at 2
    3b. The Applicant doesn't answer within a week:
      end

  open issues:
    - May a plot be split?

use case UC-3: Read the water meter
  primary actors: Plot Steward
  supporting actors: Treasurer
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
      1. the system tries again the next day.
