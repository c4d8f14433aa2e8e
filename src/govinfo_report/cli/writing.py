"""Files that a command writes: whole or not at all, and over nothing that is there unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from govinfo_report.messages import Message, message

__all__ = ["put"]


def put(target: Path, content: str | bytes, *, force: bool, into: bool = False) -> Message | None:
    """Write ``content`` to ``target``; why not, where that cannot be.

    What is there is written over only with ``force``; ``into`` makes the folders that are missing.
    """
    if os.path.isfile(target) and not force:
        return message("{target}已经存在，用--force覆盖", target=str(target))
    try:
        if into:
            target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        return message("{target}无法写入（{reason}）", target=str(target), reason=str(error.strerror or error))
    return None


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; what is no regular file (a pipe, a device) is written to."""
    target = target.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
