"""Staging: what a step writes lies aside until the step is done, and then takes its place all at once.

A run that is killed while a step works leaves what was there before. One that is killed while finished files take their
place has written down which, and the next run moves the rest.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BASE, ASIDE = "XIANJIE_STAGED_BASE", "XIANJIE_STAGED_ASIDE"  # kernels inherit them
PREFIX = "stage-"
PLAN = "plan.json"


class BusyError(RuntimeError):
    """Another run writes to the same folder."""


def aside(path: Path) -> Path:
    """Return where a file is to be written: aside while a step is staged, else where it belongs."""
    base, folder = os.environ.get(BASE), os.environ.get(ASIDE)
    if not base or not folder:
        return path
    whole = Path(os.path.realpath(path.parent)) / path.name
    return Path(folder) / whole.relative_to(base) if whole.is_relative_to(base) else path


def current(path: Path) -> Path:
    """Return where a file is to be read: aside when the step under way has written it anew."""
    staged = aside(path)
    return staged if staged is not path and staged.exists() else path


def replace_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: into a neighbour first, which then takes its place."""
    target = aside(path)
    if target is not path:
        target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".~{target.name}")
    partial.write_bytes(content)
    partial.replace(target)


class Stage:
    """Where the steps of one run write, below a base folder.

    Parameters
    ----------
    base
        What is written below it is staged; what is written elsewhere goes straight there.
    folder
        Where the files lie aside: on the same disk, not part of the results.
    """

    def __init__(self, base: Path, folder: Path) -> None:
        self._base = Path(os.path.realpath(base))
        self._folder = folder
        self._own = (
            folder / f"{PREFIX}{uuid.uuid4().hex}"
        )  # a kernel that outlives its run cannot write into the next

    @contextmanager
    def step(self) -> Iterator[None]:
        """Stage what is written from here on; on an error it is thrown away."""
        self.discard()
        (self._own / "files").mkdir(parents=True)
        os.environ |= {BASE: str(self._base), ASIDE: str(Path(os.path.realpath(self._own / "files")))}
        try:
            yield
        except BaseException:
            self.discard()
            raise
        finally:
            for name in (BASE, ASIDE):
                os.environ.pop(name, None)

    def files(self) -> list[Path]:
        """Return what the step has written, by where it belongs, sorted."""
        files = self._own / "files"
        return sorted(
            self._base / path.relative_to(files)
            for path in files.rglob("*")
            if path.is_file() and not path.name.startswith(".~")
        )

    def commit(self, gone: Iterable[Path] = ()) -> None:
        """Have what the step has written take its place, and take away what it writes no more.

        Parameters
        ----------
        gone
            Files to be taken away.
        """
        plan = {
            "files": [str(path.relative_to(self._base)) for path in self.files()],
            "gone": [str(Path(os.path.realpath(path)).relative_to(self._base)) for path in gone],
        }
        replace_whole(self._own / PLAN, json.dumps(plan).encode())
        _carry_out(self._own, self._base)

    def discard(self) -> None:
        """Throw away what was written and not committed."""
        shutil.rmtree(self._own, ignore_errors=True)

    def recover(self) -> bool:
        """Finish what earlier runs had committed when they were stopped, throw away the rest; return whether any."""
        found = False
        for folder in sorted(self._folder.glob(f"{PREFIX}*")):
            if (folder / PLAN).is_file():
                _carry_out(folder, self._base)
                found = True
            shutil.rmtree(folder, ignore_errors=True)
        return found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the base folder for one run.

        Raises
        ------
        BusyError
            When another run holds it. A run that was killed holds nothing.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("a") as handle:
            try:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:  # not on this system: two runs at once are the reader's own risk
                pass
            except OSError:
                raise BusyError from None
            yield


def _carry_out(folder: Path, base: Path) -> None:
    plan = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    for name in plan["files"]:
        staged = folder / "files" / name
        if staged.is_file():  # else it has taken its place already
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            staged.replace(base / name)
    for name in plan["gone"]:
        with suppress(OSError):
            (base / name).unlink()
    shutil.rmtree(folder, ignore_errors=True)
