"""Reports as Arrow tables: one schema on every route, figures exact, and back without loss."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import duckdb
import polars
import pyarrow as pa
import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report import frames
from govinfo_report.compiled import compile_form
from govinfo_report.content import ExtraCell
from govinfo_report.frames.arrow import compute as pc
from govinfo_report.frames.columns import decimals
from govinfo_report.frames.schemas import DECIMAL, KEY, VERSION_KEY, columns
from govinfo_report.quantity import Amount
from govinfo_report.testing import reports
from tests.layouts import distinct
from tests.reports_on_disk import documents

EXAMPLES = Path(__file__).parent.parent / "examples"
SOUND = (EXAMPLES / "linjiang-2023.txt").read_bytes()
WRONG = (EXAMPLES / "linjiang-2022-wrong.txt").read_bytes()


def of_batch(*sources: tuple[str, bytes]) -> frames.Frames:
    names, contents = zip(*sources, strict=True)
    return frames.read_batch(pa.record_batch({"name": names, "content": contents}))


@settings(max_examples=20)
@given(reports())
def test_reports_come_back_as_they_were(report: gr.Report) -> None:
    made = frames.from_reports([report, report])
    for name, table in made.tables().items():
        frames.check(table)
        frames.check(frames.plain(table), name)
    (one, again), (_, twin) = frames.to_reports(made)
    assert again == twin == report
    assert again.notes == report.notes
    assert again.to_json() == report.to_json()
    assert made.reports.column("status").to_pylist() == ["read", "duplicate"]
    assert made.reports.column("report").to_pylist() == [one, one]
    assert made.cells.num_rows == len(report.cells())
    assert dict(zip(made.cells["path"].to_pylist(), made.cells["value"].to_pylist(), strict=True)) == report.cells()


def test_every_cell_says_where_it_stands() -> None:
    report = distinct("2019").with_cells({"disclosure.procurement.amount": Amount(Decimal("1.50"), "亿元")})
    rows = {row["path"]: row for row in frames.from_reports([report]).cells.to_pylist()}
    row = rows["applications.outcomes.other.total"]
    assert row["row_label"] == "三、本年度办理结果/（六）其他处理"
    assert (row["column_label"], row["kind"], row["unit"], row["printed"]) == ("总计", "count", "件", None)
    assert (row["agency"], row["year"], row["table_name"], row["edition"]) == (
        "某市商务局",
        2020,
        "applications",
        "2019",
    )
    amount = rows["disclosure.procurement.amount"]
    assert (amount["value"], amount["unit"], amount["printed"]) == (Decimal("150000000"), "元", "1.50亿元")
    assert rows["disclosure.procurement.projects"]["unit"] == "项"
    assert rows["disputes.reconsideration.total"]["row_label"] is None
    bare = report.with_cells({"disclosure.procurement.amount": Amount(Decimal("7"))})
    (row,) = (row for row in frames.from_reports([bare]).cells.to_pylist() if row["kind"] == "amount")
    assert (row["value"], row["unit"], row["printed"]) == (Decimal(7), None, "7")


def test_the_editions_are_joined_where_they_differ_in_shape() -> None:
    of_2019 = set(compile_form(gr.Applications2019).index)
    joined = {path: frames.joined_path(path) for path in compile_form(gr.Applications2021).index}
    assert set(joined.values()) == of_2019
    assert sum(path != other for path, other in joined.items()) == 21
    assert all(frames.joined_path(path) == path for path in of_2019)


def test_blanks_stay_blank_and_carry_their_mark() -> None:
    text = SOUND.decode().replace("\n5210\n", "\n/\n").replace("\n1386\n", "\n约1386\n")
    made = of_batch(("a.txt", text.encode()))
    marks = {row["path"]: row for row in made.cells.to_pylist() if row["mark"]}
    assert {path: row["mark"] for path, row in marks.items()} == {
        "disclosure.licensing.decisions": "blank-mark",
        "disclosure.penalties.decisions": "unread",
    }
    assert [row["value"] for row in marks.values()] == [None, None]
    assert made.notes.column("code").to_pylist() == ["blank-mark", "unread"]
    assert made.notes.column("line").to_pylist() == [28, 33]
    missing = gr.Report.blank("2021")
    missing = attrs.evolve(missing, notes=[gr.Note("missing", "applications.received", details=(("label", "x"),))])
    cells = frames.from_reports([missing]).cells.to_pylist()
    marked = {row["path"] for row in cells if row["mark"] == "missing"}
    assert marked == {path for path in missing.cells() if path.startswith("applications.received.")}


def test_findings_are_those_of_check() -> None:
    made = of_batch(("a.txt", WRONG))
    findings = gr.reads(WRONG).check()
    rows = made.findings.to_pylist()
    assert [row["finding"] for row in rows] == [finding.id for finding in findings]
    assert [tuple(row["paths"]) for row in rows] == [finding.paths for finding in findings]
    assert [(row["left_side"], row["right_side"]) for row in rows] == [(one.left, one.right) for one in findings]
    assert [row["text"] for row in rows if row["text"]] == [finding.text() for finding in findings.failed]
    (report,) = made.reports.to_pylist()
    counted = (len(findings.passed), len(findings.failed), len(findings.incomplete), findings.ok)
    assert (report["passed"], report["failed"], report["incomplete"], report["ok"]) == counted
    assert (report["level"], report["format"], report["disclosure"]) == ("county", "text", "2021")


def test_a_bad_source_is_a_row_with_its_error() -> None:
    broken = gr.reads(SOUND).to_json().encode()[:-40]
    made = of_batch(("a.txt", SOUND), ("b.txt", b"\xff\xfe\xfa\xfb\xff"), ("c.json", broken), ("d.txt", SOUND))
    rows = made.reports.to_pylist()
    assert [row["status"] for row in rows] == ["read", "failed", "failed", "duplicate"]
    assert all(row["error"] and row["cause"] == "unreadable" for row in rows[1:3])
    assert rows[3]["report"] == rows[0]["report"]
    assert rows[3]["agency"] is rows[3]["error"] is None
    assert len(set(made.cells.column("report").to_pylist())) == 1


def test_every_route_gives_the_same() -> None:
    given = [(name, data) for name, data, _ in documents(12, 5)] + [("again", SOUND), ("twice", SOUND)]
    whole = frames.from_outcomes(gr.read_many(given, workers=1))
    assert whole.equals(of_batch(*given))
    assert frames.concat([of_batch(*given[:5]), of_batch(*given[5:])]).equals(frames.concat([whole]))
    again = frames.concat([of_batch(*given[:13]), of_batch(*given[12:])])
    assert again.reports.column("status").to_pylist()[-3:] == ["read", "duplicate", "duplicate"]
    assert again.cells.equals(frames.concat([whole]).cells)
    for table in again.tables().values():
        frames.check(table)
    sources = pa.record_batch({"name": [name for name, _ in given], "content": [data for _, data in given]})
    for name in frames.SCHEMAS:
        mapped = pa.Table.from_batches(
            list(frames.map_in_arrow(name)([sources])), frames.plain(frames.SCHEMAS[name].empty_table()).schema
        )
        frames.check(mapped, name)
        assert not any(map(pa.types.is_dictionary, mapped.schema.types))
        assert mapped.to_pylist() == whole.tables()[name].to_pylist()


def test_addresses_are_kept() -> None:
    batch = pa.table({"content": [SOUND], "address": ["https://www.example.gov.cn/1"], "name": ["a"]})
    assert frames.read_batch(batch).reports.column("address").to_pylist() == ["https://www.example.gov.cn/1"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ["a"]},
        {"name": pa.array([None], pa.string()), "content": [b""]},
        {"name": [["a"]], "content": [b""]},
        {"name": ["a"], "content": [b""], "address": [{"a": 1}]},
    ],
)
def test_sources_without_their_columns_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(frames.FrameError, match="来源表应有"):
        frames.read_batch(pa.table(wrong))


def test_content_that_could_not_be_fetched_is_a_row_with_its_error() -> None:
    batch = pa.record_batch({"name": ["a", "b", "c"], "content": pa.array([None, SOUND, None], pa.binary())})
    made = frames.read_batch(batch)
    assert made.reports.column("status").to_pylist() == ["failed", "read", "failed"]
    assert made.reports.column("cause").to_pylist() == ["system", None, "system"]
    assert made.reports.column("report").to_pylist()[::2] == [None, None]
    assert made.reports.column("error")[0].as_py() == "没有内容：content为空值"
    for table in made.tables().values():
        frames.check(table)
    assert frames.concat([made, made]).reports.column("status").to_pylist() == [
        *("failed", "read", "failed"),
        *("failed", "duplicate", "failed"),
    ]


def test_what_is_no_frame_is_refused() -> None:
    made = of_batch(("a.txt", SOUND))
    cells = made.cells
    faults = {
        "列应为": cells.drop_columns(["mark"]),
        "value应为": cells.set_column(10, cells.schema.field("value"), cells["value"].cast(DECIMAL)).cast(
            pa.schema([f if f.name != "value" else pa.field("value", pa.float64()) for f in cells.schema])
        ),
        "path不能为空": cells.set_column(5, "path", pa.nulls(cells.num_rows, pa.string())),
        "kind应为": cells.set_column(9, "kind", pa.array(["odd"] * cells.num_rows)),
        "有1个件数": pa.Table.from_pylist([{**cells.to_pylist()[0], "value": Decimal("-1")}], cells.schema),
        "有2个件数": pa.Table.from_pylist([{**cells.to_pylist()[0], "value": Decimal("1.5")}] * 2, cells.schema),
    }
    for said, table in faults.items():
        with pytest.raises(frames.FrameError, match=said):
            frames.check(table, "cells")
    with pytest.raises(frames.FrameError, match="用frame=指明"):
        frames.check(pa.table({"a": [1]}))
    with pytest.raises(frames.FrameError, match="不是数据表"):
        frames.check(cells, "cell")
    with pytest.raises(frames.FrameError, match="版本为99"):
        frames.check(cells.replace_schema_metadata({KEY: b"cells", VERSION_KEY: b"99"}))
    for unknown in (lambda: frames.map_in_arrow("cell"), lambda: frames.dataset(".", "cell")):
        with pytest.raises(frames.FrameError, match="没有数据表"):
            unknown()
    with pytest.raises(frames.FrameError, match="文件夹中没有数据表"):
        frames.load(EXAMPLES)


def test_rows_that_are_no_report_are_refused() -> None:
    made = of_batch(("a.txt", SOUND))
    rows = made.cells.to_pylist()
    at = next(number for number, row in enumerate(rows) if row["kind"] == "amount")
    faults = {
        "缺少1个单元格": rows[1:],
        "出现了两次": [*rows, rows[0]],
        "没有名为'other'": [{**row, "table_name": "other"} for row in rows],
        "与印出的1.00不一致": [*rows[:at], {**rows[at], "printed": "1.00"}, *rows[at + 1 :]],
        "与印出的None不一致": [*rows[:at], {**rows[at], "printed": None}, *rows[at + 1 :]],
        "应为印出的金额": [*rows[:at], {**rows[at], "printed": "1e3"}, *rows[at + 1 :]],
    }
    for said, wrong in faults.items():
        other = attrs.evolve(made, cells=pa.Table.from_pylist(wrong, made.cells.schema))
        with pytest.raises(frames.FrameError, match=said):
            list(frames.to_reports(other))


IDENTITIES = {rule.id for rule in gr.list_rules() if rule.check is None and rule.check_series is None}


def test_the_identities_of_all_reports_at_once_are_those_of_each() -> None:
    given = [(name, data) for name, data, _ in documents(30, 9)]
    blank = SOUND.replace(b"\n57\n", b"\n/\n")
    made = of_batch(*given, ("a", WRONG), ("b", blank), ("c", gr.Report.blank("2019").to_json().encode()))
    for cells in (made.cells, frames.plain(made.cells)):
        counts, failures = frames.identities(cells.select(list(frames.NEEDED)))
        rows = [row for row in made.findings.to_pylist() if row["finding"].split("@")[0] in IDENTITIES]
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["finding"], []).append(row["status"])
        told = {row["finding"]: [row["passed"], row["failed"], row["incomplete"]] for row in counts.to_pylist()}
        assert len(told) == counts.num_rows
        expected = {
            name: [all.count(status) for status in ("passed", "failed", "incomplete")] for name, all in found.items()
        }
        assert {name: numbers for name, numbers in told.items() if any(numbers)} == expected
        keys = ("report", "finding", "left_side", "right_side")
        failed = [tuple(row[key] for key in keys) for row in rows if row["status"] == "failed"]
        assert sorted(tuple(row[key] for key in keys) for row in failures.to_pylist()) == sorted(failed)
        assert len(failed) >= 4
    for wrong in (
        made.cells.slice(0, made.cells.num_rows - 1),
        made.cells.take(list(reversed(range(made.cells.num_rows)))),
    ):
        with pytest.raises(frames.FrameError, match="不按格式的顺序"):
            frames.identities(wrong)
    assert frames.identities(made.cells.slice(0, 0))[1].num_rows == 0


def test_figures_are_exact_or_refused() -> None:
    longest: list[int | Decimal | None] = [Decimal("99999999999999999999999999.999999999999"), 2**53 - 1, None, -3]
    assert decimals(longest).to_pylist() == longest
    assert decimals([2**80, None]).to_pylist() == [Decimal(2**80), None]
    wrongs: list[list[int | Decimal | None]] = [[Decimal("1e-13")], [10**26]]
    for wrong in wrongs:
        with pytest.raises(frames.FrameError, match="位数"):
            decimals(wrong)


def test_polars_and_duckdb_take_the_tables_as_they_are() -> None:
    cells = of_batch(("a.txt", SOUND), ("b.txt", WRONG)).cells
    frame = polars.from_arrow(cells)
    assert isinstance(frame, polars.DataFrame)
    assert frame.schema["value"] == polars.Decimal(38, 12)
    total = frame.filter(polars.col("path") == "applications.received.total")["value"].sum()
    query = "select sum(value) from cells where path = 'applications.received.total'"
    asked = duckdb.connect().execute(query).fetchall()
    expected = sum(gr.reads(one).cells()["applications.received.total"] or 0 for one in (SOUND, WRONG))
    assert asked == [(expected,)]
    assert total == expected


def test_the_documentation_lists_the_columns() -> None:
    page = (EXAMPLES.parent / "docs" / "frames.md").read_text(encoding="utf-8")
    for name in frames.SCHEMAS:
        listed = [
            line.split("`")[1] for line in page.split(f"## {name}\n")[1].split("\n## ")[0].splitlines() if "| `" in line
        ]
        assert listed == [column.name for column in columns(name)]


def test_content_that_failed_once_and_was_read_later_is_not_lost() -> None:
    (read,) = gr.read_many([("b", SOUND)], workers=1)
    failed = attrs.evolve(
        next(gr.read_many([("a", b"")], workers=1)), sha256=read.sha256, size=read.size, cause="died", source="a"
    )
    made = frames.from_outcomes([failed, read, attrs.evolve(read, source="c"), attrs.evolve(failed, source="d")])
    assert made.reports.column("status").to_pylist() == ["failed", "read", "duplicate", "duplicate"]
    one, other = frames.from_outcomes([failed]), frames.from_outcomes([failed, read])
    for joined in (frames.concat([one, other]), frames.concat([one, one, frames.from_outcomes([read])])):
        assert joined.reports.column("status").to_pylist() == ["failed", "duplicate", "read"]
        assert [report for _, report in frames.to_reports(joined)][-1] == read.report
    assert frames.concat([other, one]).reports.column("status").to_pylist() == ["failed", "read", "duplicate"]


def test_tables_that_went_through_polars_come_back() -> None:
    given = [gr.read(EXAMPLES / name) for name in ("linjiang-2023.txt", "yunxi-commerce-2020.txt")]
    text = SOUND.decode().replace("\n5210\n", "\n约5210\n")
    made = frames.from_reports([*given, gr.reads(text)])
    back = frames.Frames(**{name: polars.from_arrow(table).to_arrow() for name, table in made.tables().items()})
    assert [report for _, report in frames.to_reports(back)] == [*given, gr.reads(text)]
    assert pa.types.is_large_string(back.reports.schema.field("title").type)
    assert frames.identities(back.cells)[0].equals(frames.identities(made.cells)[0])
    assert frames.identities(frames.plain(made.cells))[0].equals(frames.identities(made.cells)[0])
    taken = polars.from_arrow(made.cells)
    assert isinstance(taken, polars.DataFrame)
    frames.check(taken, "cells")
    assert frames.identities(taken)[0].equals(frames.identities(made.cells)[0])
    frames.check(duckdb.from_arrow(made.cells), "cells")
    with pytest.raises(gr.ValueRefused, match="应为Arrow表"):
        frames.check(3, "cells")
    with pytest.raises(frames.FrameError, match="或同一份报告出现两次"):
        frames.identities(pa.concat_tables([made.cells.slice(0, 200), made.cells.slice(0, 200)]))
    with pytest.raises(frames.FrameError, match="出现两次"):
        frames.identities(pa.concat_tables([made.cells, made.cells]))
    assert frames.concat([back]).equals(frames.concat([made]))
    numbers = pa.list_(pa.struct([("name", pa.int32()), ("value", pa.int32())]))
    for odd in (pa.nulls(back.notes.num_rows, numbers), pa.nulls(back.notes.num_rows, pa.list_(pa.string()))):
        wrong = back.notes.set_column(back.notes.schema.get_field_index("details"), "details", odd)
        with pytest.raises(frames.FrameError, match="details应为"):
            frames.check(wrong, "notes")


def test_frames_are_short_in_a_console() -> None:
    made = frames.from_reports([gr.reads(SOUND)])
    assert repr(made).startswith("<Frames: 1 reports, 200 cells, 0 extras, ")


def test_what_is_no_outcome_and_no_report_is_refused() -> None:
    with pytest.raises(gr.ValueRefused, match="应为Outcome"):
        frames.from_outcomes([gr.Report()])  # type: ignore[list-item]
    with pytest.raises(gr.ValueRefused, match="应为Report"):
        frames.from_reports(gr.read_many([("a.txt", SOUND)]))  # type: ignore[arg-type]


def test_rows_in_any_order_make_the_same_reports() -> None:
    given = [gr.reads(WRONG), gr.reads(SOUND), gr.Report(year=2020), gr.reads(WRONG)]
    made = frames.from_reports(given)
    turned = {
        name: table.take(pa.array(range(table.num_rows - 1, -1, -1), pa.int64()))
        for name, table in made.tables().items()
    }
    back = [report for _, report in frames.to_reports(frames.Frames(**turned))]
    assert [report.to_json() for report in back] == [report.to_json() for report in reversed(given)]


def test_rows_that_were_filtered_away_make_no_other_report() -> None:
    made = frames.from_reports([gr.reads(SOUND.decode().replace("\n5210\n", "\n约5210\n"))])
    disputes = pc.equal(made.cells["table_name"].cast(pa.string()), "disputes")
    with pytest.raises(frames.FrameError, match=r"应有的表格是applications 2021、.*，而单元格表中是disputes 2019/2021"):
        list(frames.to_reports(attrs.evolve(made, cells=made.cells.filter(disputes))))
    with pytest.raises(frames.FrameError, match=r"^报告.{64}.*：表格disclosure缺少5个单元格$"):
        list(frames.to_reports(attrs.evolve(made, cells=made.cells.slice(5))))
    with pytest.raises(frames.FrameError, match="而单元格表中是-"):
        list(frames.to_reports(attrs.evolve(made, cells=made.cells.slice(0, 0))))
    extra = ExtraCell("disputes", ("小计",), ("总计",), 3)
    made = frames.from_reports(
        attrs.evolve(report, extras=(extra, attrs.evolve(extra, row=("其中",))))
        for _, report in frames.to_reports(made)
    )
    for name, count in (("extras", 2), ("notes", 1), ("paragraphs", made.paragraphs.num_rows)):
        told = f"的{name}应有{count}个，而数据表中是{count - 1}个"
        with pytest.raises(frames.FrameError, match=told):
            list(frames.to_reports(attrs.evolve(made, **{name: getattr(made, name).slice(1)})))
    (_, report), (_, turned) = (
        next(frames.to_reports(one)) for one in (made, attrs.evolve(made, extras=made.extras.take([1, 0])))
    )
    assert report == turned
    (_, third), *_ = frames.to_reports(frames.from_reports([report]))
    assert third.extras == report.extras


def test_a_year_to_load_is_a_whole_number(tmp_path: Path) -> None:
    with pytest.raises(frames.FrameError, match="年度应为整数，而不是'2023'"):
        frames.load(tmp_path, year="2023")  # type: ignore[arg-type]
