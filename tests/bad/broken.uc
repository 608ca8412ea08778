use case UC-001: The
  goal: x
  status: approved
  primary actor: Night Porter
  preconditions:
    - The code is correct.
  success guarantees:
    - fine
  failure guarantees:
    - fine

  main success scenario:
    1. It is checked whether the code is correct.
    2. If the code is wrong then the message is shown, else go to 7.
    3. Clicked on the green OK button and the data may be processed quickly etc.

  alternate flows:
    99a. sometimes:
      7. System waits.
      7. System looks.
      resume at 42
    99a. sometimes:
      1. The use case continues at step 2 or ends.
    1a. sometimes:
      1. System says no.
      end
      2. System does more after the end.
      resume at 1
    3a. sometimes:
      1. System says no.
      resume at 3

rule BR-001: x
