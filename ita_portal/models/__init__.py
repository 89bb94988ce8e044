"""Provinces and people, and what becomes of people's accounts."""

from .accounts import (
    CENTRE_ROLES,
    PROVINCE_ROLES,
    PeopleManager,
    Province,
    ProvinceQuerySet,
    Role,
    User,
)
from .audit import AuditEntry, AuditSeal, Kind, NeverChanged
from .notices import Notice, NoticeQuerySet, NoticeRead
from .office import HandoverNote, HeadRequest, Invitation

__all__ = [
    "CENTRE_ROLES",
    "PROVINCE_ROLES",
    "AuditEntry",
    "AuditSeal",
    "HandoverNote",
    "HeadRequest",
    "Invitation",
    "Kind",
    "NeverChanged",
    "Notice",
    "NoticeQuerySet",
    "NoticeRead",
    "PeopleManager",
    "Province",
    "ProvinceQuerySet",
    "Role",
    "User",
]
