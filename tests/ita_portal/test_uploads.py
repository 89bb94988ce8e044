"""Files beyond the limit are passed over while they arrive; what was typed beside them is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from ita_portal import uploads


@pytest.fixture
def request_with_file():
    file = SimpleUploadedFile("ก.docx", b"x" * 100)
    request = RequestFactory().post("/", {"before": "ก่อน", "file": file, "later": "หลัง"})
    yield request
    request.close()


@pytest.mark.parametrize("in_memory", [0, 2_621_440])
def test_a_file_within_the_limit_arrives(in_memory, request_with_file, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory

    assert request_with_file.FILES["file"].read() == b"x" * 100
    assert not uploads.was_too_large(request_with_file, "file")


@pytest.mark.parametrize("in_memory", [0, 2_621_440])
@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_OF_A_REQUEST"])
def test_a_file_beyond_the_limit_is_passed_over(
    limit, in_memory, request_with_file, settings, monkeypatch
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    monkeypatch.setattr(uploads, limit, 99)

    assert request_with_file.POST.dict() == {"before": "ก่อน", "later": "หลัง"}
    assert dict(request_with_file.FILES) == {}
    assert uploads.was_too_large(request_with_file, "file")
    assert not uploads.was_too_large(request_with_file, "another")
