"""Paths of cells and parts: which there are, and what to say of one that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from govinfo_report.compiled import Form
from govinfo_report.errors import CellError
from govinfo_report.forms.sections import PARTS
from govinfo_report.messages import message

__all__ = ["below", "check_path", "no_such_cell"]

_NO_CELLS: Final = frozenset((*PARTS, "title", "agency", "year", "extras", "disclosure", "applications", "disputes"))
"""What a note or a finding may speak of beside the cells of a table."""


def below(path: str, group: str) -> bool:
    """Whether ``path`` is ``group`` or a cell in it."""
    return path == group or path.startswith(group + ".")


def check_path(path: str, forms: Iterable[Form], also: Iterable[str] = ()) -> None:
    """Accept a cell of ``forms``, a group of their cells, a part of the report, and what ``also`` has.

    Raises:
        CellError: ``path`` is none of these.
    """
    forms = tuple(forms)
    if path in _NO_CELLS or any(path in form.index for form in forms) or path in also:
        return
    if not any(own.startswith(f"{path}.") for form in forms for own in form.index):
        raise no_such_cell(path, forms)


def no_such_cell(path: str, forms: Iterable[Form]) -> CellError:
    """The error for a path that none of ``forms`` has, with the nearest that one has."""
    path = str(path)
    known = [known for form in forms for known in form.index]
    if not known:
        return CellError(path, message("没有单元格“{path}”：报告中没有表格", path=path))
    near = get_close_matches(path, known, 1, 0)[0]
    return CellError(path, message("没有单元格“{path}”；最接近的是“{near}”", path=path, near=near))
