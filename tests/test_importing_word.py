"""Word documents as blocks: the same text, numbers and nesting that Word shows."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import word_package
from usecase_dsl.importing.containers.errors import NotReadable
from usecase_dsl.importing.containers.word import blocks

MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SHAPES = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
DECLARATIONS = f"{nsdecls('w', 'r', 'wp', 'a', 'm')} {MARKUP} {SHAPES}"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document_of(body: str, numbering: str = "") -> Document:
    """A document with these elements of WordprocessingML in its body and in its numbering part."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {DECLARATIONS}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    part = document.part.numbering_part.element
    for element in list(part):
        part.remove(element)
    for element in parse_xml(f"<w:numbering {DECLARATIONS}>{numbering}</w:numbering>"):
        part.append(element)
    return document


def read(body: str, numbering: str = "") -> tuple[Block, ...]:
    return blocks(saved(document_of(body, numbering)))


def texts(body: str) -> list[str]:
    return [block.text for block in read(body)]


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def li(text: str, list: int = 1, level: int = 0, more: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>{more}')


def definition(id: int, *levels: tuple[str, ...]) -> str:
    """A list definition: of each level the format, the text and what else it says."""
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(map(level, range(9), levels))}</w:abstractNum>'


def level(number: int, of: tuple[str, ...]) -> str:
    format, text, *more = of
    start = "" if any("w:start" in each for each in more) else '<w:start w:val="1"/>'
    inner = f'<w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{start}{"".join(more)}{inner}</w:lvl>'


def number(id: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def indent(left: int) -> str:
    return f'<w:ind w:left="{left}"/>'


def indented(left: int) -> str:
    return f"<w:pPr>{indent(left)}</w:pPr>"


def outline(found: tuple[Block, ...]) -> list[str]:
    """Each block as ``level mark text``."""
    return [" ".join(filter(None, (str(each.level), each.mark, each.text))) for each in found]


LEGAL = definition(0, ("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3."))
MIXED = definition(0, ("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)"))


class TestText:
    def test_paragraphs_are_numbered_as_they_stand_those_in_tables_too(self) -> None:
        table = f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc><w:tc>{p('other')}</w:tc></w:tr></w:tbl>"
        first, grid, last = read(p("first") + "<w:p/>" + table + p("last"))
        assert (first.text, first.line) == ("first", 1)
        assert (grid.line, [cell[0].line for cell in grid.rows[0]]) == (3, [3, 4])
        assert (last.text, last.line) == ("last", 5)

    def test_breaks_tabs_hyphens_and_blanks(self) -> None:
        signs = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\u00a0e</w:t></w:r>"
        assert texts(f"<w:p>{signs}</w:p>") == ["a\nb c-d e"]
        assert texts(p("so\u00adft") + '<w:p><w:r><w:t>x</w:t><w:br w:type="page"/></w:r></w:p>') == ["soft", "x"]

    def test_symbols(self) -> None:
        arrow = '<w:sym w:font="Wingdings" w:char="F0E0"/>'
        unknown = '<w:sym w:font="Wingdings" w:char="F04A"/>'
        assert texts(f"<w:p><w:r><w:t>a </w:t>{arrow}<w:t> b </w:t>{unknown}</w:r></w:p>") == ["a → b •"]

    def test_insertions_stay_and_deletions_go(self) -> None:
        deleted = '<w:del w:id="2"><w:r><w:delText>bad</w:delText><w:t>bad</w:t></w:r></w:del>'
        assert texts(f'<w:p>{r("A ")}<w:ins w:id="1">{r("good")}</w:ins>{deleted}</w:p>') == ["A good"]

    def test_hidden_text_and_prompts_go(self) -> None:
        prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
        assert texts(f"<w:p>{r('a')}{r(' secret', '<w:vanish/>')}</w:p>{prompt}") == ["a"]

    def test_content_controls_and_fields_are_looked_into(self) -> None:
        control = f"<w:sdt><w:sdtContent>{p('in block')}</w:sdtContent></w:sdt>"
        inline = (
            f"<w:p><w:sdt><w:sdtContent>{r('in ')}</w:sdtContent></w:sdt><w:fldSimple>{r('line')}</w:fldSimple></w:p>"
        )
        assert texts(control + inline) == ["in block", "in line"]

    def test_formulas_keep_their_text(self) -> None:
        assert texts("<w:p><m:oMath><m:r><m:t>n</m:t></m:r></m:oMath></w:p>") == ["n"]

    def test_a_table_of_contents_is_no_text(self) -> None:
        document = docx.Document()
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Buy a book\t3", style="toc 1")
        document.add_paragraph("Buy a book")
        assert outline(blocks(saved(document))) == ["0 Buy a book"]

    def test_headers_and_footers_are_left_out(self) -> None:
        document = document_of(p("text"))
        document.sections[0].header.paragraphs[0].text = "Company"
        assert outline(blocks(saved(document))) == ["0 text"]

    def test_links(self) -> None:
        document = docx.Document()
        id = document.part.relate_to("https://example.org/a b", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        out, inside = (
            f'<w:hyperlink r:id="{id}">{r("page")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="x">{r("UC2")}</w:hyperlink>',
        )
        document.element.body.insert(0, parse_xml(f"<w:p {DECLARATIONS}>{r('See ')}{out}{r(' and ')}{inside}</w:p>"))
        assert outline(blocks(saved(document))) == ["0 See [page](https://example.org/a%20b) and UC2"]

    def test_text_boxes_come_once_after_their_paragraph(self) -> None:
        box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        alternatives = (
            f"<mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
        found = read(f"<w:p>{r('before ')}<w:r>{alternatives}</w:r>{r('after')}</w:p>{p('next')}")
        assert [(each.text, each.line) for each in found] == [("before after", 1), ("boxed", 1), ("next", 2)]

    def test_pictures(self) -> None:
        document = docx.Document()
        document.add_picture(io.BytesIO(PIXEL))
        (properties,) = document.element.body.iter("{*}docPr")
        properties.set("descr", "The diagram")
        (picture,) = blocks(saved(document))
        assert (picture.kind, picture.text) == ("picture", "![The diagram](word/media/image1.png)")

    def test_footnotes_follow_the_paragraph_that_refers_to_them(self) -> None:
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        content = saved(document_of(f"<w:p>{r('Pays')}{reference}</w:p>" + p("Next")))
        note = f'<w:footnotes {DECLARATIONS}><w:footnote w:id="2">{p("By card.")}</w:footnote></w:footnotes>'
        found = blocks(changed(content, {"word/footnotes.xml": note.encode()}))
        assert [(each.text, each.line) for each in found] == [("Pays", 1), ("By card.", 1), ("Next", 2)]


class TestLooks:
    @pytest.mark.parametrize(
        ("runs", "text"),
        [
            ((("Actor", "b"), (": User", "")), "**Actor**: User"),
            ((("Actor: ", "b"), ("User", "")), "**Actor:** User"),
            ((("Act", "b"), ("or:", "b"), (" User", "")), "**Actor:** User"),
            # No mark stands inside a word, nor where CommonMark couldn't close it.
            ((("Us", ""), ("ers buy", "b")), "**Users buy**"),
            ((("Actor:", "b"), ("User", "")), "**Actor**:User"),
            ((("标签：", "b"), ("内容", "")), "**标签**：内容"),
            ((("标签", "b"), ("内容", "")), "**标签**内容"),
            ((("a ", ""), ("b", "i"), (" c", "")), "a *b* c"),
            ((("both", "bi"), (" bold", "b")), "***both* bold**"),
            ((("a", ""), (" ", "b"), ("b", "")), "a b"),
            ((("a", ""), (":", "b")), "a:"),
        ],
    )
    def test_marks(self, runs: tuple[tuple[str, str], ...], text: str) -> None:
        inner = "".join(r(each, "".join(f"<w:{look}/>" for look in looks)) for each, looks in runs)
        assert texts(f"<w:p>{inner}</w:p>") == [text]

    def test_a_bold_paragraph_is_marked_once_a_line(self) -> None:
        assert texts(f"<w:p>{r('Use case 1', '<w:b/>')}{r(' Buy', '<w:b/>')}</w:p>") == ["**Use case 1 Buy**"]
        two = "<w:r><w:rPr><w:b/></w:rPr><w:t>Name</w:t><w:br/><w:t>Buy</w:t></w:r>"
        assert texts(f"<w:p>{two}</w:p>") == ["**Name**\n**Buy**"]

    def test_switched_off(self) -> None:
        off = '<w:b w:val="0"/>'
        assert texts(f"<w:p>{r('plain', off)}</w:p>") == ["plain"]

    def test_bold_by_style(self) -> None:
        document = docx.Document()
        document.styles.add_style("Label", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
        paragraph = document.add_paragraph("Actor: ", style="Label")
        paragraph.add_run("User").bold = False
        document.add_paragraph("a ").add_run("b", style="Strong")
        assert outline(blocks(saved(document))) == ["0 **Actor:** User", "0 a **b**"]

    def test_what_is_typed_stays_as_it_is(self) -> None:
        assert texts(p("### Use case 1") + p("3a. It rains") + p("*a. Any time")) == [
            *("### Use case 1", "3a. It rains", "*a. Any time")
        ]


class TestHeadings:
    def test_the_built_in_ones(self) -> None:
        document = docx.Document()
        document.add_heading("Shop", 0)
        document.add_heading("Use cases", 1)
        document.add_heading("Buy", 3)
        found = blocks(saved(document))
        assert [(each.kind, each.level, each.text) for each in found] == [
            *(("heading", 1, "Shop"), ("heading", 1, "Use cases"), ("heading", 3, "Buy"))
        ]

    @pytest.mark.parametrize("name", ["Título 2", "Überschrift 2", "Titre 2", "Заголовок 2", "標題 2", "heading 2"])
    def test_by_the_name_of_the_style_or_of_one_it_is_based_on(self, name: str) -> None:
        document = docx.Document()
        # The template's own styles with outline levels would answer first.
        base = document.styles.add_style("Base", WD_STYLE_TYPE.PARAGRAPH)
        base.element.find("{*}name").set(next(iter(base.element.find("{*}name").attrib)), name)
        mine = document.styles.add_style("Mine", WD_STYLE_TYPE.PARAGRAPH)
        mine.base_style = base
        document.add_paragraph("Buy", style="Mine")
        (found,) = blocks(saved(document))
        assert (found.kind, found.level) == ("heading", 2)

    def test_by_outline_level(self) -> None:
        found = read(p("Buy", '<w:outlineLvl w:val="2"/>') + p("Text", '<w:outlineLvl w:val="9"/>'))
        assert [(each.kind, each.level) for each in found] == [("heading", 3), ("text", 0)]

    def test_a_numbered_one_has_its_number_in_its_text_and_no_marks(self) -> None:
        heading = '<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        bold = f"<w:p><w:pPr>{heading}</w:pPr>{r('Buy', '<w:b/>')}</w:p>"
        assert outline(read(li("Shop") + bold, LEGAL + number(1, 0))) == ["0 1. Shop", "2 1.1. Buy"]


class TestNumbers:
    def test_levels_count_apart_and_begin_again_under_the_next_item(self) -> None:
        body = li("a") + li("b", level=1) + li("c", level=1) + li("d") + li("e", level=1) + li("f", level=2)
        assert outline(read(body, MIXED + number(1, 0))) == [
            *("0 1. a", "1 a) b", "1 b) c", "0 2. d", "1 a) e", "2 (i) f")
        ]

    def test_a_mark_names_the_levels_above(self) -> None:
        body = li("a") + li("b") + li("c", level=1) + li("d", level=2) + li("e", level=2)
        assert outline(read(body, LEGAL + number(1, 0))) == ["0 1. a", "0 2. b", "1 2.1. c", "2 2.1.1. d", "2 2.1.2. e"]

    def test_a_deep_item_alone_shows_the_starts_above_it(self) -> None:
        assert outline(read(li("a", level=1), LEGAL + number(1, 0))) == ["1 1.1. a"]

    def test_bullets(self) -> None:
        bullets = definition(0, ("bullet", "\uf0b7"), ("bullet", "o"))
        assert outline(read(li("a") + li("b", level=1), bullets + number(1, 0))) == ["0 - a", "1 - b"]

    @pytest.mark.parametrize(
        ("format", "mark"),
        [
            *(("decimal", "3."), ("decimalZero", "03."), ("lowerLetter", "c."), ("upperLetter", "C.")),
            *(("lowerRoman", "iii."), ("upperRoman", "III."), ("chineseCounting", "三."), ("russianLower", "в.")),
            *(("decimalEnclosedCircle", "③."), ("arabicAlpha", "ت."), ("hebrew1", "ג."), ("unheardOf", "3.")),
        ],
    )
    def test_formats(self, format: str, mark: str) -> None:
        numbering = definition(0, (format, "%1.", '<w:start w:val="3"/>')) + number(1, 0)
        assert outline(read(li("a"), numbering)) == [f"0 {mark} a"]

    def test_without_a_number_it_is_text(self) -> None:
        (found,) = read(li("a"), definition(0, ("none", "")) + number(1, 0))
        assert (found.kind, found.text, found.level) == ("text", "a", 0)

    def test_lists_of_one_definition_go_on_counting_and_a_start_begins_anew(self) -> None:
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        numbering = LEGAL + number(1, 0) + number(2, 0) + number(3, 0, anew)
        body = li("a") + li("b", 2) + li("c", 3) + li("d", 3)
        assert outline(read(body, numbering)) == ["0 1. a", "0 2. b", "0 1. c", "0 2. d"]

    def test_a_list_may_write_a_level_its_own_way(self) -> None:
        own = '<w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
        shared = definition(0, ("decimal", "%1.", '<w:start w:val="4"/>'))
        numbering = shared + number(1, 0, f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>')
        assert outline(read(li("a"), numbering)) == ["0 D) a"]

    def test_legal_levels_write_digits(self) -> None:
        levels = definition(0, ("upperRoman", "%1."), ("decimal", "%1.%2.", "<w:isLgl/>")) + number(1, 0)
        assert outline(read(li("a") + li("b", level=1), levels)) == ["0 I. a", "1 1.1. b"]

    def test_a_level_may_never_begin_again(self) -> None:
        levels = definition(0, ("decimal", "%1."), ("lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>')) + number(1, 0)
        body = li("a") + li("b", level=1) + li("c") + li("d", level=1)
        assert outline(read(body, levels)) == ["0 1. a", "1 a) b", "0 2. c", "1 b) d"]

    def test_an_empty_item_is_counted_and_not_shown(self) -> None:
        assert outline(read(li("a") + li("") + li("b"), LEGAL + number(1, 0))) == ["0 1. a", "0 3. b"]

    def test_list_zero_is_none(self) -> None:
        assert [each.kind for each in read(li("a", 0) + li("b", 77), LEGAL)] == ["text", "text"]

    def test_by_style(self) -> None:
        document = document_of("", LEGAL + number(1, 0))
        style = document.styles.add_style("Step", WD_STYLE_TYPE.PARAGRAPH)
        style.element.append(parse_xml(f'<w:pPr {DECLARATIONS}><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'))
        document.add_paragraph("a", style="Step")
        document.add_paragraph("b", style="Step")
        assert outline(blocks(saved(document))) == ["0 1. a", "0 2. b"]

    def test_by_a_list_style(self) -> None:
        linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        named = LEGAL.replace("><w:lvl", '><w:styleLink w:val="Steps"/><w:lvl', 1)
        assert outline(read(li("a"), named + linked + number(1, 5))) == ["0 1. a"]


class TestNesting:
    BULLETS = definition(1, ("bullet", "x", indented(1080)))
    NUMBERS = definition(0, ("decimal", "%1.", indented(360)))
    BOTH = NUMBERS + BULLETS + number(1, 0) + number(2, 1)

    def test_another_list_further_in_is_nested(self) -> None:
        body = li("a") + li("b", 2) + li("c") + li("d", 2)
        assert outline(read(body, self.BOTH)) == ["0 1. a", "1 - b", "0 2. c", "1 - d"]

    def test_another_list_as_far_in_is_not(self) -> None:
        assert outline(read(li("a") + li("b", 2, more=indent(360)), self.BOTH)) == ["0 1. a", "0 - b"]

    def test_a_list_for_every_number_is_one_list(self) -> None:
        second = definition(2, ("decimal", "%1.", '<w:start w:val="2"/>', indented(720)))
        numbering = self.BOTH.replace("<w:num ", f"{second}<w:num ", 1) + number(3, 2)
        assert outline(read(li("a") + li("b", 3), numbering)) == ["0 1. a", "0 2. b"]

    def test_an_indented_paragraph_belongs_to_the_item_above(self) -> None:
        body = li("a") + p("more of a", indent(360)) + li("b", 2) + p("more of b", indent(1080)) + p("end")
        assert outline(read(body, self.BOTH)) == ["0 1. a", "1 more of a", "1 - b", "2 more of b", "0 end"]


class TestTables:
    def cells(self, rows: str) -> list[list[str]]:
        (table,) = read(f"<w:tbl>{rows}</w:tbl>")
        return [["\n".join(each.text for each in cell) for cell in row] for row in table.rows]

    def tc(self, content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def test_merged_cells_come_once(self) -> None:
        wide = self.tc(p("wide"), '<w:gridSpan w:val="2"/>')
        high, rest = self.tc(p("high"), '<w:vMerge w:val="restart"/>'), self.tc("<w:p/>", "<w:vMerge/>")
        rows = f"<w:tr>{wide}</w:tr><w:tr>{high}{self.tc(p('b'))}</w:tr><w:tr>{rest}{self.tc(p('c'))}</w:tr>"
        assert self.cells(rows) == [["wide"], ["high", "b"], ["", "c"]]

    def test_a_cell_holds_blocks_of_its_own(self) -> None:
        cell = self.tc(p("Steps:") + li("a") + li("b"))
        (table,) = read(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", LEGAL + number(1, 0))
        assert outline(table.rows[0][0]) == ["0 Steps:", "0 1. a", "0 2. b"]

    def test_a_table_in_a_cell(self) -> None:
        inner = f"<w:tbl><w:tr>{self.tc(p('inner'))}</w:tr></w:tbl>"
        (table,) = read(f"<w:tbl><w:tr>{self.tc(p('outer') + inner)}</w:tr></w:tbl>")
        outer, nested = table.rows[0][0]
        assert (outer.text, nested.kind, nested.rows[0][0][0].text) == ("outer", "table", "inner")

    def test_rows_in_content_controls_and_deleted_rows(self) -> None:
        kept = f"<w:sdt><w:sdtContent><w:tr>{self.tc(p('kept'))}</w:tr></w:sdtContent></w:sdt>"
        gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{self.tc(p("gone"))}</w:tr>'
        assert self.cells(kept + gone) == [["kept"]]

    def test_an_empty_table_is_none(self) -> None:
        assert read(f"<w:tbl><w:tr>{self.tc('<w:p/>')}</w:tr></w:tbl>") == ()


def changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A Word file with other parts; ``b""`` leaves one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in ({each: old.read(each) for each in old.namelist()} | parts).items():
            if part:
                new.writestr(name, part)
    return stream.getvalue()


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), part)
    return stream.getvalue()


WHOLE = saved(document_of(p("text") + li("item"), LEGAL + number(1, 0)))


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "empty"),
            (b"\xd0\xcf\x11\xe0" + bytes(600), r"\.doc\).*save it as \.docx"),
            (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (b"{\\rtf1 text}", "RTF"),
            (b"%PDF-1.7", "PDF"),
            (b"<html></html>", "HTML"),
            (b"use case: Buy", "not a Word file"),
            (WHOLE[: len(WHOLE) // 2], "damaged"),
            (archive(a_txt="text"), "archive"),
            (archive(xl__workbook_xml="<x/>"), "Excel"),
            (archive(ppt__presentation_xml="<x/>"), "PowerPoint"),
            (archive(content_xml="<x/>"), "OpenDocument"),
            (archive(word__document_xml="<w:document"), "damaged"),
            (archive(word__document_xml="<html/>"), "archive"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, content: bytes, message: str) -> None:
        with pytest.raises(NotReadable, match=message):
            blocks(content)

    @pytest.mark.parametrize("missing", ["word/numbering.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
    def test_a_missing_part_takes_only_what_it_says(self, missing: str) -> None:
        assert [each.text for each in blocks(changed(WHOLE, {missing: b""}))] == ["text", "item"]

    @pytest.mark.parametrize("broken", ["word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
    def test_a_broken_part_too(self, broken: str) -> None:
        assert [each.text for each in blocks(changed(WHOLE, {broken: b"<broken"}))] == ["text", "item"]

    def test_macros_templates_and_the_strict_form(self) -> None:
        with zipfile.ZipFile(io.BytesIO(WHOLE)) as file:
            types, main = file.read("[Content_Types].xml"), file.read("word/document.xml")
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        assert kind in types and TRANSITIONAL in main
        macros = types.replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")
        for parts in ({"[Content_Types].xml": macros}, {"word/document.xml": main.replace(TRANSITIONAL, STRICT)}):
            assert outline(blocks(changed(WHOLE, parts))) == ["0 text", "0 1. item"]

    def test_entities_are_not_followed(self) -> None:
        doctype = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        body = f"{doctype}<w:document {DECLARATIONS}><w:body><w:p>{r('x&a;&f;')}</w:p></w:body></w:document>"
        assert [each.text for each in blocks(changed(WHOLE, {"word/document.xml": body.encode()}))] == ["x"]

    def test_what_unpacks_to_too_much_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(word_package, "MOST_BYTES", 1_000_000)
        with pytest.raises(NotReadable, match="too large"):
            blocks(changed(WHOLE, {"word/document.xml": bytes(2_000_000)}))

    def test_ten_thousand_paragraphs(self) -> None:
        started = time.process_time()
        assert len(read(li("item") * 10_000, LEGAL + number(1, 0))) == 10_000
        assert time.process_time() - started < 30


PIECES = (
    *(
        "<w:p>",
        "<w:r>",
        "<w:t>a b</w:t>",
        "<w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "<w:sdt>",
        "<w:pPr>",
        "<w:numPr>",
        "<w:drawing>",
    ),
    *(
        '<w:ilvl w:val="12"/>',
        '<w:ilvl w:val="x"/>',
        '<w:numId w:val="1"/>',
        '<w:numId w:val="2"/>',
        "<w:rPr>",
        "<w:b/>",
    ),
    *('<w:pStyle w:val="Heading1"/>', '<w:outlineLvl w:val="-3"/>', '<w:ind w:left="1e9"/>', '<w:sym w:char="D800"/>'),
    *("<w:txbxContent>", "<mc:AlternateContent>", "<mc:Choice>", "<w:vMerge/>", "<w:tcPr>", "<!-- c -->", "<?p i?>"),
    *(
        '<w:footnoteReference w:id="1"/>',
        "<w:abstractNum>",
        '<w:lvl w:ilvl="0">',
        "<w:lvlText/>",
        "<w:start/>",
        "<w:del>",
    ),
)


def closed(pieces: list[str]) -> str:
    """The pieces as well-formed XML: what is opened is closed at the end, or earlier by ``""``."""
    text, waiting = "", list[str]()
    for piece in pieces:
        if piece:
            text += piece
            opened = re.fullmatch(r"<(w:\w+|mc:\w+)(?: [^>]*)?(?<!/)>", piece)
            waiting += [opened[1]] if opened and "</" not in piece else []
        elif waiting:
            text += f"</{waiting.pop()}>"
    return text + "".join(f"</{name}>" for name in reversed(waiting))


XML = st.lists(st.sampled_from(PIECES) | st.just(""), max_size=40).map(closed)


class TestAnything:
    @given(XML, XML)
    @settings(max_examples=150, deadline=None)
    def test_any_xml_makes_blocks(self, body: str, numbering: str) -> None:
        document = f"<w:document {DECLARATIONS}><w:body>{body}</w:body></w:document>"
        lists = f"<w:numbering {DECLARATIONS}>{numbering}{number(1, 0)}</w:numbering>"
        parts = {"word/document.xml": document.encode(), "word/numbering.xml": lists.encode()}
        found = blocks(changed(WHOLE, parts))
        assert all(each.line >= 1 and each.level >= 0 for each in everything(found))

    @given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
    @settings(max_examples=150, deadline=None)
    def test_any_bytes_make_blocks_or_are_named(self, content: bytes, at: int) -> None:
        for each in (content, b"PK\x03\x04" + content, WHOLE[:at] + content + WHOLE[at + len(content) :]):
            try:
                blocks(each)
            except NotReadable as error:
                assert str(error)


def everything(found: tuple[Block, ...]) -> Iterator[Block]:
    for each in found:
        yield each
        yield from (inner for row in each.rows for cell in row for inner in everything(cell))


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
