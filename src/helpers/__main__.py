"""``python -m helpers`` and the console script ``xianjie``."""

import sys

from helpers.run import main

if __name__ == "__main__":
    sys.exit(main())
