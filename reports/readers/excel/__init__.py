"""Excel's .xlsx → paper: the visible sheets in order, values as they were last computed, never a formula."""

from reports.readers.excel.book import read as read
