"""A sample of ``python -m tests.fuzz``."""

from __future__ import annotations

from tests.fuzz import over


def test_mutated_sources_of_every_format_are_read_or_refused() -> None:
    outcome = over(range(240), 20_241)
    assert outcome.raised == []
    for kind in ("text", "html", "json", "docx", "xlsx", "pdf"):
        assert outcome.found[f"{kind} read"]
        assert outcome.found[f"{kind} refused"]
