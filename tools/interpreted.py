"""Import this before the package where a tool replaces functions within a module: compiled modules call each other directly."""

import os
import sys

if getattr(sys.modules.get("helpers.compiled"), "in_use", bool)():
    raise RuntimeError(
        "The package was imported as compiled modules before `interpreted` was; import it first."
    )
os.environ["XIANJIE_COMPILED"] = "no"
