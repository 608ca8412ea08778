"""``python -m usecase_dsl`` is the command ``usecase``."""

from usecase_dsl.cli import main

if __name__ == "__main__":
    main()
