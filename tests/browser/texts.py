"""A project that has all that a page can show, and one whose every word tries to do harm."""

from __future__ import annotations

SHOP = """\
system: Bookshop
  Sells **books**, `new` and *used*.
actor: Customer
  also known as: Reader, Buyer
  Anybody who reads.
actor: Member
  is a: Customer
actor: Bank
  kind: system
actor: Midnight
  kind: time
term: Order
  What a Customer asked for, with its price.
  also known as: Purchase
term: Cart
  What a Customer may still put back. See [the manual](https://example.org/cart).
rule BR-1: One Order is charged once.
rule BR-2: Nobody refers to this one.
requirement REQ-7: Orders survive a lost connection.
requirement REQ-8: Nobody realises this one.
condition filled: The Cart is filled.
persona: Mobile Reader
  plays: Customer
segment: Small towns
plan: Basic
  price: 9 a month

package: Sales
  Whatever brings in money.

use case UC-1: Place an order
  The Customer buys [what](https://example.org) is in the Cart.

  A second paragraph, with a table below it.
  | book  | price |
  | Moby  | 12    |
  goal: have the books soon
  scope: Bookshop
  level: user goal
  status: approved
  priority: high
  frequency: hourly
  primary actor: Member
  supporting actors: Bank
  tags: money, web
  team: Blue
  stakeholders:
    - Customer: pays once.
    - Owner: is paid.
  trigger: The Customer wants books.
  preconditions:
    - filled
  minimal guarantees:
    - The Cart is kept.
  success guarantees:
    - The Order is recorded.
  business rules: BR-1
  realises: REQ-7
  assumptions: Banks answer at night.
  open issues:
    - What if the Bank never answers?
    - Who tells the Customer?
  notes: Agreed on by all.
  version: 3
  history:
    - 2: Vouchers came in.
  data:
    - Order: books, price, address
  personas: Mobile Reader
  importance: primary
  problem: When a book is out, I struggle to find it elsewhere.
  main success scenario:
    1. Member asks to check out the Cart.
    2. System shows the Order:
       - its books
       - its price
       | book | price |
       | Moby | 12    |
    3. Member confirms the Order. [BR-1, E1]
       => The Order is recorded.
    4. System asks Bank for the money (include UC-2).
    5. repeat 2-3 until the Member is content
    6. System thanks the Member.
  alternate flows:
    2a. A book is out of stock:
      1. System offers the rest.
      2. Member accepts.
      resume at 3
    2-3a. Member changes the address:
      1. System works out the cost.
      resume at 4
  failure flows:
    *a. The connection is lost:
      => The Cart is kept.
      end in failure
    2a2a. Member declines:
      1. System keeps the Cart.
      end in failure
    4a. Bank declines:
      1. System says so.
      end in failure
    E1. The stock is locked:
      1. System waits.
      resume at same step
  extension points:
    - payment: 4
  variations:
    - 4: card | voucher
  examples:
    | title | price |
    | Moby  | 12    |

use case UC-2: Charge the card
  level: subfunction
  status: draft
  supporting actors: Bank
  main success scenario:
    1. System asks Bank.
    2. Bank answers within 30 seconds.
  extensions:
    2a. Bank declines:
      end in failure

use case UC-3: Redeem a voucher
  extends: UC-1 at payment when Member has a voucher
  primary actor: Member
  open issues: Do vouchers expire?
  tags: money
  main success scenario:
    1. Member enters the code.

package: Back office

use case UC-4: Close the day
  level: summary
  primary actor: Midnight
  related: UC-1
  main success scenario:
    1. Midnight comes.
    2. System adds up what Members paid (include UC-5).

use case UC-5: Nothing is written of this one yet

use case UC-6: Supercalifragilisticexpialidocious-Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikbestellung
  primary actor: VeryLongNameOfAnActorWithoutAnyBlankThatCouldBeBroken
  tags: averylongtagthatgoesonandonwithoutanyblankatallandfitsnowhere
  main success scenario:
    1. VeryLongNameOfAnActorWithoutAnyBlankThatCouldBeBroken opens
       https://example.org/a/very/long/address/that/goes/on/without/end/and/further/still.
"""

JAPANESE = """\
# language: ja
アクター：利用者
ユースケースJA-1：書籍を注文する
  主アクター：利用者
  基本フロー：
    1. 利用者は書籍を選ぶ。
    2. システムは注文を記録する。
  拡張：
    2a. 在庫がない：
      1. システムは利用者に知らせる。
      失敗で終了する
"""

ARABIC = """\
# language: ar
حالة استخدام AR-1: طلب كتاب
  الفاعل الرئيسي: القارئ
  السيناريو الرئيسي:
    1. القارئ يختار كتابا.
    2. النظام يسجل الطلب.
  الامتدادات:
    2a. الكتاب غير متوفر:
      1. النظام يخبر القارئ.
      انتهاء بالفشل
"""

RESULTS = """\
<testsuite name="shop">
  <testcase classname="tests.test_uc_1" name="UC-1 main: Place an order"/>
  <testcase classname="tests.test_uc_1" name="UC-1 2a: A book is out of stock">
    <failure message="AssertionError: the rest was not offered"/>
  </testcase>
  <testcase classname="tests.test_uc_1" name="UC-1 9z: Nobody knows this one any more"/>
</testsuite>
"""

# The texts as they were before two of their steps were written anew.
EARLIER = {
    "shop.uc": SHOP.replace("asks to check out", "asks to pay").replace("thanks the Member", "thanks nobody"),
    "ja.uc": JAPANESE,
    "ar.uc": ARABIC,
}
EVERYTHING = {"shop.uc": SHOP, "ja.uc": JAPANESE, "ar.uc": ARABIC, "results.xml": RESULTS}
