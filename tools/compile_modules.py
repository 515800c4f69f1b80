"""Compile the modules that read every character: ``python tools/compile_modules.py``, a step of `make` and `make test`.

mypyc translates them to C by their type hints, and Zig's C compiler, which comes as a package of the lock, makes machine code of
that in `build/compiled`; `helpers/compiled.py` uses it. Results are the same with and without. Where it cannot be made, the step
says why and succeeds: the sources are run then, which takes two fifths longer. What was made from the same sources, with the
same versions, is kept.
"""

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import metadata
from pathlib import Path
from typing import Any

from helpers.compiled import COMPILED, FOLDER, MANIFEST, SOURCES, SUFFIX, digests, read_manifest

# All modules that mentions and claims are read with but for those that work on whole tables or arrays, in pandas or NumPy.
PACKAGES = ("helpers/claims", "helpers/mentions")
BESIDE = ("corpus/sentences", "datelines", "destinations", "patterns", "periods", "places", "wordclass")
LEFT_OUT = {"__init__", "corrections", "figures", "notes", "panel", "plots", "tabular", "vocabulary"}
NAME = "xianjie"  # of the library that holds the code of all modules
TOOLS = ("mypy", "setuptools", "ziglang")
FLAGS = (
    *("-O3", "-g0", "-w", "-fPIC", "-fno-strict-aliasing", "-fwrapv", "-DNDEBUG"),
    # What modules call of each other is called directly: nothing but their start is looked up by its name.
    *("-fvisibility=hidden", "-fno-semantic-interposition", "-fomit-frame-pointer"),
    # No sum may be fused with a product: on some processors that rounds otherwise than Python does.
    "-ffp-contract=off",
)
CONSTANT = re.compile(r"^(_?[A-Z][A-Z0-9_]*) = ", re.M)
LOG = FOLDER.with_name("compiled.log")


class CannotCompileError(Exception):
    """Why no machine code can be made here."""


def main() -> None:
    """Compile what is not compiled yet, and say what came of it."""
    sources = modules()
    manifest = manifest_of(sources)
    if read_manifest(FOLDER) == manifest:
        print(f"{len(sources)} modules are compiled already")
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    LOG.unlink(missing_ok=True)
    try:
        _check_tools()
        with tempfile.TemporaryDirectory(prefix="xianjie-") as work:
            made = compile_all(list(sources.values()), Path(work))
            FOLDER.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, FOLDER)
        # last, so that nothing is used that was moved only in part
        (FOLDER / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _import_all(sources)
    except (CannotCompileError, OSError) as why:
        shutil.rmtree(FOLDER, ignore_errors=True)
        print(f"Not compiled: {why}. Nothing else changes, but mentions and claims take two fifths longer.")
    else:
        print(f"{len(sources)} modules are compiled: {_name_of(FOLDER)}")


def manifest_of(sources: dict[str, str]) -> dict[str, Any]:
    """Return what is written beside compiled modules: of what they were made, and where each is.

    Parameters
    ----------
    sources
        The modules, as `modules` gives them.
    """
    return {
        "suffix": SUFFIX,
        "made_with": {name: _version(name) for name in TOOLS}
        | digests([Path(__file__).name], Path(__file__).parent),
        "sources": digests(sources.values(), SOURCES),
        "modules": {name: f"{name.replace('.', '/')}{SUFFIX}" for name in [*sources, f"{NAME}__mypyc"]},
    }


def modules() -> dict[str, str]:
    """Return the modules to compile, by name, with their paths below the folder that holds the package."""
    paths = [path for package in PACKAGES for path in sorted((SOURCES / package).glob("*.py"))]
    paths += [SOURCES / "helpers" / f"{name}.py" for name in BESIDE]
    files = [path.relative_to(SOURCES) for path in paths if path.stem not in LEFT_OUT]
    return {".".join(file.with_suffix("").parts): file.as_posix() for file in files}


def compile_all(files: list[str], work: Path) -> Path:
    """Return a folder with a shared library for each module, and one more that holds the code of them all.

    Parameters
    ----------
    files
        Sources, by their paths below the folder that holds the package.
    work
        A folder for what is made on the way.
    """
    libraries = translate(files, work / "c")
    sources = [source for each in libraries.values() for source in each]
    objects = {source: str(work / f"{i}.o") for i, source in enumerate(sources)}
    include = [f"-I{folder}" for folder in (_headers(), _runtime(), work / "c")]
    shared = ["-shared", *(["-undefined", "dynamic_lookup"] if sys.platform == "darwin" else [])]
    made = work / "made"
    compiler = _Compiler(work)

    def compile_one(source: str) -> None:
        compiler.run(*FLAGS, *include, "-c", source, "-o", objects[source])

    def link(library: str) -> None:
        (made / library).parent.mkdir(parents=True, exist_ok=True)
        compiler.run(*shared, "-o", str(made / library), *(objects[source] for source in libraries[library]))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(compile_one, sources), 1):
            if done % 50 == 0:
                print(f"  {done} of {len(sources)} files of C", flush=True)
        list(pool.map(link, libraries))
    return made


def translate(files: list[str], folder: Path) -> dict[str, list[str]]:
    """Write C for Python modules; return for each shared library to be made of it the files of C.

    Parameters
    ----------
    files
        Sources, by their paths below the folder that holds the package.
    folder
        Where to write.
    """
    from mypyc.build import mypycify

    # Types of what stands outside are not needed: what they are is seen when the code runs.
    options = ["--follow-imports=skip", "--ignore-missing-imports", "--no-site-packages", "--config-file="]
    options.append(f"--cache-dir={os.devnull}")
    said = io.StringIO()
    with chdir(_prepared(files, folder.parent / "src")), redirect_stdout(said), redirect_stderr(said):
        try:
            extensions = mypycify(
                [*options, *files], multi_file=True, target_dir=str(folder), group_name=NAME
            )
        except (SystemExit, Exception) as stop:  # it ends the program where it finds a fault
            _log(f"{said.getvalue()}{stop}")
            raise CannotCompileError(f"mypyc does not take the sources, as {_name_of(LOG)} says") from None
        return {
            f"{each.name.replace('.', '/')}{SUFFIX}": [str(Path(source).resolve()) for source in each.sources]
            for each in extensions
        }


def _prepared(files: list[str], folder: Path) -> Path:
    """Return a folder with a copy of the sources whose constants are declared final, so that none is looked up by its name."""
    for source in [*files, *(path.relative_to(SOURCES) for path in SOURCES.glob("helpers/**/__init__.py"))]:
        text = (SOURCES / source).read_text(encoding="utf-8")
        if "__init__" not in str(source):
            text = with_final_constants(text)
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text(text, encoding="utf-8")
    return folder


def with_final_constants(text: str) -> str:
    """Return a module that declares its constants, which have names in capitals, to be final.

    Parameters
    ----------
    text
        Its source.
    """
    imports = [each for each in ast.parse(text).body if isinstance(each, ast.Import | ast.ImportFrom)]
    from_future = [each for each in imports if getattr(each, "module", "") == "__future__"]
    lines = CONSTANT.sub(r"\1: _Final = ", text).splitlines(keepends=True)
    at = from_future[-1].end_lineno if from_future else imports[0].lineno - 1 if imports else None
    if at is None:
        return text
    return "".join([*lines[:at], "from typing import Final as _Final\n", *lines[at:]])


class _Compiler:
    """Zig's compiler of C, with its caches in a folder that goes away, so that nothing is left in the home folder."""

    def __init__(self, work: Path) -> None:
        caches = {f"ZIG_{which}_CACHE_DIR": str(work / "zig") for which in ("GLOBAL", "LOCAL")}
        self._environment = os.environ | caches

    def run(self, *arguments: str) -> None:
        """Run it; raise `CannotCompileError` where it fails, with all it said in `LOG`."""
        # For any processor of the kind, since the folder may be copied to another machine.
        command = [
            sys.executable,
            "-m",
            "ziglang",
            "cc",
            "-mcpu=baseline",
            "-fno-sanitize=undefined",
            *arguments,
        ]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        if done.returncode:
            _log(f"{' '.join(command)}\n{done.stderr}")
            raise CannotCompileError(f"the compiler failed, as {_name_of(LOG)} says")


def _check_tools() -> None:
    for name in TOOLS:
        if not _version(name):
            raise CannotCompileError(f"{name} is not installed")
    if not (_headers() / "Python.h").is_file():
        raise CannotCompileError(
            "this Python came without its C headers (on Debian they are in python3.11-dev)"
        )


def _import_all(sources: dict[str, str]) -> None:
    """Import every module as a run does, in a Python of its own."""
    check = (
        "import importlib; from helpers.compiled import in_use; assert in_use(), 'not used'; "
        f"[importlib.import_module(name) for name in {list(sources)!r}]"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if k != COMPILED},
    )
    if done.returncode:
        _log(done.stderr)
        raise CannotCompileError(f"the compiled modules can't be imported, as {_name_of(LOG)} says")


def _log(text: str) -> None:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_text(text, encoding="utf-8")


def _name_of(path: Path) -> str:
    return path.relative_to(SOURCES.parent).as_posix()


def _headers() -> Path:
    return Path(sysconfig.get_path("include"))


def _runtime() -> Path:
    import mypyc

    return Path(mypyc.__file__).parent / "lib-rt"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


if __name__ == "__main__":
    main()
