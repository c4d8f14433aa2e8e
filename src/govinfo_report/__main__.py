"""``python -m govinfo_report`` and the ``govinfo-report`` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from govinfo_report.cli.language import likely_locale
from govinfo_report.messages import message

__all__ = ["main"]

_NEEDED: Final = frozenset({"cyclopts", "rich"})
"""What the extra ``cli`` brings."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is what it returns: 2 where its extra is not installed."""
    tokens = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from govinfo_report.cli.app import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        what = message("命令行工具需要另外安装：{command}", command="pip install 'govinfo_report[cli]'")
        _say(what.text(likely_locale(tokens, os.environ)))
        return 2
    except KeyboardInterrupt:  # while it was being loaded
        return 130
    return run(tokens)


def _say(sentence: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(sentence.encode(encoding, "backslashreplace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main())
