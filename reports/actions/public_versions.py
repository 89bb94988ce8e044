"""The version that everyone may read, frozen beside the one that was certified."""

from reports import document, masking
from reports.models import PublicVersion


def freeze_public(frozen: document.Report) -> PublicVersion | None:
    """What everyone may read of a version that is being sent; None where that is all of it."""
    public = masking.public(frozen)
    if public == frozen:
        return None
    text = document.canonical_json(public)
    return PublicVersion.objects.create(
        content=text, sha256=document.digest(text), masked=public.masked
    )
