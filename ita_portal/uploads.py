"""What a request may carry: files beyond the limit are passed over, and whatever was typed beside them is kept."""

from typing import NoReturn

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
# The whole of a request, as a proxy in front bounds it too (docs/running.md).
MOST_OF_A_REQUEST = 25 * 1024 * 1024


class SizeLimit(FileUploadHandler):
    """The first of the handlers: skips a file that is too large; the view tells by `was_too_large`."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.is_too_long = content_length > MOST_OF_A_REQUEST

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.is_too_long:
            self._skip()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > MOST_BYTES:
            self._skip()
        return raw_data

    def file_complete(self, file_size):
        return None

    def _skip(self) -> NoReturn:
        skipped = (self.field_name, self.file_name)
        self.request.skipped_files = [*getattr(self.request, "skipped_files", []), skipped]
        raise SkipFile


def was_too_large(request: HttpRequest, name: str) -> bool:
    """Whether the file of a field was passed over."""
    return bool(too_large(request, name))


def too_large(request: HttpRequest, name: str) -> list[str]:
    """The names of the files of a field that were passed over."""
    skipped = getattr(request, "skipped_files", [])
    return [file for field, file in skipped if field == name]


def is_too_much_at_once(request: HttpRequest) -> bool:
    """Whether all of its files were passed over for what they weigh together."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_OF_A_REQUEST
