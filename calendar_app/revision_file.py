"""The steps of one revision as an Excel or CSV file, in the columns that are read back as a new calendar."""

from django.http import Http404, HttpResponse

from calendar_app import step_rows
from calendar_app.models import CalendarRevision, Owner
from ita_portal.tables import write_csv, write_workbook
from ita_portal.tables.form import Column, Form
from ita_portal.typed import shown_window

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORM = Form(
    "ขั้นตอนตามปฏิทิน",
    (
        Column("order", "ลำดับ", "ตัวเลข", 1, is_key=True),
        Column("code", "รหัส", "รหัสเดิมคือขั้นตอนเดิม เว้นว่างได้ ระบบตั้งให้", "REG"),
        Column("title", "ชื่อขั้นตอน", "ต้องใส่", "การลงทะเบียนเข้าสู่ระบบ ITAS"),
        Column(
            "window",
            "ช่วงระยะเวลา",
            "เช่น 1 - 31 มกราคม 2568, ภายในวันที่ 31 มีนาคม 2568, เดือนธันวาคม 2567",
            "1 - 31 มกราคม 2568",
        ),
        Column("owner", "ผู้ดำเนินการ", "เลือกจากรายการ", Owner.PROVINCE.label, tuple(Owner.labels)),
        Column("guidance", "คำแนะนำการรายงาน", "เว้นว่างได้", "ระบุเลขที่และวันที่ของหนังสือ"),
        Column("sentence", "ข้อความสำเร็จรูป", "ขั้นตอนที่ ป.ป.ช. ดำเนินการ เว้นว่างได้"),
    ),
)


def revision_file(revision: CalendarRevision, format: str) -> HttpResponse:
    """format: xlsx or csv; another one is not found."""
    rows = [
        (
            *(order, row.code, row.title, shown_window(row.window)),
            *(dict(Owner.choices).get(row.owner, ""), row.guidance, row.sentence),
        )
        for order, row in enumerate(step_rows.rows_of(revision), start=1)
    ]
    if format == "xlsx":
        file = HttpResponse(write_workbook(FORM, rows), content_type=XLSX)
    elif format == "csv":
        # So that spreadsheets read the Thai of a CSV.
        file = HttpResponse(write_csv(FORM, rows).encode("utf-8-sig"), content_type="text/csv")
    else:
        raise Http404
    name = f"calendar-{revision.fiscal_year}-{revision.number}.{format}"
    file["Content-Disposition"] = f'attachment; filename="{name}"'
    return file
