"""``python -m govinfo_report`` and the ``govinfo-report`` command."""

from __future__ import annotations

import sys

from govinfo_report.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
