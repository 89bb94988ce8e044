"""Rounds and extensions, out to table files and back in by way of the actions."""

from calendar_app import actions, letter_words
from calendar_app.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_A_YEAR,
    due_refusal,
    extension_refusal,
    qr_refusal,
    title_refusal,
)
from calendar_app.models import Round, RoundExtension
from ita_portal.cells import (
    Choice,
    Day,
    Email,
    ProvinceName,
    Telephone,
    WholeNumber,
    YesOrNo,
)
from ita_portal.importing import Column, ThroughActions


class FiscalYear(WholeNumber):
    """พ.ศ.; a year that is a Western one is asked about."""

    def clean(self, value, row=None, **kwargs):
        year = super().clean(value, row, **kwargs)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            meant = year + 543
            asked = f" หมายถึง {meant} ใช่หรือไม่" if FIRST_YEAR <= meant <= LAST_YEAR else ""
            raise ValueError(NOT_A_YEAR + asked)
        return year


# Rounds ------------------------------------------------------------------------------------------

DAY = "เช่น 31 มีนาคม 2567"
WORDS = "ต้องใส่ คำที่พิมพ์ในรายงาน"
OPTIONAL = "เว้นว่างได้"
YES_OR_NO = "ใช่ หรือ ไม่ใช่"
OF_LETTERS = "เว้นว่าง = ข้อความมาตรฐาน คำในวงเล็บปีกกาดูได้ในหน้ารอบรายงาน"


def choices_of(name: str) -> Choice:
    return Choice(Round._meta.get_field(name).choices)


class RoundResource(ThroughActions):
    """Rounds by fiscal year and months. Closing one and opening it again are acts, not columns."""

    fiscal_year = Column("fiscal_year", FiscalYear(), hint="ต้องใส่ ปี พ.ศ. เปลี่ยนไม่ได้", example=2568)
    months = Column(
        "months", choices_of("months"), hint="ต้องใส่ 6 หรือ 12 เปลี่ยนไม่ได้", example="รอบ ๖ เดือน"
    )
    as_of = Column("as_of", Day(), hint=f"ต้องใส่ {DAY}", example="31 มีนาคม 2568")
    opens_on = Column("opens_on", Day(), hint=f"ต้องใส่ {DAY}", example="1 เมษายน 2568")
    due_on = Column("due_on", Day(), hint=f"ต้องใส่ {DAY}", example="30 เมษายน 2568")
    publishes_on = Column("publishes_on", Day(), hint="เว้นว่าง = เผยแพร่เมื่อรับรายงาน")
    title = Column(
        "title",
        hint="ต้องใส่ {province} คือที่ของชื่อจังหวัด ขึ้นบรรทัดใหม่ได้ (Alt+Enter)",
        example="รายงานผลการดำเนินการ ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ (รอบ ๖ เดือน)\nจังหวัด{province}",
    )
    heading_number = Column("heading_number", hint=WORDS, example="ที่")
    heading_official = Column(
        "heading_official", hint=WORDS, example="ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)"
    )
    heading_provincial = Column("heading_provincial", hint=WORDS, example="ช่วงระยะเวลา (จังหวัด)")
    heading_step = Column("heading_step", hint=WORDS, example="ขั้นตอน")
    heading_result = Column("heading_result", hint=WORDS, example="ผลการดำเนินการ")
    heading_status = Column("heading_status", hint=WORDS, example="หมายเหตุ")
    word_done = Column("word_done", hint=WORDS, example="ดำเนินการแล้ว")
    word_in_progress = Column("word_in_progress", hint=WORDS, example="อยู่ระหว่างดำเนินการ")
    word_not_due = Column("word_not_due", hint=WORDS, example="-")
    word_nothing = Column("word_nothing", hint=WORDS, example="ไม่มีเรื่องต้องรายงาน")
    word_not_ours = Column("word_not_ours", hint=WORDS, example="สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ")
    number_style = Column("number_style", choices_of("number_style"), hint="๑ หรือ ๑.", example="๑")
    text_size = Column("text_size", choices_of("text_size"), hint="เลือกจากรายการ", example="ปกติ")
    footnote = Column("footnote", hint=OPTIONAL)
    show_contact = Column("show_contact", YesOrNo(), hint=YES_OR_NO, example="ไม่ใช่")
    show_signature = Column("show_signature", YesOrNo(), hint=YES_OR_NO, example="ไม่ใช่")
    show_qr = Column("show_qr", YesOrNo(), hint=YES_OR_NO, example="ไม่ใช่")
    clerks_may_submit = Column("clerks_may_submit", YesOrNo(), hint=YES_OR_NO, example="ไม่ใช่")
    paper_path = Column("paper_path", YesOrNo(), hint=YES_OR_NO, example="ไม่ใช่")
    contact_unit = Column("contact_unit", hint=OPTIONAL, example="ศูนย์ปฏิบัติการต่อต้านการทุจริต")
    contact_person = Column("contact_person", hint=OPTIONAL, example="นางสาวสมหญิง ตัวอย่าง")
    contact_phone = Column(
        "contact_phone", Telephone(), hint="พิมพ์เป็นข้อความ เว้นว่างได้", example="0 2000 0000"
    )
    contact_email = Column(
        "contact_email", Email(), hint="เลขอารบิกเท่านั้น เว้นว่างได้", example="ita@example.go.th"
    )

    memo_subject = Column("memo_subject", hint=OF_LETTERS)
    memo_to = Column("memo_to", hint=OF_LETTERS)
    memo_body = Column("memo_body", hint=OF_LETTERS)
    letter_subject = Column("letter_subject", hint=OF_LETTERS)
    letter_to = Column("letter_to", hint=OF_LETTERS)
    letter_reference = Column("letter_reference", hint=OF_LETTERS)
    letter_body = Column("letter_body", hint=OF_LETTERS)

    class Meta:
        model = Round
        name = "รอบรายงาน"
        import_id_fields = ["fiscal_year", "months"]

    def init_instance(self, row=None):
        """As on the page of a new round: what the file leaves unsaid is taken over from the last one."""
        words = Round.objects.words_of_the_last()
        return Round(**{name: value for name, value in words.items() if name not in row})

    def refusals(self, row):
        found = {
            "title": row.title and title_refusal(row.title),
            "due_on": due_refusal(row.opens_on, row.due_on),
            "show_qr": qr_refusal(row.show_qr),
        }
        for name in letter_words.STANDARD:
            found[name] = letter_words.refusal(getattr(row, name))
        return {name: message for name, message in found.items() if message}

    def save_row(self, row, seen):
        actions.save_round(round=row, by=self.by, seen=seen)


class RoundExtensionResource(ThroughActions):
    """Later due dates, one a province and round, or one for all."""

    fiscal_year = Column(
        "round__fiscal_year", FiscalYear(), hint="ต้องใส่ ปี พ.ศ. ของรอบ", example=2568
    )
    months = Column(
        "round__months", choices_of("months"), hint="ต้องใส่ 6 หรือ 12", example="รอบ ๖ เดือน"
    )
    province = Column(
        "province", ProvinceName(of_all="ทุกจังหวัด"), hint="ต้องใส่ ชื่อจังหวัด หรือ ทุกจังหวัด", example="ลำพูน"
    )
    due_on = Column(
        "due_on",
        Day(),
        hint="ต้องใส่ วันหลังกำหนดส่งของรอบ เช่น 15 พฤษภาคม 2568",
        example="15 พฤษภาคม 2568",
    )
    reason = Column("reason", hint="ต้องใส่", example="น้ำท่วมสำนักงานจังหวัด")

    class Meta:
        model = RoundExtension
        name = "การขยายเวลา"
        import_id_fields = ["fiscal_year", "months", "province"]

    def filter_export(self, queryset, **kwargs):
        """Those of the rounds that the list shows."""
        return self.get_queryset().filter(round__in=queryset.values("pk"))

    def get_queryset(self):
        return RoundExtension.objects.select_related("round", "province")

    def begin(self):
        self.rounds = {(one.fiscal_year, one.months): one for one in Round.objects.all()}

    def init_instance(self, row=None):
        extension = super().init_instance(row)
        if self.noted:
            return extension
        year, months = (self._clean(self.fields[name], row) for name in ("fiscal_year", "months"))
        if round_ := self.rounds.get((year, months)):
            extension.round = round_
        else:
            self.noted["months"] = "ไม่มีรอบนี้ของปีนี้ โปรดเพิ่มรอบรายงานก่อน หรือแก้ปีและรอบ"
        return extension

    def refusals(self, row):
        round_ = None if self.noted else row.round
        message = extension_refusal(row.due_on, round_ and round_.due_on)
        return {"due_on": message} if message else {}

    def save_row(self, row, seen):
        actions.extend(
            round=row.round,
            province=row.province,
            due_on=row.due_on,
            reason=row.reason,
            by=self.by,
            seen=seen,
        )
