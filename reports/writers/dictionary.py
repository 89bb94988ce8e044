"""The words between which a printed line may break: libthai's dictionary, and those it lacks.

libthai takes the dictionary it finds in the folder that LIBTHAI_DICTDIR names. Its own knows ดำเนิน
and การ, so it would end a line between them.
"""

import ctypes
from collections.abc import Iterable
from pathlib import Path

# Where Debian keeps libthai's own.
SYSTEM = Path("/usr/share/libthai/thbrk.tri")
NAME = "thbrk.tri"
VARIABLE = "LIBTHAI_DICTDIR"

_WORDS = Path(__file__).with_name("words.txt")
_NO_DATA = -1  # what libthai's own entries carry


class NoDictionary(RuntimeError):
    """libthai's dictionary, or the library that reads it, is not on this machine."""


def words() -> list[str]:
    """The words of these reports that libthai's dictionary lacks."""
    return _WORDS.read_text(encoding="utf-8").split()


def extend(source: Path, target: Path, added: Iterable[str]) -> None:
    """Writes libthai's dictionary with more words to another file. Raises NoDictionary."""
    datrie = _datrie()
    trie = datrie.trie_new_from_file(str(source).encode())
    if not trie:
        raise NoDictionary(f"{source} is missing or not a dictionary")
    try:
        for word in added:
            datrie.trie_store(trie, _key(word), _NO_DATA)
        if datrie.trie_save(trie, str(target).encode()) != 0:
            raise NoDictionary(f"{target} cannot be written")
    finally:
        datrie.trie_free(trie)


def _key(word: str) -> ctypes.Array:
    return (ctypes.c_uint32 * (len(word) + 1))(*map(ord, word), 0)


def _datrie() -> ctypes.CDLL:
    """The library that libthai keeps its dictionary by; libthai always brings it."""
    try:
        library = ctypes.CDLL("libdatrie.so.1")
    except OSError as error:
        raise NoDictionary(str(error)) from error
    library.trie_new_from_file.argtypes = [ctypes.c_char_p]
    library.trie_new_from_file.restype = ctypes.c_void_p
    library.trie_store.argtypes = [
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_uint32),
        ctypes.c_int32,
    ]
    library.trie_save.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.trie_free.argtypes = [ctypes.c_void_p]
    return library
