"""Thai text cut into words by a dictionary, for marking where two texts differ."""

import logging
import os
from collections.abc import Callable
from functools import cache


def thai_words(letters: str) -> list[str]:
    """A run of Thai letters as its words; joined again they are the run. One piece where it cannot be cut."""
    try:
        found = _segmenter()(letters)
    except Exception:  # Whatever a segmenter dislikes in a text, the text is shown.
        logging.getLogger(__name__).exception("Thai text could not be cut into words")
        return [letters]
    return found if "".join(found) == letters else [letters]


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """The dictionary takes a third of a second and 80 MB of memory, so it is read when first needed."""
    # It makes a folder in the home of whoever imports it unless it is told not to.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.tokenize import word_tokenize

    return lambda letters: word_tokenize(letters, engine="newmm", join_broken_num=False)
