"""What each act is called in ประวัติการใช้งาน: actions by their dotted names, pages by those of their addresses."""

from typing import NamedTuple

from ita_portal.models import Kind


class Told(NamedTuple):
    """The kind of an act and the words for it, which follow the name of whoever did it."""

    kind: str
    what: str


CHANGED, SETTINGS, EXPORTED = Kind.CHANGED, Kind.SETTINGS, Kind.EXPORTED


def _all(prefix: str, kind: str, words: dict[str, str]) -> dict[str, Told]:
    return {f"{prefix}.{name}": Told(kind, what) for name, what in words.items()}


ACTED: dict[str, Told] = {
    **_all(
        "reports.actions.drafts",
        CHANGED,
        {
            "save": "บันทึกแถวในรายงาน",
            "save_details": "บันทึกส่วนท้ายรายงาน",
            "start": "เริ่มจัดทำรายงาน",
            "start_for": "เริ่มจัดทำรายงานแทนจังหวัด",
            "begun": "เริ่มจัดทำรายงาน",
        },
    ),
    **_all("reports.actions.adapting", CHANGED, {"adapt": "ปรับรายงานตามปฏิทินฉบับใหม่"}),
    **_all(
        "reports.actions.rows",
        CHANGED,
        {
            "add_group": "เพิ่มลำดับใหม่ในรายงาน",
            "add_line": "เพิ่มแถวในรายงาน",
            "add_typed": "เพิ่มแถวในรายงาน",
            "delete": "ลบแถวในรายงาน",
            "keep_removed": "ลบแถวในรายงาน",
            "merge_up": "รวมแถวในรายงาน",
            "move_down": "เลื่อนแถวในรายงาน",
            "move_up": "เลื่อนแถวในรายงาน",
            "split": "แยกแถวในรายงาน",
            "undo": "เลิกทำการแก้ไขแถวในรายงาน",
        },
    ),
    **_all(
        "reports.actions.starting",
        CHANGED,
        {
            "add_left": "นำข้อความที่ยังไม่มีที่เข้ารายงาน",
            "answer_left": "จัดการข้อความที่ยังไม่มีที่",
            "hide": "ซ่อนข้อความรอบที่แล้ว",
            "set_statuses": "ตั้งสถานะหลายแถวในรายงาน",
            "start_from": "เริ่มรายงานจากฉบับก่อน",
            "use_text": "ใช้ข้อความรอบที่แล้วในรายงาน",
        },
    ),
    **_all("reports.actions.filling", CHANGED, {"fill": "เติมข้อความในรายงาน"}),
    **_all("reports.actions.explanations", CHANGED, {"explain": "ชี้แจงข้อสังเกตของระบบในรายงาน"}),
    **_all(
        "reports.actions.evidence",
        CHANGED,
        {
            "_put": "เพิ่มเอกสารหลักฐาน",
            "attach": "แนบเอกสารหลักฐานกับแถว",
            "bring_back": "นำเอกสารหลักฐานกลับมา",
            "describe": "แก้ไขคำอธิบายเอกสารหลักฐาน",
            "detach": "ถอดเอกสารหลักฐานจากแถว",
            "move": "เลื่อนเอกสารหลักฐาน",
            "remove": "ลบเอกสารหลักฐานจากคลัง",
        },
    ),
    **_all(
        "reports.actions.intakes",
        CHANGED,
        {
            "_keep_new": "อ่านไฟล์เพื่อนำเข้า",
            "apply": "ยืนยันการนำเข้าไฟล์เข้ารายงาน",
            "apply_plan": "ยืนยันการนำเข้าไฟล์เข้าแผน",
            "correct": "แก้ไขผลการอ่านไฟล์ก่อนนำเข้า",
            "discard": "ยกเลิกการนำเข้าไฟล์",
            "undo": "ย้อนการนำเข้าไฟล์",
        },
    ),
    **_all(
        "reports.actions.contacts",
        CHANGED,
        {"confirm_contacts": "ยืนยันข้อมูลติดต่อ", "correct_contacts": "แก้ไขข้อมูลติดต่อ"},
    ),
    **_all("reports.actions.letters", CHANGED, {"note_letter": "บันทึกเลขหนังสือนำส่ง"}),
    **_all(
        "reports.actions.comments",
        CHANGED,
        {
            "ask": "เขียนข้อทักท้วง",
            "change_question": "แก้ไขข้อทักท้วง",
            "drop": "ลบข้อทักท้วงที่ยังไม่ส่ง",
            "resolve": "ระบุว่าข้อทักท้วงเรียบร้อยแล้ว",
            "unresolve": "เปิดข้อทักท้วงอีกครั้ง",
            "reply": "เขียนคำชี้แจงข้อทักท้วง",
            "note": "เขียนบันทึกภายในส่วนกลาง",
            "change_note": "แก้ไขบันทึกภายในส่วนกลาง",
            "call_good": "ระบุว่าแถวในรายงานเรียบร้อย",
        },
    ),
    "reports.actions.comments.mark_read": Told(Kind.READ, "ระบุว่าอ่านรายงานแล้ว"),
    **_all(
        "reports.actions.assignments",
        SETTINGS,
        {"assign": "มอบหมายจังหวัดให้ผู้ตรวจ", "hand_over": "โอนงานตรวจให้ผู้ตรวจคนอื่น"},
    ),
    "reports.actions.bulk.begin": Told(CHANGED, "เริ่มทำรายการหลายจังหวัดพร้อมกัน"),
    "reports.actions.bulk.accept_one": Told(Kind.ACCEPTED, "รับรายงาน (หลายจังหวัดพร้อมกัน)"),
    "reports.actions.bulk.return_one": Told(Kind.RETURNED, "ส่งรายงานคืนให้แก้ไข (หลายจังหวัดพร้อมกัน)"),
    "reports.actions.bulk.remind_one": Told(SETTINGS, "แจ้งเตือนจังหวัดที่ยังไม่ส่ง"),
    "reports.actions.bulk._undo": Told(Kind.RETURNED, "ยกเลิกการรับรายงาน"),
    **_all(
        "reports.actions.good_examples",
        CHANGED,
        {
            "propose": "เสนอข้อความเป็นตัวอย่างที่ดี",
            "answer": "ตอบเรื่องการใช้ข้อความเป็นตัวอย่างที่ดี",
            "withdraw": "เลิกใช้ข้อความเป็นตัวอย่างที่ดี",
        },
    ),
    "reports.actions.search_rows._freeze_late": Told(CHANGED, "เตรียมข้อความให้ค้นหาได้"),
    "reports.actions.books.ask": Told(EXPORTED, "สั่งทำเล่มรายงาน"),
    "reports.actions.calls.note_call": Told(CHANGED, "บันทึกการติดต่อทางโทรศัพท์"),
    **_all(
        "reports.actions.moves",
        Kind.SENT,
        {
            "confirm_import": "ยืนยันการนำเข้าของส่วนกลาง",
            "hand_over": "เสนอรายงานต่อหัวหน้าสำนักงาน",
            "take_back": "ถอนเรื่องกลับจากหัวหน้าสำนักงาน",
            "give_back": "ส่งรายงานกลับให้เจ้าหน้าที่แก้ไข",
            "submit": "รับรองและส่งรายงาน",
            "recall": "ดึงรายงานกลับมาแก้ไข",
            "ask_to_correct": "ขอแก้ไขคำผิดในรายงาน",
        },
    ),
    **_all(
        "reports.actions.paper",
        Kind.SENT,
        {
            "print_to_sign": "พิมพ์ฉบับเสนอลงนาม",
            "_keep_scan": "แนบฉบับลงนาม",
            "submit_signed": "ส่งรายงานตามเอกสารลงนาม",
        },
    ),
    **_all(
        "reports.actions.moves",
        Kind.ACCEPTED,
        {
            "take": "รับรายงานไว้ตรวจ",
            "accept": "รับรายงาน",
            "accept_correction": "รับฉบับแก้ไขของรายงาน",
        },
    ),
    **_all(
        "reports.actions.reading",
        CHANGED,
        {"ask_again": "เขียนข้อทักท้วงที่เคยใช้", "keep": "บันทึกข้อทักท้วงและบันทึกภายในของรายงาน"},
    ),
    "reports.actions.reading.return_with": Told(Kind.RETURNED, "ส่งรายงานคืนให้แก้ไข"),
    **_all(
        "reports.actions.moves",
        Kind.RETURNED,
        {
            "return_to_province": "ส่งรายงานคืนให้แก้ไข",
            "reopen": "เปิดรายงานให้แก้ไขอีกครั้ง",
            "undo_accept": "ยกเลิกการรับรายงาน",
            "withdraw": "ถอนการเผยแพร่รายงาน",
        },
    ),
    **_all(
        "reports.actions.prints",
        EXPORTED,
        {"ask_for_draft": "สั่งพิมพ์ร่างรายงาน", "ask_for_receipt": "สั่งพิมพ์ใบตอบรับ"},
    ),
    **_all(
        "calendar_app.plan_actions.edits",
        CHANGED,
        {"add_typed": "เพิ่มแถวในแผน", "save": "บันทึกแผน"},
    ),
    **_all(
        "calendar_app.plan_actions.filling",
        CHANGED,
        {"fill": "นำเข้าแผน", "start": "เริ่มจัดทำแผน", "undo_fill": "ย้อนการนำเข้าแผน"},
    ),
    **_all(
        "calendar_app.plan_actions.last_year",
        CHANGED,
        {
            "settle_last_year": "ยืนยันช่วงเวลาที่เลื่อนจากแผนปีก่อน",
            "start_from_last_year": "เริ่มจัดทำแผนจากปีก่อน",
        },
    ),
    **_all(
        "calendar_app.plan_actions.removals",
        CHANGED,
        {"delete": "ลบแถวในแผน", "undo": "เลิกทำการลบแถวในแผน"},
    ),
    **_all(
        "calendar_app.plan_actions.rows",
        CHANGED,
        {
            "add_activity": "เพิ่มกิจกรรมในแผน",
            "add_phase": "เพิ่มช่วงการดำเนินงานในแผน",
            "move": "เลื่อนแถวในแผน",
        },
    ),
    **_all(
        "calendar_app.actions.calendars",
        SETTINGS,
        {
            "copy_revision": "ทำสำเนาปฏิทินเป็นฉบับปรับปรุงใหม่",
            "delete_revision": "ลบร่างปฏิทิน",
            "delete_step": "ลบขั้นตอนในร่างปฏิทิน",
            "new_revision": "เพิ่มปฏิทินฉบับใหม่",
            "put_in_force": "ประกาศใช้ปฏิทิน",
            "save_revision": "บันทึกร่างปฏิทิน",
            "save_step": "บันทึกขั้นตอนในร่างปฏิทิน",
            "step": "เพิ่มรหัสขั้นตอน",
            "begin": "เริ่มร่างปฏิทินจากตาราง",
            "begin_from_last_year": "เริ่มร่างปฏิทินจากปีก่อน",
            "restore_step": "นำขั้นตอนที่ลบกลับมาในร่างปฏิทิน",
            "write": "บันทึกตารางของร่างปฏิทิน",
        },
    ),
    **_all(
        "calendar_app.actions.rounds",
        SETTINGS,
        {
            "close_round": "ปิดรับรายงาน",
            "delete_round": "ลบรอบรายงาน",
            "extend": "ขยายเวลา",
            "open_round_again": "เปิดรับรายงานอีกครั้ง",
            "save_round": "บันทึกรอบรายงาน",
        },
    ),
    **_all(
        "calendar_app.actions.opening",
        SETTINGS,
        {"open_round": "เปิดรอบรายงาน", "undo_opening": "ถอนการเปิดรอบรายงาน"},
    ),
    **_all(
        "calendar_app.actions.extensions",
        SETTINGS,
        {"extend_several": "ขยายเวลาหลายจังหวัด", "take_back_extension": "ถอนการขยายเวลา"},
    ),
    **_all(
        "reports.actions.order_letters",
        SETTINGS,
        {"write": "บันทึกหนังสือสั่งการ", "remove": "นำหนังสือสั่งการออกจากรอบ"},
    ),
    **_all(
        "calendar_app.actions.holidays",
        SETTINGS,
        {
            "delete_holiday": "ลบวันหยุดราชการ",
            "save_holiday": "บันทึกวันหยุดราชการ",
            "save_holidays": "บันทึกวันหยุดราชการทั้งรายการ",
        },
    ),
    **_all(
        "ita_portal.actions.accounts",
        SETTINGS,
        {
            "delete_province": "ลบจังหวัด",
            "save_contacts": "บันทึกข้อมูลติดต่อของจังหวัด",
            "save_person": "บันทึกบัญชีผู้ใช้",
            "save_province": "บันทึกจังหวัด",
        },
    ),
    **_all(
        "ita_portal.actions.notices",
        SETTINGS,
        {
            "tell": "แจ้งเตือน",
            "cancel_notices": "ยกเลิกการแจ้งเตือน",
            "mark_read": "ระบุว่าอ่านแจ้งเตือนแล้ว",
            "mark_all_read": "ระบุว่าอ่านแจ้งเตือนทั้งหมดแล้ว",
        },
    ),
    **_all(
        "reports.actions.notices",
        SETTINGS,
        {
            "remind": "แจ้งเตือนจังหวัดที่ยังไม่ส่ง",
            "tell_offices": "แจ้งเตือนจังหวัด",
            "take_back_news": "ถอนแจ้งเตือนของรอบรายงาน",
        },
    ),
    **_all(
        "reports.actions.mail",
        SETTINGS,
        {
            "put": "เตรียมส่งอีเมล",
            "begin": "เริ่มส่งอีเมล",
            "sent": "ส่งอีเมลแล้ว",
            "not_sent": "ส่งอีเมลไม่สำเร็จ",
            "unsure": "ไม่แน่ใจว่าส่งอีเมลแล้ว",
            "drop": "ยกเลิกอีเมลที่ไม่ต้องส่งแล้ว",
            "drop_all_of": "ยกเลิกอีเมลของรายการ",
            "cancel": "ยกเลิกอีเมลที่รอส่ง",
            "send_again": "ส่งอีเมลอีกครั้ง",
            "send_test": "ส่งอีเมลทดสอบ",
            "save_wording": "บันทึกข้อความอีเมล",
            "standard_wording": "กลับไปใช้ข้อความอีเมลมาตรฐาน",
            "set_rule": "กำหนดวันแจ้งเตือน",
        },
    ),
    **_all("ita_portal.actions.codes", SETTINGS, {"issue_code": "ออกรหัสครั้งเดียว"}),
    **_all(
        "ita_portal.actions.handovers",
        SETTINGS,
        {"read_handover": "อ่านบันทึกส่งมอบงาน", "write_handover": "เขียนบันทึกส่งมอบงาน"},
    ),
    **_all(
        "ita_portal.actions.heads",
        SETTINGS,
        {
            "confirm_head": "รับรองหัวหน้าสำนักงาน",
            "propose_head": "เสนอหัวหน้าสำนักงานคนใหม่",
            "refuse_head": "ไม่รับรองหัวหน้าสำนักงานที่เสนอ",
            "withdraw_head_request": "ถอนการเสนอหัวหน้าสำนักงาน",
        },
    ),
    **_all(
        "ita_portal.actions.office",
        SETTINGS,
        {
            "close_account": "ปิดบัญชีผู้ใช้",
            "edit_person": "แก้ไขข้อมูลผู้ใช้",
            "invite": "เชิญเจ้าหน้าที่",
            "reopen_account": "เปิดบัญชีผู้ใช้อีกครั้ง",
        },
    ),
}


class Seen(NamedTuple):
    """What opening a page is called, and what the number in its address names (a model's label)."""

    told: Told
    subject: str = ""


def _seen(kind: str, subject: str, pages: dict[str, str]) -> dict[str, Seen]:
    return {name: Seen(Told(kind, what), subject) for name, what in pages.items()}


REPORT, SUBMISSION, ROUND = "reports.report", "reports.submission", "calendar_app.round"

# Pages by URL name: of the centre what shows a report, of everybody signed in what leaves the portal.
OPENED: dict[str, Seen] = {
    **_seen(
        Kind.READ,
        REPORT,
        {"review_report": "เปิดอ่านรายงาน", "report_differences": "เปิดดูสิ่งที่แก้ไขในรายงาน"},
    ),
    **_seen(Kind.READ, ROUND, {"round_step": "เปิดอ่านขั้นตอนหนึ่งของทุกจังหวัด"}),
    **_seen(
        Kind.READ,
        SUBMISSION,
        {
            "review_submission": "เปิดอ่านฉบับที่ส่งก่อนหน้า",
            "submission_public_version": "เปิดดูฉบับเผยแพร่ก่อนรับ",
        },
    ),
    **_seen(
        EXPORTED,
        SUBMISSION,
        {
            "submission_pdf": "ดาวน์โหลดรายงาน (PDF)",
            "submission_file": "ดาวน์โหลดรายงานเป็นไฟล์",
            "submission_signed_scan": "ดาวน์โหลดฉบับลงนาม",
        },
    ),
    **_seen(
        EXPORTED,
        ROUND,
        {
            "round_file": "ดาวน์โหลดรายงานทั้งรอบ",
            "round_matrix": "ดาวน์โหลดตารางภาพรวม (Excel)",
            "round_matrix_csv": "ดาวน์โหลดตารางภาพรวม (CSV)",
            "round_rehearsal_file": "ดาวน์โหลดรายการซักซ้อมก่อนเปิดรอบ",
            "order_letter": "ดาวน์โหลดหนังสือสั่งการ",
        },
    ),
    **_seen(
        EXPORTED,
        REPORT,
        {
            "report_draft_pdf": "ดาวน์โหลดร่างรายงาน (PDF)",
            "report_draft_file": "ดาวน์โหลดร่างรายงานเป็นไฟล์",
            "report_submission_pdf": "ดาวน์โหลดฉบับที่ส่ง (PDF)",
            "report_submission_file": "ดาวน์โหลดฉบับที่ส่งเป็นไฟล์",
            "report_signed_scan": "ดาวน์โหลดฉบับลงนาม",
            "report_receipt_pdf": "ดาวน์โหลดใบตอบรับ",
        },
    ),
    "evidence_file": Seen(Told(EXPORTED, "ดาวน์โหลดเอกสารหลักฐาน"), "reports.evidence"),
    "book_file": Seen(Told(EXPORTED, "ดาวน์โหลดเล่มรายงาน"), "reports.book"),
    "search": Seen(Told(Kind.READ, "ค้นหาในรายงาน")),
    "audit_file": Seen(Told(EXPORTED, "ดาวน์โหลดประวัติการใช้งาน")),
}
