# As little as a use case needs: who, what, and what may get in the way.

system: Task Board

actor: Team Member
actor: Team Lead
  is a: Team Member

use case: Add a task
  primary actor: Team Member
  success guarantees: The task is on the board.

  main success scenario:
    1. Team Member names the task.
    2. Task Board proposes labels from similar tasks.
    3. Team Member chooses a label.
    4. Task Board puts the task into the first column.
       => The task is on the board.

  extensions:
    1a. A task of that name is on the board already:
      1. Task Board shows the task of that name.
      2. Team Member takes the task for the same.
      end in success
      => The task is on the board.
    1a2a. The tasks differ:
      1. Team Member names the task in other words.
      resume at 2

use case: Move a task
  primary actor: Team Member
  preconditions: The task is on the board.
  minimal guarantees: The task stays in exactly one column.
  success guarantees: The task is in the next column.

  main success scenario:
    1. Team Member moves the task to the next column.
    2. Task Board validates that the column has room.
    3. Task Board tells the team about the move.
       => The task is in the next column.
    4. Team Member adds a comment.
    optional 4

  extensions:
    2a. The column is full:
      1. Task Board puts the task back.
      end in failure

use case: Plan the week
  primary actor: Team Lead
  supporting actors: Team Member
  minimal guarantees: The plan of the last week stays readable.
  success guarantees: The week is planned.

  main success scenario:
    1. Team Lead opens the coming week.
    2. Task Board lists the tasks that are left.
    3. Team Lead picks a task.
    4. Team Member takes the task on.
    5. repeat 3-4 until the week is full
    6. Team Lead closes the plan.
    7. Task Board shows the plan to the team.
       => The week is planned.

  extensions:
    3a. The list lacks a task that is due:
      1. include Add a task
      resume at next step
    4a. Nobody takes the task on:
      1. Task Board leaves the task in the list.
      resume at next step
    6a. The team asks for another plan:
      1. Task Board clears the week.
      restart
    6b. The week has begun in the meantime:
      1. Task Board keeps the plan as a draft.
      end in failure

use case: Share the board
  status: draft
  primary actor: Team Lead
  special requirements: ...
  open issues:
    - May a guest move tasks, or only look?

  main success scenario:
    1. Team Lead invites a guest to the board.
    2. Task Board sends an invitation to the guest.
    3. Team Lead sets the day when the invitation ends.
    4. Task Board confirms the day.

  extensions:
    2a. The address of the guest is unknown:
      1. Task Board names the unknown address.
      end in failure

use case: Print the board
  Nobody prints any more since the board hangs in the hall on a screen of its own.
  status: retired
  primary actor: Team Member

  main success scenario:
    1. Team Member asks for a print.
    2. Task Board fits the columns to the paper.
    3. Team Member fetches the print.

  extensions:
    2a. The columns are too wide for the paper:
      1. Task Board prints one column a sheet.
      resume at next step
