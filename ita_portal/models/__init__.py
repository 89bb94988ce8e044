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
from .office import HandoverNote, HeadRequest, Invitation

__all__ = [
    "CENTRE_ROLES",
    "PROVINCE_ROLES",
    "HandoverNote",
    "HeadRequest",
    "Invitation",
    "PeopleManager",
    "Province",
    "ProvinceQuerySet",
    "Role",
    "User",
]
