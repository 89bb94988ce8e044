"""A round summed up: counts, the texts most like all others, the ones that say too little."""

from datetime import date

from reports import document, synthesis
from reports.books import Entry, Recipe
from reports.document import CalendarStep, Item, Line
from tests.reports.documents import group, report

STEPS = (CalendarStep("REG", "ลงทะเบียน"), CalendarStep("IIT", "เก็บข้อมูล"))
LONG = "จังหวัด{}ได้แจ้งเวียนหนังสือให้ส่วนราชการทุกหน่วยงานในจังหวัดเข้าร่วมการประเมิน และติดตามผลทุกสัปดาห์"
OTHER = "ประชุมคณะทำงานเพื่อกำหนดแนวทาง มอบหมายผู้รับผิดชอบรายตัวชี้วัด แล้วรายงานผู้ว่าราชการ{}"


def entry(code, name, submission=None, **fields) -> Entry:
    given = {"state": "accepted", "state_text": "รับรายงานแล้ว", "region": "ภาคเหนือ"} | fields
    return Entry(code=code, slug=f"p{code}", name=name, submission=submission, **given)


def says(result="", status="done", *, code="REG", **fields) -> Line:
    return Line(items=(Item("ขั้นตอน", steps=(code,)),), result=result, status=status, **fields)


def of(*lines: Line) -> document.Report:
    return report(*(group(line) for line in lines), calendar_steps=STEPS, calendar_revision=1)


def recipe(*entries: Entry) -> Recipe:
    return Recipe(
        *("book", "full", "sent", 2567, 6, "รอบ ๖ เดือน"),
        as_of=date(2024, 3, 31),
        due_on=date(2024, 4, 30),
        issuer="",
        scope="ทั้งประเทศ",
        scope_slug="nation",
        entries=entries,
    )


def test_provinces_are_counted_by_state_time_and_region():
    entries = (
        entry("50", "เชียงใหม่", 1, is_accepted=True, answered=2, all=2),
        entry("51", "ลำพูน", 2, is_accepted=True, answered=1, all=2, days_late=3),
        entry("90", "สงขลา", state="draft", state_text="ร่าง", region="ภาคใต้", is_overdue=True),
    )

    found = synthesis.sum_up(recipe(*entries), {1: of(), 2: of()})

    assert found.states == (("รับรายงานแล้ว", 2), ("ร่าง", 1))
    assert (found.on_time, found.late, found.overdue) == (1, 1, 1)
    assert found.regions == (
        synthesis.Region("ภาคเหนือ", 2, 2, 2, 1, 0, 75),
        synthesis.Region("ภาคใต้", 1, 0, 0, 0, 1, None),
    )
    assert found.total == synthesis.Region("รวม", 3, 2, 2, 1, 1, 75)


def test_each_province_counts_once_for_a_step_as_in_the_matrix():
    entries = [entry(str(50 + place), f"จ{place}", place) for place in range(1, 4)]
    documents = {
        1: of(says("ก", "done"), says("ข", "in_progress")),
        2: of(says("ก", "done")),
        3: of(),
    }

    step, other = synthesis.sum_up(recipe(*entries), documents).steps

    assert step.counts == (("ดำเนินการแล้ว", 1), ("อยู่ระหว่างดำเนินการ", 1), ("ไม่มีแถว", 1))
    assert other.counts == (("ไม่มีแถว", 3),)


def test_the_text_most_like_the_others_is_typical_and_a_second_is_unlike_it():
    names = ("กก", "ขข", "คค", "งง")
    entries = [entry(str(50 + place), name, place) for place, name in enumerate(names, start=1)]
    texts = [
        LONG.format("กก"),
        LONG.format("ขข") + " ตามกำหนด",
        LONG.format("คค") + " แล้ว",
        OTHER.format(""),
    ]
    documents = {place: of(says(text)) for place, text in enumerate(texts, start=1)}

    step = synthesis.sum_up(recipe(*entries), documents).steps[0]

    assert [quote.text for quote in step.typical] == [texts[0], texts[3]]
    assert step.typical[0].why.startswith("คล้ายกับของจังหวัดอื่นโดยเฉลี่ยร้อยละ ")


def test_empty_short_and_copied_texts_are_weak():
    names = ("กก", "ขข", "คค", "งง", "จจ", "ฉฉ")
    entries = [entry(str(50 + place), name, place) for place, name in enumerate(names, start=1)]
    texts = ["", " - ", "ดำเนินการ", LONG.format("งง"), LONG.format("จจ"), LONG.format("ฉฉ")]
    documents = {place: of(says(text)) for place, text in enumerate(texts, start=1)}

    step = synthesis.sum_up(recipe(*entries), documents).steps[0]

    told = [(one.why, [of.name for of in one.entries], one.text) for one in step.weak]
    assert told == [
        ("ไม่มีข้อความ", ["กก", "ขข"], ""),
        ("สั้นมาก", ["คค"], "ดำเนินการ"),
        ("เหมือนของจังหวัดงง", ["จจ", "ฉฉ"], LONG.format("จจ")),
    ]


def test_rows_that_need_no_words_are_not_weak():
    documents = {
        1: of(says("", "not_due")),
        2: of(says("", None, answer="not_ours")),
    }
    entries = (entry("50", "ก", 1), entry("51", "ข", 2))

    step = synthesis.sum_up(recipe(*entries), documents).steps[0]

    assert (step.weak, step.typical) == ((), ())


def test_the_same_reports_are_summed_up_the_same_however_often():
    entries = [entry(str(50 + place), f"จ{place}", place) for place in range(1, 6)]
    documents = {place: of(says(LONG.format(place % 2))) for place in range(1, 6)}

    first, second = (synthesis.sum_up(recipe(*entries), documents) for _ in range(2))

    assert first == second


def test_steps_of_the_newest_calendar_come_first():
    older = report(calendar_steps=(CalendarStep("OLD", "เก่า"), STEPS[0]), calendar_revision=1)
    newer = report(calendar_steps=STEPS, calendar_revision=2)

    steps = synthesis.calendar_steps(iter([older, newer]))

    assert [step.code for step in steps] == ["REG", "IIT", "OLD"]
