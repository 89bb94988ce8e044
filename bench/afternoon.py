"""`python -m bench.afternoon`: the clicks and page loads of reading 76 reports in a browser, 10 of them returned.

The work is that of tests/browser/test_afternoon.py, which takes a few of them.
"""

import os
import subprocess
import sys
import time

ALL = {"AFTERNOON_REPORTS": "76", "AFTERNOON_RETURNED": "10"}
TEST = "tests/browser/test_afternoon.py"


def main() -> int:
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "browser", TEST]
    code = subprocess.call(command, env=os.environ | ALL)
    print(f"{time.monotonic() - begun:.0f} seconds, the making of the reports included")
    return code


if __name__ == "__main__":
    sys.exit(main())
