"""What acts of the centre ask first: who does it, and for words that fit."""

from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import has_words
from reports.actions.refusals import Refused

NOT_THE_CENTRE = "การทำรายการนี้ทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง"


def only_reviewers(by: User, refusal: str = NOT_THE_CENTRE) -> None:
    """Raise Refused for everybody who does not work at the centre."""
    if not by.may_review:
        raise Refused(refusal)


def given_words(typed: str, ask: str, most: int, *, otherwise: str = "") -> str:
    """What was typed, cleaned, without white space around it. Raises Refused with `ask` for none, or for too many."""
    words = thai.clean_text(typed).strip()
    if not has_words(words):
        raise Refused(ask)
    return within(words, most, otherwise)


def within(words: str, most: int, otherwise: str = "") -> str:
    """The words, of at most so many letters; `otherwise` says what else to do. Raises Refused."""
    if len(words) > most:
        limit, count = map(thai.to_thai_digits, (most, len(words)))
        raise Refused(f"โปรดเขียนไม่เกิน {limit} ตัวอักษร (ขณะนี้ {count}){otherwise}")
    return words
