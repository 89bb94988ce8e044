"""What was done: reports with their rows, submissions and history; the documents that were taken in."""

    "ContactCheck",
