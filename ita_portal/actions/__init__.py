"""Every change of provinces and people. `by` is the person, or None for a command of the server.

A form carries the `token` of the row it was made from; given as `seen`, it is compared under the
row's lock, so that nobody overwrites what they have not read.
"""

from .accounts import (
    CONTACTS,
    change_password,
    delete_province,
    save_contacts,
    save_person,
    save_province,
)
from .codes import (
    VALID_FOR,
    WRONG_CODE,
    CodeRanOut,
    Issued,
    WrongCode,
    issue_code,
    set_password_by_code,
)
from .handovers import read_handover, write_handover
from .heads import Candidate, confirm_head, propose_head, refuse_head, withdraw_head_request
from .notices import Page, cancel_notices, mark_all_read, mark_read, tell
from .office import close_account, edit_person, invite, reopen_account
from .rows import UNTOLD, Refused, Stale, locked, save_columns, token

__all__ = [
    "CONTACTS",
    "UNTOLD",
    "VALID_FOR",
    "WRONG_CODE",
    "Candidate",
    "CodeRanOut",
    "Issued",
    "Page",
    "Refused",
    "Stale",
    "WrongCode",
    "cancel_notices",
    "change_password",
    "close_account",
    "confirm_head",
    "delete_province",
    "edit_person",
    "invite",
    "issue_code",
    "locked",
    "mark_all_read",
    "mark_read",
    "propose_head",
    "read_handover",
    "refuse_head",
    "reopen_account",
    "save_columns",
    "save_contacts",
    "save_person",
    "save_province",
    "set_password_by_code",
    "tell",
    "token",
    "withdraw_head_request",
    "write_handover",
]
