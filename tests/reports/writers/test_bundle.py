"""A ZIP of many provinces: names that unzip right, none that leads elsewhere, a manifest, the same bytes."""

import csv
import hashlib
import io
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.writers import bundle
from reports.writers.bundle import Member

FLAG_OF_UTF_8 = 0x800


def member(name="รายงาน.pdf", data=b"%PDF", **fields) -> Member:
    given = {
        "folders": ("51-ลำพูน",),
        "folders_ascii": ("51-lamphun",),
        "name_ascii": "report.pdf",
        "size": len(data),
        "province_code": "51",
        "province": "ลำพูน",
        "reference": "2567-6-51-01",
        "kind": "report",
    } | fields
    return Member(name=name, open=lambda: io.BytesIO(data), **given)


def written(*members: Member, is_ascii=False) -> bytes:
    out = io.BytesIO()
    bundle.write(out, members, is_ascii=is_ascii, pause=lambda member: None)
    return out.getvalue()


def opened(*members: Member, **manner) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(written(*members, **manner)))


def manifest(packed: zipfile.ZipFile) -> list[dict[str, str]]:
    text = packed.read("manifest.csv").decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_thai_names_say_that_they_are_utf_8():
    packed = opened(member())

    assert packed.namelist() == ["51-ลำพูน/รายงาน.pdf", "manifest.csv"]
    assert [bool(one.flag_bits & FLAG_OF_UTF_8) for one in packed.infolist()] == [True, False]
    assert packed.testzip() is None


def test_the_twin_has_ascii_names_alone_and_the_same_manifest():
    thai, twin = opened(member()), opened(member(), is_ascii=True)

    assert twin.namelist() == ["51-lamphun/report.pdf", "manifest.csv"]
    assert all(name.isascii() for name in twin.namelist())
    assert manifest(thai) == manifest(twin)


def test_the_manifest_tells_each_file_with_its_hash_and_both_names():
    data = b"%PDF of Lamphun"
    packed = opened(member(data=data, sha256=hashlib.sha256(data).hexdigest(), row="1 3"))

    assert manifest(packed) == [
        {
            "path": "51-ลำพูน/รายงาน.pdf",
            "path_ascii": "51-lamphun/report.pdf",
            "province_code": "51",
            "province": "ลำพูน",
            "reference": "2567-6-51-01",
            "kind": "report",
            "row": "1 3",
            "original_name": "รายงาน.pdf",
            "size": "15",
            "sha256": hashlib.sha256(data).hexdigest(),
            "as_sent": "yes",
        }
    ]


def test_a_file_that_is_not_what_was_sent_is_told():
    (row,) = manifest(opened(member(data=b"changed", sha256="0" * 64)))

    assert row["as_sent"] == "no"


def test_names_that_differ_in_capitals_alone_are_numbered():
    packed = opened(member("A.pdf"), member("a.pdf"), member("A.PDF"))

    assert packed.namelist()[:3] == ["51-ลำพูน/A.pdf", "51-ลำพูน/a (2).pdf", "51-ลำพูน/A (3).PDF"]


def test_the_same_files_give_the_same_bytes():
    assert written(member(), member("b.pdf")) == written(member(), member("b.pdf"))


def test_no_cell_of_the_manifest_is_a_formula():
    (row,) = manifest(opened(member("=1+1.pdf")))

    assert row["original_name"] == "'=1+1.pdf"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x.pdf", "C Windows x.pdf"),
        ("con.pdf", "ไม่มีชื่อ con.pdf"),
        ("  .pdf", "pdf"),
        ("", "ไม่มีชื่อ"),
        ("a\u202efdp.exe", "a fdp.exe"),
        ("คำสั่ง ๑/๒๕๖๗.pdf", "คำสั่ง ๑ ๒๕๖๗.pdf"),
    ],
)
def test_names_lead_nowhere_else_and_windows_takes_them(name, safe):
    assert bundle.safe(name) == safe


@given(st.text(max_size=300))
def test_every_name_becomes_one_part_of_a_path(name):
    safe = bundle.safe(name)

    assert safe
    assert len(safe.encode()) <= bundle.LONGEST
    assert PurePosixPath(safe).name == safe
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert safe == safe.strip(". ")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_no_two_members_have_one_path(names):
    packed = opened(*(member(name) for name in names))

    paths = [path.casefold() for path in packed.namelist()]
    assert len(set(paths)) == len(names) + 1
