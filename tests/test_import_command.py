"""``usecase import``: which documents are read, where their texts go, what is said, and what is never overwritten."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePath

import pytest

from tests.test_cli import CAN_LINK, Usecase, files, put
from tests.test_cli import usecase as usecase
from usecase_dsl import importing
from usecase_dsl.importing import Imported, ImportedUseCase, NotReadable, Remark
from usecase_dsl.project.documents import ENDINGS, targets
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.nodes import Document

REMARKS = (
    Remark("mapped", 3, "2 actors"),
    Remark("guessed", 9, "the flow ends in failure"),
    Remark("mapped", 5, "6 steps"),
    Remark("open", 12, "where 3a goes on"),
)


def stub(name: str, content: bytes, keywords: str = "en") -> Imported:
    """Each line ``UC-1 Pay`` of a document is a use case."""
    if content.startswith(b"\0"):
        raise NotReadable("this is no document")
    lines = enumerate(content.decode().split("\n"), 1)
    found = [(number, *line.partition(" ")[::2]) for number, line in lines if line.startswith("UC")]
    use_cases = tuple(ImportedUseCase(id, title, number, REMARKS[:number]) for number, id, title in found)
    text = "".join(f"use case {id}: {title}\n" for _, id, title in found)
    document = Document(source_from_text(""), keywords)
    unit = "paragraph" if PurePath(name).suffix == ".docx" else "line"
    return Imported(text and f"# {keywords}\n{text}", document, use_cases, unit)  # type: ignore[arg-type]


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "imported", stub)


PAY = b"# en\nuse case UC-1: Pay\n"


@pytest.mark.usefixtures("stubbed")
class TestWhatIsWritten:
    def test_a_text_beside_the_folder_one_stands_in(self, usecase: Usecase) -> None:
        put("docs/Pay.md", "UC-1 Pay\n")
        code, out, _ = usecase("import", "docs/Pay.md")
        assert (code, out) == (0, "")
        assert files() == {"Pay.uc": PAY, "docs/Pay.md": b"UC-1 Pay\n"}

    def test_in_another_folder_and_with_other_keywords(self, usecase: Usecase) -> None:
        put("Pay.md", "UC-1 Pay\n")
        assert usecase("import", "Pay.md", "-o", "texts", "--language", "pt-BR").code == 0
        assert files("texts") == {"texts/Pay.uc": b"# pt\nuse case UC-1: Pay\n"}

    def test_of_a_folder_what_people_wrote(self, usecase: Usecase) -> None:
        put(".git/HEAD", "")
        put(".gitignore", "old.md\n")
        for name in ("a.md", "b.txt", "sub/c.ADOC", "old.md", "x.pdf", ".hidden/d.md", "build/e.md", "f.uc"):
            put(name, "UC-1 Pay\n")
        assert usecase("import", ".", "-o", "texts").code == 0
        assert list(files("texts")) == ["texts/a.uc", "texts/b.uc", "texts/sub/c.uc"]

    def test_a_document_named_twice_is_one(self, usecase: Usecase) -> None:
        put("docs/a.md", "UC-1 Pay\n")
        assert usecase("import", "docs/a.md", "docs", "-o", "texts").code == 0
        assert list(files("texts")) == ["texts/a.uc"]

    def test_the_document_on_standard_input(self, usecase: Usecase) -> None:
        code, _, err = usecase("import", "-", stdin=b"UC-1 Pay")
        assert (code, files()) == (0, {"stdin.uc": PAY})
        code, _, err = usecase("import", "-", "--stdin-filename", "wiki/page.docx", stdin=b"UC-1 Pay")
        assert code == 0
        assert files()["page.uc"] == PAY
        assert "wiki/page.docx: paragraph 1: UC-1 Pay" in err

    def test_nothing_in_a_dry_run(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 Pay\n")
        assert usecase("import", "a.md", "--dry-run").code == 0
        assert list(files()) == ["a.md"]

    def test_nothing_for_a_document_without_a_use_case(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 Pay\n")
        put("README.md", "About us.\n")
        code, _, err = usecase("import", ".")
        assert code == 0
        assert "README.md: no use case found\n" in err
        assert list(files()) == ["README.md", "a.md", "a.uc"]

    def test_what_could_be_read_if_something_could_not(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 Pay\n")
        put("b.docx", b"\0")
        code, _, err = usecase("import", ".")
        assert code == 2
        assert err.endswith("\nerror: b.docx: this is no document\n")
        assert list(files()) == ["a.md", "a.uc", "b.docx"]


@pytest.mark.usefixtures("stubbed")
class TestWhatIsThereAlready:
    def test_stays_and_nothing_at_all_is_written(self, usecase: Usecase) -> None:
        put("docs/a.md", "UC-1 Pay\n")
        put("docs/b.md", "UC-2 Ask\n")
        put("b.uc", "mine\n")
        before = files()
        for options in ([], ["--dry-run"]):
            code, _, err = usecase("import", "docs", *options)
            assert code == 2
            assert err == (
                "Error: b.uc holds something else already, and nothing was written; "
                "choose another folder with -o, or replace files with --force\n"
            )
            assert files() == before

    def test_is_replaced_by_force(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 Pay\n")
        put("a.uc", "mine\n")
        assert usecase("import", "a.md", "--force").code == 0
        assert files()["a.uc"] == PAY

    def test_is_no_trouble_if_it_is_the_same(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 Pay\n")
        first, again = usecase("import", "a.md"), usecase("import", "a.md")
        assert first == again
        assert again.code == 0

    def test_is_never_a_folder_a_link_or_a_way_out(self, usecase: Usecase, tmp_path: Path) -> None:
        put("docs/a.md", "UC-1 Pay\n")
        put("folder/a.uc/x", "mine\n")
        put("file", "mine\n")
        for folder, said in (("folder", "holds something else already"), ("file", "is no folder")):
            code, _, err = usecase("import", "docs", "-o", folder, "--force")
            assert (code, err.startswith("Error: ")) == (2, True)
            assert said in err

    @CAN_LINK
    def test_is_never_written_through_a_link(self, usecase: Usecase) -> None:
        put("docs/a.md", "UC-1 Pay\n")
        put("docs/sub/a.md", "UC-2 Ask\n")
        put("mine.uc", "mine\n")
        put("elsewhere/x", "mine\n")
        put("texts/x", "")
        os.symlink("../mine.uc", "texts/a.uc")
        assert "texts/a.uc is a link" in usecase("import", "docs", "-o", "texts", "--force").err
        os.unlink("texts/a.uc")
        os.symlink("../elsewhere", "texts/sub")
        code, _, err = usecase("import", "docs", "-o", "texts", "--force")
        assert (code, "sub/a.uc leads out of texts" in err) == (2, True)
        assert files("elsewhere") == {"elsewhere/x": b"mine\n"}
        assert files()["mine.uc"] == b"mine\n"

    @CAN_LINK
    def test_is_never_the_document_itself(self, usecase: Usecase) -> None:
        put("a.uc", "UC-1 Pay\n")
        os.symlink("a.uc", "a.md")
        code, _, err = usecase("import", "a.md", "--force")
        assert (code, "a.uc is a document that this is made from" in err) == (2, True)


@pytest.mark.usefixtures("stubbed")
class TestWhatIsSaid:
    DOCUMENT = "UC-1 Pay\n\n\nUC-2 Give back\n"
    REPORT = """\
a.md: no use case found
docs/a.md -> docs/a.uc: 2 use cases
  docs/a.md:1: UC-1 Pay: 0 guessed, 0 to decide
    mapped: 2 actors
  docs/a.md:4: UC-2 Give back: 1 guessed, 1 to decide
    mapped: 2 actors, 6 steps
    docs/a.md:9: guessed: the flow ends in failure
    docs/a.md:12: to decide: where 3a goes on
"""

    def test_by_a_dry_run_on_standard_output(self, usecase: Usecase) -> None:
        put("a.md", "")
        put("docs/a.md", self.DOCUMENT)
        totals = "2 documents, 2 use cases, 1 file would be written; 1 guessed, 1 to decide\n"
        assert usecase("import", ".", "--dry-run") == (0, self.REPORT + totals, "")

    def test_on_standard_error_if_texts_are_written(self, usecase: Usecase) -> None:
        put("a.md", "")
        put("docs/a.md", self.DOCUMENT)
        totals = "2 documents, 2 use cases, 1 file written; 1 guessed, 1 to decide\n"
        assert usecase("import", ".") == (0, "", self.REPORT + totals)

    def test_if_there_is_no_use_case_anywhere(self, usecase: Usecase) -> None:
        put("a.md", "About us.\n")
        said = "a.md: no use case found\n1 document, 0 use cases, 0 files written; 0 guessed, 0 to decide\n"
        assert usecase("import", ".") == (1, "", said)

    def test_without_orders_to_the_terminal(self, usecase: Usecase) -> None:
        put("a.md", "UC-1 \x1b[31mPay\n")
        assert "\x1b" not in "".join(map(str, usecase("import", ".", "--dry-run")))

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            ([], "Missing argument 'FILE...'"),
            ([""], "it is empty"),
            (["nowhere.md"], "there is no file or folder nowhere.md"),
            (["empty"], "there is no document in empty; the endings of documents are .md"),
            (["shop.uc"], "shop.uc is already a use-case text"),
            (["a.md", "-o", ""], "it is empty"),
            (["a.md", "--language", "xx"], "there is no language ‘xx’; there are en, ar, cs"),
        ],
    )
    def test_of_misuse(self, usecase: Usecase, args: list[str], said: str) -> None:
        put("a.md", "UC-1 Pay\n")
        put("shop.uc", "")
        Path("empty").mkdir()
        code, out, err = usecase("import", *args)
        assert (code, out) == (2, "")
        assert said in err
        assert list(files()) == ["a.md", "shop.uc"]

    def test_of_a_file_that_can_not_be_read(self, usecase: Usecase, monkeypatch: pytest.MonkeyPatch) -> None:
        put("a.md", "UC-1 Pay\n")
        put("locked.md", "UC-2 Ask\n")
        read = Path.read_bytes

        def reading(self: Path) -> bytes:
            if self.name == "locked.md":
                raise PermissionError(13, "Permission denied")
            return read(self)

        with monkeypatch.context() as context:
            context.setattr(Path, "read_bytes", reading)
            code, _, err = usecase("import", ".")
        assert code == 2
        assert err.endswith("error: locked.md can't be read: Permission denied\n")
        assert files()["a.uc"] == PAY


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["docs/UC.md"], ["UC.uc"]),
        (["docs/a.md", "docs/b.md"], ["a.uc", "b.uc"]),
        (["docs/x/README.md", "docs/y/README.md"], ["x/README.uc", "y/README.uc"]),
        (["docs/README.md", "docs/y/README.md"], ["README.uc", "y/README.uc"]),
        (["a.docx", "a.md"], ["a-docx.uc", "a.uc"]),
        (["a.md", "A.md"], ["a-md.uc", "A.uc"]),
        (["a.md", "a.docx", "a-docx.md"], ["a.uc", "a-docx.uc", "a-docx-md.uc"]),
        (["../docs/a.md", "b.md"], None),
        (["con.md", "Nul.x.md", "COM1.txt"], ["con_.uc", "Nul_.x.uc", "COM1_.uc"]),
        (['a<b>:"|?*c.md', "d .md", "e..md"], ["a-b-c.uc", "d.uc", "e.uc"]),
        (["aux/a.md", "b.md"], ["aux_/a.uc", "b.uc"]),
        (["Caso de uso nº 1 (final).docx"], ["Caso de uso nº 1 (final).uc"]),
        (["no-ending"], ["no-ending.uc"]),
        ([], []),
    ],
)
def test_the_file_that_a_document_becomes(names: list[str], expected: list[str] | None) -> None:
    found = targets(names)
    assert not any(each.startswith(("/", "..")) for each in found.values())
    assert expected is None or [found[name] for name in names] == expected


def test_every_kind_of_document_in_earnest(usecase: Usecase) -> None:
    steps = "1. Rider asks for a bicycle.\n2. System opens a dock.\n"
    for ending in ENDINGS:
        put(f"docs{ending}/hire{ending}", f"Use case: Hire a bicycle\n\nPrimary actor: Rider\n\nMain flow\n\n{steps}")
    for ending in (".docx", ".docm", ".dotx", ".dotm"):
        with zipfile.ZipFile(f"docs{ending}/hire{ending}", "w") as package:
            package.writestr("nothing", "")
    code, _, err = usecase("import", ".", "-o", "texts")
    assert code == 2
    assert err.count("error: ") == 4
    assert "fault of this program" not in err
    assert b"2. System opens a dock." in files("texts")["texts/docs.md/hire.uc"]
