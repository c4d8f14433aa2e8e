"""Findings and notes as remarks of a document, which mean cells by their names."""

from __future__ import annotations

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.compiled import compile_form
from govinfo_report.document import Grid, Position
from govinfo_report.remarks import MANY_CELLS

ROW = "applications.received"


def wrong() -> gr.Report:
    blank = gr.Report.blank("2021", agency="某市商务局", year=2022)
    cells: dict[str, int] = dict.fromkeys((path for path in blank.cells() if path.startswith("applications")), 0)
    return blank.with_cells({**cells, "applications.received.total": 3})


def test_the_cells_of_the_form_are_named_by_their_paths() -> None:
    for edition in ("2019", "2021"):
        report = gr.Report.blank(edition)
        grids = [block for block in report.to_document().blocks if isinstance(block, Grid)]
        for table, grid in zip(report.tables, grids, strict=True):
            named = [cell.name for cell in grid.cells if cell.name is not None]
            assert sorted(named) == sorted(compile_form(type(table)).index)
            assert not any(cell.header for cell in grid.cells if cell.name is not None)


def test_an_extra_cell_has_no_name() -> None:
    extra = gr.ExtraCell("applications", ("本级",), ("总计",), 7)
    report = attrs.evolve(wrong(), extras=(extra,))
    cells = [cell for block in report.to_document().blocks if isinstance(block, Grid) for cell in block.cells]
    assert [cell.name for cell in cells if cell.value == 7] == [None]
    assert [cell.value for cell in cells if cell.name == "applications.received.total"] == [3]


def test_failed_findings_become_remarks_in_order() -> None:
    report = wrong()
    failed = report.check().failed
    assert len(failed) > 2
    for locale in ("zh_CN", "en"):
        remarks = report.to_document(locale=locale, findings=True).remarks
        assert [remark.text for remark in remarks] == [finding.text(locale) for finding in failed]
        assert [remark.cells for remark in remarks] == [
            finding.paths if len(finding.paths) <= MANY_CELLS else ("disclosure",) for finding in failed[:-1]
        ] + [("disputes",)]
        assert [remark.id for remark in remarks] == [finding.id for finding in failed]
        assert [remark.severity for remark in remarks] == [finding.rule.severity for finding in failed]
    chosen = gr.Findings(failed[-1:])
    assert len(report.to_document(findings=chosen).remarks) == 1
    for nothing in (None, False, gr.Findings()):
        assert report.to_document(findings=nothing).remarks == ()


@pytest.mark.parametrize("count", [1, MANY_CELLS, MANY_CELLS + 1, 175])
def test_a_hint_on_many_cells_means_their_table_and_one_on_few_marks_them(count: int) -> None:
    report = gr.Report.blank("2021", agency="某市商务局", year=2022)
    full = report.with_cells(dict.fromkeys(report.cells(), 0))
    paths = tuple(path for path in full.cells() if path.startswith("applications"))
    blanked = full.with_cells(dict.fromkeys(paths[:count]))
    hints = blanked.check(rules="structure.blanks")
    (remark,) = blanked.to_document(findings=hints).remarks
    few = count <= MANY_CELLS
    assert remark.cells == (paths[:count] if few else ("applications",))
    html, markdown, text = (str(blanked.render(format, findings=hints)) for format in ("html", "markdown", "text"))
    assert html.count('class="hint" aria-describedby') == (count if few else 0)
    assert f'<a href="#{paths[count - 1] if few else "table-2"}">提示：表三：' in html
    assert 'class="head">核对结果和说明：提示1条；' in html
    assert text.count("[1]") == (count if few else 0) + 1
    assert text.count("[1] 提示：表三：") == 1
    assert markdown.count("[^1]") == (count + 1 if few else 0)
    assert ("\n> 提示：表三：" in markdown) is not few
    assert text.index("提示：") < text.index("四、政府信息公开")  # below the table that it means
    assert markdown.index("提示：") < markdown.index("四、政府信息公开")


def test_an_error_on_many_cells_marks_them_all() -> None:
    report = wrong()
    remarks = report.to_document(findings=report.check(severity="error")).remarks
    assert max(len(remark.cells) for remark in remarks) > MANY_CELLS - 3
    assert all(remark.cells != ("applications",) for remark in remarks)


def test_notes_become_remarks_when_asked_for() -> None:
    notes = (
        gr.Note("unread", f"{ROW}.total", "1?", Position(line=4)),
        gr.Note("decoded", ROW, "000"),
        gr.Note("no-table", "disputes", details=(("number", "四"),)),
        gr.Note("year-unknown"),
    )
    report = attrs.evolve(wrong(), notes=notes)
    assert report.to_document().remarks == ()
    cell, row, table, whole = report.to_document(notes=True).remarks
    assert cell.text == f"第4行：{notes[0].message}"
    assert (cell.cells, cell.id, cell.severity) == ((f"{ROW}.total",), f"unread@{ROW}.total", "warning")
    assert len(row.cells) == 7
    assert all(name.startswith(f"{ROW}.") for name in row.cells)
    assert table.cells == whole.cells == ()
    assert whole.id == "year-unknown"
    both = report.to_document(findings=True, notes=True).remarks
    assert [remark.id for remark in both[len(report.check().failed) :]] == [
        remark.id for remark in (cell, row, table, whole)
    ]
    assert report.render() == report.render(findings=False)
