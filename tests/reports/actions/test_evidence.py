"""The shelf of evidence and what stands beside rows: put there, told, taken off, frozen, never lost."""

from datetime import date
from pathlib import Path

import pytest

from reports import actions, content, document
from reports.actions import evidence as acts
from reports.actions.evidence import NewFile, NewLink, NewOfficial
from reports.models import Attachment, Evidence, Line, RemovedRow
from tests import cast, evidence, intakes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def stored(piece) -> bytes:
    with piece.file.open("rb") as file:
        return file.read()


def beside(report, row: int = 0) -> list[int]:
    return acts.beside(evidence.rows(report)[row])


# ---- onto the shelf


def test_a_file_is_kept_under_a_name_of_its_own(store):
    piece = evidence.on_shelf(evidence.FILE, caption="แจ้งส่วนราชการ")

    assert (piece.name, piece.format, piece.size) == ("หนังสือแจ้ง.pdf", "pdf", 16)
    assert stored(piece) == evidence.FILE.data
    (path,) = files(store)
    assert path.parent == store / "evidence" / "2567"
    assert path.suffix == ".pdf"
    assert "หนังสือ" not in path.name
    assert piece.document == document.Evidence(
        kind="file",
        key=piece.pk,
        caption="แจ้งส่วนราชการ",
        name="หนังสือแจ้ง.pdf",
        sha256=evidence.FILE.sha256,
        size=16,
    )


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (evidence.FILE, NewFile(evidence.FILE.data, "สำเนา.pdf", "pdf")),
        (evidence.LINK, NewLink("http://lamphun.go.th/ita/")),
        (evidence.ORDER, NewOfficial("คำสั่ง จังหวัดลำพูน", "127/2566", date(2023, 1, 10))),
    ],
)
def test_the_same_piece_is_never_there_twice(first, again, store):
    piece = evidence.on_shelf(first)
    before = files(store)

    added = actions.evidence.add(by=cast.clerk(), fiscal_year=2567, new=again)

    assert (added.evidence, added.is_new) == (piece, False)
    assert Evidence.objects.count() == 1
    assert files(store) == before


def test_each_year_and_province_has_a_shelf_of_its_own():
    pieces = {
        evidence.on_shelf(),
        evidence.on_shelf(fiscal_year=2568),
        evidence.on_shelf(by=cast.clerk(cast.roi_et())),
    }

    assert len(pieces) == 3


def test_the_centre_has_no_shelf(store):
    with pytest.raises(actions.Refused):
        actions.evidence.add(by=cast.reviewer(), fiscal_year=2567, new=evidence.FILE)

    assert files(store) == []


def test_a_full_shelf_says_so(monkeypatch, store):
    monkeypatch.setattr(acts, "MOST_ON_SHELF", 1)
    evidence.on_shelf()

    with pytest.raises(actions.Refused, match="คลังหลักฐาน"):
        evidence.on_shelf(evidence.FILE)

    assert files(store) == []


# ---- beside a row


def test_what_is_put_beside_a_row_is_content_of_its_report():
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    report.refresh_from_db()
    before = content.digest(content.draft(report))

    piece = evidence.attached(report)

    assert content.draft(report).groups[0].lines[0].evidence == (piece.document,)
    assert content.digest(content.draft(report)) != before
    assert (report.version, report.is_handed_over) == (2, False)
    assert report.changed_by == cast.clerk()
    assert not report.is_as_started()


def test_writing_in_a_row_meets_no_conflict_by_what_is_put_beside_it():
    report = cast.report()
    line = evidence.rows(report)[0]

    evidence.attached(report)

    assert Line.objects.get(pk=line.pk).version == line.version


def test_one_piece_stands_beside_several_rows_and_a_row_has_several_in_order():
    report = cast.report()
    order, link = evidence.attached(report), evidence.attached(report, new=evidence.LINK)
    second = evidence.rows(report)[1]

    count = actions.evidence.attach(
        report=report, line=second.pk, evidence=[link.pk, order.pk, link.pk], by=cast.clerk()
    )

    assert count == 2
    assert beside(report, 0) == [order.pk, link.pk]
    assert beside(report, 1) == [link.pk, order.pk]


def test_attaching_what_is_there_already_changes_nothing():
    report = cast.report()
    piece = evidence.attached(report)
    version, line = report.version, evidence.rows(report)[0]

    added = actions.evidence.attach(
        report=report, line=line.pk, evidence=[piece.pk], by=cast.clerk()
    )

    report.refresh_from_db()
    assert (added, report.version) == (0, version)


def test_pieces_change_places():
    report = cast.report()
    order, link = evidence.attached(report), evidence.attached(report, new=evidence.LINK)
    row = {"report": report, "line": evidence.rows(report)[0].pk, "by": cast.clerk()}

    actions.evidence.move(evidence=link.pk, step=-1, **row)
    assert beside(report) == [link.pk, order.pk]

    report.refresh_from_db()
    version = report.version
    actions.evidence.move(evidence=link.pk, step=-1, **row)
    report.refresh_from_db()
    assert (beside(report), report.version) == ([link.pk, order.pk], version)


def test_detached_it_stays_on_the_shelf():
    report = cast.report()
    order, link = evidence.attached(report), evidence.attached(report, new=evidence.LINK)
    row = {"report": report, "line": evidence.rows(report)[0].pk, "by": cast.clerk()}

    assert actions.evidence.detach(evidence=order.pk, **row)
    assert not actions.evidence.detach(evidence=order.pk, **row)

    assert beside(report) == [link.pk]
    assert Attachment.objects.get().order == 1
    assert set(Evidence.objects.on_shelf()) == {order, link}


def test_another_provinces_evidence_is_not_to_be_had():
    report = cast.report()
    theirs = evidence.on_shelf(by=cast.clerk(cast.roi_et()))

    with pytest.raises(actions.Refused):
        actions.evidence.attach(
            report=report,
            line=evidence.rows(report)[0].pk,
            evidence=[theirs.pk],
            by=cast.clerk(),
        )


@pytest.mark.parametrize("move", ["attach", "detach", "move"])
def test_a_report_that_was_sent_is_left_as_it_is(move):
    report = cast.report()
    piece = evidence.attached(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    row = {"report": report, "line": evidence.rows(report)[0].pk, "by": cast.clerk()}
    named = {"evidence": [piece.pk] if move == "attach" else piece.pk}

    with pytest.raises(actions.NotEditable):
        getattr(actions.evidence, move)(**row, **named, **({"step": 1} if move == "move" else {}))


def test_a_file_beside_a_row_that_is_gone_is_not_kept(store):
    report = cast.report()

    with pytest.raises(actions.RowGone):
        actions.evidence.add(
            by=cast.clerk(), fiscal_year=2567, new=evidence.FILE, report=report, line=0
        )

    assert (files(store), Evidence.objects.count()) == ([], 0)


def test_a_row_bears_so_many_and_no_more(monkeypatch):
    monkeypatch.setattr(acts, "MOST_BESIDE_ROW", 1)
    report = cast.report()
    evidence.attached(report)

    with pytest.raises(actions.Refused, match="แต่ละแถว"):
        evidence.attached(report, new=evidence.LINK)


# ---- words


def test_a_caption_is_changed_in_every_draft_that_names_the_piece():
    report = cast.report()
    piece = evidence.attached(report)
    version = report.version

    changed = actions.evidence.describe(
        evidence=piece, by=cast.clerk(), version=piece.version, caption="แต่งตั้งคณะทำงาน"
    )

    report.refresh_from_db()
    assert (changed.caption, changed.version) == ("แต่งตั้งคณะทำงาน", 2)
    assert report.version == version + 1
    assert content.draft(report).groups[0].lines[0].evidence[0].caption == "แต่งตั้งคณะทำงาน"


def test_what_was_sent_keeps_the_words_it_was_sent_with():
    report = cast.report()
    piece = evidence.attached(report, caption="เดิม")
    submission = actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()

    actions.evidence.describe(evidence=piece, by=cast.clerk(), version=1, caption="ใหม่")

    assert submission.document.groups[0].lines[0].evidence[0].caption == "เดิม"
    version = report.version
    report.refresh_from_db()
    assert report.version == version


def test_an_official_document_is_corrected():
    piece = evidence.on_shelf()
    official = NewOfficial("ประกาศจังหวัดลำพูน", "๕/๒๕๖๖", None)

    changed = actions.evidence.describe(
        evidence=piece, by=cast.clerk(), version=1, caption="", official=official
    )

    assert changed.title == "ประกาศจังหวัดลำพูน ที่ ๕/๒๕๖๖"


def test_two_people_do_not_write_over_each_other():
    piece = evidence.on_shelf()
    actions.evidence.describe(evidence=piece, by=cast.clerk(), version=1, caption="หนึ่ง")

    with pytest.raises(actions.Stale):
        actions.evidence.describe(evidence=piece, by=cast.head(), version=1, caption="สอง")

    # A second click of the first is no conflict.
    same = actions.evidence.describe(evidence=piece, by=cast.clerk(), version=1, caption="หนึ่ง")
    assert same.version == 2


def test_two_pieces_do_not_become_one():
    evidence.on_shelf()
    other = evidence.on_shelf(NewOfficial("คำสั่ง", "๒/๒๕๖๖", None))

    with pytest.raises(actions.Refused, match="อยู่แล้ว"):
        actions.evidence.describe(
            evidence=other, by=cast.clerk(), version=1, caption="", official=evidence.ORDER
        )

    assert Evidence.objects.get(pk=other.pk).number == "๒/๒๕๖๖"


# ---- off the shelf


def test_what_is_taken_off_is_brought_back_with_its_file(store):
    piece = evidence.on_shelf(evidence.FILE)

    removed = actions.evidence.remove(evidence=piece, by=cast.clerk())
    assert (removed.is_removed, removed.removed_by) == (True, cast.clerk())
    assert len(files(store)) == 1

    back = actions.evidence.bring_back(evidence=piece, by=cast.clerk())
    assert not back.is_removed
    assert stored(back) == evidence.FILE.data


def test_added_again_it_comes_back():
    piece = evidence.on_shelf()
    actions.evidence.remove(evidence=piece, by=cast.clerk())

    added = actions.evidence.add(by=cast.clerk(), fiscal_year=2567, new=evidence.ORDER)

    assert (added.evidence, added.is_new) == (piece, False)
    assert not added.evidence.is_removed


def test_what_stands_beside_a_row_stays_on_the_shelf():
    report = cast.report()
    piece = evidence.attached(report)

    with pytest.raises(actions.Refused, match="รอบ ๖ เดือน"):
        actions.evidence.remove(evidence=piece, by=cast.clerk())


def test_what_was_sent_stays_on_the_shelf_for_good():
    report = cast.report()
    piece = evidence.attached(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.recall(report=report, by=cast.head())
    actions.evidence.detach(
        report=report, line=evidence.rows(report)[0].pk, evidence=piece.pk, by=cast.clerk()
    )

    with pytest.raises(actions.Refused, match="ส่งแล้ว"):
        actions.evidence.remove(evidence=piece, by=cast.clerk())


@pytest.mark.parametrize("act", [acts.remove, acts.bring_back])
def test_nobody_else_touches_a_shelf(act):
    piece = evidence.on_shelf()

    for stranger in (cast.clerk(cast.roi_et()), cast.reviewer()):
        with pytest.raises(actions.Refused):
            act(evidence=piece, by=stranger)
    with pytest.raises(actions.Refused):
        acts.describe(evidence=piece, by=cast.reviewer(), version=1, caption="x")


def test_the_centre_sees_what_was_sent_and_the_province_all_of_its_own():
    report = cast.report()
    sent = evidence.attached(report)
    draft = evidence.on_shelf(evidence.LINK)
    evidence.on_shelf(by=cast.clerk(cast.roi_et()))
    actions.submit(report=report, by=cast.head(), version=report.version)

    assert list(Evidence.objects.visible_to(cast.reviewer())) == [sent]
    assert set(Evidence.objects.visible_to(cast.clerk())) == {sent, draft}


# ---- with rows that move


def test_a_removed_row_comes_back_with_what_stood_beside_it():
    report = cast.report()
    order, link = evidence.attached(report), evidence.attached(report, new=evidence.LINK)
    removed = actions.rows.delete(report=report, line=evidence.rows(report)[0].pk, by=cast.clerk())
    actions.evidence.remove(evidence=link, by=cast.clerk())

    actions.rows.undo(report=report, removed=removed.pk, by=cast.clerk())

    assert beside(report) == [order.pk, link.pk]
    assert not Evidence.objects.get(pk=link.pk).is_removed


def test_joined_rows_join_what_stands_beside_them_and_part_again():
    report = cast.report()
    order, link = evidence.attached(report), evidence.attached(report, 1, new=evidence.LINK)
    lower = evidence.rows(report)[1]
    actions.evidence.attach(report=report, line=lower.pk, evidence=[order.pk], by=cast.clerk())

    actions.rows.merge_up(report=report, line=lower.pk, by=cast.clerk())
    assert beside(report) == [order.pk, link.pk]
    later = evidence.attached(report, new=evidence.FILE)

    removed = RemovedRow.objects.get()
    actions.rows.undo(report=report, removed=removed.pk, by=cast.clerk())

    assert beside(report, 0) == [order.pk, later.pk]
    assert beside(report, 1) == [link.pk, order.pk]


def test_a_row_that_is_parted_keeps_what_stands_beside_it_in_its_first_part():
    report = cast.report()
    piece = evidence.attached(report)
    actions.rows.merge_up(report=report, line=evidence.rows(report)[1].pk, by=cast.clerk())

    actions.rows.split(report=report, line=evidence.rows(report)[0].pk, by=cast.clerk())

    assert [beside(report, row) for row in range(3)] == [[piece.pk], [], []]


def test_what_is_read_in_keeps_what_stands_beside_rows_and_undone_all_of_it():
    report = cast.report()
    pieces = [evidence.attached(report, row) for row in range(3)]
    before = content.draft(report)

    intake = intakes.taken_in()
    intakes.apply(intake)
    kept = [one for _, _, line in content.draft(report).lines() for one in line.evidence]
    actions.intakes.undo(intake=intake, by=cast.clerk())

    report.refresh_from_db()
    assert len(kept) <= len(pieces)
    assert content.draft(report) == before


def test_an_import_is_not_undone_under_what_was_put_beside_its_rows():
    cast.report()
    intake = intakes.taken_in()
    report = intakes.apply(intake)
    evidence.attached(report)

    with pytest.raises(actions.EditedSince):
        actions.intakes.undo(intake=intake, by=cast.clerk())


# ---- as it was


def test_an_earlier_version_has_what_stood_beside_its_rows_in_the_words_of_then():
    report = cast.report()
    piece = evidence.attached(report, caption="เดิม")
    read, digest = report.version, content.digest(content.draft(report))
    actions.evidence.describe(evidence=piece, by=cast.clerk(), version=1, caption="ใหม่")
    evidence.attached(report, new=evidence.LINK)

    past = content.draft_of_version(report, read, digest)

    assert content.digest(past) == digest
    assert [one.caption for one in past.groups[0].lines[0].evidence] == ["เดิม"]
