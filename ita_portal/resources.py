"""Provinces and accounts, out to table files and back in by way of the actions."""

from ita_portal import actions, thai
from ita_portal.cells import Choice, Code, Email, ProvinceName, Telephone, WholeNumber, YesOrNo
from ita_portal.forms import wrong_province
from ita_portal.importing import Column, ThroughActions
from ita_portal.models import CENTRE_ROLES, Province, Role, User


class ProvinceResource(ThroughActions):
    """Provinces by DOPA code."""

    code = Column("code", Code(), hint="ต้องใส่ เลขสองหลักของกรมการปกครอง เปลี่ยนไม่ได้", example="51")
    iso = Column("iso", Code(), hint="ต้องใส่", example="TH-51")
    slug = Column("slug", Code(), hint="ต้องใส่ อักษรอังกฤษตัวเล็ก เปลี่ยนไม่ได้", example="lamphun")
    name = Column("name", hint="ต้องใส่ ไม่มีคำว่า จังหวัด นำหน้า", example="ลำพูน")
    name_en = Column("name_en", hint="ต้องใส่", example="Lamphun")
    abbr = Column("abbr", hint="ต้องใส่ ไม่เกิน 4 ตัวอักษร", example="ลพ")
    region = Column("region", hint="เว้นว่างได้", example="ภาคเหนือ")
    cluster_no = Column("cluster_no", WholeNumber(), hint="ตัวเลข เว้นว่างได้", example=15)
    cluster = Column("cluster", hint="เว้นว่างได้", example="กลุ่มจังหวัดภาคเหนือตอนบน 1")
    inspection_zone = Column("inspection_zone", hint="เว้นว่างได้", example="15")
    has_office = Column("has_office", YesOrNo(), hint="ใช่ หรือ ไม่ใช่", example="ใช่")
    unit = Column(
        "unit", hint="พิมพ์ใต้ “จัดทำโดย” เว้นว่างได้", example="กลุ่มงานบริหารทรัพยากรบุคคล สำนักงานจังหวัดลำพูน"
    )
    phone = Column("phone", Telephone(), hint="พิมพ์เป็นข้อความ เว้นว่างได้", example="0 5351 1000")
    mt_phone = Column("mt_phone", Telephone(), hint="หมายเลขในข่าย มท.", example="50123")
    email = Column("email", Email(), hint="เลขอารบิกเท่านั้น", example="lamphun@example.go.th")
    contact_person = Column("contact_person", hint="เว้นว่างได้", example="นางสาวสมหญิง ตัวอย่าง")

    class Meta:
        model = Province
        name = "จังหวัด"
        import_id_fields = ["code"]

    fixed = {"slug": "เปลี่ยนไม่ได้ เพราะอยู่ในที่อยู่ของรายงานที่เผยแพร่แล้ว"}

    def save_row(self, row, seen):
        actions.save_province(province=row, by=self.by, seen=seen)


NO_PASSWORDS = "ห้ามใส่รหัสผ่านในไฟล์ โปรดลบคอลัมน์นี้ แล้วตั้งรหัสผ่านในหน้าบัญชีของแต่ละคน"


class UserResource(ThroughActions):
    """Accounts by user name, never with a password: a new one cannot sign in until one is set."""

    refused = dict.fromkeys(["password", "password1", "รหัสผ่าน", "ตั้งรหัสผ่าน"], NO_PASSWORDS)

    username = Column("username", Code(), hint="ต้องใส่ อักษรอังกฤษและตัวเลข", example="lamphun-2")
    title = Column("title", hint="เช่น นาย นาง นางสาว", example="นาย")
    name = Column("name", hint="ต้องใส่ ไม่มีคำนำหน้า", example="สมชาย ตัวอย่าง")
    post = Column("post", hint="เว้นว่างได้", example="นักทรัพยากรบุคคลชำนาญการ")
    role = Column(
        "role",
        Choice(Role.choices),
        hint="ต้องใส่ เลือกจากรายการ",
        example=Role.PROVINCE_STAFF.label,
    )
    province = Column(
        "province",
        ProvinceName(),
        hint="ใส่เมื่อบทบาทเป็นของจังหวัด เว้นว่างเมื่อเป็นของส่วนกลาง",
        example="ลำพูน",
    )
    phone = Column("phone", Telephone(), hint="พิมพ์เป็นข้อความ เว้นว่างได้", example="0 5351 1000")
    email = Column("email", Email(), hint="เลขอารบิกเท่านั้น เว้นว่างได้", example="somchai@example.go.th")
    is_active = Column("is_active", YesOrNo(), label="เปิดใช้บัญชี", hint="ไม่ใช่ = ปิดบัญชี", example="ใช่")

    class Meta:
        model = User
        name = "บัญชีผู้ใช้"
        import_id_fields = ["username"]

    def get_queryset(self):
        return super().get_queryset().select_related("province")

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("province")

    def init_instance(self, row=None):
        person = super().init_instance(row)
        person.set_unusable_password()
        return person

    def begin(self):
        names = User.objects.values_list("username", flat=True)
        self.spelt = {name.casefold(): name for name in names}

    def refusals(self, row):
        found = {}
        spelt = self.spelt.get(row.username.casefold(), row.username)
        if row.pk is None and spelt != row.username:
            found["username"] = f"มีบัญชี {spelt} อยู่แล้ว ต่างกันเพียงตัวพิมพ์ใหญ่เล็ก โปรดใช้ชื่อเดิมหรือชื่ออื่น"
        if row.role and (message := wrong_province(row.role, row.province)):
            found["province"] = message
        return found

    def name_of(self, row):
        return f"{row.username} ({row.full_name})"

    def weighty(self, old, new):
        """Whoever gets another role, one of the centre, or an account that was closed back."""
        before = old.role if old and old.is_active else None
        if not new.is_active or new.role == before:
            return ""
        if before is None and new.role not in CENTRE_ROLES:
            return ""
        was = Role(before).label if before else "บัญชีที่ปิดอยู่" if old else "บัญชีใหม่"
        return f"{self.name_of(new)}: {was} → {Role(new.role).label}"

    def remarks(self, result):
        new = thai.to_thai_digits(sum(line.is_new() for line in result.lines))
        if new != "๐":
            yield f"บัญชีใหม่ {new} บัญชียังเข้าสู่ระบบไม่ได้ จนกว่าท่านจะตั้งรหัสผ่านในหน้าบัญชีของแต่ละคน"

    def save_row(self, row, seen):
        actions.save_person(person=row, by=self.by, seen=seen)
