"""What prose says about a flow: how it ends, where it leaves, which use cases it calls."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl import resources
from usecase_dsl.importing.phrases import parse
from usecase_dsl.importing.wordings import (
    Anchor,
    anchor_of,
    calls,
    clause,
    end_of,
    is_conditional,
    languages,
    sentences,
)
from usecase_dsl.syntax import vocabulary

TABLE = json.loads(resources.read_text("grammar/wordings.json"))["languages"]

# ---------------------------------------------------------------------------------------------- ends

RESUMED_AT_3 = """
en  Use case resumes at step 3. | Resume from 3 | Go back to the third step | The bank clerk returns to step 3.
en  **Return to step 3** | _Use case continues with step 3 of the main success scenario._ | -> Go to 3 | Back to #3
en  goes to MSS step 3 | Repeat from step 3 | => step 3 | Return to step 3 (enter the address)
pt  O sistema retorna ao passo 3 do fluxo principal. | Volta para o passo 3 | O caso de uso continua no passo 3
pt  Voltar ao passo nº 3 | O fluxo regressa ao passo 3. | O utilizador é redirecionado para o passo 3
es  Se vuelve al paso 3 | El caso de uso se reanuda en el paso 3. | Regresar al punto 3 del flujo básico
es  A partir de este momento el caso de uso continúa por el paso 3
fr  Retour à l'étape 3 | Le scénario nominal reprend au point 3. | On retourne à l’étape 3 du scénario nominal
de  Weiter mit Schritt 3 | Zurück zu Schritt 3. | Das System kehrt zu Schritt 3 zurück.
de  Der Anwendungsfall wird bei Schritt 3 fortgesetzt | Weiter mit Hauptszenario Schritt 3
it  Si torna al passo 3 | Il sistema ritorna al punto 3 dello scenario principale | Si riprende dal punto 3
ru  Возврат к шагу 3. | Система возвращается к шагу 3 | Переход к п. 3 | Сценарий продолжается с шага 3
cs  Návrat na krok 3 | Systém se vrací na krok 3 | Scénář pokračuje 3. krokem hlavního scénáře
pl  Powrót do kroku 3 | Przejdź do punktu 3. | System wraca do kroku 3
vi  Quay lại bước 3 | (Quay lại bước 3) | Hệ thống quay về bước 3 của luồng chính | quay lai buoc 3
zh  返回步骤3 | 返回到基本流程第3步。 | 系统转到步骤３ | 回到主流程的步骤3 | 返回第三步 | 返回步驟3
ja  ステップ3に戻る | 基本フローの３に戻る。 | システムはステップ 3 へ戻る | ステップ3から再開する
hu  Visszatérés a 3. lépéshez | A rendszer visszatér a 3-as lépéshez | Folytatás a 3. lépéssel
fa  بازگشت به گام ۳ | سیستم به مرحله ۳ برمی‌گردد | از گام ۳ ادامه می‌یابد
uk  Повернення до кроку 3
nl  De use case gaat verder bij stap 3
tr  3. adıma dönülür
ko  3단계로 돌아간다
id  Kembali ke langkah 3
"""
ENDED = """
en  Use case ends. | Use Case UC12 ends. | The use case then ends | UC ends; | End of use case
en  The use case is aborted.
en  `Use case ends.` | User exits the use case. | The main flow ends here | Use case terminates at this point.
pt  O caso de uso termina. | O caso de uso se encerra | Fim do caso de uso. | O sistema encerra o caso de uso.
es  El caso de uso termina. | Fin del caso de uso | Este caso de uso queda sin efecto | CU-14 finaliza
fr  Le cas d'utilisation se termine. | Le cas d’utilisation prend fin | Fin du scénario
de  Der Anwendungsfall endet. | Der Anwendungsfall wird abgebrochen. | Use Case endet
it  Il caso d'uso termina. | Fine del caso d'uso
ru  Вариант использования завершается. | Прецедент заканчивается | Конец сценария
cs  Případ užití končí. | Konec případu užití
pl  Koniec przypadku użycia | Przypadek użycia kończy się.
vi  Use case kết thúc. | Ca sử dụng kết thúc | Kết thúc use case
zh  用例结束。 | 用例终止 | 系统结束本用例
ja  ユースケースを終了する。 | このユースケースを終了します
hu  A használati eset véget ér.
fa  مورد کاربرد پایان می‌یابد | پایان مورد کاربرد
uk  Варіант використання завершується
nl  De use case eindigt.
tr  Kullanım durumu sona erer.
ko  유스케이스를 종료한다
id  Use case berakhir.
"""
OTHER_ENDS = """
end in failure    Use case ends in failure. | The use case ends unsuccessfully | O caso de uso termina sem sucesso
end in failure    Caso de uso encerrado com falha | Případ užití končí neúspěchem. | 用例以失败结束 | ends in failure
end in success    The use case ends successfully. | El caso de uso finaliza con éxito | прецедент завершается успешно
restart           The use case restarts. | resumes at the beginning | reinicia o caso de uso | 用例重新开始
resume at next step   Continue with the next step | continua no próximo passo | weiter mit dem nächsten Schritt
resume at same step   Returns to the same step | The use case resumes at the failed step.
"""
NO_ENDS = """
User returns to step-by-step view
returns to the main menu
The session ends
goes back to the previous step
Return to step 3?
See step 3
Step 3
(Passo 3)
Go to UC03
Return to 2023
Return to step 3 or 4
Repeat steps 2 and 5
Return to step 3 of UC2
The user does not return to step 3
User may return to step 3
If the card is bad, return to step 3
System shows an error and returns to step 3
The use case ends and the system logs it
The use case begins when the user opens it
The use case ends when the user leaves
Use case
System returns 3 results
O sistema retorna a lista
Vuelve al menú principal
Возврат в меню
返回主页
戻る
"""


def listed(text: str) -> list[tuple[str, str]]:
    rows = [line.split("  ", 1) for line in text.strip().splitlines()]
    return [(head, each.strip()) for head, rest in rows for each in rest.split(" | ")]


@pytest.mark.parametrize(("language", "sentence"), listed(RESUMED_AT_3))
def test_a_sentence_that_leads_to_a_step(language: str, sentence: str) -> None:
    for spoken in ((), (language,)):
        control = end_of(sentence, spoken)
        assert control is not None
        assert (control.kind, control.target and control.target.text) == ("resume at", "3")


@pytest.mark.parametrize(("language", "sentence"), listed(ENDED))
def test_a_sentence_that_ends_the_use_case(language: str, sentence: str) -> None:
    for spoken in ((), (language,)):
        control = end_of(sentence, spoken)
        assert control is not None and control.kind == "end"


@pytest.mark.parametrize(("kind", "sentence"), listed(OTHER_ENDS))
def test_a_sentence_that_ends_in_another_way(kind: str, sentence: str) -> None:
    control = end_of(sentence)
    assert control is not None and control.kind == kind.strip()


@pytest.mark.parametrize("sentence", NO_ENDS.strip().splitlines())
def test_a_sentence_that_says_something_else(sentence: str) -> None:
    assert end_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Resume at 3a1", "3a1"),
        ("Return to step E1.2", "E1.2"),
        ("Return to step 2 of A1", "A1.2"),
        ("Return to step 2 of extension 3a", "3a2"),
        ("Go to step 2.5.3", "2.5.3"),
        ("Voltar ao passo P3", "P3"),
    ],
)
def test_labels_are_as_written(sentence: str, label: str) -> None:
    control = end_of(sentence)
    assert control is not None and control.target is not None and control.target.text == label


@pytest.mark.parametrize(
    ("sentence", "kind", "steps", "condition"),
    [
        ("Steps 1a1-1a2 are repeated until the data is valid.", "repeat until", "1a1-1a2", "the data is valid"),
        ("The clerk repeats steps 2 to 4 until done", "repeat until", "2-4", "done"),
        ("Wiederhole Schritte 2-4, bis alles da ist.", "repeat until", "2-4", "alles da ist"),
        ("Os passos 2 e 3 são repetidos enquanto houver itens", "repeat while", "2-3", "houver itens"),
        ("Repeat steps 2–4 for each `item` (of the list)", "repeat for each", "2–4", "`item` (of the list)"),
        ("Repeat step 2", "repeat", "2", ""),
        ("Step 2 is optional if nobody waits", "optional when", "2", "nobody waits"),
    ],
)
def test_loops_and_options(sentence: str, kind: str, steps: str, condition: str) -> None:
    control = end_of(sentence)
    assert control is not None and control.range is not None
    assert (control.kind, control.range.text, control.condition) == (kind, steps, condition)


def test_what_the_use_case_ends_without_is_a_result() -> None:
    control = end_of("Use case ends without selling a ticket.")
    assert control is not None
    assert (control.kind, [each.value for each in control.results]) == ("end", ["Without selling a ticket"])


@pytest.mark.parametrize(
    ("sentence", "kind", "label", "before"),
    [
        ("System shows an error and returns to step 3.", "resume at", "3", "System shows an error"),
        ("O sistema informa o erro e retorna ao passo 2.", "resume at", "2", "O sistema informa o erro"),
        ("The system asks again (go to step 2)", "resume at", "2", "The system asks again"),
        ("System keeps the card; use case ends.", "end", None, "System keeps the card;"),
        (
            "System keeps the card, and then the use case ends in failure",
            "end in failure",
            None,
            "System keeps the card",
        ),
        ("System asks again -> step 2", "resume at", "2", "System asks again"),
        ("El sistema avisa y el caso de uso termina", "end", None, "El sistema avisa"),
        ("Le système avertit, puis reprend à l'étape 2.", "resume at", "2", "Le système avertit"),
        ("Das System warnt und kehrt zu Schritt 2 zurück.", "resume at", "2", "Das System warnt"),
        ("Il sistema avvisa e torna al passo 2", "resume at", "2", "Il sistema avvisa"),
        ("Система сообщает об ошибке и возвращается к шагу 2.", "resume at", "2", "Система сообщает об ошибке"),
        ("系统提示错误，返回步骤2。", "resume at", "2", "系统提示错误"),
        ("系统提示错误并返回步骤2", "resume at", "2", "系统提示错误"),
        ("エラーを表示し、ステップ2に戻る。", "resume at", "2", "エラーを表示"),
        ('Clerk presses "Save" (returns to step 2 of the main flow).', "resume at", "2", 'Clerk presses "Save'),
    ],
)
def test_the_last_clause_says_the_end(sentence: str, kind: str, label: str | None, before: str) -> None:
    control = clause(sentence)
    assert control is not None
    assert (control.kind, control.target and control.target.text) == (kind, label)
    assert sentence[: control.span.start] == before
    assert end_of(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "System asks for the code (step 5).",
        "O sistema permite corrigir os dados (Passo 3)",
        "System says goodbye and the session ends",
        "User cancels, or returns to step 3",
        "User reads the page and returns to the main menu",
        'System shows "Error, go to step 2"',
        "System warns; return to step 2?",
        "User logs out and the use case ends when the page closes",
        "Use case ends.",
    ],
)
def test_the_last_clause_says_something_else(sentence: str) -> None:
    assert clause(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("If the card is bad, the use case ends.", True),
        ("Caso o cartão falhe, volta ao passo 2", True),
        ("**Wenn** die Karte fehlt, endet der Anwendungsfall", True),
        ("如果卡无效，用例结束", True),
        ("The use case ends.", False),
        ("Iffy cards are kept, and the use case ends", False),
    ],
)
def test_an_end_that_holds_only_on_a_condition(sentence: str, conditional: bool) -> None:
    assert is_conditional(sentence) is conditional


# ---------------------------------------------------------------------------------------------- every template


def texts_of(template: str, language: str, full: bool) -> str:
    """A text that a template fits: all that is optional, and the first choices; or nothing, and the last ones."""
    return " ".join(_words(parse(template), language, full))


def _words(choices: Sequence[Sequence[object]], language: str, full: bool) -> Iterator[str]:
    for item in choices[0] if full else choices[-1]:
        if isinstance(item, str):
            yield item
            continue
        assert isinstance(item, tuple)
        mark, content = item
        if mark == "{":
            yield _filling(content, language)
        elif mark == "<":
            templates = TABLE[language]["words"][content]
            yield from _words(parse(templates[0] if full else templates[-1]), language, full)
        elif full or not mark:
            yield from _words(content, language, full)


def _filling(place: str, language: str) -> str:
    listed = {"ordinal": "ordinals", "number": "numbers", "result": "without"}
    if place in listed:
        return str(TABLE[language][listed[place]][0]) + (" Tickets" if place == "result" else "")
    fillings = {"label": "3", "range": "2-4", "condition": "Tickets", "who": "Clerk", "id": "UC7", "flow": "A1"}
    return fillings[place]


def every_template() -> Iterator[tuple[str, str, str]]:
    for language, table in TABLE.items():
        yield from ((language, kind, each) for kind, templates in table["controls"].items() for each in templates)
    for language in vocabulary.languages():
        for kind, template in vocabulary.vocabulary(language).controls:
            yield language, kind, template


def test_every_template_of_every_language_matches_itself() -> None:
    missed = set[tuple[str, str, str]]()
    for language, kind, template in every_template():
        for full in (True, False):
            text = texts_of(template, language, full)
            control = end_of(text, (language, "en"))
            if control is None or control.kind != kind:
                missed.add((template, text, str(control and control.kind)))
    assert missed == set()


def test_the_keyword_table_is_understood_in_every_language() -> None:
    assert set(vocabulary.languages()) | set(TABLE) == set(languages())


def test_a_language_without_wordings_is_passed_over() -> None:
    assert end_of("Use case ends.", ("xx",)) == end_of("Use case ends.")


# ---------------------------------------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    ("text", "steps", "rest"),
    [
        ("In step 3, if the card is invalid", ((3, 3),), "If the card is invalid"),
        ("If in step 3 of the basic flow the card is invalid", ((3, 3),), "If the card is invalid"),
        ("At step 2-4: the card is invalid", ((2, 4),), "The card is invalid"),
        ("in steps 3 and 5", ((3, 3), (5, 5)), ""),
        ("In steps 2, 3 and 5, nobody waits", ((2, 2), (3, 3), (5, 5)), "Nobody waits"),
        ("At any point in steps 2 to 4", ((2, 4),), ""),
        ("Between steps 3 and 4: nobody waits", ((4, 4),), "Nobody waits"),
        ("(step 3) Card is invalid", ((3, 3),), "Card is invalid"),
        ("[Step 4]", ((4, 4),), ""),
        ("**Step 4**: Card is invalid", ((4, 4),), "Card is invalid"),
        ("**Step 4: Card is invalid**", ((4, 4),), "Card is invalid"),
        ("Alternative to step 3", ((3, 3),), ""),
        ("Extension of step 4 - no paper", ((4, 4),), "No paper"),
        ("No passo 4, o sistema falha", ((4, 4),), "O sistema falha"),
        ("No passo 3 do fluxo principal, caso falte papel", ((3, 3),), "Caso falte papel"),
        ("Passo 2 - Dados inválidos", ((2, 2),), "Dados inválidos"),
        ("Se no passo 3 o papel faltar", ((3, 3),), "Se o papel faltar"),
        ("En el paso 3, si falta papel", ((3, 3),), "Si falta papel"),
        ("À l'étape 3, s'il manque du papier", ((3, 3),), "S'il manque du papier"),
        ("L'enchaînement A1 démarre au point 5 du scénario nominal", ((5, 5),), ""),
        ("In Schritt 3: Papier fehlt", ((3, 3),), "Papier fehlt"),
        ("Al passo 3, manca la carta", ((3, 3),), "Manca la carta"),
        ("На шаге 3 нет бумаги", ((3, 3),), "Нет бумаги"),
        ("W kroku 3, brak papieru", ((3, 3),), "Brak papieru"),
        ("V kroku 3 chybí papír", ((3, 3),), "Chybí papír"),
        ("Tại bước 3, hết giấy", ((3, 3),), "Hết giấy"),
        ("在步骤3，没有纸", ((3, 3),), "没有纸"),
        ("第3步：没有纸", ((3, 3),), "没有纸"),
        ("ステップ3で、紙がない", ((3, 3),), "紙がない"),
        ("A 3. lépésben nincs papír", ((3, 3),), "Nincs papír"),
        ("در گام ۳، کاغذ نیست", ((3, 3),), "کاغذ نیست"),
    ],
)
def test_where_a_flow_leaves(text: str, steps: tuple[tuple[int, int], ...], rest: str) -> None:
    assert anchor_of(text) == Anchor(steps, False, rest)


ANY_TIME = """
At any time, X
Em qualquer momento: X
A qualquer momento, X
En cualquier momento, X
À tout moment, X
Jederzeit: X
In qualsiasi momento, X
В любой момент X
W dowolnym momencie X
Kdykoliv: X
Bất cứ lúc nào, X
随时：X
いつでも、X
Bármikor: X
در هر زمان: X
"""


@pytest.mark.parametrize("text", ANY_TIME.strip().splitlines())
def test_a_flow_that_leaves_at_any_time(text: str) -> None:
    assert anchor_of(text) == Anchor((), True, "X")


def test_what_else_an_anchor_says() -> None:
    assert anchor_of("After step 5") == Anchor(((5, 5),), False, "", after=True)
    assert anchor_of("In step 2 of A1, nobody waits") == Anchor(((2, 2),), False, "Nobody waits", flow="A1")
    assert anchor_of("At step 3a1 nobody waits") == Anchor(((1, 1),), False, "Nobody waits", flow="3a")
    assert anchor_of("Card is invalid (step 3).") == Anchor(((3, 3),), False, "Card is invalid", at_end=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "Step 3a: no paper",
        "Step 3 user waits",
        "Step by step",
        "Step 2.5.3: no paper",
        "At step 3 of UC2, nobody waits",
        "At any time after step 3, nobody waits",
        "Every time the card changes, System beeps",
        "User enters the code in step 3",
        "In the main menu",
        "Card is invalid (see UC2)",
        "Passes 3 through 4",
    ],
)
def test_no_anchor(text: str) -> None:
    assert anchor_of(text) is None


# ---------------------------------------------------------------------------------------------- calls


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("include UC-02", ("UC-02",)),
        ("include UC-02 and UC-03", ("UC-02", "UC-03")),
        ("include (Log in)", ("Log in",)),
        ("include: Log in", ("Log in",)),
        ("<<include>> Log in, then wait", ("Log in",)),
        ("System asks «include» UC3", ("UC3",)),
        ("<<include>> [Log in](#login)", ("Log in",)),
        ("System calls use case UC03.", ("UC03",)),
        ("Execute UC-2 (Log in)", ("UC-2",)),
        ("System performs the use case «Log in»", ("Log in",)),
        ('includes the "Log in" use case', ("Log in",)),
        ("Clerk performs use case Check Stock and waits", ("Check Stock",)),
        ("O sistema executa o caso de uso `Definir Senha`", ("Definir Senha",)),
        ("se ejecuta el caso de uso UC-3", ("UC-3",)),
        ("Le système appelle le cas d'utilisation « Payer »", ("Payer",)),
        ("Das System ruft den Anwendungsfall UC3 auf", ("UC3",)),
        ("выполняется вариант использования UC-2", ("UC-2",)),
        ("系统调用用例UC2", ("UC2",)),
        ("ユースケース「ログイン」を実行する", ("ログイン",)),
        ("as in UC-3", ()),
        ("(UC1)", ()),
        ("see UC-4", ()),
        ("The use case starts when the user opens it", ()),
        ("The price includes VAT, and *stocks*", ()),
        ("System runs 3 checks", ()),
        (".. include:: use_case_table.rst", ()),
    ],
)
def test_use_cases_that_are_called(text: str, names: tuple[str, ...]) -> None:
    assert calls(text) == names


# ---------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Card is bad. Use case ends.", 2),
        ("Card is bad! Why? Use case ends", 3),
        ("1. Card is bad, e.g. too old. Use case ends.", 2),
        ("System asks (again. And again.) for the code. Use case ends.", 2),
        ('System says "Stop. Go." to A. Smith.', 1),
        ("Zeile z. B. leer. Ende.", 2),
        ("Version 2.5 is old. Use case ends.", 2),
        ("The clerk waits... and leaves.", 1),
        ("卡无效。用例结束。", 2),
        ('Is it )open( and "never closed. Yes it is.', 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    parts = sentences(text)
    assert len(parts) == count
    assert "".join(parts) == text


@given(st.text(alphabet='aB1 .!?。("«»)\n…', max_size=60))
def test_no_character_of_a_text_is_lost(text: str) -> None:
    assert "".join(sentences(text)) == text


# ---------------------------------------------------------------------------------------------- any input

FUNCTIONS: tuple[Callable[[str], object], ...] = (end_of, clause, is_conditional, anchor_of, calls, sentences)
PIECES = ["use case", "step", "3", "1-", "(", "[", '"', "«", "**", "and", "return to", "repeat", "until", "<<include>>"]
PIECES += [
    "passo",
    "возврат",
    "返回",
    "ステップ",
    "،",
    ".",
    ",",
    "→",
    " ",
    "UC-1",
    "\u0301",
    "\u200c",
    "𝟛",
    "\x00",
    "](",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for function in FUNCTIONS:
        function(text)


@pytest.mark.parametrize(
    "piece", [*PIECES, "a ", "1,", "1a1", "1 to ", "and, ", "the ", "use case use ", "returns to step "]
)
def test_long_texts_are_read_quickly(piece: str) -> None:
    for function in FUNCTIONS:
        function("x")
        begun = time.process_time()
        for length in (590, 20_000):
            function(piece * (length // len(piece)))
        assert time.process_time() - begun < 1
