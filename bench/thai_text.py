"""Thai text to print and read back: every syllable that the script can write, and sentences of an office."""

from collections.abc import Iterator
from random import Random

# ฤ and ฦ stand among the consonants of Unicode but are vowels.
CONSONANTS = tuple(chr(code) for code in range(0x0E01, 0x0E2F) if code not in (0x0E24, 0x0E26))
TONES = ("", "\u0e48", "\u0e49", "\u0e4a", "\u0e4b")

# How a vowel is written: K is where the consonant stands, T where its tone. น closes what needs it.
WITH_TONE = (
    *("KT", "KTะ", "KัTน", "KTา", "KิT", "KีT", "KึT", "KืTอ", "KืTน", "KุT", "KูT", "KTำ"),
    *("เKT", "เKTะ", "แKT", "แKTะ", "โKT", "โKTะ", "ไKT", "ใKT", "ไKTย", "เKTา", "เKTาะ"),
    *("KTอ", "เKTอ", "เKTอะ", "เKิTน", "เKTย", "KัTว", "KัTวะ", "KTวน"),
    *("เKีTย", "เKีTยะ", "เKืTอ", "เKืTอะ"),
)
# No tone stands on maitaikhu, thanthakhat, nikhahit or phinthu, nor on ฤ and รร.
WITHOUT_TONE = (
    *("K็", "เK็น", "แK็น", "K็อน", "Kรรน", "Kฤ", "Kฤๅ"),
    *("K์", "Kิ์", "Kุ์", "Kํ", "Kุํ", "Kฺ"),
)
ALONE = ("ฤ", "ฤๅ", "ฦ", "ฦๅ")


def syllables() -> list[str]:
    """Every consonant with every vowel and tone that Thai orthography lets stand on it, none twice.

    Obsolete ฃ and ฅ included, and the marks of Pali (ํ ฺ): names and quotations hold them.
    """
    return list(dict.fromkeys(_syllables()))


def _syllables() -> Iterator[str]:
    yield from ALONE
    for consonant in CONSONANTS:
        for form in WITH_TONE:
            written = form.replace("K", consonant)
            yield from (written.replace("T", tone) for tone in TONES)
        for form in WITHOUT_TONE:
            yield form.replace("K", consonant)


WHO = (
    *("จังหวัด", "สำนักงานจังหวัด", "คณะทำงาน ITA ระดับจังหวัด", "ผู้ว่าราชการจังหวัด", "หัวหน้าสำนักงานจังหวัด"),
    *("กลุ่มงานบริหารทรัพยากรบุคคล", "เจ้าหน้าที่ผู้รับผิดชอบ", "ที่ทำการปกครองอำเภอ", "ส่วนราชการประจำจังหวัด"),
    *("ผู้บริหาร (Executive)", "ผู้ดูแลระบบ (Admin)", "สำนักงาน ป.ป.ช. ประจำจังหวัด", "ศูนย์ดำรงธรรมจังหวัด"),
    *("หน่วยงานในสังกัดราชการบริหารส่วนภูมิภาค", "ผู้มีส่วนได้ส่วนเสียภายใน", "กรรมการและผู้ช่วยเลขานุการ"),
)
DID = (
    *("ได้แจ้งเวียนและกำชับให้", "ได้เน้นย้ำและกำกับติดตามการ", "ได้เร่งรัดและชี้แจงขั้นตอนการ", "อยู่ระหว่างดำเนินการ"),
    *("ได้ประชุมซักซ้อมความเข้าใจเพื่อ", "ได้ร่วมกันทบทวนและปรับปรุงการ", "จะต้องเร่งทำความเข้าใจก่อนเริ่ม"),
    *("ได้มอบหมายผู้รับผิดชอบทุกขั้นตอนของการ", "ได้นำเข้าข้อมูลครบถ้วนเพื่อ", "ได้ซ้ำเตือนและค้ำประกันการ"),
    *("เห็นชอบและอนุมัติให้เริ่ม", "ได้รับคำแนะนำให้ทำซ้ำเพื่อ", "มุ่งมั่นตั้งใจให้ทุกกลุ่มร่วม", "ได้ตั้งคณะกรรมการเพื่อ"),
)
WHAT = (
    *("ลงทะเบียนเข้าสู่ระบบ ITAS", "เก็บรวบรวมข้อมูลตามแบบวัดการรับรู้", "เปิดเผยข้อมูลสาธารณะบนเว็บไซต์"),
    *(
        "ตอบแบบวัด IIT และ EIT",
        "จัดทำคำสั่งแต่งตั้งคณะทำงาน",
        "ประกาศเจตนารมณ์สุจริต",
        "ขับเคลื่อนแผนป้องกันการทุจริต",
    ),
    *("จัดซื้อครุภัณฑ์คอมพิวเตอร์", "ซ่อมแซมระบบน้ำประปาและฝายกั้นน้ำ", "ดูแลพันธุ์พืชและสิทธิ์ในที่ดินทำกิน"),
    *(
        "เบิกจ่ายงบประมาณที่ล่าช้า",
        "ตรวจสอบบัญชีหนี้สินและค่าเช่า",
        "อุปถัมภ์กลุ่มผู้สูงอายุ",
        "ฟื้นฟูป่าต้นน้ำและฝึกอบรมปฐมพยาบาล",
    ),
    *(
        "บันทึกบัญญัติข้อกฎหมายและญัตติ",
        "ทบทวนทฤษฎีและหลักกตัญญู",
        "รับฟังความเห็นผู้ใช้บริการ",
        "รู้เท่าทันผลประโยชน์ทับซ้อน",
    ),
    *("ใช้รถยนต์ราชการอย่างคุ้มค่า", "สื่อสารเชิงรุกผ่านวิทยุกระจายเสียง", "แก้ไขปัญหาน้ำท่วมซ้ำซากปีละหลายครั้ง"),
)
HOW = (
    *("อย่างต่อเนื่อง", "ให้แล้วเสร็จโดยเร็ว", "ก่อนสิ้นปีงบประมาณ", "อย่างซื่อสัตย์และเป็นธรรม", "ทุก ๆ สัปดาห์"),
    *("ทั้งในและนอกพื้นที่", "ตามที่ได้รับมอบหมาย", "และรายงานผลให้ผู้บังคับบัญชาทราบ", "โดยไม่ต้องรอคำสั่งซ้ำ"),
    *("ให้ครบทุกหมู่บ้าน ตำบล อำเภอ ฯลฯ", "ด้วยความสมัครใจ", "อย่างค่อยเป็นค่อยไป", "เพื่อประโยชน์สุขของประชาชน"),
)
MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม")
REMARKS = (
    "เมื่อวันที่ {day} {month} ๒๕๖๗",
    "ระหว่างวันที่ {day} – ๓๐ {month} พ.ศ. 2567",
    "ตามคำสั่งที่ {number}/2567",
    "ตามหนังสือ ที่ มท {number}/ว {other} ลงวันที่ {day} {month} 2566",
    "(ข้อ O{day} และ O43)",
    "รวม {day} ใน {number} หน่วยงาน คิดเป็นร้อยละ {day}.{day}",
    "ช่วง ต.ค. ↔ ก.ย. (COVID-19)",
    'ในหัวข้อ "ทำดี ไม่มีทุจริต/No Gift Policy"',
    "ที่ https://itas.nacc.go.th/go/iit/{code} ครั้งที่ {day}",
    "ส่งไปที่ ita{number}@moi.go.th ภายใน {day} วัน",
    "(Integrity and Transparency Assessment : ITA)",
    "งบประมาณ {number},{other}.50 บาท",
    "โทร. 0 {other} {number} มท. {other}",
)


def sentences(count: int = 2000, seed: int = 2567) -> list[str]:
    """Sentences as reports hold them, none twice, the same for the same seed: up to 270 characters."""
    random = Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_sentence(random)] = None
    return list(found)


def unspaced(count: int = 60, seed: int = 2567) -> list[str]:
    """Long texts as hurried people type them, Thai and Latin without one space: some 450 characters."""
    random = Random(seed)
    return ["".join(_sentence(random) for _ in range(3)).replace(" ", "") for _ in range(count)]


def _sentence(random: Random) -> str:
    words = [
        "".join(random.choice(part) for part in (WHO, DID, WHAT)),
        random.choice(HOW),
        random.choice(("", " ")),
        f"และ{random.choice(WHAT)}" if random.random() < 0.4 else "",
        f" {_remark(random)}",
        f" {_remark(random)}" if random.random() < 0.4 else "",
    ]
    return "".join(words)


def _remark(random: Random) -> str:
    return random.choice(REMARKS).format(
        day=random.randint(1, 28),
        month=random.choice(MONTHS),
        number=random.randint(100, 999),
        other=random.randint(1000, 9999),
        code="".join(random.choices("abcdefghjkmnpqrstuvwxyz23456789", k=6)),
    )
