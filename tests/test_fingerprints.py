"""What a notebook depends on: enough that nothing stale is kept, and no more than it names."""

import pytest

from helpers.fingerprints import differences, fingerprint, module_files
from helpers.notebooks import find_notebooks
from support import notebook_file


@pytest.fixture
def root(tmp_path):
    for folder in (
        "src/helpers/claims",
        "src/helpers/resources",
        "data/raw",
        "data/coding/gold",
        "notebooks",
    ):
        (tmp_path / folder).mkdir(parents=True)
    files = {
        "src/helpers/__init__.py": "",
        "src/helpers/tables.py": "import json\nSOURCE_ENCODING = 'utf-8'",
        "src/helpers/corpus.py": "from helpers.tables import read",
        "src/helpers/periods.py": "from helpers.resources import read_resource",
        "src/helpers/resources.py": "",
        "src/helpers/claims/__init__.py": "from .scope import find",
        "src/helpers/claims/scope.py": "from ..periods import resolve",
        "src/helpers/resources/plans.csv": "plan",
        "data/raw/one.txt": "一",
        "data/coding/gold/one.tsv": "doc",
        "data/coding/peers.csv": "system",
        "data/coding/benchmark.csv": "measure",
        "requirements.lock": "",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    notebook_file(tmp_path / "notebooks/01-corpus.ipynb", ("code", "from helpers import corpus\nraw_dir"))
    notebook_file(
        tmp_path / "notebooks/04-claims.ipynb", ("code", "from helpers.claims import table\nraw_dir")
    )
    notebook_file(
        tmp_path / "notebooks/90-evaluation.ipynb",
        ("code", 'coding = "../data/coding"\ncoding / "gold", coding / "peers.csv"'),
    )
    notebook_file(tmp_path / "notebooks/00-map.ipynb", ("code", "find_notebooks(folder)"))
    return tmp_path


def inputs(root, name):
    notebooks = find_notebooks(root / "notebooks")
    (notebook,) = [each for each in notebooks if each.name == name]
    return fingerprint(notebook, notebooks, root)


def test_modules_count_with_what_they_import_also_relatively(root):
    names = {
        path.relative_to(root / "src/helpers").as_posix()
        for path in module_files(["helpers.claims"], root / "src")
    }
    assert names == {"claims/__init__.py", "claims/scope.py", "periods.py", "resources.py"}


def test_a_notebook_depends_on_what_it_names_and_no_more(root):
    assert set(inputs(root, "01-corpus")) == {
        "the cells of 01-corpus",
        "requirements.lock",
        "src/helpers/corpus.py",
        "src/helpers/tables.py",
        "data/raw/one.txt",
    }
    assert {"src/helpers/resources/plans.csv", "src/helpers/periods.py"} <= set(inputs(root, "04-claims"))
    assert set(inputs(root, "90-evaluation")) == {
        "the cells of 90-evaluation",
        "requirements.lock",
        "data/coding/gold/one.tsv",
        "data/coding/peers.csv",
    }


def test_the_map_depends_on_every_notebook(root):
    assert {f"the cells of {name}" for name in ("00-map", "01-corpus", "04-claims", "90-evaluation")} <= set(
        inputs(root, "00-map")
    )


@pytest.mark.parametrize(
    "name",
    ["src/helpers/periods.py", "src/helpers/resources/plans.csv", "data/raw/one.txt", "requirements.lock"],
)
def test_a_changed_file_is_named(root, name):
    before = inputs(root, "04-claims")
    with (root / name).open("a", encoding="utf-8") as handle:
        handle.write("\n# changed")
    assert differences(before, inputs(root, "04-claims")) == [name]


def test_outputs_and_counts_of_a_notebook_are_no_change(root):
    before = inputs(root, "01-corpus")
    path = root / "notebooks/01-corpus.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"execution_count": null', '"execution_count": 7')
    )
    assert differences(before, inputs(root, "01-corpus")) == []
