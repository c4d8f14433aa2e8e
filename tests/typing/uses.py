"""What type checkers must accept, and refuse on the lines marked ``# refused``."""

from decimal import Decimal

import govinfo_report as gr
from govinfo_report.forms.applications import Applicants
from govinfo_report.forms.disclosure import Documents2021, Fees2021

row = Applicants(
    natural_person=1,
    commercial_enterprise=0,
    research_institution=0,
    public_interest_organization=0,
    legal_service_organization=None,
    other=0,
    total=1,
)
count: int | None = row.natural_person
fees = Fees2021(amount=gr.Amount(Decimal("12.5"), "万元"))

Documents2021(issued=1, repealed=0)  # refused
Documents2021(issued=1, repealed=0, in_force=2, published=3)  # refused
Documents2021(1, 0, 2)  # refused
Documents2021(issued="1", repealed=0, in_force=2)  # refused
Fees2021(amount=12.5)  # refused
gr.Amount(Decimal(1), "美元")  # refused
row.natural_persons  # refused
row.total = 3  # refused

report = gr.read("report.txt")
title: str | None = report.title
report.titel  # refused
report.title = "x"  # refused
report.applications.received.total  # refused
if isinstance(report.disclosure, gr.Disclosure2021):
    in_force: int | None = report.disclosure.regulations.in_force
    report.disclosure.regulations.made  # refused
if isinstance(report.disclosure, gr.Disclosure2019):
    made: int | None = report.disclosure.regulations.made
    report.disclosure.regulations.in_force  # refused
gr.Report(year="2023")  # refused
gr.Report(tilte="x")  # refused
gr.Report.blank("2020")  # refused
report.with_cells({"applications.received.total": "3"})  # refused
for finding in report.check():
    sentence: str = finding.text("en")
    finding.severity  # refused
gr.reads(3)  # refused


@gr.rule(id="a.b", title="题", severity="hint", citation={"zh_CN": "据", "en": "clause"}, reads="overview")
def own(report: gr.Report) -> list[gr.Finding]:
    return [own.finding(report.overview is not None, "有", "overview"), own.failed({"en": "x"}, left=1, right=2)]


report.check(rules=own, without=["structure"], tables="disclosure", severity="warning")
report.check(rules=3)  # refused
report.check(severity="grave")  # refused
gr.check_series([report], rules=["series.carried", own]).where(status="failed").worst_first()
gr.check_series([report]).where(status="bad")  # refused
gr.rule(id="a.b", title="题", severity="grave", citation="")  # refused
