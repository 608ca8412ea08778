"""Reading and writing: which files a project consists of, its configuration, and what is never overwritten."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from usecase_dsl.diagnostic import Severity
from usecase_dsl.project import (
    ConfigurationError,
    OutputError,
    Project,
    ProjectError,
    load,
    read_folder,
    write_file,
    write_files,
    write_folder,
)
from usecase_dsl.project.files import use_case_files
from usecase_dsl.render.artifact import Artifact

CAN_LINK = pytest.mark.skipif(os.name == "nt", reason="making links takes privileges there")

HEADER = "  primary actor: Customer\n  main success scenario:\n"
BUY = f"use case UC-01: Buy\n{HEADER}    1. Customer buys.\n"
SELL = f"use case UC-02: Sell\n{HEADER}    1. Customer sells (include UC-01).\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(files: Mapping[str, str]) -> None:
    """Files by their paths, in this folder."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(dedent(text), encoding="utf-8", newline="\n")


def titles(project: Project) -> list[str]:
    return [use_case.title for use_case in project.model.use_cases.values()]


def findings(project: Project) -> list[str]:
    serious = (each for each in project.diagnostics if each.severity is not Severity.ADVICE)
    return [f"{each.place.source.name} {each.code}" for each in serious]


# ---- which files


def found(root: str = ".") -> list[str]:
    return [path.as_posix() for path in use_case_files(Path(root))]


def test_the_texts_in_a_folder_and_below_it_in_order() -> None:
    put({"b.uc": "", "a.uc": "", "sub/c.uc": "", "SHOUT.UC": "", "notes.txt": "", "uc": "", "a.uc.bak": ""})
    assert found() == ["SHOUT.UC", "a.uc", "b.uc", "sub/c.uc"]


def test_the_order_does_not_hang_on_the_platform() -> None:
    names = [f"{letter}/{number}.uc" for letter in "hgfedcba" for number in "4321"]
    put(dict.fromkeys(names, ""))
    assert found() == sorted(names)


@pytest.mark.parametrize("folder", ["build", "dist", "site", "out", "target", "node_modules", ".venv", ".git"])
def test_what_tools_make_is_left_out_unless_it_is_named(folder: str) -> None:
    put({"a.uc": "", f"{folder}/copy.uc": "", f"deep/{folder}/copy.uc": ""})
    assert found() == ["a.uc"]
    assert found(folder) == [f"{folder}/copy.uc"]


def test_what_git_ignores_is_left_out_and_the_nearest_word_counts() -> None:
    put({
        ".git/HEAD": "",
        ".gitignore": "old*.uc\nscratch/\n/top.uc\n",
        "old1.uc": "",
        "top.uc": "",
        "scratch/x.uc": "",
        "sub/top.uc": "",
        "sub/.gitignore": "!old-but-wanted.uc\nlocal.uc\n",
        "sub/old-but-wanted.uc": "",
        "sub/old2.uc": "",
        "sub/local.uc": "",
        "local.uc": "",
    })  # fmt: skip
    assert found() == ["local.uc", "sub/old-but-wanted.uc", "sub/top.uc"]
    assert found("sub") == ["sub/old-but-wanted.uc", "sub/top.uc"]


def test_what_stands_above_the_repository_ignores_nothing() -> None:
    put({".gitignore": "*.uc\n", "repository/.git/HEAD": "", "repository/a.uc": ""})
    assert found("repository") == ["repository/a.uc"]


def test_a_folder_may_be_called_like_a_text() -> None:
    put({"shop.uc/a.uc": BUY})
    assert found() == ["shop.uc/a.uc"]
    assert titles(load([Path("shop.uc")])) == ["Buy"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_not_waited_for() -> None:
    put({"a.uc": BUY})
    os.mkfifo("pipe.uc")  # type: ignore[attr-defined, unused-ignore]
    assert found() == ["a.uc"]


# ---- what is read


def test_without_a_configuration_the_paths_are_the_whole_project() -> None:
    put({"buy.uc": BUY, "sell.uc": SELL})
    assert titles(load([Path("buy.uc"), Path("sell.uc")])) == ["Buy", "Sell"]
    alone = load([Path("sell.uc")])
    assert titles(alone) == ["Sell"]
    assert "sell.uc REL201" in findings(alone)  # There is no UC-01 to include.


def test_with_a_configuration_the_whole_project_is_linked_and_the_paths_are_what_is_asked_for() -> None:
    put({"usecase.toml": "", "buy.uc": BUY, "sub/sell.uc": SELL})
    project = load([Path("sub")])
    assert titles(project) == ["Buy", "Sell"]
    assert [each.title for each in project.use_cases] == ["Sell"]
    assert project.asked == {"sub/sell.uc"}
    assert "sub/sell.uc REL201" not in findings(project)


def test_a_file_named_is_read_whatever_it_is_called_and_wherever_it_lies() -> None:
    put({"usecase.toml": "", ".gitignore": "old.txt", ".git/HEAD": "", "old.txt": BUY, "build/made.uc": SELL})
    assert titles(load([Path("old.txt"), Path("build/made.uc")])) == ["Sell", "Buy"]


@CAN_LINK
def test_a_file_with_several_names_is_read_once() -> None:
    put({"usecase.toml": "", "real/buy.uc": BUY})
    os.symlink("real/buy.uc", "again.uc")
    os.symlink("real", "folder")
    paths = [Path("folder/buy.uc"), Path("again.uc"), Path("real/../real/buy.uc"), Path("real")]
    project = load(paths)
    assert findings(project) == []
    assert project.asked == {"folder/buy.uc"}


def test_the_same_name_goes_for_a_file_however_its_path_is_written(tmp_path: Path) -> None:
    put({"sub/buy.uc": BUY})
    for path in ("sub/buy.uc", "./sub/../sub/buy.uc", str(tmp_path / "sub" / "buy.uc")):
        assert load([Path(path)]).asked == {"sub/buy.uc"}


@pytest.mark.skipif(sys.platform != "linux", reason="names there are not any bytes")
def test_a_name_that_is_not_utf8_can_be_said() -> None:
    Path(os.fsdecode(b"b\xfcy.uc")).write_text(BUY, encoding="utf-8")
    assert load([Path()]).asked == {"b\\xfcy.uc"}


def test_what_can_not_be_read_is_said_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    put({"buy.uc": BUY, "locked.uc": SELL})
    forbid(monkeypatch, "locked.uc")
    project = load([Path()])
    assert titles(project) == ["Buy"]
    assert project.unreadable == ("locked.uc can't be read: Permission denied",)
    assert project.asked == {"buy.uc"}


def test_a_folder_that_can_not_be_listed_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    put({"buy.uc": BUY, "locked/sell.uc": SELL})
    scandir = os.scandir

    def listed(path: str = ".") -> object:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", listed)
    forbid(monkeypatch, "locked")
    project = load([Path()])
    assert titles(project) == ["Buy"]
    assert project.unreadable == ("locked can't be read: Permission denied",)


def forbid(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a file be one that may not be read."""
    read = Path.read_bytes

    def reading(self: Path) -> bytes:
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", reading)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no file or folder nowhere"),
        ("nowhere.uc", "there is no file or folder nowhere.uc"),
        ("empty", "there is no .uc file in empty; ‘usecase init’ makes a first one"),
    ],
)
def test_paths_that_make_no_project(path: str, message: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(ProjectError, match=message):
        load([Path(path)])


def test_the_order_of_paths_changes_nothing() -> None:
    put({"a.uc": BUY, "b.uc": SELL + "  priorty: high\n"})
    one, other = (load(list(map(Path, paths))) for paths in (("a.uc", "b.uc"), ("b.uc", "a.uc")))
    assert (titles(one), findings(one)) == (titles(other), findings(other))


# ---- standard input


@pytest.mark.parametrize("name", ["buy.uc", "./buy.uc", "sub/../buy.uc", "{here}/buy.uc"])
def test_standard_input_stands_in_for_the_file_that_it_is_called(name: str, tmp_path: Path) -> None:
    put({"usecase.toml": "", "buy.uc": "use case UC-01: As it was\n", "sell.uc": SELL})
    project = load([], BUY.encode(), name.format(here=tmp_path))
    assert titles(project) == ["Buy", "Sell"]
    assert project.asked == {"buy.uc"}
    assert findings(project) == []


def test_standard_input_without_a_name() -> None:
    project = load([], BUY.encode())
    assert titles(project) == ["Buy"]
    assert project.asked == {"<stdin>"}


def test_the_configuration_for_standard_input_is_that_of_its_name() -> None:
    put({"usecase.toml": 'name = "Here"', "sub/usecase.toml": 'name = "There"'})
    assert load([], BUY.encode(), "sub/new.uc").settings.name == "There"
    assert load([], BUY.encode()).settings.name == "Here"


# ---- the configuration


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({}, ""),
        ({"usecase.toml": 'name = "Top"'}, "Top"),
        ({"usecase.toml": 'name = "Top"', "a/usecase.toml": 'name = "Near"'}, "Near"),
        ({"usecase.toml": 'name = "Top"', "a/b/usecase.toml": 'name = "In it"'}, "In it"),
        ({"usecase.toml": 'name = "Top"', "a/b/c/usecase.toml": 'name = "Below"'}, "Top"),
        ({"usecase.toml": 'name = "Top"', "elsewhere/usecase.toml": 'name = "Elsewhere"'}, "Top"),
        ({"pyproject.toml": '[tool.usecase]\nname = "Python"'}, "Python"),
        ({"pyproject.toml": '[tool.usecase]\nname = "Python"', "usecase.toml": 'name = "Own"'}, "Own"),
        ({"usecase.toml": 'name = "Top"', "a/pyproject.toml": '[project]\nname = "x"'}, "Top"),
        ({"usecase.toml": 'name = "Top"', "a/pyproject.toml": "= broken ="}, "Top"),
        ({"usecase.toml": 'name = "Top"', "a/pyproject.toml": "tool = 3"}, "Top"),
        ({"usecase.toml": '\ufeffname = "Marked"'}, "Marked"),
    ],
)
def test_the_configuration_is_the_nearest_above_the_path(files: Mapping[str, str], name: str) -> None:
    put({**files, "a/b/c/buy.uc": BUY, "elsewhere/x": ""})
    assert load([Path("a/b")]).settings.name == name
    os.chdir("elsewhere")
    assert load([Path("../a/b")]).settings.name == name


def test_all_settings() -> None:
    text = """\
        name = "Shop"
        strict = true
        statuses = ["open", "done"]
        fields = ["screen"]
        select = ["flw", "SYN008 "]
        ignore = ["ACT301", ""]
    """
    put({"usecase.toml": text, "buy.uc": BUY})
    settings = load([Path("buy.uc")]).settings
    assert (settings.name, settings.strict) == ("Shop", True)
    assert (settings.statuses, settings.fields) == (("open", "done"), ("screen",))
    assert (settings.select, settings.ignore) == (("FLW", "SYN008"), ("ACT301",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "usecase.toml is not TOML: "),
        ("\0", "usecase.toml is not TOML: "),
        ("a = " + "[" * 5000, "usecase.toml is not TOML: "),
        ("a = 1" + "0" * 5000, "usecase.toml is not TOML: "),
        ('naem = "Shop"', "usecase.toml: no setting is called ‘naem’; did you mean ‘name’?"),
        ("zzz = 1", "usecase.toml: no setting is called ‘zzz’; there are name, profile, strict, statuses"),
        ("[tool.usecase]", "usecase.toml: no setting is called ‘tool’"),
        ('strict = "yes"', "usecase.toml: ‘strict’ has to be true or false"),
        ("name = 1", "usecase.toml: ‘name’ has to be a text"),
        ('statuses = "open"', "usecase.toml: ‘statuses’ has to be a list of texts"),
        ("fields = [1]", "usecase.toml: ‘fields’ has to be a list of texts"),
        ('ignore = ["XYZ"]', "usecase.toml: no rule or family of rules is called ‘XYZ’; ‘usecase rule’ lists them"),
    ],
)
def test_a_configuration_that_can_not_be_used(text: str, message: str) -> None:
    put({"usecase.toml": text, "buy.uc": BUY})
    with pytest.raises(ConfigurationError) as raised:
        load([Path("buy.uc")])
    assert str(raised.value).startswith(message)


def test_a_table_of_ours_in_pyproject_is_our_business() -> None:
    put({"pyproject.toml": "[tool.usecase]\nnaem = 1", "buy.uc": BUY})
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml: no setting is called ‘naem’"):
        load([Path("buy.uc")])


def test_a_configuration_in_another_encoding() -> None:
    Path("usecase.toml").write_bytes('name = "Büro"'.encode("latin-1"))
    put({"buy.uc": BUY})
    with pytest.raises(ConfigurationError, match=r"usecase\.toml is not TOML: 'utf-8' codec"):
        load([Path("buy.uc")])


# ---- writing a file


def test_a_file_with_the_folders_that_it_needs() -> None:
    write_file(Path("a/b/c.svg"), b"<svg/>")
    assert Path("a/b/c.svg").read_bytes() == b"<svg/>"


def test_a_file_is_written_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    put({"c.svg": "old"})
    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(OutputError, match=r"c\.svg can't be written: No space left on device"):
        write_file(Path("c.svg"), b"new")
    assert files() == {"c.svg": "old"}


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_a_file_keeps_its_mode_and_a_new_one_has_the_usual() -> None:
    put({"secret.svg": "old", "plain": ""})
    Path("secret.svg").chmod(0o600)
    write_file(Path("secret.svg"), b"new")
    write_file(Path("new.svg"), b"new")
    assert Path("secret.svg").stat().st_mode & 0o777 == 0o600
    assert Path("new.svg").stat().st_mode == Path("plain").stat().st_mode


def test_a_file_that_says_the_same_is_not_touched() -> None:
    put({"c.svg": "same"})
    os.utime("c.svg", (1, 1))
    write_file(Path("c.svg"), b"same")
    assert Path("c.svg").stat().st_mtime == 1


@CAN_LINK
def test_a_link_that_is_named_is_followed() -> None:
    put({"real/c.svg": "old"})
    os.symlink("real/c.svg", "link.svg")
    write_file(Path("link.svg"), b"new")
    assert Path("link.svg").is_symlink()
    assert Path("real/c.svg").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="devices are no files there")
def test_a_device_is_written_into_and_stays_one() -> None:
    write_file(Path(os.devnull), b"new")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["buy.uc", "sub/../buy.uc", "link.svg", "twin.svg"])
@CAN_LINK
def test_never_over_what_it_is_made_from_whatever_that_is_called(name: str) -> None:
    put({"buy.uc": BUY, "sub/x": ""})
    os.symlink("buy.uc", "link.svg")
    os.link("buy.uc", "twin.svg")
    with pytest.raises(OutputError, match=f"{name} is a text that this is made from"):
        write_file(Path(name), b"<svg/>", never=[Path("buy.uc")])
    assert Path("buy.uc").read_text(encoding="utf-8") == BUY


def test_a_folder_where_a_file_is_wanted_and_the_other_way_round() -> None:
    put({"folder/x": "", "file": ""})
    with pytest.raises(OutputError, match="folder can't be written: "):
        write_file(Path("folder"), b"")
    with pytest.raises(OutputError, match="file is no folder; choose another"):
        write_file(Path("file/c.svg"), b"")


# ---- writing a folder


def site(**pages: str) -> list[Artifact]:
    """Pages by name; two underscores are a folder's slash."""
    return [Artifact(f"{name.replace('__', '/')}.html", text.encode()) for name, text in pages.items()]


def files(folder: str = ".") -> dict[str, str]:
    """The files in a folder and what they say, the list of our own left out."""
    paths = (path for path in sorted(Path(folder).rglob("*")) if path.is_file() and path.name != ".usecase-files")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_a_folder_of_pages() -> None:
    assert write_folder(Path("site"), site(index="one", actors__clerk="two")) == ["index.html", "actors/clerk.html"]
    assert files("site") == {"index.html": "one", "actors/clerk.html": "two"}


def test_stale_pages_are_taken_away_and_nothing_else() -> None:
    write_folder(Path("site"), site(index="one", actors__clerk="two"))
    put({"site/CNAME": "shop.example", "site/actors/mine.html": "mine"})
    write_folder(Path("site"), site(index="three"))
    assert files("site") == {"index.html": "three", "CNAME": "shop.example", "actors/mine.html": "mine"}


def test_nothing_is_written_where_a_persons_file_would_go() -> None:
    put({"site/index.html": "mine"})
    with pytest.raises(OutputError, match=r"site/index\.html was not made by usecase; choose another folder with -o"):
        write_folder(Path("site"), site(about="one", index="two"))
    assert files() == {"site/index.html": "mine"}


def test_a_file_that_says_the_same_already_may_be_a_persons() -> None:
    put({"site/index.html": "one"})
    write_folder(Path("site"), site(index="one"))
    write_folder(Path("site"), site(index="two"))
    assert files("site") == {"index.html": "two"}


def test_nothing_is_written_where_a_file_stands_in_the_way_of_a_folder() -> None:
    put({"site/actors": "mine"})
    with pytest.raises(OutputError, match="site/actors is no folder"):
        write_folder(Path("site"), site(index="one", actors__clerk="two"))
    assert files() == {"site/actors": "mine"}


def test_a_run_that_was_cut_short_can_be_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(Path("site"), site(index="old", gone="old"))
    replace = os.replace

    def cut(source: str, target: Path) -> None:
        if target.name == "other.html":
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as context, pytest.raises(KeyboardInterrupt):
        context.setattr("os.replace", cut)
        write_folder(Path("site"), site(index="new", more="new", other="new"))
    write_folder(Path("site"), site(index="newest", more="newest"))
    assert files("site") == {"index.html": "newest", "more.html": "newest"}


@pytest.mark.parametrize("path", ["../index.html", "a/../../index.html", "..", ".", "a/..", ""])
def test_a_page_that_leads_out_of_the_folder(path: str) -> None:
    with pytest.raises(OutputError, match="leads out of site"):
        write_folder(Path("site"), [Artifact(path, b"one")])
    assert files() == {}


@pytest.mark.parametrize("write", [write_folder, write_files])
@CAN_LINK
def test_nothing_is_written_through_a_link_that_leads_out(
    write: Callable[[Path, Iterable[Artifact]], object],
) -> None:
    put({"mine/index.html": "mine"})
    Path("site").mkdir()
    os.symlink("../mine", "site/actors")
    os.symlink("../mine/index.html", "site/index.html")
    for name in ("actors__clerk", "actors__index", "index"):
        with pytest.raises(OutputError, match=r"leads out of site|was not made by usecase|is a link"):
            write(Path("site"), site(**{name: "ours"}))
    assert files("mine") == {"index.html": "mine"}


@pytest.mark.parametrize("entry", ["../mine", "{here}/mine", "folder", ".", "..", "gone.html", ""])
def test_a_list_that_names_what_is_none_of_ours(entry: str, tmp_path: Path) -> None:
    put({"mine": "mine", "site/folder/x": "mine", "site/.usecase-files": f"{entry.format(here=tmp_path)}\n"})
    write_folder(Path("site"), site(index="one"))
    assert files() == {"mine": "mine", "site/folder/x": "mine", "site/index.html": "one"}


def test_tests_are_written_over_those_that_are_there() -> None:
    put({"tests/one.html": "old", "tests/mine.html": "mine"})
    write_files(Path("tests"), site(one="new", sub__two="new"))
    assert files("tests") == {"mine.html": "mine", "one.html": "new", "sub/two.html": "new"}


# ---- reading a folder


def test_the_files_of_a_folder_by_their_ending() -> None:
    put({"tests/test_a.py": "a", "tests/sub/test_b.py": "b", "tests/notes.md": "", "tests/folder.py/x": ""})
    assert read_folder(Path("tests"), ".py") == {"sub/test_b.py": b"b", "test_a.py": b"a"}
    assert read_folder(Path("nowhere"), ".py") == {}


def test_what_can_not_be_seen_stops_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    put({"tests/test_a.py": ""})
    forbid(monkeypatch, "test_a.py")
    with pytest.raises(OutputError, match=r"tests/test_a\.py can't be read: Permission denied"):
        read_folder(Path("tests"), ".py")
