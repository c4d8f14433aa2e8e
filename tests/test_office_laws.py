"""Law 2 for Word and Excel files: what was rendered is read back, whatever the narrative holds."""

from __future__ import annotations

from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report.testing import reports

FEW = settings(max_examples=12)
"""Of files that take a tenth of a second each; ``HYPOTHESIS_PROFILE=thorough`` with ``--hypothesis-seed`` looks further."""


def carried(report: gr.Report, format: str) -> None:
    made = report.render(format)
    assert isinstance(made, bytes)
    again = gr.reads(made)
    assert again == report
    assert [str(one) for one in again.extras] == [str(one) for one in report.extras]
    assert not again.unread
    assert again.to_json().partition('"notes"')[0] == report.to_json().partition('"notes"')[0]


@settings(FEW)
@given(reports(carried_by="docx"))
def test_law_2_word_is_read_back(report: gr.Report) -> None:
    carried(report, "docx")


@settings(FEW)
@given(reports(carried_by="xlsx"))
def test_law_2_excel_is_read_back(report: gr.Report) -> None:
    carried(report, "xlsx")
