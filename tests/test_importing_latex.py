"""LaTeX as blocks: its words and their order, without its layout."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.latex import blocks


def outline(found: tuple[Block, ...]) -> list[str]:
    """Each block as ``level mark text``; a heading with as many signs as its rank, a term with a colon."""
    return [f"{_before(each)}{each.text}" for each in found]


def _before(block: Block) -> str:
    if block.kind == "heading":
        return "#" * block.level + " "
    return " ".join(filter(None, (str(block.level), block.mark, "term" if block.kind == "term" else ""))) + " "


def read(text: str) -> list[str]:
    return outline(blocks(text))


def table(text: str) -> list[list[str]]:
    """The cells of the only table, the blocks of each joined by a bar."""
    (found,) = (block for block in blocks(text) if block.kind == "table")
    return [[" | ".join(_marked(each) for each in cell) for cell in row] for row in found.rows]


def _marked(block: Block) -> str:
    return f"{block.mark} {block.text}".strip()


def enumerate_(items: str, options: str = "") -> str:
    return f"\\begin{{enumerate}}{options}{items}\\end{{enumerate}}"


class TestText:
    def test_a_paragraph_keeps_its_lines_and_their_numbers(self) -> None:
        first, second = blocks("One\n  line.\n\n% comment\nTwo.")
        assert (first.text, first.line) == ("One\nline.", 1)
        assert (second.text, second.line) == ("Two.", 5)

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            (r"50\% \& \$5 \#1 a\_b \{x\}", "50% & $5 #1 a_b {x}"),
            (r"a~b -- c --- d\ldots", "a b – c — d…"),
            ("``quoted'' \\say{said} \\enquote{too}", "“quoted” “said” “too”"),
            (r"caf\'e na\"{\i}ve \c{c}a sm\o rrebr\o d \ss", "café naïve ça smørrebrød ß"),
            (r"a $\rightarrow$ b $\geq 3$", "a → b ≥ 3"),
            (r"a \\ b \newline c", "a\nb\nc"),
            ("one % comment\ntwo", "one\ntwo"),
            (r"see \ref{x} and \cite[p.~3]{y}\label{z}\vspace{2cm}", "see and"),
            (r"\noindent\small Text", "Text"),
            (r"\vskip 3pt \parindent=0pt Text", "Text"),
            (r"\foreignlanguage{french}{Bonjour} \textcolor{red}{rouge}", "Bonjour rouge"),
            (r"\textbackslash \textless x\textgreater", r"\<x>"),
        ],
    )
    def test_signs(self, written: str, text: str) -> None:
        assert read(written) == [f"0 {text}"]

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            (r"\textbf{Actor:} User", "**Actor:** User"),
            (r"{\bf Actor:} User", "**Actor:** User"),
            (r"{\bfseries\itshape x} y", "***x*** y"),
            (r"\emph{a}, \textit{b} \textsl{b} \texttt{c\_d} \underline{e}", "*a*, *b b* `c_d` e"),
            (r"\verb|a_b| and \lstinline!c%d!", "`a_b` and `c%d`"),
            (r"\href{https://example.org/a\_b}{page}", "[page](https://example.org/a_b)"),
            (r"\href{other.pdf}{file} \url{https://example.org}", "file https://example.org"),
        ],
    )
    def test_looks(self, written: str, text: str) -> None:
        assert read(written) == [f"0 {text}"]

    def test_a_lone_dollar_is_no_formula(self) -> None:
        assert read("It costs 5$ today.\n\nNext \\textbf{day}.") == ["0 It costs 5$ today.", "0 Next **day**.$"]

    def test_right_to_left_text_stays_as_it_is(self) -> None:
        assert read("\\section{مورد کاربرد} می\u200cشود") == ["## مورد کاربرد", "0 می\u200cشود"]

    def test_footnotes_follow_their_paragraph(self) -> None:
        assert read("Pays\\footnote{By card.} now.\n\nNext.") == ["0 Pays now.", "0 By card.", "0 Next."]

    def test_code_and_pictures(self) -> None:
        text = "\\begin{lstlisting}[language=Java]\na & b; % c\n\\end{lstlisting}\n\\includegraphics[width=1cm]{a.png}"
        code, picture = blocks(text + "\\begin{tikzpicture}\\node{x};\\end{tikzpicture}")
        assert (code.kind, code.text, code.mark, code.line) == ("code", "a & b; % c", "java", 2)
        assert (picture.kind, picture.text) == ("picture", "![](a.png)")


class TestStructure:
    def test_headings(self) -> None:
        text = r"\chapter{A}\section*{B}\subsection[short]{C \textbf{c}}\subsubsection{D}"
        assert read(text) == ["# A", "## B", "### C c", "#### D"]

    def test_a_document_without_its_preamble_but_with_its_title(self) -> None:
        preamble = "\\documentclass{article}\\usepackage{x}\n\\title{Shop}\\author{Me}\n"
        found = blocks(preamble + "\\begin{document}\nText.\n\\end{document} rest")
        assert outline(found) == ["# Shop", "0 Text."]
        assert [each.line for each in found] == [2, 4]

    def test_paragraph_headings_are_terms_until_the_next(self) -> None:
        text = "\\paragraph{Actor} User\n\\paragraph{Flow}\n" + enumerate_(r"\item a") + "\n\\section{B} End"
        assert read(text) == ["0 term Actor", "1 User", "0 term Flow", "1 1. a", "## B", "0 End"]

    def test_subparagraphs_stand_in_paragraphs(self) -> None:
        assert read(r"\paragraph{A} a \subparagraph{B} b") == ["0 term A", "1 a", "1 term B", "2 b"]

    def test_unknown_environments_keep_arguments_and_body(self) -> None:
        text = "\\begin{usecase}[float=h]{UC4}{Log in}\nBody.\n\\end{usecase}\n"
        assert read(text) == ["# UC4: Log in", "0 Body."]
        assert read(text.replace("usecase", "box")) == ["0 UC4", "0 Log in", "0 Body."]
        assert read(r"\begin{mybox}[title={UC5: Pay},colback=white]x\end{mybox}") == ["0 UC5: Pay", "0 x"]


class TestLists:
    def test_nested_ones(self) -> None:
        deep = enumerate_(r"\item c " + enumerate_(r"\item d " + enumerate_(r"\item e")))
        text = enumerate_(r"\item a \begin{itemize}\item b\end{itemize} more \item z " + deep)
        assert read(text) == ["0 1. a", "1 - b", "1 more", "0 2. z", "1 (a) c", "2 i. d", "3 A. e"]

    @pytest.mark.parametrize(
        ("options", "marks"),
        [
            (r"[label=\arabic*)]", ["1)", "2)"]),
            (r"[leftmargin=*, label=(\alph*), nosep]", ["(a)", "(b)"]),
            (r"[label={\textbf{Step \Roman*:}}]", ["Step I:", "Step II:"]),
            ("[a.]", ["a.", "b."]),
            ("[(i)]", ["(i)", "(ii)"]),
            ("[start=4]", ["4.", "5."]),
            ("[nosep]", ["1.", "2."]),
            (r"\setcounter{enumi}{6}", ["7.", "8."]),
            (r"\renewcommand{\labelenumi}{\alph{enumi})}", ["a)", "b)"]),
        ],
    )
    def test_marks(self, options: str, marks: list[str]) -> None:
        assert [each.mark for each in blocks(enumerate_(r"\item a \item b", options))] == marks

    def test_marks_that_name_the_list_around(self) -> None:
        inner = enumerate_(r"\item b", r"[label*=\arabic*.]")
        assert read(enumerate_(r"\item a " + inner)) == ["0 1. a", "1 1.1. b"]
        both = enumerate_(r"\item a " + enumerate_(r"\item b", r"[label=\theenumi\alph*.]"))
        assert read(both) == ["0 1. a", "1 1a. b"]

    def test_resumed(self) -> None:
        assert read(enumerate_(r"\item a") + "Text" + enumerate_(r"\item b", "[resume]")) == [
            "0 1. a",
            "0 Text",
            "0 2. b",
        ]

    def test_labels_set_before_the_document(self) -> None:
        text = r"\renewcommand{\labelenumi}{\alph{enumi})}\begin{document}" + enumerate_(r"\item a") + r"\end{document}"
        assert read(text) == ["0 a) a"]

    def test_lists_of_ones_own(self) -> None:
        text = r"\newlist{steps}{enumerate}{2}\setlist[steps]{label=S\arabic*}\begin{steps}\item a\end{steps}"
        assert read(text) == ["0 S1 a"]

    def test_descriptions_are_terms(self) -> None:
        text = (
            "\\begin{description}\n\\item[Actor:] The clerk\n\nSecond.\n\\item[\\textbf{Pre}] x\n\\end{description}End"
        )
        assert read(text) == ["0 term Actor:", "1 The clerk", "1 Second.", "0 term **Pre**", "1 x", "0 End"]

    def test_labels_of_items_are_marks_or_terms(self) -> None:
        text = r"\begin{itemize}\item[3a.] It rains \item[*a)] x \item[Trigger] y\end{itemize}"
        assert read(text) == ["0 3a. It rains", "0 *a) x", "0 term Trigger", "1 y"]

    def test_an_item_that_begins_with_a_list(self) -> None:
        assert read(enumerate_(r"\item " + enumerate_(r"\item a"))) == ["0 1. ", "1 (a) a"]


class TestTables:
    def test_the_usual_use_case_table(self) -> None:
        steps = enumerate_("\n\\item Pays.\n\\item Ships.\n", r"[label=\arabic*.]")
        text = (
            "\\begin{table}[ht]\\centering\\caption{Buy}\n\\begin{tabularx}{\\textwidth}{|l|X|}\\hline\n"
            "\\textbf{Actors} & Customer \\\\ \\hline\n"
            "\\multicolumn{2}{|c|}{\\cellcolor{gray}Main flow} \\\\ \\hline\n"
            f"\\multirow{{2}}{{*}}{{Steps}} & {steps} \\\\ \\cline{{2-2}}\n"
            " & a \\newline b \\\\[2pt]\n\\end{tabularx}\\end{table}"
        )
        assert outline(blocks(text)[:1]) == ["0 Buy"]
        assert table(text) == [
            ["**Actors**", "Customer"],
            ["Main flow"],
            ["Steps", "1. Pays. | 2. Ships."],
            ["", "a\nb"],
        ]

    def test_lines_of_cells(self) -> None:
        (found,) = blocks("\n\\begin{tabular}{ll}\na &\nb \\\\\nc & d\n\\end{tabular}")
        assert (found.line, [[cell[0].line for cell in row] for row in found.rows]) == (2, [[3, 4], [5, 5]])

    def test_a_long_table_shows_its_head_once(self) -> None:
        text = (
            r"\begin{longtable}{|l|l|}\caption{Long}\\ \hline Field & Value \\ \hline \endfirsthead"
            r" Field & Value \\ \endhead \multicolumn{2}{r}{Continued} \\ \endfoot \endlastfoot"
            r" ID & 2 \\ \end{longtable}"
        )
        assert outline(blocks(text)[:1]) == ["0 Long"]
        assert table(text) == [["Field", "Value"], ["ID", "2"]]

    def test_line_breaks_in_cells(self) -> None:
        text = r"\begin{tabular}{ll} \makecell{a \\ b} & \begin{tabular}{@{}l@{}} c \\ d \end{tabular} \end{tabular}"
        assert table(text) == [["a\nb", "c | d"]]

    def test_a_rule_ends_a_row_too(self) -> None:
        assert table("\\begin{tabular}{l}\\strong{Buy}\n\\hline\nNone.\n\\end{tabular}") == [["**Buy**"], ["None."]]

    def test_what_looks_like_the_height_of_a_line_and_is_none(self) -> None:
        assert table(r"\begin{tabular}{l} a \\ [A1] b \\[-1ex] c \end{tabular}") == [["a"], ["[A1] b"], ["c"]]

    def test_any_environment_with_columns(self) -> None:
        assert table(r"\begin{usecasetable}{Buy} Actor & User \\ \end{usecasetable}") == [["Actor", "User"]]

    def test_tabu(self) -> None:
        assert table(r"\begin{tabu} to \textwidth {|X|X|} a & b \end{tabu}") == [["a", "b"]]


class TestMacros:
    def test_unknown_ones_on_a_line_of_their_own_give_each_argument(self) -> None:
        assert read("\\shop{14}{Buy}\n\\box{Pays.}\n{Ships.}") == ["0 14", "0 Buy", "0 Pays.", "0 Ships."]

    def test_unknown_ones_in_a_line_stay_in_it(self) -> None:
        text = r"The \actor{Customer} clicks \button[small]{OK}, \sys{} ships."
        assert read(text) == ["0 The Customer clicks small OK, sys ships."]

    def test_the_files_own_are_put_in_place(self) -> None:
        defined = "\\newcommand{\\sys}{Shop\\xspace}\\newcommand{\\uc}[2]{\\subsection{UC#1: #2}}\n"
        text = defined + "\\uc{1}{Buy \\sys}\nThe \\sys ships."
        assert read(text) == ["### UC1: Buy Shop", "0 The Shop ships."]

    def test_as_rows_items_and_environments(self) -> None:
        row = r"\newcommand{\row}[2]{\textbf{#1} & #2 \\ \hline}"
        frame = r"\newenvironment{uc}[1]{\section{#1}\begin{tabular}{ll}}{\end{tabular}}"
        text = row + frame + "\n\\begin{uc}{Buy}\n\\row{Actor}{User}\n\\end{uc}"
        assert outline(blocks(text)[:1]) == ["## Buy"]
        assert table(text) == [["**Actor**", "User"]]
        items = r"\def\step#1{\item #1}\begin{enumerate}\step{a}\step{b}\end{enumerate}"
        assert read(items) == ["0 1. a", "0 2. b"]

    def test_arguments_keep_their_lines(self) -> None:
        found = blocks("\\newcommand{\\two}[3][x]{\\par #2\\par #3 #1}\n\\two[y]{a}\n{b}")
        assert [(each.text, each.line) for each in found] == [("a", 2), ("b y", 3)]

    def test_ones_that_call_themselves(self) -> None:
        assert blocks(r"\newcommand{\a}{x \a\a\a\a}\a") != ()

    def test_ones_that_are_programs_give_their_arguments(self) -> None:
        assert read("\\newcommand{\\x}[1]{\\ifx\\x\\y #1\\fi}\n\\x{Logged in.}") == ["0 Logged in."]


class TestForms:
    @pytest.mark.parametrize(
        ("command", "term"),
        [
            ("UseCaseActors", "actors"),
            ("usecaseprimaryactor", "primaryactor"),
            ("ucUserInterface", "user interface"),
            ("actors", "actors"),
            ("pre", "preconditions"),
            ("preif", "preconditions"),
            ("Openpoints", "openpoints"),
        ],
    )
    def test_a_command_whose_name_is_the_label(self, command: str, term: str) -> None:
        assert read(f"\\{command}{{\n  Clerk, Shop}}\n\nMore.") == [f"0 term {term}", "1 Clerk, Shop", "0 More."]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Sold by \\actor{Clerk} today.", ["0 Sold by Clerk today."]),
            ("Sold by\n\\actor{Clerk}\ntoday.", ["0 Sold by", "0 Clerk", "0 today."]),
            ("\\Gls{clerk}\n\nsells.", ["0 clerk", "0 sells."]),
            ("\\mbox{Clerk}", ["0 Clerk"]),
            (r"\begin{itemize}\item \actor{Clerk}\end{itemize}", ["0 - Clerk"]),
        ],
    )
    def test_a_command_that_is_part_of_a_text(self, text: str, found: list[str]) -> None:
        assert read(text) == found

    def test_a_command_beside_another_cell(self) -> None:
        assert table(r"\begin{tabular}{ll} Actor & \actor{Clerk} \\ Goal & sell \end{tabular}") == [
            ["Actor", "Clerk"],
            ["Goal", "sell"],
        ]

    def test_items_without_a_list(self) -> None:
        text = r"\usecasepreconditions{\item a \item b} \usecasescenario{\item c \item d}"
        assert read(text) == ["0 term preconditions", "1 - a", "1 - b", "0 term scenario", "1 1. c", "1 2. d"]

    def test_the_label_is_the_first_argument(self) -> None:
        text = "\\addfield{Actor}{Clerk}\n\\additemizedfield{Goal}{\\item a}\n\\addscenario{Flow:}{\\item b}"
        assert read(text) == ["0 term Actor", "1 Clerk", "0 term Goal", "1 - a", "0 term Flow:", "1 1. b"]

    def test_an_exception_with_its_name_its_condition_and_its_steps(self) -> None:
        text = "\\usecaseexcept{No stock}{Nothing\nis left.}{\\item It says so.}"
        assert read(text) == ["0 term exception", "1 - No stock: Nothing is left.", "2 1. It says so."]

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            (r"\ucname{14}{Buy}", "Use case 14: Buy"),
            (r"\UseCaseLabel{Buy}", "Use case: Buy"),
            (r"\begin{usecase}{UC-1: Buy}\end{usecase}", "UC-1: Buy"),
            (r"\begin{UseCase}[label=x]{UC1}{Buy}\end{UseCase}", "UC1: Buy"),
            (r"\begin{usecase}\addtitle{UC 1:}{Buy}\end{usecase}", "UC 1: Buy"),
        ],
    )
    def test_titles(self, text: str, title: str) -> None:
        assert read(f"\\section{{Sales}}\nAll of them.\n\n{text}") == ["## Sales", "0 All of them.", f"### {title}"]

    def test_titles_have_one_rank(self) -> None:
        text = r"\section{Sales} \ucname{1}{Buy} \ucname{2}{Pay} \section{Stock} \ucname{3}{Count}"
        assert [each.level for each in blocks(text)] == [2, 3, 3, 2, 3]

    def test_an_id_and_a_title(self) -> None:
        assert read("\\ucid{UC1}\n\\ucname{Buy}\n\\ucgoal{Own it.}") == [
            "# UC1",
            "## Use case: Buy",
            "0 term goal",
            "1 Own it.",
        ]

    def test_an_id_behind_a_title_is_a_field(self) -> None:
        assert read("\\ucname{Buy}\n\\ucid{UC1}") == ["# Use case: Buy", "0 term id", "1 UC1"]

    def test_right_below_the_headings_of_sections_titles_are_no_more_than_text(self) -> None:
        one = "\\subsection{%s}\n\\begin{usecase}\\addtitle{Sales}{%s}\\addfield{Actor}{Clerk}\\end{usecase}\n"
        assert read(one % ("Buy", "Buying") + one % ("Pay", "Paying")) == [
            "### Use case: Buy",
            "0 Sales\nBuying",
            "0 term Actor",
            "1 Clerk",
            "### Use case: Pay",
            "0 Sales\nPaying",
            "0 term Actor",
            "1 Clerk",
        ]

    def test_one_heading_above_many_is_none_of_them(self) -> None:
        text = "\\section{Sales}\n" + "\\begin{usecase}\\addtitle{Buy}\\end{usecase}\n" * 3
        assert read(text) == ["## Sales", *["### Use case: Buy"] * 3]

    def test_environments_with_names_of_sections(self) -> None:
        text = r"\begin{ucscenario}\item Pays.\end{ucscenario}\begin{preconditions}Open.\end{preconditions}"
        assert read(text) == ["0 term scenario", "1 1. Pays.", "0 term preconditions", "1 Open."]

    def test_steps_count_from_each_title(self) -> None:
        text = "\\ucname{1}{Buy}\n\\zerostep{a}\n\\step{b}\n\\ucname{2}{Pay}\n\\step{Clerk}{asks}\n\\step{7}{pays}"
        assert read(text) == [
            "# Use case 1: Buy",
            "0 1. a",
            "0 2. b",
            "# Use case 2: Pay",
            "0 1. Clerk: asks",
            "0 7 pays",
        ]

    def test_a_table_of_commands_is_read_row_by_row(self) -> None:
        rows = r"\ucname{1}{Buy} \hline \pre{Open.} \hline \step{a} & \step{\textbf{\tucbw}: b} \\ \hline & \step{c}"
        assert read(rf"\caption{{A table}}\begin{{tabular}}{{ll}}{rows} \end{{tabular}}") == [
            "# Use case 1: Buy",
            "0 A table",
            "0 term preconditions",
            "1 Open.",
            "0 term steps",
            "0 1. a",
            "0 2. b",
            "0 3. c",
        ]

    def test_items_by_their_names(self) -> None:
        inner = enumerate_(r"\item b\label{in} \item c")
        text = enumerate_(rf"\item a \label{{x}} {inner} \item d, see \ref{{x}}, \autoref{{in}}, \ref{{y}}")
        assert read(r"From \ref{x}." + "\n\n" + text) == [
            "0 From 1.",
            "0 1. a",
            "1 (a) b",
            "1 (b) c",
            "0 2. d, see 1, 1a,",
        ]


PIECES = (
    *(
        "\\section{",
        "\\item ",
        "\\item[",
        "]",
        "{",
        "}",
        "[",
        "$",
        "$$",
        "\\[",
        "\\(",
        "&",
        "\\\\",
        "\\",
        "%",
        "#1",
        "~",
        "`",
    ),
    *(
        "\\begin{enumerate}",
        "\\end{enumerate}",
        "\\begin{tabular}{ll}",
        "\\end{tabular}",
        "\\begin{x}",
        "\\end{x}[a]{b}",
    ),
    *(
        "\\newcommand{\\a}[2]{",
        "\\a{x}{y}",
        "\\def\\b#1{",
        "\\newenvironment{x}{",
        "\\begin{verbatim}",
        "\\end{verbatim}",
    ),
    *("\\verb|", "\\begin{document}", "\\end{document}", "\\textbf{", "\\bf ", "\\'", "\\paragraph{A}", "\\footnote{"),
    *(
        "\\usecasecode{0}",
        "\\usecasecode{9}",
        "\\endhead",
        "\\hline",
        "\\caption{",
        "\\begin{",
        "[label=\\arabic*",
        "\\unknown",
    ),
    *(
        "\\setcounter{enumi}{",
        "\\renewcommand{\\labelenumi}{\\theenumi",
        "\n",
        "\n\n",
        " ",
        "a",
        "é",
        "\0",
        "\ud800",
        "\r",
    ),
)


# Comments, references and definitions are no words of a text, nor is what a command takes for its argument.
HIDING = re.compile(
    r"%|newcommand|def|newenvironment|setcounter|usecase|document|label|\\begin\{$|endhead|#|verb|\\a|x\}|\[|\\'"
)


class TestAnything:
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
    @settings(max_examples=300, deadline=None)
    def test_any_text_makes_blocks(self, text: str) -> None:
        last = len(re.split(r"\r\n?|\n", text))
        for block in everything(blocks(text)):
            assert 1 <= block.line <= last
            assert block.level >= 0

    @given(st.lists(st.sampled_from([each for each in PIECES if not HIDING.search(each)]), max_size=25))
    @settings(max_examples=300, deadline=None)
    def test_no_word_is_lost(self, pieces: list[str]) -> None:
        text = "".join(f"{piece} word{number} " for number, piece in enumerate(pieces))
        found = " ".join(f"{each.mark} {each.text}" for each in everything(blocks(text)))
        words = {f"word{number}" for number in range(len(pieces))}
        assert words - set(re.findall(r"word[0-9]+", found)) == set()

    @pytest.mark.parametrize(
        "text",
        [
            *("{" * 5000, "\\begin{itemize}\\item " * 1000, "\\textbf{" * 3000 + "x", "[" * 20_000, "\\verb|" * 20_000),
            *(
                "\\begin{verbatim}" * 10_000,
                "\\newcommand{\\a}{" * 5000,
                "$" * 20_001,
                "\\a[" * 20_000,
                "% x\n" * 20_000,
            ),
            "\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\c\\c}\\newcommand{\\c}{\\a\\a}" + "\\a" * 2000,
        ],
    )
    def test_what_would_tempt_a_reader_to_go_back(self, text: str) -> None:
        started = time.process_time()
        blocks(text)
        assert time.process_time() - started < 30

    def test_a_thesis(self) -> None:
        started = time.process_time()
        assert len(blocks("\\section{UC}\nThe \\textbf{user} pays.\n\n" * 5000)) == 10_000
        assert time.process_time() - started < 30


def everything(found: tuple[Block, ...]) -> Iterator[Block]:
    for each in found:
        yield each
        yield from (inner for row in each.rows for cell in row for inner in everything(cell))
