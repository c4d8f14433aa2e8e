"""Invented figures of invented organs, and the paths they belong to."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

__all__ = ["CITY", "COUNTY", "KINDS", "OLD", "ROWS", "TOWN", "Figures", "Value"]

Value = int | Decimal | None

KINDS: Final = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_organization",
    "other",
    "total",
)
_REFUSED: Final = (
    "state_secret",
    "prohibited_by_law",
    "security_and_stability",
    "third_party_rights",
    "internal_affairs",
    "deliberative_process",
    "enforcement_file",
    "administrative_inquiry",
)
_OUTCOMES: Final = (
    "disclosed",
    "partly_disclosed",
    *(f"refused.{name}" for name in _REFUSED),
    *(f"unavailable.{name}" for name in ("not_held", "requires_creation", "still_unclear")),
    *(
        f"not_processed.{name}"
        for name in ("petition_or_complaint", "repeated", "published_material", "excessive", "reconfirmation")
    ),
)
_OTHER: Final = {
    "2021": ("other.not_corrected_in_time", "other.fee_unpaid", "other.other"),
    "2019": ("other",),
}
ROWS: Final[Mapping[str, Sequence[str]]] = {
    edition: (
        "received",
        "carried_in",
        *(f"outcomes.{name}" for name in (*_OUTCOMES, *other, "total")),
        "carried_out",
    )
    for edition, other in _OTHER.items()
}
"""The rows of table 三, in the order of the form."""

_DISCLOSURE: Final = {
    "2021": (
        *(
            f"{kind}.{name}"
            for kind in ("regulations", "normative_documents")
            for name in ("issued", "repealed", "in_force")
        ),
        "licensing.decisions",
        "penalties.decisions",
        "compulsion.decisions",
        "fees.amount",
    ),
    "2019": (
        *(
            f"{kind}.{name}"
            for kind in ("regulations", "normative_documents")
            for name in ("made", "published", "total_published")
        ),
        *(
            f"{kind}.{name}"
            for kind in ("licensing", "other_services", "penalties", "compulsion")
            for name in ("previous_items", "change", "decisions")
        ),
        "fees.previous_items",
        "fees.change",
        "procurement.projects",
        "procurement.amount",
    ),
}
_DISPUTES: Final = tuple(
    f"{block}.{name}"
    for block in ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    for name in ("upheld", "corrected", "other", "pending", "total")
)


@attrs.frozen
class Figures:
    """The figures of one report: of table 二 in the order of the form, of table 三 row by row, of table 四."""

    agency: str
    year: int
    edition: str
    disclosure: tuple[Value, ...]
    applications: tuple[tuple[Value, ...], ...]
    disputes: tuple[Value, ...]

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def truth(self) -> dict[str, Value]:
        """Every path of the form with what is printed there."""
        cells: dict[str, Value] = {
            f"disclosure.{name}": value for name, value in zip(_DISCLOSURE[self.edition], self.disclosure, strict=True)
        }
        for row, values in zip(ROWS[self.edition], self.applications, strict=True):
            for kind, value in zip(KINDS, values, strict=True):
                cells[f"applications.{row}.{kind}"] = value
        for name, value in zip(_DISPUTES, self.disputes, strict=True):
            cells[f"disputes.{name}"] = value
        return cells


def _drawn(seed: int, edition: str, share: float, most: int) -> tuple[tuple[Value, ...], ...]:
    """A table 三 whose sums hold; ``share`` of its cells are above zero, none above ``most``."""
    dice = random.Random(seed)

    def row() -> list[int]:
        return [dice.randint(1, most) if dice.random() < share else 0 for _ in range(6)]

    outcomes = [row() for _ in range(len(ROWS[edition]) - 4)]
    total = [sum(column) for column in zip(*outcomes, strict=True)]
    carried_in = [min(value, dice.randint(0, 4)) for value in total]
    carried_out = [dice.randint(0, 3) if value else 0 for value in total]
    received = [a + b - c for a, b, c in zip(total, carried_out, carried_in, strict=True)]
    rows = [received, carried_in, *outcomes, total, carried_out]
    return tuple((*values, sum(values)) for values in rows)


CITY: Final = Figures(
    "岚川市人民政府",
    2023,
    "2021",
    (2, 1, 17, 31, 14, 128, 215307, 48119, 3962, Decimal("8214.57")),
    _drawn(11, "2021", 0.75, 380),
    (41, 13, 22, 9, 85, 30, 7, 12, 5, 54, 16, 4, 3, 8, 31),
)
COUNTY: Final = Figures(
    "栖霞岭县自然资源局",
    2024,
    "2021",
    (0, 0, 0, 3, 2, 26, 1847, 63, 5, Decimal("120.5")),
    _drawn(5, "2021", 0.25, 14),
    (3, 1, 0, 2, 6, 1, 0, 0, 4, 5, 0, 2, 0, 0, 2),
)
TOWN: Final = Figures(
    "白鹭洲镇人民政府",
    2022,
    "2021",
    (0, 0, 0, 0, 0, 0, 12, 4, 0, 0),
    tuple(
        (3, 0, 0, 0, 0, 0, 3)
        if name in ("received", "outcomes.total")
        else (2, 0, 0, 0, 0, 0, 2)
        if name == "outcomes.disclosed"
        else (1, 0, 0, 0, 0, 0, 1)
        if name == "outcomes.unavailable.not_held"
        else (0,) * 7
        for name in ROWS["2021"]
    ),
    (0,) * 15,
)
OLD: Final = Figures(
    "澄湖区教育局",
    2020,
    "2019",
    (0, 0, 0, 7, 6, 41, 18, 2, 935, 22, -3, 418, 6, 1, 77, 4, 0, 12, 3, -1, 29, Decimal("356.08")),
    _drawn(23, "2019", 0.5, 60),
    (5, 0, 1, 2, 8, 3, 1, 0, 1, 5, 2, 0, 0, 1, 3),
)
