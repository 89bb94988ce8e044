"""Files that people bring as evidence: looked at for harm in a process apart, named plainly, kept as they are.

Pictures alone are made anew. No Django here but in `examine`, so that the process starts at once.
"""
