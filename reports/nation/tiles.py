"""The map as a grid of squares, one a province, roughly where each lies: code → (column, row) from the north-west."""

# Rows from north to south; the code of a province (DOPA's), or a dot where no square stands.
GRID = """
. . 57 . . . . . . .
58 50 56 55 . . . 43 38 .
. 51 52 54 53 42 39 41 47 48
. 63 64 65 67 40 46 . 49 .
. 62 66 . 36 44 45 35 37 .
. 61 60 16 30 31 32 33 34 .
71 18 17 19 26 25 27 . . .
70 72 15 14 13 24 . . . .
76 73 12 10 11 20 . . . .
77 75 74 . . 21 22 23 . .
. 86 . . . . . . . .
85 84 . . . . . . . .
82 81 80 . . . . . . .
83 92 93 . . . . . . .
. 91 90 94 . . . . . .
. . . 95 96 . . . . .
"""

PLACES = {
    code: (column, row)
    for row, line in enumerate(GRID.strip().split("\n"))
    for column, code in enumerate(line.split())
    if code != "."
}
COLUMNS = 1 + max(column for column, _ in PLACES.values())
ROWS = 1 + max(row for _, row in PLACES.values())
