"""From a `document.Report` to what people read and download; no database."""
