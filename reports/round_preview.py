"""How a report of a round will print: its own head, words and closing around rows that are made up."""

from dataclasses import replace

from django.utils.safestring import SafeString

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province
from reports import content, document
from reports.models import Report
from reports.writers import html

SAMPLE = Province(
    code="00",
    slug="sample",
    name="ตัวอย่าง",
    unit="กลุ่มงานบริหารทรัพยากรบุคคล สำนักงานจังหวัดตัวอย่าง",
    phone="0 0000 0000",
    mt_phone="00000",
    email="sample@example.go.th",
)
SIGNER = document.Signer(name="นายตัวอย่าง ชื่อสกุล", post="หัวหน้าสำนักงานจังหวัดตัวอย่าง")


def preview(round_: Round, province: Province | None = None) -> SafeString:
    """The printed body as a province (or one made up) would have it; the round need not be saved."""
    report = Report(round=round_, province=province or SAMPLE)
    made = content.around_rows(report, _rows(round_))
    return html.render_body(replace(made, signer=SIGNER) if round_.show_signature else made)


def _rows(round_: Round) -> list[document.Group]:
    """A row done, one in progress, one not due and one of the NACC's."""
    first = thai.round_window(round_.fiscal_year, round_.months).start
    window = thai.Window(first, first.replace(day=31), "day", "")
    rows = (
        ("การลงทะเบียนเข้าสู่ระบบ ITAS", "ลงทะเบียนและกำหนดผู้ดูแลระบบของจังหวัดแล้ว", "done", None),
        ("การเก็บรวบรวมข้อมูลตามแบบวัด", "อยู่ระหว่างเผยแพร่ช่องทางการตอบแบบวัด", "in_progress", None),
        ("การตอบแบบสำรวจ", "", "not_due", None),
        ("การประมวลผลและประกาศผล", "", None, "not_ours"),
        ("การรับฟังข้อร้องเรียน", "", None, "nothing_to_report"),
    )
    return [
        document.Group(
            lines=(document.Line((document.Item(step),), result, status, answer=answer),),
            official=window,
            provincial=window,
        )
        for step, result, status, answer in rows
    ]
