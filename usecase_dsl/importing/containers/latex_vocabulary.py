"""What LaTeX's own commands and those of its common packages mean for a text without layout.

Arguments are written as pylatexenc has them: ``{`` one that must be there, ``[`` an option, ``*`` a star.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from usecase_dsl.importing.containers.latex_source import ARGUMENT, CODE_BLOCK, CODE_TEXT, PICTURE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = {
    "part": 1,
    "chapter": 1,
    "addpart": 1,
    "addchap": 1,
    "section": 2,
    "addsec": 2,
    "subsection": 3,
    "subsubsection": 4,
    "subsubsubsection": 5,
    "frametitle": 2,
    "framesubtitle": 3,
}
TERMS = {"paragraph": 0, "subparagraph": 1}
BOLD = frozenset({"textbf", "mathbf", "strong", "thead", "textbfit"})
ITALIC = frozenset({"emph", "textit", "textsl", "mathit"})
CODE = frozenset({"texttt", "mathtt", "lstinline", "path", "code", "nolinkurl"})
BOLD_ON = frozenset({"bf", "bfseries"})
ITALIC_ON = frozenset({"it", "itshape", "em", "sl", "slshape"})
CODE_ON = frozenset({"tt", "ttfamily"})
LOOK_OFF = frozenset({"normalfont", "rm", "mdseries", "upshape", "rmfamily"})
QUOTES = {"say": "“”", "enquote": "“”", "textquote": "“”", "mkbibquote": "“”"}

LINE_ENDS = frozenset({"\\", "newline", "linebreak", "tabularnewline", "cr", "break"})
PARAGRAPH_ENDS = _words(
    "par newpage clearpage cleardoublepage pagebreak bigskip medskip smallskip maketitle tableofcontents listoffigures"
    " listoftables appendix frontmatter mainmatter backmatter"
)
BLANKS = frozenset(
    {" ", ",", ";", ":", ">", "quad", "qquad", "enspace", "thinspace", "hfill", "space", "xspace", "mspace"}
)
SIGNS = {
    "textbar": "|",
    "S": "§",
    "checkmark": "✓",
    "cmark": "✓",
    "xmark": "✗",
    "euro": "€",
    "texttimes": "×",
    "/": "",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "slash": "/",
    "textdollar": "$",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "lbrace": "{",
    "rbrace": "}",
    "textbraceleft": "{",
    "textbraceright": "}",
    "today": "",
    "@": "",
    "-": "",
    "!": "",
    "textasteriskcentered": "*",
    "ast": "*",
    "textsection": "§",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "square": "☐",
    "Box": "☐",
    "faCheck": "✓",
    "to": "→",
    "textdegree": "°",
    "copyright": "©",
    "hyp": "-",
}
# Commands without arguments that change how things look and say nothing, and those by which authors of use cases write
# "this use case begins with" and "ends with".
LAYOUT = _words(
    "noindent indent centering raggedright raggedleft justifying arraybackslash tiny scriptsize footnotesize small"
    " normalsize large Large LARGE huge Huge sffamily scshape sc sf onehalfspacing doublespacing singlespacing"
    " protect relax strut null allowbreak nobreak nopagebreak nolinebreak sloppy fussy vfill hline toprule midrule"
    " bottomrule hrule hrulefill dotfill endhead endfoot endfirsthead endlastfoot makeatletter makeatother"
    " bgroup egroup begingroup endgroup phantomsection unskip ignorespaces ignorespacesafterend leavevmode"
    " boldmath unboldmath itemsep parskip parindent topsep baselineskip tabcolsep rowfont RTL LTR setRTL setLTR"
    " lr rl left right big Big bigg Bigg displaystyle textstyle limits nolimits nonumber notag ttfamily"
    " pagenumbering rotatebox columnbreak endinput landscape printindex printbibliography printglossaries"
    " tucbw tucew hfil vfil newblock selectfont cmidrule doublerule thickhline Xhline firsthline lasthline rowcolors"
)
# Unknown commands round a text that say how it looks, or what anything may be, and no more.
SAYING_NOTHING = _words(
    "subtitle author date institute publisher subject keywords thanks dedication epigraph centerline leftline rightline"
    " textsc textup textrm textsf textnormal MakeUppercase MakeLowercase uppercase lowercase hl st sout boxed mbox fbox"
    " gls Gls GLS glspl Glspl glsplural Glsplural glsdesc Glsdesc glslink glsentrytext ac Ac acp Acp acs acl acf "
    " acrshort acrlong acrfull so ul uwave dashuline textsuperscript textsubscript marginpar marginnote sidenote"
    " inputminted missingfigure lettrine dropcap supervisor university faculty department"
)

# Commands whose arguments are no text.
_WORDLESS = {
    "{": (
        "label ref eqref pageref autoref cref Cref nameref vref fullref vspace hspace setlength usepackage"
        " pagestyle thispagestyle bibliography bibliographystyle selectlanguage hypersetup lstset input include"
        " subfile subimport index glsadd color pagecolor rowcolor pagenumbering stepcounter refstepcounter"
        " newcounter value hypersetup graphicspath includeonly nocite addbibresource captionsetup tikzset"
        " usetikzlibrary arrayrulecolor setstretch linespread vspace* hspace* cline phantom hphantom vphantom"
        " newcolumntype theoremstyle PassOptionsToPackage RequirePackage tcbset sisetup geometry floatname"
        " markright thecounter arabic roman Roman alph Alph lstinputlisting listfiles enlargethispage needspace"
        " newlength settowidth pdfbookmark currentpdfbookmark bookmark setmainfont setlist* newboolean rule*"
    ),
    "{{": (
        "setlength addtolength addtocontents definecolor fontsize setboolean rule SetKwInOut newtheorem counterwithin"
        " setcounter* addtocounter* settowidth markboth colorlet specialrule"
    ),
    "{{{": "addcontentsline definecolor",
    "[{": "documentclass usepackage cite textcite footcite rowcolor cellcolor columncolor",
    "[{{": "newtheorem*",
    "[[{": "citep citet parencite autocite lstinputlisting",
}
# Commands of which one argument is text: how they are written, and which argument it is.
KEPT = {
    "textcolor": ("[{{", 2),
    "colorbox": ("[{{", 2),
    "fcolorbox": ("[{{{", 3),
    "multicolumn": ("{{{", 2),
    "multirow": ("[{[{[{", 5),
    "resizebox": ("*{{{", 3),
    "scalebox": ("{[{", 2),
    "rotatebox": ("[{{", 2),
    "parbox": ("[[[{{", 4),
    "raisebox": ("{[[{", 3),
    "makebox": ("[[{", 2),
    "framebox": ("[[{", 2),
    "hyperref": ("[{", 1),
    "hyperlink": ("{{", 1),
    "hypertarget": ("{{", 1),
    "caption": ("*[{", 2),
    "captionof": ("*{[{", 3),
    "makecell": ("*[{", 2),
    "thead": ("*[{", 2),
    "adjustbox": ("{{", 1),
    "foreignlanguage": ("[{{", 2),
    "textlang": ("{{", 1),
    "shortstack": ("[{", 1),
    "footnote": ("[{", 1),
    "footnotetext": ("[{", 1),
    "todo": ("[{", 1),
    "SetCell": ("[{", -1),
    "diagbox": ("[{{", 2),
    "rowfont": ("[{", -1),
    "texorpdfstring": ("{{", 0),
    "mathchoice": ("{{{{", 0),
    "subfloat": ("[[{", 2),
    "acro": ("[{", 1),
    "hyperdef": ("{{{", 2),
    "minibox": ("[{", 1),
    "cprotect": ("{", 0),
    "ensuremath": ("{", 0),
    "sidenote": ("[{", 1),
}
_OWN = {
    "item": "[",
    "href": "{{",
    "url": "{",
    "includegraphics": "*[{",
    "includesvg": "[{",
    "title": "[{",
    "newcommand": "*{[[{",
    "renewcommand": "*{[[{",
    "setlist": "[{",
    "newlist": "{{{",
    "setcounter": "{{",
    "addtocounter": "{{",
    "frametitle": "[{",
    "framesubtitle": "{",
    "underline": "{",
    "uline": "{",
    "\\": "*[",
    **dict.fromkeys((ARGUMENT, CODE_BLOCK, CODE_TEXT, PICTURE), "{"),
    "linebreak": "[",
    "pagebreak": "[",
}
_ENVIRONMENTS = {
    "": (
        "center flushleft flushright quote quotation abstract titlepage document landscape sloppypar samepage"
        " verse theglossary RTL LTR rtl ltr latin english singlespace doublespace onehalfspace frame* small large"
        " footnotesize scriptsize tiny normalsize huge Large equation align math displaymath spacing* justify"
    ),
    "[": (
        "figure figure* table table* itemize enumerate description compactitem compactenum compactdesc asparaenum"
        " inparaenum inparadesc itemize* enumerate* description* sidewaystable sidewaysfigure threeparttable"
        " tablenotes sidewaystable* algorithm steps* acronym"
    ),
    "{": "multicols spacing adjustwidth* adjustbox otherlanguage turn thebibliography minipage* column",
    "[{": (
        "tabular array longtable supertabular mpsupertabular wraptable wrapfigure tblr longtblr talltblr NiceTabular"
        " paracol tabu longtabu"
    ),
    "[[[{": "minipage",
    "{{": "xltabular adjustwidth",
    "{[{": "tabularx tabular* tabulary ltabulary NiceTabularX NiceTabular* xtabular",
    "[[{[{": "wrapfigure wraptable",
    "[{{": "subfigure* floatrow",
}
TABLES = _words(
    "tabular array longtable supertabular mpsupertabular tblr longtblr talltblr NiceTabular xltabular tabularx tabular*"
    " tabulary ltabulary NiceTabularX NiceTabular* xtabular tabu longtabu"
)
LISTS = _words("itemize compactitem itemize* tablenotes thebibliography")
NUMBERED = _words("enumerate compactenum asparaenum inparaenum enumerate*")
DESCRIPTIONS = _words("description compactdesc inparadesc description* acronym")
ROW_ENDS = frozenset({"\\", "tabularnewline", "cr"})
RULES = _words(
    "hline toprule midrule bottomrule cline cmidrule specialrule addlinespace Xhline thickhline doublerule firsthline"
    " lasthline hhline Hline Xcline morecmidrules"
)
HEADS = frozenset({"endfirsthead", "endhead", "endfoot", "endlastfoot"})


def sort(name: str) -> str:
    """``line`` of a command that ends a line, ``paragraph``, ``wordless`` of one that shows no words, or ``""``."""
    if name in LINE_ENDS:
        return "line"
    if name in PARAGRAPH_ENDS:
        return "paragraph"
    return "wordless" if name in LAYOUT or name in RULES or name in HEADS or name in wordless() else ""


@cache
def macros() -> dict[str, str]:
    """The arguments of every command that has a meaning here, by its name."""
    one = dict.fromkeys([*BOLD, *ITALIC, *CODE, *QUOTES], "*{")
    headings = dict.fromkeys([*HEADINGS, *TERMS], "*[{")
    return wordless() | one | headings | {name: written for name, (written, _) in KEPT.items()} | _OWN


@cache
def wordless() -> dict[str, str]:
    """The arguments of the commands that show no words."""
    found: dict[str, str] = {}
    for written, names in _WORDLESS.items():
        found |= dict.fromkeys((name.rstrip("*") for name in names.split()), f"*{written}")
    for name in {*_OWN, *KEPT} & found.keys():
        del found[name]
    return found | {"hhline": "{", "Xcline": "{", "tikzstyle": "{", "xspace": "", "cline": "{"}


@cache
def environments() -> dict[str, str]:
    """The arguments of every environment that has a meaning here, by its name."""
    return {name: written for written, names in _ENVIRONMENTS.items() for name in names.split()}


@cache
def known() -> frozenset[str]:
    """Everything that a file may redefine without changing what it means: ``\\name`` and environments."""
    plain = (*BOLD_ON, *ITALIC_ON, *CODE_ON, *LOOK_OFF, *LINE_ENDS, *PARAGRAPH_ENDS, *BLANKS, *SIGNS, *LAYOUT, *RULES)
    parsed = context()
    commands = {*macros(), *plain, *HEADS, *_names(parsed, "macros"), "begin", "end"}
    return frozenset({f"\\{name}" for name in commands} | {*environments(), *_names(parsed, "environments"), *TABLES})


def _names(parsed: Any, kind: str) -> set[str]:
    return {name for category in parsed.categories() for name in parsed.d[category][kind]}


@cache
def context() -> Any:
    """The commands for pylatexenc to parse."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import EnvironmentSpec, MacroSpec

    found = get_default_latex_context_db()
    found.add_context_category(
        "use cases",
        macros=[MacroSpec(name, args_parser=written) for name, written in macros().items()],
        environments=[EnvironmentSpec(name, args_parser=written) for name, written in environments().items()],
        prepend=True,
    )
    return found
