"""Files and configuration: the one part that reads what people wrote, and writes what was made of it."""

from usecase_dsl.project.accounts import read_accounts
from usecase_dsl.project.configuration import ConfigurationError
from usecase_dsl.project.fixing import Repair, repaired
from usecase_dsl.project.load import Project, ProjectError, Texts, checked, folders_of, load, read_texts
from usecase_dsl.project.results import read_results
from usecase_dsl.project.templates import read_templates
from usecase_dsl.project.today import dated
from usecase_dsl.project.write import (
    OutputError,
    expect_files,
    expect_room_for,
    read_folder,
    write_file,
    write_files,
    write_folder,
    write_new_files,
)

__all__ = [
    "ConfigurationError",
    "OutputError",
    "Project",
    "ProjectError",
    "Repair",
    "Texts",
    "checked",
    "dated",
    "expect_files",
    "expect_room_for",
    "folders_of",
    "load",
    "read_accounts",
    "read_folder",
    "read_results",
    "read_templates",
    "read_texts",
    "repaired",
    "write_file",
    "write_files",
    "write_folder",
    "write_new_files",
]
