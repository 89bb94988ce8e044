"""Papers as other provinces might have made them, each with the truth beside it, and what may happen to them.

`wording.py` holds the words, `made.py` writes reports and plans of them, `seeds.py` takes the four
real ones; `mutations.py` does to them what offices, converters and scanners do, `written.py` makes
files of them, `judge.py` holds a reading against the truth. Everything follows from a seed.
"""
