"""PDF → paper: the report that a PDF of this portal carries, else what its tags say of the text layer."""

from reports.readers.pdf.file import read as read
