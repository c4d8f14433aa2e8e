"""What all tests share: the corpus, which stands beside the repository and may be absent."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
FORMS_CSV = ROOT.parent / "shared" / "forms.csv"

_CHECKS = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.filter_too_much,
]
settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=_CHECKS)
settings.register_profile("thorough", max_examples=2000, deadline=None, suppress_health_check=_CHECKS)
settings.register_profile(
    "same",
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=_CHECKS,
    phases=(Phase.explicit, Phase.generate),
)
"""The same examples each time: a change is judged by what it changes; the other profiles look for new ones, and shrink them."""
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same" if os.environ.get("CI") else "quick"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real reports is not beside this checkout (../shared/corpus)")
    return CORPUS


def truth(corpus: Path, name: str) -> dict[str, int | Decimal | None]:
    """The printed figures of a report of the corpus; amounts as decimals, their units left out."""
    cells = json.loads((corpus / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    return {
        path: Decimal(value.removesuffix("元")) if isinstance(value, str) else value for path, value in cells.items()
    }
