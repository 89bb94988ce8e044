"""Addresses of reports, by audience: public pages, the province's desk, the centre's desk."""

from django.urls import path

from ita_portal import converters  # noqa: F401 – registers year, months, number, format, data, table
from reports import round_urls
from reports.views import (
    adapting,
    assignments,
    audit,
    autosave,
    books,
    bulk,
    calendars,
    comments,
    contacts,
    decisions,
    differences,
    editor,
    evidence,
    imports,
    letters,
    mail,
    nation,
    one_step,
    paper,
    province,
    public,
    public_versions,
    queue,
    reading,
    receipts,
    review,
    search,
    starting,
    tasks,
    verify,
    year,
)

# The address of a published report, for good.
REPORT = "reports/<year:fiscal_year>/<months:months>/<slug:slug>"

public_urls = [
    path("", public.home, name="home"),
    path("desk/", public.desk, name="desk"),
    path("reports/", public.public_rounds, name="public_rounds"),
    path("reports/<year:fiscal_year>/<months:months>/", public.public_round, name="public_round"),
    path(
        "reports/<year:fiscal_year>/<months:months>.<data:format>",
        public.public_round_file,
        name="public_round_file",
    ),
    path(f"{REPORT}/", public.public_report, name="public_report"),
    path(f"{REPORT}.pdf", public.public_report_pdf, name="public_report_pdf"),
    path(f"{REPORT}.<format:format>", public.public_report_file, name="public_report_file"),
    path(f"{REPORT}/<number:number>/", public.public_version, name="public_version"),
    path(f"{REPORT}/<number:number>.pdf", public.public_version_pdf, name="public_version_pdf"),
    path(
        f"{REPORT}/<number:number>.<format:format>",
        public.public_version_file,
        name="public_version_file",
    ),
    path("calendars/", public.calendars, name="calendars"),
    path("calendars/<year:fiscal_year>/", public.public_calendar, name="public_calendar"),
    path("plans/<year:fiscal_year>/<slug:slug>/", year.public_plan, name="public_plan"),
    path("plans/<year:fiscal_year>/<slug:slug>.pdf", year.plan_pdf, name="plan_pdf"),
    path("plans/<year:fiscal_year>/<slug:slug>/print/", year.plan_print, name="plan_print"),
    path("about/", public.about, name="about"),
    path("verify/", verify.verify_home, name="verify_home"),
    path("verify/<str:reference>/", verify.verify, name="verify"),
    path("verify/<str:reference>/file/", verify.verify_file, name="verify_file"),
]

province_urls = [
    path("province/", province.province_home, name="province_home"),
    path("province/contacts/", contacts.contact_edit, name="contact_edit"),
    path(
        "province/rounds/<int:pk>/contacts/confirm/",
        contacts.contact_confirm,
        name="contact_confirm",
    ),
    path("province/year/", year.year_home, name="year_home"),
    path("province/year/<year:fiscal_year>/", year.plan_year, name="plan_year"),
    path("province/rounds/<int:pk>/start/", editor.report_start, name="report_start"),
    path(
        "province/rounds/<int:pk>/start-from/",
        starting.report_start_from,
        name="report_start_from",
    ),
    path("province/reports/<int:pk>/", editor.report_edit, name="report_edit"),
    path("province/reports/<int:pk>/lines/<int:line_pk>/", editor.line_edit, name="line_edit"),
    path(
        "province/reports/<int:pk>/lines/<int:line_pk>/evidence/",
        evidence.line_evidence,
        name="line_evidence",
    ),
    path("province/evidence/<year:fiscal_year>/", evidence.evidence_shelf, name="evidence_shelf"),
    path(
        "province/evidence/pieces/<int:pk>/describe/",
        evidence.evidence_describe,
        name="evidence_describe",
    ),
    path(
        "province/evidence/pieces/<int:pk>/remove/",
        evidence.evidence_remove,
        name="evidence_remove",
    ),
    path(
        "province/evidence/pieces/<int:pk>/bring-back/",
        evidence.evidence_bring_back,
        name="evidence_bring_back",
    ),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path(
        "province/reports/<int:pk>/rows/<slug:action>/<int:row>/",
        editor.row_action,
        name="row_action",
    ),
    path("province/reports/<int:pk>/calendar/", adapting.report_adapt, name="report_adapt"),
    path("province/reports/<int:pk>/autosave/", autosave.report_autosave, name="report_autosave"),
    path("province/reports/<int:pk>/compare/", autosave.report_compare, name="report_compare"),
    path("province/reports/<int:pk>/preview/", province.report_preview, name="report_preview"),
    path(
        "province/reports/<int:pk>/print-draft/",
        province.report_print_draft,
        name="report_print_draft",
    ),
    path(
        "province/reports/<int:pk>/drafts/<int:draft_pk>.pdf",
        province.report_draft_pdf,
        name="report_draft_pdf",
    ),
    path(
        "province/reports/<int:pk>/draft.<format:format>",
        province.report_draft_file,
        name="report_draft_file",
    ),
    path(
        "province/reports/<int:pk>/questions/", comments.report_questions, name="report_questions"
    ),
    path(
        "province/reports/<int:pk>/questions/print/",
        comments.report_questions_print,
        name="report_questions_print",
    ),
    path("province/reports/<int:pk>/changes/", differences.report_changes, name="report_changes"),
    path("province/reports/<int:pk>/tasks/", tasks.report_tasks, name="report_tasks"),
    path(
        "province/reports/<int:pk>/public-version/",
        public_versions.report_public_version,
        name="report_public_version",
    ),
    path("province/reports/<int:pk>/explain/", tasks.report_explain, name="report_explain"),
    path("province/reports/<int:pk>/check/", province.report_check, name="report_check"),
    path(
        "province/reports/<int:pk>/hand-over/", province.report_hand_over, name="report_hand_over"
    ),
    path(
        "province/reports/<int:pk>/take-back/", province.report_take_back, name="report_take_back"
    ),
    path(
        "province/reports/<int:pk>/give-back/", province.report_give_back, name="report_give_back"
    ),
    path("province/reports/<int:pk>/submit/", province.report_submit, name="report_submit"),
    path("province/reports/<int:pk>/paper/", paper.report_paper, name="report_paper"),
    path(
        "province/reports/<int:pk>/paper/print/",
        paper.report_print_to_sign,
        name="report_print_to_sign",
    ),
    path(
        "province/reports/<int:pk>/paper/<int:copy_pk>.pdf",
        paper.report_signing_copy,
        name="report_signing_copy",
    ),
    path(
        "province/reports/<int:pk>/paper/sign/",
        paper.report_sign_on_paper,
        name="report_sign_on_paper",
    ),
    path(
        "province/reports/<int:pk>/paper/submit/",
        paper.report_submit_signed,
        name="report_submit_signed",
    ),
    path(
        "province/reports/<int:pk>/paper/scans/<int:scan_pk>/",
        paper.report_signed_scan,
        name="report_signed_scan",
    ),
    path("province/reports/<int:pk>/recall/", province.report_recall, name="report_recall"),
    path(
        "province/reports/<int:pk>/ask-to-correct/",
        province.report_ask_to_correct,
        name="report_ask_to_correct",
    ),
    path(
        "province/reports/<int:pk>/confirm-import/",
        province.report_confirm_import,
        name="report_confirm_import",
    ),
    path("province/examples/", one_step.example_asked, name="example_asked"),
    path("province/examples/<int:pk>/answer/", one_step.example_answer, name="example_answer"),
    path("province/reports/<int:pk>/receipt/", province.report_receipt, name="report_receipt"),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/print-receipt/",
        receipts.print_receipt,
        name="report_print_receipt",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/receipt.pdf",
        receipts.receipt_pdf,
        name="report_receipt_pdf",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/",
        province.report_submission,
        name="report_submission",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>.pdf",
        province.report_submission_pdf,
        name="report_submission_pdf",
    ),
    path("province/reports/<int:pk>/memo.docx", letters.report_memo, name="report_memo"),
    path("province/reports/<int:pk>/letter.docx", letters.report_letter, name="report_letter"),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/memo.docx",
        letters.report_submission_memo,
        name="report_submission_memo",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/letter.docx",
        letters.report_submission_letter,
        name="report_submission_letter",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>/letter/",
        province.report_note_letter,
        name="report_note_letter",
    ),
    path(
        "province/reports/<int:pk>/submissions/<number:number>.<format:format>",
        province.report_submission_file,
        name="report_submission_file",
    ),
    path("province/rounds/<int:pk>/import/", imports.report_import, name="report_import"),
    path("province/plans/<year:fiscal_year>/import/", imports.plan_import, name="plan_import"),
    path("province/imports/<int:pk>/", imports.import_preview, name="import_preview"),
    path("province/imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("province/imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("province/imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("province/imports/<int:pk>/original/", imports.import_file, name="import_file"),
]

mail_urls = [
    path("review/mail/", mail.mail_home, name="mail_home"),
    path("review/mail/rules/", mail.mail_rules, name="mail_rules"),
    path("review/mail/wordings/<slug:kind>/", mail.mail_wording, name="mail_wording"),
    path("review/mail/wordings/<slug:kind>/save/", mail.mail_save, name="mail_save"),
    path("review/mail/wordings/<slug:kind>/preview/", mail.mail_preview, name="mail_preview"),
    path("review/mail/wordings/<slug:kind>/test/", mail.mail_test, name="mail_test"),
    path("review/mail/wordings/<slug:kind>/standard/", mail.mail_standard, name="mail_standard"),
    path("review/mail/day/", mail.mail_day, name="mail_day"),
    path("review/mail/outbox/", mail.mail_outbox, name="mail_outbox"),
    path("review/mail/outbox/<int:pk>/again/", mail.mail_again, name="mail_again"),
    path("review/mail/outbox/<int:pk>/cancel/", mail.mail_cancel, name="mail_cancel"),
    path("review/mail/chat/", mail.mail_chat, name="mail_chat"),
]

review_urls = [
    path("review/", review.review_home, name="review_home"),
    path("review/search/", search.search, name="search"),
    path("review/audit/", audit.audit_log, name="audit_log"),
    path("review/audit.<table:format>", audit.audit_file, name="audit_file"),
    path("review/years/calendars/read/", calendars.calendar_read, name="calendar_read"),
    path("review/years/calendars/<int:pk>/force/", calendars.calendar_force, name="calendar_force"),
    path("review/plans/<year:fiscal_year>/<slug:slug>/", year.review_plan, name="review_plan"),
    path("review/rounds/<int:pk>/matrix/", nation.round_matrix_page, name="round_matrix_page"),
    path("review/rounds/<int:pk>/matrix.xlsx", nation.round_matrix, name="round_matrix"),
    path("review/rounds/<int:pk>/matrix.csv", nation.round_matrix_csv, name="round_matrix_csv"),
    path("review/rounds/<int:pk>/map/", nation.round_map, name="round_map"),
    path("review/rounds/<int:pk>/trends/", nation.round_trends, name="round_trends"),
    path("review/rounds/<int:pk>/steps/", one_step.round_steps, name="round_steps"),
    path("review/rounds/<int:pk>/steps/<int:step>/", one_step.round_step, name="round_step"),
    path(
        "review/rounds/<int:pk>/steps/<int:step>/keep/",
        one_step.round_step_keep,
        name="round_step_keep",
    ),
    path(
        "review/rounds/<int:pk>/steps/<int:step>/good/<int:submission>/<int:row>/",
        one_step.round_step_good,
        name="round_step_good",
    ),
    path(
        "review/rounds/<int:pk>/steps/<int:step>/example/<int:submission>/<int:row>/",
        one_step.round_step_example,
        name="round_step_example",
    ),
    path("review/examples/", one_step.good_examples, name="good_examples"),
    path(
        "review/examples/<int:pk>/withdraw/",
        one_step.good_example_withdraw,
        name="good_example_withdraw",
    ),
    path("review/rounds/<int:pk>/due-day/", nation.round_due_day, name="round_due_day"),
    path("review/rounds/<int:pk>/due-day/<slug:slug>/", nation.call_note, name="call_note"),
    path("review/rounds/<int:pk>/", queue.review_round, name="review_round"),
    path(
        "review/rounds/<int:pk>/assignments/",
        assignments.round_assignments,
        name="round_assignments",
    ),
    path(
        "review/rounds/<int:pk>/assignments/region/",
        assignments.assign_region,
        name="assign_region",
    ),
    path(
        "review/rounds/<int:pk>/assignments/provinces/",
        assignments.assign_provinces,
        name="assign_provinces",
    ),
    path(
        "review/rounds/<int:pk>/assignments/hand-over/",
        assignments.assignments_hand_over,
        name="assignments_hand_over",
    ),
    path("review/rounds/<int:pk>/bulk/accept/", bulk.bulk_accept, name="bulk_accept"),
    path("review/rounds/<int:pk>/bulk/return/", bulk.bulk_return, name="bulk_return"),
    path("review/rounds/<int:pk>/bulk/remind/", bulk.bulk_remind, name="bulk_remind"),
    path(
        "review/reports/<int:pk>/undo-accept/", bulk.report_undo_accept, name="report_undo_accept"
    ),
    path("review/bulk/<int:pk>/", bulk.bulk_result, name="bulk_result"),
    path("review/bulk/<int:pk>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("review/rounds/<int:pk>.<data:format>", review.round_file, name="round_file"),
    path("review/rounds/<int:pk>/book/", books.round_book, name="round_book"),
    path("review/rounds/<int:pk>/book/ask/", books.book_ask, name="book_ask"),
    path("review/books/<int:pk>/", books.book_page, name="book"),
    path("review/books/<int:pk>/file/", books.book_file, name="book_file"),
    path("review/reports/<int:pk>/", reading.review_report, name="review_report"),
    path("review/reports/<int:pk>/keep/", reading.report_keep, name="report_keep"),
    path("review/reports/<int:pk>/read/", reading.report_mark_read, name="report_mark_read"),
    path(
        "review/reports/<int:pk>/rows/<int:row>/good/",
        reading.report_good_row,
        name="report_good_row",
    ),
    path(
        "review/reports/<int:pk>/rows/<int:row>/ask-again/<int:like>/",
        reading.report_ask_again,
        name="report_ask_again",
    ),
    path(
        "review/reports/<int:pk>/comments/<int:comment_pk>/drop/",
        reading.report_drop_question,
        name="report_drop_question",
    ),
    path(
        "review/reports/<int:pk>/comments/<int:comment_pk>/resolve/",
        reading.report_resolve,
        name="report_resolve",
    ),
    path(
        "review/reports/<int:pk>/comments/<int:comment_pk>/unresolve/",
        reading.report_unresolve,
        name="report_unresolve",
    ),
    path("review/reports/<int:pk>/take/", decisions.report_take, name="report_take"),
    path("review/reports/<int:pk>/return/", decisions.report_return, name="report_return"),
    path("review/reports/<int:pk>/accept/", decisions.report_accept, name="report_accept"),
    path(
        "review/reports/<int:pk>/differences/",
        differences.report_differences,
        name="report_differences",
    ),
    path(
        "review/reports/<int:pk>/accept-correction/",
        decisions.report_accept_correction,
        name="report_accept_correction",
    ),
    path("review/reports/<int:pk>/reopen/", decisions.report_reopen, name="report_reopen"),
    path("review/reports/<int:pk>/withdraw/", decisions.report_withdraw, name="report_withdraw"),
    path("review/rounds/<int:pk>/import/<slug:slug>/", imports.review_import, name="review_import"),
    path("review/imports/<int:pk>/", imports.review_import_preview, name="review_import_preview"),
    path(
        "review/imports/<int:pk>/confirm/",
        imports.review_import_confirm,
        name="review_import_confirm",
    ),
    path(
        "review/imports/<int:pk>/discard/",
        imports.review_import_discard,
        name="review_import_discard",
    ),
    path("review/imports/<int:pk>/undo/", imports.review_import_undo, name="review_import_undo"),
    path(
        "review/imports/<int:pk>/original/", imports.review_import_file, name="review_import_file"
    ),
    path("review/submissions/<int:pk>/", review.review_submission, name="review_submission"),
    path(
        "review/submissions/<int:pk>/signed/",
        paper.submission_signed_scan,
        name="submission_signed_scan",
    ),
    path(
        "review/submissions/<int:pk>/public-version/",
        public_versions.submission_public_version,
        name="submission_public_version",
    ),
    path("review/submissions/<int:pk>.pdf", review.submission_pdf, name="submission_pdf"),
    path(
        "review/submissions/<int:pk>.<format:format>",
        review.submission_file,
        name="submission_file",
    ),
]

urlpatterns = [
    *(*public_urls, *province_urls, *review_urls),
    *(*round_urls.urlpatterns, *mail_urls),
]
