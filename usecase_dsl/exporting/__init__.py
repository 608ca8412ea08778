"""The model in another form: user stories, for those who plan with them."""

from usecase_dsl.exporting.stories import Export, Story, stories

__all__ = ["Export", "Story", "stories"]
