"""Who may open which address, as one table: every URL for nobody, for each role, and for the neighbours."""

from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from calendar_app import actions as calendars
from calendar_app import plan_actions
from calendar_app.models import CalendarRevision, CalendarStep
from ita_portal import actions as people
from ita_portal.models import HandoverNote, HeadRequest, Notice, User
from reports import actions, book_recipes
from reports.actions.evidence import NewFile
from reports.models import (
    Book,
    BulkAct,
    Evidence,
    GoodExample,
    Intake,
    Line,
    MailMessage,
    Report,
    SignedScan,
    SigningCopy,
    Submission,
)
from reports.writers import pdf
from tests import bulk, cast, evidence, intakes, papers

# `state` is that of Lamphun's report. `clerk` and `head` are Lamphun's people; `other-clerk` and
# `other-head` have the same roles in Roi Et, which has no report. `login`: led to the sign-in page.
# 202 waits for a PDF that the worker will make, 302 leads on, 403 is another role's page (or text typed
# after the session ended), 404 another province's or a draft that is gone, 405 a page that only takes
# forms, 409 a move that the state forbids, 410 withdrawn.
TABLE = """
method address                  state     nobody clerk head  other-clerk other-head reviewer central inspector

GET    account_login            -         200    302   302   302         302        302      302     302
GET    account_logout           -         302    200   200   200         200        200      200     200
GET    account_signup           -         200    302   302   302         302        302      302     302
GET    account_inactive         -         200    200   200   200         200        200      200     200
GET    account_change_password  -         login  200   200   200         200        200      200     200
GET    account_set_password     -         login  302   302   302         302        302      302     302
GET    admin:index              -         login  403   403   403         403        403      200     403
GET    session_left             -         200    200   200   200         200        200      200     200
GET    session_extend           -         405    405   405   405         405        405      405     405
POST   session_extend           -         200    200   200   200         200        200      200     200

GET    notices                  -         login  200   200   200         200        200      200     200
GET    notice_read              submitted login  405   405   405         405        405      405     405
POST   notice_read              submitted login  302   404   404         404        404      404     404
GET    notices_read_all         -         login  405   405   405         405        405      405     405
POST   notices_read_all         -         login  302   302   302         302        302      302     302
GET    mail_home                mailed    login  403   403   403         403        200      200     200
GET    mail_rules               mailed    login  403   403   403         403        403      405     403
POST   mail_rules               mailed    403    403   403   403         403        403      302     403
GET    mail_wording             mailed    login  403   403   403         403        200      200     200
GET    mail_save                mailed    login  403   403   403         403        403      405     403
POST   mail_save                mailed    403    403   403   403         403        403      302     403
GET    mail_preview             mailed    login  403   403   403         403        403      405     403
POST   mail_preview             mailed    403    403   403   403         403        403      200     403
GET    mail_test                mailed    login  403   403   403         403        403      405     403
POST   mail_test                mailed    403    403   403   403         403        403      409     403
GET    mail_standard            mailed    login  403   403   403         403        403      405     403
POST   mail_standard            mailed    login  403   403   403         403        403      302     403
GET    mail_day                 mailed    login  403   403   403         403        200      200     200
GET    mail_outbox              mailed    login  403   403   403         403        200      200     200
GET    mail_again               mailed    login  403   403   403         403        405      405     403
POST   mail_again               mailed    login  403   403   403         403        302      302     403
GET    mail_cancel              mailed    login  403   403   403         403        405      405     403
POST   mail_cancel              mailed    login  403   403   403         403        302      302     403
GET    mail_chat                mailed    login  403   403   403         403        200      200     200

GET    home                     -         200    302   302   302         302        302      302     302
GET    desk                     -         login  302   302   302         302        302      302     302
GET    public_rounds            accepted  200    200   200   200         200        200      200     200
GET    public_round             accepted  200    200   200   200         200        200      200     200
GET    public_round_file        accepted  200    200   200   200         200        200      200     200
GET    public_report            submitted 404    404   404   404         404        404      404     404
GET    public_report            accepted  200    200   200   200         200        200      200     200
GET    public_report            returned  200    200   200   200         200        200      200     200
GET    public_report            withdrawn 410    410   410   410         410        410      410     410
GET    public_report_pdf        submitted 404    404   404   404         404        404      404     404
GET    public_report_pdf        accepted  202    202   202   202         202        202      202     202
GET    public_report_pdf        withdrawn 410    410   410   410         410        410      410     410
GET    public_report_file       submitted 404    404   404   404         404        404      404     404
GET    public_report_file       accepted  200    200   200   200         200        200      200     200
GET    public_report_file       withdrawn 410    410   410   410         410        410      410     410
GET    public_version           submitted 404    404   404   404         404        404      404     404
GET    public_version           accepted  200    200   200   200         200        200      200     200
GET    public_version_pdf       submitted 404    404   404   404         404        404      404     404
GET    public_version_pdf       accepted  202    202   202   202         202        202      202     202
GET    public_version_file      submitted 404    404   404   404         404        404      404     404
GET    public_version_file      accepted  200    200   200   200         200        200      200     200
GET    calendars                draft     302    302   302   302         302        302      302     302
GET    public_calendar          draft     200    200   200   200         200        200      200     200
GET    about                    -         200    200   200   200         200        200      200     200
GET    public_plan              -         200    200   200   200         200        200      200     200
GET    plan_print               -         405    405   405   405         405        405      405     405
POST   plan_print               -         302    302   302   302         302        302      302     302
GET    plan_pdf                 -         404    404   404   404         404        404      404     404
GET    calendar_feed            draft     200    200   200   200         200        200      200     200
GET    plan_feed                -         200    200   200   200         200        200      200     200

GET    verify_home              -         200    200   200   200         200        200      200     200
GET    verify                   draft     404    404   404   404         404        404      404     404
GET    verify                   submitted 200    200   200   200         200        200      200     200
GET    verify_file              submitted 405    405   405   405         405        405      405     405
POST   verify_file              submitted 422    422   422   422         422        422      422     422

GET    plans                    draft     login  302   302   302         302        403      403     403
GET    year_home                draft     login  302   302   302         302        403      403     403
GET    plan_year                draft     login  200   200   200         200        403      403     403
GET    plan_edit                draft     login  200   200   200         200        403      403     403
POST   plan_edit                draft     403    302   302   200         200        403      403     403
GET    plan_start               draft     login  405   405   405         405        403      403     403
POST   plan_start               draft     login  302   302   302         302        403      403     403
GET    plan_row                 draft     login  405   405   405         405        403      403     403
POST   plan_row                 draft     403    302   302   404         404        403      403     403

GET    first_password           -         200    200   200   200         200        200      200     200
POST   first_password           -         422    422   422   422         422        422      422     422
GET    people                   office    login  200   200   200         200        403      403     403
GET    people_invite            office    login  403   200   403         200        403      403     403
POST   people_invite            office    403    403   200   403         200        403      403     403
GET    person                   office    login  403   200   403         404        403      403     403
POST   person                   office    403    403   302   403         404        403      403     403
GET    person_code              office    login  403   405   403         405        403      403     403
POST   person_code              office    login  403   200   403         404        403      403     403
GET    person_close             office    login  403   405   403         405        403      403     403
POST   person_close             office    403    403   302   403         404        403      403     403
GET    person_reopen            office    login  403   405   403         405        403      403     403
POST   person_reopen            office    login  403   302   403         404        403      403     403
GET    handover_write           office    login  200   200   404         404        403      403     403
POST   handover_write           office    403    302   302   404         404        403      403     403
GET    handover_read            office    login  405   405   405         405        403      403     403
POST   handover_read            office    login  302   302   404         404        403      403     403
GET    head_propose             office    login  403   200   200         200        403      403     403
POST   head_propose             office    403    403   409   302         302        403      403     403
GET    head_withdraw            office    login  405   405   405         405        403      403     403
POST   head_withdraw            office    login  302   302   404         404        403      403     403
GET    head_requests            office    login  403   403   403         403        403      200     403
GET    head_confirm             office    login  403   403   403         403        403      405     403
POST   head_confirm             office    403    403   403   403         403        403      302     403
GET    head_refuse              office    login  403   403   403         403        403      405     403
POST   head_refuse              office    403    403   403   403         403        403      302     403
GET    head_code                office    login  403   403   403         403        403      405     403
POST   head_code                office    login  403   403   403         403        403      200     403


GET    province_home            draft     login  200   200   200         200        403      403     403
GET    contact_edit             draft     login  200   200   200         200        403      403     403
POST   contact_edit             draft     403    422   422   422         422        403      403     403
GET    contact_confirm          draft     login  405   405   405         405        403      403     403
POST   contact_confirm          draft     login  302   302   302         302        403      403     403
GET    report_start             draft     login  405   405   405         405        403      403     403
POST   report_start             draft     login  302   302   302         302        403      403     403
GET    report_start_from        draft     login  302   302   200         200        403      403     403
GET    report_edit              draft     login  200   200   404         404        403      403     403
GET    report_edit              submitted login  302   302   404         404        403      403     403
POST   report_edit              draft     403    302   302   404         404        403      403     403
POST   report_edit              submitted 403    302   302   404         404        403      403     403
GET    line_edit                draft     login  200   200   404         404        403      403     403
POST   line_edit                draft     403    302   302   404         404        403      403     403
GET    row_action               draft     login  405   405   405         405        403      403     403
POST   row_action               draft     403    302   302   404         404        403      403     403
POST   row_action               submitted 403    409   409   404         404        403      403     403
GET    report_autosave          draft     login  405   405   405         405        403      403     403
POST   report_autosave          draft     401    200   200   404         404        403      403     403
POST   report_autosave          submitted 401    409   409   404         404        403      403     403
GET    report_compare           draft     login  405   405   405         405        403      403     403
POST   report_compare           draft     401    200   200   404         404        403      403     403
POST   report_compare           submitted 401    409   409   404         404        403      403     403
GET    report_preview           draft     login  200   200   404         404        403      403     403
GET    report_preview           submitted login  200   200   404         404        403      403     403
GET    report_print_draft       draft     login  405   405   405         405        403      403     403
POST   report_print_draft       draft     login  302   302   404         404        403      403     403
POST   report_print_draft       submitted login  302   302   404         404        403      403     403
GET    report_draft_pdf         asked     login  202   202   404         404        403      403     403
GET    report_draft_pdf         submitted login  404   404   404         404        403      403     403
GET    report_draft_file        draft     login  200   200   404         404        403      403     403
GET    report_draft_file        submitted login  302   302   404         404        403      403     403
GET    report_changes           draft     login  200   200   404         404        403      403     403
GET    report_questions         draft     login  200   200   404         404        403      403     403
GET    report_questions         submitted login  200   200   404         404        403      403     403
POST   report_questions         draft     403    302   302   404         404        403      403     403
GET    report_questions_print   draft     login  200   200   404         404        403      403     403
GET    report_tasks             draft     login  200   200   404         404        403      403     403
GET    report_tasks             submitted login  302   302   404         404        403      403     403
GET    report_public_version    draft     login  200   200   404         404        403      403     403
GET    report_public_version    submitted login  302   302   404         404        403      403     403
GET    report_explain           draft     login  405   405   405         405        403      403     403
POST   report_explain           draft     403    302   302   404         404        403      403     403
POST   report_explain           submitted 403    409   409   404         404        403      403     403
GET    report_check             draft     login  200   200   404         404        403      403     403
GET    report_check             submitted login  302   302   404         404        403      403     403
GET    report_hand_over         draft     login  405   403   405         403        403      403     403
POST   report_hand_over         draft     403    302   403   404         403        403      403     403
POST   report_hand_over         submitted 403    409   403   404         403        403      403     403
GET    report_take_back         handed    login  405   403   405         403        403      403     403
POST   report_take_back         handed    login  302   403   404         403        403      403     403
POST   report_take_back         draft     login  409   403   404         403        403      403     403
GET    report_give_back         handed    login  403   405   403         405        403      403     403
POST   report_give_back         handed    403    403   302   403         404        403      403     403
POST   report_give_back         draft     403    403   302   403         404        403      403     403
GET    report_submit            draft     login  405   405   405         405        403      403     403
POST   report_submit            draft     403    409   302   404         404        403      403     403
POST   report_submit            handed    403    409   302   404         404        403      403     403
POST   report_submit            accepted  403    409   302   404         404        403      403     403
GET    report_paper             draft     login  302   302   404         404        403      403     403
GET    report_paper             printed   login  200   200   404         404        403      403     403
GET    report_paper             submitted login  302   302   404         404        403      403     403
GET    report_print_to_sign     printed   login  405   403   405         403        403      403     403
POST   report_print_to_sign     printed   403    302   403   404         403        403      403     403
POST   report_print_to_sign     draft     403    409   403   404         403        403      403     403
GET    report_signing_copy      printed   login  202   202   404         404        403      403     403
GET    report_sign_on_paper     printed   login  405   403   405         403        403      403     403
POST   report_sign_on_paper     printed   403    302   403   404         403        403      403     403
POST   report_sign_on_paper     draft     403    409   403   404         403        403      403     403
GET    report_submit_signed     signed    login  405   403   405         403        403      403     403
POST   report_submit_signed     signed    login  302   403   404         403        403      403     403
POST   report_submit_signed     printed   login  409   403   404         403        403      403     403
GET    report_signed_scan       signed    login  200   200   404         404        403      403     403
GET    report_recall            submitted login  405   405   405         405        403      403     403
POST   report_recall            submitted login  302   302   404         404        403      403     403
POST   report_recall            taken     login  409   409   404         404        403      403     403
GET    report_ask_to_correct    accepted  login  405   405   405         405        403      403     403
POST   report_ask_to_correct    accepted  403    302   302   404         404        403      403     403
POST   report_ask_to_correct    draft     403    409   409   404         404        403      403     403
GET    report_receipt           draft     login  302   302   404         404        403      403     403
GET    report_receipt           submitted login  200   200   404         404        403      403     403
GET    report_print_receipt     submitted login  405   405   405         405        403      403     403
POST   report_print_receipt     submitted login  302   302   404         404        403      403     403
GET    report_receipt_pdf       submitted login  404   404   404         404        403      403     403
GET    report_receipt_pdf       receipt   login  202   202   404         404        403      403     403
GET    report_submission        submitted login  200   200   404         404        403      403     403
GET    report_submission_pdf    submitted login  202   202   404         404        403      403     403
GET    report_memo              draft     login  200   200   404         404        403      403     403
GET    report_memo              submitted login  302   302   404         404        403      403     403
GET    report_letter            draft     login  200   200   404         404        403      403     403
GET    report_letter            submitted login  302   302   404         404        403      403     403
GET    report_submission_memo   submitted login  200   200   404         404        403      403     403
GET    report_submission_letter submitted login  200   200   404         404        403      403     403
GET    report_note_letter       submitted login  405   405   405         405        403      403     403
POST   report_note_letter       submitted 403    302   302   404         404        403      403     403
POST   report_note_letter       accepted  403    302   302   404         404        403      403     403
GET    report_submission_file   submitted login  200   200   404         404        403      403     403

GET    report_import            draft     login  200   200   200         200        403      403     403
GET    report_import            submitted login  302   302   200         200        403      403     403
POST   report_import            draft     403    422   422   422         422        403      403     403
GET    plan_import              draft     login  200   200   200         200        403      403     403
POST   plan_import              draft     403    422   422   422         422        403      403     403
GET    import_preview           read      login  200   200   404         404        403      403     403
GET    import_preview           applied   login  200   200   404         404        403      403     403
GET    import_preview           read-in   login  200   200   404         404        403      403     403
GET    import_preview           centre    login  404   404   404         404        403      403     403
POST   import_preview           read      403    302   302   404         404        403      403     403
GET    import_confirm           read      login  405   405   405         405        403      403     403
POST   import_confirm           read      403    302   302   404         404        403      403     403
POST   import_confirm           applied   403    302   302   404         404        403      403     403
GET    import_discard           read      login  405   405   405         405        403      403     403
POST   import_discard           read      login  302   302   404         404        403      403     403
GET    import_undo              applied   login  405   405   405         405        403      403     403
POST   import_undo              applied   login  302   302   404         404        403      403     403
POST   import_undo              read      login  302   302   404         404        403      403     403
POST   import_undo              read-in   login  302   302   404         404        403      403     403
GET    import_file              read      login  200   200   404         404        403      403     403
GET    import_file              read-in   login  200   200   404         404        403      403     403
GET    report_confirm_import    read-in   login  405   405   405         405        403      403     403
POST   report_confirm_import    read-in   login  302   302   404         404        403      403     403
POST   report_confirm_import    draft     login  409   409   404         404        403      403     403
POST   report_hand_over         read-in   403    409   403   404         403        403      403     403
POST   report_submit            read-in   403    409   409   404         404        403      403     403

GET    evidence_file            proven    login  200   200   404         404        404      404     404
GET    evidence_file            proved    login  200   200   404         404        200      200     200
GET    evidence_shelf           draft     login  200   200   200         200        403      403     403
POST   evidence_shelf           draft     403    302   302   302         302        403      403     403
GET    line_evidence            draft     login  405   405   405         405        403      403     403
POST   line_evidence            draft     401    200   200   404         404        403      403     403
GET    evidence_describe        proven    login  405   405   405         405        403      403     403
POST   evidence_describe        proven    403    302   302   404         404        403      403     403
GET    evidence_remove          proven    login  405   405   405         405        403      403     403
POST   evidence_remove          proven    login  302   302   404         404        403      403     403
GET    evidence_bring_back      proven    login  405   405   405         405        403      403     403
POST   evidence_bring_back      proven    login  302   302   404         404        403      403     403

GET    report_adapt             amended   login  200   200   404         404        403      403     403
GET    report_adapt             draft     login  302   302   404         404        403      403     403
GET    report_adapt             submitted login  302   302   404         404        403      403     403
POST   report_adapt             amended   login  409   409   404         404        403      403     403

GET    years_home               revised   login  403   403   403         403        200      200     200
GET    calendar_new             revised   login  403   403   403         403        403      200     403
GET    calendar_begin           -         login  403   403   403         403        403      405     403
POST   calendar_begin           -         login  403   403   403         403        403      422     403
GET    calendar_read            -         login  403   403   403         403        403      405     403
POST   calendar_read            -         403    403   403   403         403        403      422     403
GET    calendar_page            revised   login  403   403   403         403        200      200     200
GET    calendar_file            revised   login  403   403   403         403        200      200     200
GET    calendar_edit            revised   login  403   403   403         403        403      200     403
GET    calendar_edit            draft     login  403   403   403         403        403      302     403
POST   calendar_edit            revised   403    403   403   403         403        403      409     403
GET    calendar_copy            revised   login  403   403   403         403        403      405     403
POST   calendar_copy            revised   login  403   403   403         403        403      302     403
GET    calendar_delete          revised   login  403   403   403         403        403      405     403
POST   calendar_delete          revised   login  403   403   403         403        403      302     403
GET    calendar_force           revised   login  403   403   403         403        403      200     403
GET    calendar_force           draft     login  403   403   403         403        403      302     403
POST   calendar_force           revised   login  403   403   403         403        403      422     403

GET    review_plan              -         login  403   403   403         403        200      200     200
GET    search                   -         login  403   403   403         403        200      200     200
GET    audit_log                -         login  403   403   403         403        403      200     200
GET    audit_file               -         login  403   403   403         403        403      200     200
GET    review_home              draft     login  403   403   403         403        302      302     302
GET    review_round             draft     login  403   403   403         403        200      200     200
GET    round_assignments        draft     login  403   403   403         403        200      200     200
GET    assign_region            draft     login  403   403   403         403        405      405     403
POST   assign_region            draft     login  403   403   403         403        422      422     403
GET    assign_provinces         draft     login  403   403   403         403        405      405     403
POST   assign_provinces         draft     login  403   403   403         403        302      302     403
GET    assignments_hand_over    draft     login  403   403   403         403        405      405     403
POST   assignments_hand_over    draft     login  403   403   403         403        422      422     403
GET    bulk_accept              submitted login  403   403   403         403        200      200     403
POST   bulk_accept              submitted login  403   403   403         403        302      302     403
GET    bulk_return              submitted login  403   403   403         403        200      200     403
POST   bulk_return              submitted 403    403   403   403         403        302      302     403
GET    bulk_remind              draft     login  403   403   403         403        200      200     403
POST   bulk_remind              draft     403    403   403   403         403        302      302     403
GET    bulk_result              bulk      login  403   403   403         403        200      200     200
GET    bulk_undo                bulk      login  403   403   403         403        405      405     403
POST   bulk_undo                bulk      login  403   403   403         403        302      302     403
GET    report_undo_accept       bulk      login  403   403   403         403        405      405     403
POST   report_undo_accept       bulk      login  403   403   403         403        302      302     403
GET    round_file               draft     login  403   403   403         403        200      200     200
GET    round_matrix             draft     login  403   403   403         403        200      200     200
GET    round_matrix_page        draft     login  403   403   403         403        200      200     200
GET    round_matrix_csv         draft     login  403   403   403         403        200      200     200
GET    round_map                draft     login  403   403   403         403        200      200     200
GET    round_trends             draft     login  403   403   403         403        200      200     200
GET    round_steps              submitted login  403   403   403         403        200      200     200
GET    round_step               submitted login  403   403   403         403        200      200     200
POST   round_step_keep          submitted login  403   403   403         403        302      302     403
POST   round_step_good          submitted login  403   403   403         403        302      302     403
POST   round_step_example       submitted login  403   403   403         403        409      409     403
GET    good_examples            -         login  403   403   403         403        200      200     200
POST   good_example_withdraw    exemplary login  403   403   403         403        302      302     403
GET    example_asked            -         login  200   200   200         200        403      403     403
POST   example_answer           exemplary login  403   302   403         404        403      403     403
GET    round_due_day            draft     login  403   403   403         403        200      200     200
GET    call_note                draft     login  403   403   403         403        405      405     403
POST   call_note                draft     403    403   403   403         403        302      302     403
GET    round_book               draft     login  403   403   403         403        200      200     200
GET    book_ask                 submitted login  403   403   403         403        405      405     403
POST   book_ask                 submitted login  403   403   403         403        302      302     403
POST   book_ask                 draft     login  403   403   403         403        422      422     403
GET    book                     booked    login  403   403   403         403        202      202     202
GET    book_file                booked    login  403   403   403         403        302      302     302
GET    review_report            draft     login  403   403   403         403        200      200     200
GET    review_report            submitted login  403   403   403         403        200      200     200
GET    report_differences       draft     login  403   403   403         403        200      200     200
GET    report_differences       corrected login  403   403   403         403        200      200     200
GET    report_take              submitted login  403   403   403         403        405      405     403
POST   report_take              submitted login  403   403   403         403        302      302     403
POST   report_take              draft     login  403   403   403         403        409      409     403
GET    report_keep              submitted login  403   403   403         403        405      405     403
POST   report_keep              submitted 403    403   403   403         403        302      302     403
POST   report_keep              draft     403    403   403   403         403        409      409     403
GET    report_mark_read         submitted login  403   403   403         403        405      405     403
POST   report_mark_read         submitted login  403   403   403         403        302      302     403
GET    report_good_row          submitted login  403   403   403         403        405      405     403
POST   report_good_row          submitted login  403   403   403         403        302      302     403
GET    report_ask_again         waiting   login  403   403   403         403        405      405     403
POST   report_ask_again         waiting   login  403   403   403         403        302      409     403
GET    report_drop_question     waiting   login  403   403   403         403        405      405     403
POST   report_drop_question     waiting   login  403   403   403         403        302      302     403
GET    report_resolve           replied   login  403   403   403         403        405      405     403
POST   report_resolve           replied   login  403   403   403         403        302      302     403
POST   report_resolve           waiting   login  403   403   403         403        404      404     403
GET    report_unresolve         replied   login  403   403   403         403        405      405     403
POST   report_unresolve         replied   login  403   403   403         403        302      302     403
GET    report_return            taken     login  403   403   403         403        405      405     403
POST   report_return            taken     403    403   403   403         403        302      302     403
POST   report_return            accepted  403    403   403   403         403        409      409     403
GET    report_accept            taken     login  403   403   403         403        405      405     403
POST   report_accept            taken     login  403   403   403         403        302      302     403
POST   report_accept            accepted  login  403   403   403         403        302      409     403
GET    report_accept_correction corrected login 403   403   403         403        405      405     403
POST   report_accept_correction corrected login 403   403   403         403        302      302     403
POST   report_accept_correction returned login  403   403   403         403        409      409     403
GET    review_report            corrected login 403   403   403         403        200      200     200
GET    report_reopen            accepted  login  403   403   403         403        405      405     403
POST   report_reopen            accepted  403    403   403   403         403        302      302     403
POST   report_reopen            draft     403    403   403   403         403        409      409     403
GET    report_withdraw          accepted  login  403   403   403         403        403      405     403
POST   report_withdraw          accepted  403    403   403   403         403        403      302     403
POST   report_withdraw          draft     403    403   403   403         403        403      409     403
GET    review_submission        submitted login  403   403   403         403        200      200     200
GET    submission_signed_scan   signed    login  403   403   403         403        404      404     404
GET    submission_signed_scan   on-paper  login  403   403   403         403        200      200     200
GET    submission_public_version submitted login 403   403   403         403        200      200     200
GET    submission_pdf           submitted login  403   403   403         403        202      202     202
GET    submission_file          submitted login  403   403   403         403        200      200     200
GET    review_import            draft     login  403   403   403         403        200      200     403
POST   review_import            draft     403    403   403   403         403        422      422     403
GET    review_import_preview    centre    login  403   403   403         403        200      200     403
GET    review_import_preview    read-in   login  403   403   403         403        200      200     403
GET    review_import_preview    read      login  403   403   403         403        404      404     403
POST   review_import_preview    centre    403    403   403   403         403        302      302     403
GET    review_import_confirm    centre    login  403   403   403         403        405      405     403
POST   review_import_confirm    centre    403    403   403   403         403        302      302     403
GET    review_import_discard    centre    login  403   403   403         403        405      405     403
POST   review_import_discard    centre    login  403   403   403         403        302      302     403
GET    review_import_undo       read-in   login  403   403   403         403        405      405     403
POST   review_import_undo       read-in   login  403   403   403         403        302      302     403
POST   review_import_undo       applied   login  403   403   403         403        404      404     403
GET    review_import_file       centre    login  403   403   403         403        200      200     403
GET    review_import_file       read      login  403   403   403         403        404      404     403

GET    round_new                draft     login  403   403   403         403        403      200     403
POST   round_new                draft     403    403   403   403         403        403      302     403
GET    round_settings           draft     login  403   403   403         403        200      200     200
POST   round_settings           draft     403    403   403   403         403        403      422     403
GET    round_order_letter       draft     login  403   403   403         403        200      200     200
POST   round_order_letter       draft     403    403   403   403         403        403      302     403
GET    round_order_letter_remove draft    login  403   403   403         403        403      405     403
POST   round_order_letter_remove draft    login  403   403   403         403        403      302     403
GET    order_letter             draft     login  404   404   404         404        404      404     404
GET    order_letter             ordered   login  200   200   200         200        200      200     200
GET    round_rehearsal          draft     login  403   403   403         403        200      200     200
GET    round_rehearsal_file     draft     login  403   403   403         403        200      200     200
GET    round_opening            draft     login  403   403   403         403        200      200     200
POST   round_opening            draft     login  403   403   403         403        403      302     403
GET    round_opening_undo       draft     login  403   403   403         403        403      405     403
POST   round_opening_undo       draft     403    403   403   403         403        403      302     403
GET    round_extensions         draft     login  403   403   403         403        200      200     200
POST   round_extensions         draft     403    403   403   403         403        403      302     403
GET    round_extension_take_back draft    login  403   403   403         403        403      405     403
POST   round_extension_take_back draft    403    403   403   403         403        403      302     403
GET    round_closing            draft     login  403   403   403         403        200      200     200
POST   round_closing            draft     403    403   403   403         403        403      302     403
GET    round_open_again         draft     login  403   403   403         403        403      405     403
POST   round_open_again         draft     403    403   403   403         403        403      302     403
GET    round_delete             draft     login  403   403   403         403        403      200     403
POST   round_delete             draft     login  403   403   403         403        403      302     403
GET    holidays                 -         login  403   403   403         403        200      200     200
POST   holidays                 -         403    403   403   403         403        403      302     403
GET    holidays_paste           -         login  403   403   403         403        403      405     403
POST   holidays_paste           -         403    403   403   403         403        403      302     403
GET    holiday_remove           -         login  403   403   403         403        403      405     403
POST   holiday_remove           -         login  403   403   403         403        403      302     403
"""

# Whose views carry no decorator of access.py: they guard themselves.
ALLAUTH = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_change_password",
    "account_set_password",
}
ADMIN = "admin/"
SIGN_IN = ("/accounts/login/", "/admin/login/")

PEOPLE: dict[str, Callable | None] = {
    "nobody": None,
    "clerk": cast.clerk,
    "head": cast.head,
    "other-clerk": lambda: cast.clerk(cast.roi_et()),
    "other-head": lambda: cast.head(cast.roi_et()),
    "reviewer": cast.reviewer,
    "central": cast.central,
    "inspector": cast.inspector,
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    method: str
    address: str
    state: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method}-{self.address}-{self.state}"


HEAD, *LINES = [line.split() for line in TABLE.splitlines() if line]
assert HEAD[3:] == list(PEOPLE)
ROWS = [Row(*line[:3], tuple(line[3:])) for line in LINES]


# The report in each state -------------------------------------------------------------------------


def handed() -> Report:
    report = cast.report()
    return actions.hand_over(report=report, by=cast.clerk(), version=report.version)


def asked() -> Report:
    """A draft whose PDF somebody asked for."""
    report = cast.report()
    actions.ask_for_draft(report=report, by=cast.clerk())
    return report


def on_paper() -> Report:
    """Sent by what was signed by hand."""
    report = papers.signed()
    papers.send(report)
    return report


def receipt() -> Report:
    """Sent, and its receipt asked for on paper."""
    report = cast.submitted()
    actions.ask_for_receipt(submission=newest(report), by=cast.clerk())
    return report


def taken() -> Report:
    return actions.take(report=cast.submitted(), by=cast.reviewer())


def returned() -> Report:
    """Accepted once, and under correction now."""
    return actions.reopen(report=cast.accepted(), by=cast.reviewer(), reason="แก้ไขคำผิด")


def corrected() -> Report:
    """Accepted once, and its correction sent."""
    report = returned()
    actions.submit(report=report, by=cast.head(), version=report.version)
    return report


def read(by: User | None = None) -> Report:
    """A document was read for the draft and waits for its confirmation."""
    report = cast.report()
    intakes.taken_in(by=by)
    return report


def applied(by: User | None = None) -> Report:
    intake = intakes.taken_in(by=by)
    return intakes.apply(intake, by=by)


def accepted_in_bulk() -> Report:
    """Accepted among many; it may still be undone."""
    report = cast.submitted()
    bulk.accepted([report])
    return report


def withdrawn() -> Report:
    return actions.withdraw(report=cast.accepted(), by=cast.central(), reason="ข้อมูลส่วนบุคคล")


def mailed() -> Report:
    """A message to Lamphun's clerk lies in the outbox."""
    now = timezone.now()
    words = {"kind": "returned", "subject": "เรื่อง", "body": "ข้อความ", "key": "k"}
    MailMessage.objects.create(address="a@example.go.th", created_at=now, not_before=now, **words)
    return cast.report()


def office() -> None:
    """Lamphun's head has written a note to the clerk and proposes the clerk as the new head."""
    clerk, head = cast.clerk(), cast.head()
    people.write_handover(about=head, by=head, to=clerk, words="รายงานทำถึงลำดับที่ ๓")
    candidate = people.Candidate(clerk, clerk.title, clerk.name, post="หัวหน้าสำนักงานจังหวัดลำพูน")
    people.propose_head(by=head, candidate=candidate)


def proven() -> Report:
    """A file stands beside a row of the draft."""
    report = cast.report()
    evidence.attached(report, new=evidence.FILE)
    return report


def proved() -> Report:
    """The same, sent."""
    report = proven()
    actions.submit(report=report, by=cast.head(), version=report.version)
    return report


def waiting() -> Report:
    """Sent, and a reviewer has written a question that was not sent back yet."""
    report = cast.submitted()
    sent = newest(report).pk
    actions.comments.ask(
        report=report, by=cast.reviewer(), submission=sent, row=None, question="ขอเอกสาร"
    )
    return report


def replied() -> Report:
    """The same, returned, answered and sent again."""
    report = waiting()
    sent = newest(report).pk
    actions.return_to_province(report=report, by=cast.reviewer(), submission=sent, comment="")
    question = report.comments.get()
    actions.comments.reply(
        comment=question, by=cast.clerk(), reply="แนบแล้ว", version=question.version
    )
    actions.submit(report=report, by=cast.head(), version=report.version)
    return report


def revised() -> Report:
    """A draft report, and a draft of a calendar that would replace the one it follows."""
    report = cast.report()
    calendars.copy_revision(revision=report.calendar, by=None)
    return report


def amended() -> Report:
    """A draft report, and a newer calendar in force."""
    report = cast.report()
    newer = calendars.copy_revision(revision=report.calendar, by=None)
    calendars.put_in_force(revision=newer, by=None)
    return report


def exemplary() -> Report:
    """The centre would like others to read what a row of the report says."""
    report = cast.submitted()
    GoodExample.objects.create(
        submission=newest(report),
        row=first_line(report).pk,
        code="REG",
        text="ลงทะเบียนแล้ว",
        proposed_at=timezone.now(),
        proposed_by=cast.reviewer(),
    )
    return report


def reg() -> int:
    """The step of the calendar that the first row answers."""
    return CalendarStep.objects.get(code="REG").pk


def newest_calendar() -> int:
    return CalendarRevision.objects.order_by("-number").first().pk


def ordered() -> Report:
    """The centre has put its letter beside the round."""
    report = cast.report()
    said = actions.order_letters.Said("มท 0210.5/ว 1234", cast.TODAY, "การรายงานผล ITA")
    file = NewFile(b"%PDF-1.7", "หนังสือ.pdf", "pdf")
    actions.order_letters.save(round=report.round, said=said, by=cast.central(), seen="", new=file)
    return report


def booked() -> Report:
    """Sent, and a book of its round asked for."""
    report = cast.submitted()
    recipe = book_recipes.recipe(
        report.round, kind="book", audience="full", chosen="sent", today=timezone.localdate()
    )
    actions.books.ask(round=report.round, recipe=recipe, by=cast.reviewer())
    return report


STATES: dict[str, Callable[[], Report | None]] = {
    "-": lambda: None,
    "office": office,
    "draft": cast.report,
    "revised": revised,
    "amended": amended,
    "ordered": ordered,
    "asked": asked,
    "handed": handed,
    "submitted": cast.submitted,
    "printed": papers.printed,
    "signed": papers.signed,
    "on-paper": on_paper,
    "receipt": receipt,
    "taken": taken,
    "returned": returned,
    "corrected": corrected,
    "waiting": waiting,
    "replied": replied,
    "mailed": mailed,
    "accepted": cast.accepted,
    "bulk": accepted_in_bulk,
    "withdrawn": withdrawn,
    "proven": proven,
    "proved": proved,
    "read": read,
    "applied": applied,
    "booked": booked,
    "exemplary": exemplary,
    "centre": lambda: read(cast.reviewer()),
    "read-in": lambda: applied(cast.reviewer()),
}


# What the addresses name, what the forms hold --------------------------------------------------------


# Addresses that begin with a round's number, with what follows it.
OF_A_ROUND = {
    **dict.fromkeys(["round_settings", "round_order_letter", "round_order_letter_remove"], ()),
    **dict.fromkeys(["order_letter", "round_rehearsal", "round_opening", "round_opening_undo"], ()),
    **dict.fromkeys(["round_extensions", "round_closing", "round_open_again"], ()),
    "round_delete": (),
    "round_rehearsal_file": ("csv",),
    "round_extension_take_back": (1,),
}


def address_of(name: str, report: Report | None) -> str:
    if name in OF_A_ROUND:
        return reverse(name, args=[report.round_id, *OF_A_ROUND[name]])
    named = {
        "round_new": lambda: [2568],
        "holiday_remove": lambda: [1],
        "contact_confirm": lambda: [report.round_id],
        "handover_read": lambda: [HandoverNote.objects.get().pk],
        "head_withdraw": lambda: [HeadRequest.objects.get().pk],
        "head_confirm": lambda: [HeadRequest.objects.get().pk],
        "head_refuse": lambda: [HeadRequest.objects.get().pk],
        "head_code": lambda: [cast.head().pk],
        "notice_read": lambda: [Notice.objects.get(province=report.province).pk],
        **dict.fromkeys(
            ["mail_wording", "mail_save", "mail_preview", "mail_test", "mail_standard"],
            lambda: ["returned"],
        ),
        **dict.fromkeys(["mail_again", "mail_cancel"], lambda: [MailMessage.objects.get().pk]),
        "handover_write": lambda: [cast.clerk().pk],
        **dict.fromkeys(
            ["person", "person_code", "person_close", "person_reopen"], lambda: [cast.clerk().pk]
        ),
        "report_start": lambda: [report.round_id],
        "report_start_from": lambda: [report.round_id],
        "line_edit": lambda: [report.pk, first_line(report).pk],
        "line_evidence": lambda: [report.pk, first_line(report).pk],
        "evidence_shelf": lambda: [2567],
        **dict.fromkeys(
            ["evidence_file", "evidence_describe", "evidence_remove", "evidence_bring_back"],
            lambda: [Evidence.objects.get().pk],
        ),
        "row_action": lambda: [report.pk, "add_line", first_line(report).pk],
        "report_draft_pdf": lambda: [report.pk, draft_pk(report)],
        "report_submission": lambda: [report.pk, 1],
        "report_draft_file": lambda: [report.pk, "xlsx"],
        "audit_file": lambda: ["csv"],
        "report_submission_pdf": lambda: [report.pk, 1],
        "report_submission_memo": lambda: [report.pk, 1],
        "report_submission_letter": lambda: [report.pk, 1],
        "report_note_letter": lambda: [report.pk, 1],
        "report_print_receipt": lambda: [report.pk, 1],
        "report_receipt_pdf": lambda: [report.pk, 1],
        "report_signing_copy": lambda: [report.pk, SigningCopy.objects.get().pk],
        "report_signed_scan": lambda: [report.pk, SignedScan.objects.get().pk],
        "submission_signed_scan": lambda: [getattr(newest(report), "pk", 1)],
        "verify": lambda: ["2567-6-51-01"],
        "verify_file": lambda: ["2567-6-51-01"],
        "report_submission_file": lambda: [report.pk, 1, "docx"],
        "review_round": lambda: [report.round_id],
        **dict.fromkeys(
            ["round_assignments", "assign_region", "assign_provinces", "assignments_hand_over"],
            lambda: [report.round_id],
        ),
        **dict.fromkeys(["bulk_accept", "bulk_return", "bulk_remind"], lambda: [report.round_id]),
        **dict.fromkeys(["bulk_result", "bulk_undo"], lambda: [BulkAct.objects.get().pk]),
        "round_file": lambda: [report.round_id, "xlsx"],
        "round_matrix": lambda: [report.round_id],
        "round_book": lambda: [report.round_id],
        "book_ask": lambda: [report.round_id],
        "book": lambda: [Book.objects.get().pk],
        "book_file": lambda: [Book.objects.get().pk],
        **dict.fromkeys(
            ["round_matrix_page", "round_matrix_csv", "round_map", "round_trends", "round_due_day"],
            lambda: [report.round_id],
        ),
        "call_note": lambda: [report.round_id, "lamphun"],
        **dict.fromkeys(["round_step", "round_step_keep"], lambda: [report.round_id, reg()]),
        **dict.fromkeys(
            ["round_step_good", "round_step_example"],
            lambda: [report.round_id, reg(), newest(report).pk, first_line(report).pk],
        ),
        "round_steps": lambda: [report.round_id],
        **dict.fromkeys(
            ["good_example_withdraw", "example_answer"], lambda: [GoodExample.objects.get().pk]
        ),
        "report_good_row": lambda: [report.pk, first_line(report).pk],
        "report_ask_again": lambda: [report.pk, 0, report.comments.get().pk],
        **dict.fromkeys(
            ["report_drop_question", "report_resolve", "report_unresolve"],
            lambda: [report.pk, report.comments.get().pk],
        ),
        "review_submission": lambda: [newest(report).pk],
        "submission_public_version": lambda: [newest(report).pk],
        "submission_pdf": lambda: [newest(report).pk],
        "submission_file": lambda: [newest(report).pk, "json"],
        "public_round": lambda: [2567, 6],
        "public_round_file": lambda: [2567, 6, "json"],
        "public_report": lambda: [2567, 6, "lamphun"],
        "public_report_pdf": lambda: [2567, 6, "lamphun"],
        "public_report_file": lambda: [2567, 6, "lamphun", "csv"],
        "public_version": lambda: [2567, 6, "lamphun", 1],
        "public_version_pdf": lambda: [2567, 6, "lamphun", 1],
        "public_version_file": lambda: [2567, 6, "lamphun", 1, "xlsx"],
        "public_calendar": lambda: [2567],
        "public_plan": lambda: [2567, "lamphun"],
        "plan_print": lambda: [2567, "lamphun"],
        "plan_pdf": lambda: [2567, "lamphun"],
        "calendar_feed": lambda: [2567],
        "plan_year": lambda: [2567],
        "review_plan": lambda: [2567, "lamphun"],
        **dict.fromkeys(
            ["calendar_page", "calendar_edit", "calendar_copy", "calendar_delete"],
            lambda: [newest_calendar()],
        ),
        "calendar_force": lambda: [newest_calendar()],
        "calendar_file": lambda: [newest_calendar(), "xlsx"],
        "plan_feed": lambda: [2567, "lamphun"],
        "plan_edit": lambda: [2567],
        "plan_start": lambda: [2567],
        "plan_row": lambda: [2567, "add_phase", "plan"],
        "report_import": lambda: [report.round_id],
        "plan_import": lambda: [2567],
        "review_import": lambda: [report.round_id, "lamphun"],
    }
    without = {"desk", "home", "about", "plans", "calendars", "public_rounds", "admin:index"}
    without |= {"session_left", "session_extend", "first_password", "people", "people_invite"}
    without |= {"holidays", "holidays_paste", "good_examples", "example_asked"}
    without |= {"audit_log", "search", "verify_home", "holidays", "holidays_paste"}
    without |= {"years_home", "calendar_new", "calendar_begin", "calendar_read"}
    without |= {"notices", "notices_read_all", "mail_home", "mail_rules"}
    without |= {"mail_day", "mail_outbox", "mail_chat"}
    without |= {"head_propose", "head_requests", "contact_edit"}
    without |= {"province_home", "review_home", "year_home", *ALLAUTH}
    if "import_" in name and name not in named and name != "report_confirm_import":
        return reverse(name, args=[Intake.objects.get().pk])
    args = named[name]() if name in named else [] if name in without else [report.pk]
    return reverse(name, args=args)


def draft_pk(report: Report) -> int:
    draft = report.draft_prints.first()
    return draft.pk if draft else 0


def first_line(report: Report) -> Line:
    return Line.objects.filter(group__report=report).first()


def newest(report: Report) -> Submission:
    return actions.latest(report)


def typed(name: str, report: Report | None) -> dict[str, object]:
    """What the page's form sends."""
    sent = newest(report) if report else None
    wording = {"subject": "เรื่อง", "body": "ข้อความ {words}", "version": 0}
    return {
        **dict.fromkeys(["mail_save", "mail_preview", "mail_test"], lambda: wording),
        "round_new": round_typed,
        "round_order_letter": lambda: {"number": "ว 1", "day": "1/4/2567", "subject": "การรายงาน"},
        "round_opening_undo": lambda: {"reason": "เปิดผิดรอบ"},
        "round_extensions": lambda: {"whom": "all", "due_on": "15 พ.ค. 2567", "reason": "น้ำท่วม"},
        "round_closing": lambda: {"reason": "สิ้นสุดการรับ"},
        "round_open_again": lambda: {"reason": "น้ำท่วม"},
        "holidays": lambda: {"day": "13 เม.ย. 2567", "name": "วันสงกรานต์"},
        "holidays_paste": lambda: {"lines": "13 เม.ย. 2567 วันสงกรานต์"},
        "people_invite": lambda: {"username": "lamphun-2", "name": "สมศรี ตัวอย่าง"},
        "person": lambda: {"name": "สมหญิง ตัวอย่าง", "seen": people.token(cast.clerk())},
        "handover_write": lambda: {"words": "รายงานทำถึงลำดับที่ ๓"},
        "head_propose": lambda: {"name": "สมศักดิ์ ตัวอย่าง", "post": "หัวหน้าสำนักงานจังหวัด"},
        "head_refuse": lambda: {"answer": "ไม่มีคำสั่งแต่งตั้ง"},
        "contact_edit": lambda: {"unit": "กลุ่มงานบริหารทรัพยากรบุคคล"},
        "report_hand_over": lambda: cast.shown(report),
        "report_confirm_import": lambda: cast.shown(report),
        "import_confirm": lambda: {"version": 1, "target_version": report.version},
        "review_import_confirm": lambda: {"version": 1, "target_version": report.version},
        "evidence_describe": lambda: {"caption": "แจ้งส่วนราชการ", "version": 1},
        "evidence_shelf": lambda: {"evidence-link-address": "https://www.lamphun.go.th/ita"},
        "report_give_back": lambda: {"note": "โปรดแก้คำผิด"},
        # What was read: of a report that was sent, the version that was certified.
        "report_submit": lambda: cast.shown(report),
        "report_print_to_sign": lambda: cast.shown(report),
        "report_sign_on_paper": lambda: papers.typed(report),
        "report_submit_signed": lambda: papers.shown(report),
        "report_ask_to_correct": lambda: {"reason": "แก้ไขคำผิด"},
        "report_note_letter": lambda: {"number": "ลพ 0017.3/12", "day": "1/4/2567"},
        "report_keep": lambda: {"submission": getattr(sent, "pk", 1), "ask-report": "โปรดแก้ไข"},
        "report_mark_read": lambda: {"submission": sent.pk},
        "report_good_row": lambda: {"submission": sent.pk},
        "report_ask_again": lambda: {"submission": sent.pk},
        "book_ask": lambda: {
            **{"kind": "zip", "scope": "nation"},
            **{"chosen": "sent", "audience": "full"},
        },
        "report_return": lambda: {"submission": sent.pk, "comment": "โปรดแก้ไข"},
        "report_accept": lambda: {"submission": sent.pk},
        "call_note": lambda: {"text": "ไม่มีผู้รับสาย"},
        "assign_provinces": lambda: {"province": ["51"]},
        "bulk_accept": lambda: bulk.typed([report]),
        "bulk_return": lambda: bulk.typed([report], comment="โปรดแก้ไข"),
        "bulk_remind": lambda: bulk.typed([report], text="โปรดส่งรายงาน"),
        "report_accept_correction": lambda: {"submission": sent.pk},
        "report_reopen": lambda: {"reopen-reason": "แก้ไขคำผิด"},
        "report_withdraw": lambda: {"withdraw-reason": "ข้อมูลส่วนบุคคล"},
    }.get(name, dict)()


def round_typed() -> dict[str, object]:
    words = {name: getattr(cast.round_(), name) for name in WORDS_OF_A_ROUND}
    days = {"as_of": "31 มี.ค. 2568", "opens_on": "1 เม.ย. 2568", "due_on": "30 เม.ย. 2568"}
    return {"months": 6, **words, **days}


WORDS_OF_A_ROUND = (
    *("title", "number_style", "text_size", "heading_number", "heading_official"),
    *("heading_provincial", "heading_step", "heading_result", "heading_status"),
    *("word_done", "word_in_progress", "word_not_due", "word_nothing", "word_not_ours"),
)


@pytest.fixture
def no_printer(monkeypatch):
    """No page prints: none of these answers takes more than a look."""
    monkeypatch.setattr(pdf, "render", lambda *args, **named: pytest.fail("a page printed"))


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_everyone_gets_the_answer_of_the_table(state, no_printer):
    """A state is made once; what somebody changes in it is undone before the next address."""
    report = STATES[state]()
    rows = [row for row in ROWS if row.state == state]

    found = {name: answers_to(person, rows, report) for name, person in PEOPLE.items()}

    other = {
        f"{row} {name}": f"{found[name][row]}, not {row.expected[column]}"
        for row in rows
        for column, name in enumerate(PEOPLE)
        if found[name][row] != row.expected[column]
    }
    assert other == {}


def answers_to(person: Callable | None, rows: list[Row], report: Report | None) -> dict[Row, str]:
    """The answers to one person, who is gone before the next comes."""
    with transaction.atomic():
        client = Client()
        if person:
            client.force_login(person())
        signed_in = client.cookies.output(header="", sep=";")
        found = {row: answer_to(signed_in, row, report) for row in rows}
        transaction.set_rollback(True)
    return found


def answer_to(signed_in: str, row: Row, report: Report | None) -> str:
    client = Client()
    client.cookies = SimpleCookie(signed_in)
    with transaction.atomic():
        if "plan" in row.address:
            plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
        address = address_of(row.address, report)
        data = typed(row.address, report) if row.method == "POST" else {}
        response = client.get(address) if row.method == "GET" else client.post(address, data)
        if response.streaming:
            list(response.streaming_content)  # The client closes a file that was read to its end.
        transaction.set_rollback(True)
    is_login = response.status_code == 302 and response["Location"].startswith(SIGN_IN)
    return "login" if is_login else str(response.status_code)


# Nothing is left out ------------------------------------------------------------------------------


def patterns(resolver, prefix: str = ""):
    """Every address of the URLconf but the admin's, which has its own way in."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route, pattern
        elif route != ADMIN:
            yield from patterns(pattern, route)


def test_every_address_is_in_the_table():
    addresses = {pattern.name for _, pattern in patterns(get_resolver())}

    assert addresses == {row.address for row in ROWS} - {"admin:index"}


def test_every_view_says_who_may_open_it():
    without = {
        pattern.name
        for _, pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "access")
    }

    assert without == ALLAUTH


def test_everything_that_only_posts_is_tried_both_ways():
    tried = {(row.method, row.address) for row in ROWS}
    refused = {row.address for row in ROWS if row.method == "GET" and "405" in row.expected}

    assert {name for name in refused if ("POST", name) not in tried} == set()
