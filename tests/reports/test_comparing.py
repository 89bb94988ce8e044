"""Two versions side by side: what is in sight, what is folded, where questions stand."""

from dataclasses import replace

from reports.asked import AfterReturn, Asked
from reports.comparing import OTHER_ROUND, comparison, why_not
from reports.models import Comment
from tests.reports.documents import group, line, report


def rows(**results: str):
    return report(
        *(
            group(line(f"ขั้นตอน {key}", key=int(key[1:]), result=result))
            for key, result in results.items()
        )
    )


def shown(old, new, asked=None) -> list[tuple]:
    found = comparison(old, new, AfterReturn() if asked is None else asked)
    return [
        tuple(row.key for row in part.rows) if part.is_folded else part.row.key
        for part in found.parts
    ]


def test_rows_that_say_the_same_are_folded_together():
    old, new = rows(k1="ก", k2="ข", k3="ค", k4="ง"), rows(k1="ก", k2="ข", k3="คค", k4="ง")

    assert shown(old, new) == [(1, 2), 3, (4, None)]
    assert comparison(old, new, AfterReturn()).counts == [("แก้ไข", 1), ("ไม่เปลี่ยน", 3)]
    assert not comparison(old, new, AfterReturn()).is_same
    assert comparison(old, old, AfterReturn()).is_same


def test_a_row_that_was_asked_about_is_in_sight_although_it_says_the_same():
    old = rows(k1="ก", k2="ข")
    of_row = Asked(Comment(row=2, question="เมื่อไร"), 2, 1, 2, "ขั้นตอน")
    of_all = Asked(Comment(row=None, question="ขาดหมายเหตุ"), None, None, None, "")
    of_gone = Asked(Comment(row=9, question="หายไปไหน"), None, None, 3, "ขั้นตอน")
    asked = AfterReturn(asked=(of_all, of_row, of_gone))

    found = comparison(old, old, asked)

    assert shown(old, old, asked) == [(1,), 2, (None,)]
    assert found.parts[1].asked == (of_row,)
    assert found.apart == (of_all, of_gone)


def test_a_question_to_a_row_that_was_removed_stands_where_the_row_was():
    old, new = rows(k1="ก", k2="ข"), rows(k1="ก")
    gone = Asked(Comment(row=2, question="เมื่อไร"), None, None, 2, "ขั้นตอน")

    found = comparison(old, new, AfterReturn(asked=(gone,)))

    assert [(part.row.key, part.asked) for part in found.parts if not part.is_folded] == [
        (2, (gone,))
    ]
    assert found.apart == ()


def test_reports_of_other_rounds_are_not_compared_and_other_editions_of_the_calendar_are_told():
    one = report()

    assert why_not(one, replace(one, months=12)) == OTHER_ROUND
    assert why_not(one, replace(one, calendar_revision=2)) == ""
    other = comparison(
        replace(one, calendar_revision=1), replace(one, calendar_revision=2), AfterReturn()
    )
    assert other.calendars == "ปฏิทินการประเมิน ป.ป.ช. ที่ใช้: ฉบับปรับปรุงครั้งที่ ๑ → ฉบับปรับปรุงครั้งที่ ๒"
