"""Seen: names that were met already, however many, in a few megabytes of memory."""

import errno
import sqlite3

CACHE = 4096  # kilobytes held in memory; the rest lies in a temporary file that ends with the process


class Seen:
    """A set of names that grows on disk: a set in memory would take 80 bytes for each of millions of names."""

    def __init__(self) -> None:
        self._names = sqlite3.connect(
            "", isolation_level=None, check_same_thread=False
        )  # "" is a temporary file
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
            self._names.execute(f"PRAGMA {setting}")
        self._names.execute("CREATE TABLE names (hash INTEGER PRIMARY KEY)")
        self._names.execute("BEGIN")

    def add(self, name: str) -> bool:
        """Keep a name and return whether it is new.

        Parameters
        ----------
        name
            Known by its hash of 64 bits.

        Raises
        ------
        OSError
            When there is no room for the temporary file.
        """
        try:
            return self._names.execute("INSERT OR IGNORE INTO names VALUES (?)", (hash(name),)).rowcount == 1
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, f"no room for a temporary file: {error}") from None
