"""Texts in scripts that have their own digits and marks, or no blanks between words."""

from __future__ import annotations

import pytest

from tests.reading import document, flow, model, use_case
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.names import key, near

CHINESE = "# language: zh\n参与者：用户\n参与者：系统管理员\n用例UC-1：登录\n基本流程：\n"
JAPANESE = "# language: ja\nアクター：ユーザー\nアクター：店員\nユースケース：購入\n基本フロー：\n"
KOREAN = "actor: 사용자\nuse case: 로그인\nmain flow:\n"
PERSIAN = "# language: fa\nکنشگر: کاربر\nمورد کاربرد: ورود\nجریان اصلی:\n"


def step(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Who acts in the only step of a text, and who receives."""
    (only,) = use_case(text).flows[0].steps
    return (only.subject.text if only.subject else None), only.receivers


class TestMarks:
    @pytest.mark.parametrize(
        "mark", ["1．", "1、", "1）", "（1）", "1。", "１．", "１、 ", "・1．", "۱. ", "١) ", "۱- "]
    )
    def test_after_the_number_of_a_step(self, mark: str) -> None:
        (only,) = use_case(f"{CHINESE}{mark}用户输入密码").flows[0].steps
        assert (only.label, only.text.value) == ("1", "用户输入密码")

    @pytest.mark.parametrize("text", ["1、2都可以", "3月。", "2人）", "1-2", "５天、"])
    def test_numbers_in_prose_are_no_labels(self, text: str) -> None:
        assert use_case(f"{CHINESE}1. 用户等待\n{text}").flows[0].steps[0].text.value == f"用户等待 {text}"

    @pytest.mark.parametrize("label", ["2a、", "２ａ．", "２Ａ）", "（2a）", "۲a. ", "2a。"])
    def test_after_the_label_of_a_flow(self, label: str) -> None:
        text = f"{CHINESE}1. 用户等待\n2. 用户等待\n扩展：\n{label}密码错误：\n 用例结束。"
        assert flow(text, "2a").condition.value == "密码错误"

    @pytest.mark.parametrize(
        ("written", "canonical"),
        [
            ("۳", "3"),
            ("٣", "3"),
            ("３ａ", "3a"),
            ("（3）", "3"),
            ("3、", "3"),
            ("２，５ａ．", "2,5a"),
            ("2、5a", "2,5a"),
            ("３～５ａ", "3-5a"),
            ("＊ａ）", "*a"),
            ("Ｅ１．１", "E1.1"),
        ],
    )
    def test_labels_are_known_by_plain_digits_and_letters(self, written: str, canonical: str) -> None:
        assert labels.canonical(written) == canonical

    def test_the_first_arabic_letter_is_written_by_its_name(self) -> None:
        found = flow(f"{PERSIAN}۱. کاربر می‌پرسد.\nگسترش‌ها:\n۱الف. خطا:\nبازگشت به گام ۱.", "1الف")
        assert found.anchors == ("1",)
        assert found.end and found.end.step == "1"

    def test_names_in_a_list(self) -> None:
        found = use_case("# language: zh\n用例：x\n主要参与者：甲、乙，丙；丁")
        assert [name.text for name in found.primary_actors] == ["甲", "乙", "丙", "丁"]

    def test_a_full_stop_is_no_part_of_a_name_or_a_condition(self) -> None:
        found = use_case("# language: zh\n条件 known：已注册。\n用例：登录。\n前置条件：known。")
        assert (found.title, found.preconditions[0].entry) == ("登录", "known")


class TestControlLines:
    @pytest.mark.parametrize(
        ("line", "target"),
        [
            ("返回步骤1。", "1"),
            ("返回步骤 2", "2"),
            ("返回第１步，继续执行。", "1"),
            ("返回步骤2a1", "2a1"),
            ("返回步驟1", "1"),
        ],
    )
    def test_chinese(self, line: str, target: str) -> None:
        found = flow(f"{CHINESE}1. 用户等待\n2. 用户等待\n扩展：\n2a、密码错误\n1、系统提示\n{line}", "2a")
        assert found.end and (found.end.kind, found.end.step) == ("resume", target)

    def test_a_sign_after_the_label_is_no_part_of_it(self) -> None:
        text = f"{CHINESE}1. 用户等待\n扩展：\n1a、密码错误：\n返回步骤1之前的页面"
        (lookalike,) = document(text).lookalikes
        assert (lookalike.kind, lookalike.text) == ("control", "返回步骤1之前的页面")

    @pytest.mark.parametrize(
        ("head", "line", "condition"),
        [
            (CHINESE, "重复步骤1至2，直到密码正确。", "密码正确"),
            (CHINESE, "重复步骤１～２直到 密码正确", "密码正确"),
            (JAPANESE, "完了するまで、ステップ1〜2を繰り返す。", "完了する"),
            (JAPANESE, "完了するまでステップ１から２を繰り返す", "完了する"),
        ],
    )
    def test_ranges_and_conditions(self, head: str, line: str, condition: str) -> None:
        (found,) = use_case(f"{head}1. x\n2. y\n{line}").flows[0].ranges
        assert (found.kind, found.first, found.last, found.condition) == ("until", 0, 1, condition)

    @pytest.mark.parametrize("line", ["به گام ۱ باز می‌گردد.", "به گام ١ بازمي گردد", "به گام 1 بازمیگردد"])
    def test_persian_with_and_without_what_keeps_letters_apart(self, line: str) -> None:
        found = flow(f"{PERSIAN}۱. کاربر می‌پرسد.\nگسترش‌ها:\n۱a. خطا:\n{line}", "1a")
        assert found.end and found.end.step == "1"

    def test_a_control_line_after_a_wide_colon_is_told(self) -> None:
        found = document(f"{CHINESE}1. 用户等待\n扩展：\n1a. 密码错误：用例结束。")
        assert [each.meant for each in found.lookalikes] == ["用例结束"]


class TestWhoActs:
    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("用户输入密码", "用户"),
            ("用户，输入密码", "用户"),
            ("用户（会员）输入密码", "用户"),
            ("系统显示订单", "系统"),
            ("系统管理员审核", "系统管理员"),
            ("用户名被显示", None),
            ("用户的订单被取消", None),
            ("新用户注册", None),
            ("用户ID被显示", None),
        ],
    )
    def test_chinese_names_end_before_what_is_done(self, text: str, subject: str | None) -> None:
        assert step(f"{CHINESE}1、{text}")[0] == subject

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("ユーザーは商品を選ぶ", "ユーザー"),
            ("ユーザーが商品を選ぶ", "ユーザー"),
            ("ユーザー、商品を選ぶ", "ユーザー"),
            ("システムは価格を示す", "システム"),
            ("店員が確認する", "店員"),
            ("ユーザーの商品を示す", None),
            ("ユーザー情報を示す", None),
            ("店員室で待つ", None),
            ("システム管理者が確認する", None),
        ],
    )
    def test_japanese_names_end_before_a_particle(self, text: str, subject: str | None) -> None:
        assert step(f"{JAPANESE}1、{text}")[0] == subject

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("사용자가 입력한다", "사용자"),
            ("사용자는 묻는다", "사용자"),
            ("사용자의 이름", None),
            ("사용자이름 입력", None),
        ],
    )
    def test_korean_names_end_before_a_particle(self, text: str, subject: str | None) -> None:
        assert step(f"{KOREAN}1. {text}")[0] == subject

    @pytest.mark.parametrize(
        ("text", "subject"),
        [("ATM显示余额", "ATM"), ("ATM 显示余额", "ATM"), ("ATMs 显示余额", None), ("ATM2显示余额", None)],
    )
    def test_a_latin_name_isnt_found_within_a_word(self, text: str, subject: str | None) -> None:
        assert step(f"actor: ATM\nuse case: x\nmain flow:\n1. {text}")[0] == subject

    def test_a_vietnamese_name_is_whole_words(self) -> None:
        head = "# language: vi\ntác nhân: Ẩn\nca sử dụng: x\nluồng chính:\n"
        assert step(f"{head}1. Ẩn danh hỏi.")[0] == "Ẩn"
        assert step(f"{head}1. Ẩnx hỏi.")[0] is None

    @pytest.mark.parametrize(
        ("head", "text", "receivers"),
        [
            (CHINESE, "系统向用户发送短信", ("用户",)),
            (CHINESE, "系统验证用户名", ()),
            (JAPANESE, "システムはユーザーに価格を示す", ("ユーザー",)),
            (JAPANESE, "システムはユーザー名を示す", ()),
            (JAPANESE, "システムはエンドユーザーに示す", ()),
            (KOREAN, "System은 사용자에게 보낸다", ("사용자",)),
            (KOREAN, "System은 신사용자에게 보낸다", ()),
        ],
    )
    def test_who_receives(self, head: str, text: str, receivers: tuple[str, ...]) -> None:
        assert step(f"{head}1. {text}")[1] == receivers

    def test_a_name_that_another_width_makes_longer(self) -> None:
        assert step("actor: ガス会社\nuse case: x\nmain flow:\n1. ｶﾞｽ会社が確認する")[0] == "ｶﾞｽ会社"


class TestNames:
    def test_an_id_may_follow_its_keyword_at_once(self) -> None:
        (declared,) = document("# language: zh\n用例UC-1：登录").declarations
        assert (declared.id and declared.id.text, declared.name.value) == ("UC-1", "登录")

    def test_words_between_names_need_no_blanks(self) -> None:
        head = "# language: zh\n参与者：甲\n参与者：乙\n用例：x\n主要参与者：甲和乙\n"
        found = model(f"{head}基本流程：\n1. 包含UC-2或UC-3\n")
        (only,) = found.use_cases.values()
        assert [name.key for name in only.primary_actors] == ["甲", "乙"]
        assert [name.text for name in only.flows[0].steps[0].includes] == ["UC-2", "UC-3"]

    def test_a_call_needs_a_blank_before_a_title(self) -> None:
        text = "# language: zh\n用例：x\n基本流程：\n1. {}\n用例：支付\n"
        for line, called in (("包含 支付", ["支付"]), ("包含支付接口", [])):
            (only,) = model(text.format(line)).use_cases["x"].flows[0].steps
            assert [name.key for name in only.includes] == called

    def test_letters_and_digits_of_a_keyboard_make_no_other_name(self) -> None:
        assert key("كاربري ۱") == key("کاربری 1")
        assert key("پیش\u200cشرط") == key("پیششرط")

    def test_a_chinese_character_more_is_no_slip(self) -> None:
        assert near("機能要件", ["非機能要件"]) is None
        assert near("ユースケス", ["ユースケース"]) == "ユースケース"
