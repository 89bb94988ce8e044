"""The form in which a province corrects what is printed under จัดทำโดย."""

from ita_portal.actions import CONTACTS
from ita_portal.forms import EmailField, RowForm
from ita_portal.models import Province


class ContactForm(RowForm):
    class Meta:
        model = Province
        fields = list(CONTACTS)
        field_classes = {"email": EmailField}
        help_texts = {
            "unit": "เช่น กลุ่มงานบริหารทรัพยากรบุคคล สำนักงานจังหวัดลำพูน",
            "contact_person": "ชื่อผู้ที่ส่วนกลางและประชาชนติดต่อได้ เว้นว่างได้",
            "phone": "โทรศัพท์ที่ทำงาน เช่น 0 5351 1000",
            "mt_phone": "หมายเลขในข่ายมหาดไทย เช่น 50123",
            "email": "อีเมลของหน่วยงาน ใช้เลขอารบิกเท่านั้น",
        }
