"""Import this before the package where a tool replaces functions within a module: compiled modules call each other directly."""

import os

os.environ["XIANJIE_COMPILED"] = "no"

from helpers.compiled import in_use

if in_use():
    raise RuntimeError(
        "The package was imported as compiled modules before `interpreted` was; import it first."
    )
