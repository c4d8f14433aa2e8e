"""A sample of ``python -m tests.fuzz``."""

from __future__ import annotations

from tests.fuzz import over


def test_mutated_sources_of_every_format_are_read_or_refused() -> None:
    found, raised = over(220, 20_241)
    assert raised == []
    assert found["read"]
    assert found["refused"]
