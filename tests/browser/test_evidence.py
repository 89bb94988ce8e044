"""Evidence in a browser: chosen, dropped, typed, taken from the text; with a mouse, by keyboard, without scripts."""

import pytest
from playwright.sync_api import expect

from reports import actions
from reports.models import Attachment, Evidence
from tests import cast, evidence, hostile
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

ORDER = "ได้มีคำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖ แต่งตั้งคณะทำงาน"
PDF = "application/pdf"


@pytest.fixture
def report(lamphun):
    return cast.report(of=lamphun)


def chosen(name: str, data: bytes, kind: str = PDF) -> dict:
    return {"name": name, "mimeType": kind, "buffer": data}


def at_row(person, report):
    return person.open("line_edit", report.pk, evidence.rows(report)[0].pk)


def titles() -> list[str]:
    beside = Attachment.objects.order_by("order").select_related("evidence")
    return [one.evidence.title for one in beside]


def test_files_are_sent_one_by_one_and_what_is_being_typed_stays(somebody, report):
    clerk = at_row(somebody(signed_in=cast.clerk()), report)
    line = evidence.rows(report)[0]
    typed = clerk.page.locator(f"[name='l{line.pk}-result']")
    clerk.write(typed, ORDER)

    clerk.page.set_input_files(
        "#evidence-files",
        [
            chosen("คำสั่ง.pdf", hostile.pdf()),
            chosen("รายงาน.pdf", hostile.HTML),
            chosen("ภาพ.jpg", hostile.jpeg_with_php(), "image/jpeg"),
        ],
    )

    clerk.sees("แนบแล้ว: คำสั่ง.pdf")
    clerk.sees("รายงาน.pdf: เนื้อในไฟล์นี้เป็นหน้าเว็บ")
    expect(clerk.page.locator(".evidence-list > li")).to_have_count(2)
    expect(typed).to_have_value(ORDER)
    clerk.press(clerk.page.locator("[data-save]"))
    clerk.press(clerk.page.get_by_role("button", name="แนบเป็นหลักฐาน"))
    clerk.look("row")
    assert titles() == ["คำสั่ง.pdf", "ภาพ.jpg", "คำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖"]


def test_what_only_the_button_saves_is_said_and_warned_of(somebody, report):
    clerk = at_row(somebody(signed_in=cast.clerk(), looks_closely=False), report)
    said = clerk.page.locator("[data-save-state]")
    asked = []
    clerk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    clerk.page.locator("summary", has_text="แนบลิงก์").click()

    clerk.write(clerk.page.locator("[name$='address']"), "https://example.go.th/ita")

    expect(said).to_have_text("ยังไม่บันทึก")
    clerk.sees("สิ่งที่เลือกหรือพิมพ์เพิ่มไว้ยังไม่บันทึก โปรดกดบันทึก")
    clerk.page.locator(".page-back a").first.click(no_wait_after=True)
    expect(clerk.page.locator("[name$='address']")).to_have_value("https://example.go.th/ita")
    assert asked == ["beforeunload"]
    clerk.press(clerk.page.locator("[data-save]"))
    expect(said).to_contain_text("บันทึกแล้ว")
    assert titles() == ["https://example.go.th/ita"]


DROP = """box => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(%s)], "วาง.pdf", {type: "application/pdf"}));
  box.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_a_file_is_dropped(somebody, report):
    clerk = at_row(somebody(signed_in=cast.clerk(), looks_closely=False), report)

    clerk.page.locator(".evidence-files").evaluate(DROP % list(hostile.pdf()))

    clerk.sees("แนบแล้ว: วาง.pdf")
    assert titles() == ["วาง.pdf"]


WAYS = {"without-scripts": {"javascript": False}, "keyboard": {"hands": Keyboard()}}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_attached_and_what_is_wrong_stays_in_its_box(way, somebody, report):
    piece = evidence.on_shelf(evidence.LINK, caption="หน้า OIT ของจังหวัด")
    clerk = at_row(somebody(signed_in=cast.clerk(), **WAYS[way]), report)
    typed = clerk.page.locator("[name$='-result']")
    clerk.write(typed, "ประชุมแล้ว")
    clerk.hands.press(clerk.page.locator("summary", has_text="แนบลิงก์"))
    clerk.write(clerk.box("ที่อยู่เว็บ"), "https://itas.nacc.go.th/go/iit/๐vsux๐")
    clerk.press("แนบลิงก์นี้")

    clerk.sees("ที่อยู่เว็บมีเลขไทย (๐)")
    clerk.look("refused")
    clerk.write(clerk.box("ที่อยู่เว็บ"), "https://itas.nacc.go.th/go/iit/0vsux0")
    clerk.press("แนบลิงก์นี้")
    clerk.hands.press(clerk.page.locator("summary", has_text="แนบเอกสารราชการ"))
    clerk.write(clerk.box("ชนิดเอกสาร"), "คำสั่งจังหวัดลำพูน")
    clerk.write(clerk.box("เลขที่"), "๑๒๗/๒๕๖๖")
    clerk.write(clerk.box("ลงวันที่"), "11 ม.ค. 66")
    clerk.press("แนบเอกสารนี้")
    clerk.hands.press(clerk.page.locator("summary", has_text="เลือกจากคลัง"))
    clerk.tick(clerk.page.locator(f"[name=evidence-attach][value='{piece.pk}']"))
    clerk.press("แนบรายการที่เลือก")

    assert titles() == [
        "https://itas.nacc.go.th/go/iit/0vsux0",
        "คำสั่งจังหวัดลำพูน ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        evidence.LINK.address,
    ]
    expect(clerk.page.locator("[name$='-result']")).to_have_value("ประชุมแล้ว")


def test_the_shelf_is_kept_in_order(somebody, report):
    evidence.attached(report, caption="แต่งตั้งคณะทำงาน")
    evidence.on_shelf(evidence.FILE)
    clerk = somebody(signed_in=cast.clerk()).open("evidence_shelf", 2567)
    clerk.look("shelf")

    clerk.press(clerk.page.get_by_role("button", name="นำออกจากคลัง"))
    clerk.hands.press(clerk.page.locator("summary", has_text="รายการที่นำออกจากคลังแล้ว"))
    clerk.look("removed")
    clerk.press(clerk.page.get_by_role("button", name="นำกลับเข้าคลัง"))

    assert Evidence.objects.on_shelf().count() == 2


def test_the_reviewer_takes_a_file_beside_its_row(somebody, report):
    evidence.attached(report, new=evidence.FILE, caption="แจ้งส่วนราชการ")
    actions.submit(report=report, by=cast.head(), version=report.version)
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", report.pk)
    reviewer.look("beside-its-row")

    with reviewer.page.expect_download() as download:
        reviewer.hands.press(reviewer.link("หนังสือแจ้ง.pdf"))

    assert download.value.suggested_filename == "หนังสือแจ้ง.pdf"
