"""The list of ซักซ้อมก่อนเปิดรอบ as a table file: one row an office, whom to call, what it lacks."""

from collections.abc import Sequence
from datetime import datetime

from reports.columns import Column, DataTable
from reports.rehearsal import LACKS, Office
from reports.writers import csv, xlsx
from reports.writers.formats import FORMATS as ALL_FORMATS
from reports.writers.tables import with_columns

FORMATS = {name: ALL_FORMATS[name].media_type for name in ("xlsx", "csv")}

COLUMNS = (
    Column("province_code", "code", "รหัสจังหวัด"),
    Column("province", "text", "ชื่อจังหวัด"),
    Column("region", "text", "ภาค"),
    Column("lacks", "text", "สิ่งที่ขาด ว่างเมื่อครบ"),
    Column("head", "text", "หัวหน้าสำนักงานที่เข้าใช้ได้"),
    Column("head_phone", "text", "โทรศัพท์ของหัวหน้าสำนักงาน"),
    Column("clerks", "text", "เจ้าหน้าที่จังหวัดที่เข้าใช้ได้"),
    Column("clerk_phones", "text", "โทรศัพท์ของเจ้าหน้าที่"),
    Column("contact_person", "text", "ผู้ประสานงาน"),
    Column("phone", "text", "โทรศัพท์สำนักงาน"),
    Column("mt_phone", "text", "หมายเลขในข่ายมหาดไทย"),
    Column("email", "text", "อีเมลสำนักงาน"),
    *(Column(key, "number", f"1 เมื่อ{label}") for key, label in LACKS.items()),
)


def render(name: str, offices: Sequence[Office], *, at: datetime) -> bytes:
    """All offices in one of FORMATS."""
    table = DataTable("offices", COLUMNS, [_row(one) for one in offices], kept=2)
    if name == "csv":
        return csv.write(table)
    return xlsx.write(with_columns(table), title="ซักซ้อมก่อนเปิดรอบ", at=at)


def _row(office: Office) -> dict:
    province = office.province
    return {
        "province_code": province.code,
        "province": province.name,
        "region": province.region,
        "lacks": ", ".join(office.labels),
        "head": ", ".join(map(str, office.heads)),
        "head_phone": ", ".join(one.phone for one in office.heads if one.phone),
        "clerks": ", ".join(map(str, office.clerks)),
        "clerk_phones": ", ".join(one.phone for one in office.clerks if one.phone),
        "contact_person": province.contact_person,
        "phone": province.phone,
        "mt_phone": province.mt_phone,
        "email": province.email,
        **{key: int(key in office.lacks) for key in LACKS},
    }
