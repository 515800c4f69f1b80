"""pyproject.toml, requirements.lock, environment.yml and what is installed say the same."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib import metadata

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers import __version__
from helpers.notebooks import ROOT, find_notebooks

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
# a package, its version and marker, then its hashes; nothing else may stand in the lock
ENTRY = re.compile(
    r"(?P<pin>[a-z0-9][a-z0-9.-]*==\S+(?: ; [^\\\n]+)?) \\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
)
LOCKED = [Requirement(entry["pin"]) for entry in ENTRY.finditer(LOCK)]


def here(requirements):
    """Return those that apply to this platform, by name."""
    apply = [each for each in requirements if each.marker is None or each.marker.evaluate()]
    return {canonicalize_name(each.name): each for each in apply}


def version(requirement):
    """Return the one version that a pin allows."""
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    return pin.version


def declared():
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    return [Requirement(each) for group in groups for each in group]


def test_the_lock_holds_pins_and_hashes_and_nothing_else():
    assert LOCKED
    assert ENTRY.sub("", LOCK).strip() == ""


def test_what_the_project_declares_is_locked_at_a_version_it_allows():
    pins = here(LOCKED)
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{requirement}: not in requirements.lock; run `make lock`"
        assert requirement.specifier.contains(version(pins[name])), f"{requirement} against {pins[name]}"


def test_the_build_backend_is_locked_too():
    for each in PROJECT["build-system"]["requires"]:
        assert canonicalize_name(Requirement(each).name) in here(LOCKED)


def test_what_is_installed_is_what_is_locked():
    installed = {canonicalize_name(each.name): each.version for each in metadata.distributions()}
    for name, pin in here(LOCKED).items():
        assert installed.get(name) == version(pin), f"{name}: run `make`"


def test_what_locked_packages_need_is_locked():
    pins = here(LOCKED)
    for name in pins:
        for text in metadata.requires(name) or ():
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                needed = pins.get(canonicalize_name(need.name))
                assert needed is not None, f"{name} needs {need}"
                assert need.specifier.contains(version(needed), prereleases=True), f"{name} needs {need}"


def imported_packages(sources):
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names)


def test_the_package_and_its_notebooks_import_only_what_is_declared():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    cells = [cell for notebook in find_notebooks(ROOT / "notebooks") for cell in notebook.cells]
    sources += [source for kind, source, _ in cells if kind == "code"]
    providers = metadata.packages_distributions()
    runtime = {canonicalize_name(Requirement(each).name) for each in PROJECT["project"]["dependencies"]}
    for package in sorted(imported_packages(sources) - {"helpers"}):
        provided_by = {canonicalize_name(name) for name in providers.get(package, ())}
        assert provided_by & runtime, f"{package}: not among the dependencies in pyproject.toml"


def test_conda_gets_the_same_python_and_the_same_packages():
    plain = [each for each in CONDA["dependencies"] if isinstance(each, str)]
    (pip,) = [each["pip"] for each in CONDA["dependencies"] if isinstance(each, dict)]
    assert CONDA["channels"] == ["conda-forge"]
    assert "python=3.11" in plain
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.12"
    # nothing beside the lock: what conda's pip installs is what `make` installs
    assert pip == ["--requirement requirements.lock"]


@pytest.mark.slow
def test_the_pip_part_for_conda_resolves_in_a_plain_environment(tmp_path):
    (pip,) = [each["pip"] for each in CONDA["dependencies"] if isinstance(each, dict)]
    # conda writes the pip part to a file beside environment.yml and gives that to pip
    (tmp_path / "pip-part.txt").write_text("\n".join(pip), encoding="utf-8")
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    venv.create(tmp_path / "plain", with_pip=True)
    python = tmp_path / "plain" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    done = subprocess.run(
        [*install, "--dry-run", "--require-hashes", "-r", str(tmp_path / "pip-part.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (would,) = [line for line in done.stdout.splitlines() if line.startswith("Would install")]
    assert len(would.split()) - 2 == len(here(LOCKED))


@pytest.mark.parametrize("name", ["Makefile", "pyproject.toml", "environment.yml", "requirements.lock"])
def test_packages_come_from_whatever_index_the_reader_uses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"(?<!--no-emit-)(index-url|find-links)|https?://", text)


def test_the_version_is_the_same_wherever_it_stands():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert PROJECT["project"]["version"] == __version__ == citation["version"]
    assert f"version {__version__}" in (ROOT / "README.md").read_text(encoding="utf-8")
