"""Word's .docx → paper: paragraphs, tables, numbering, text boxes and drawn lines of the document's body."""

from reports.readers.word.body import read as read
