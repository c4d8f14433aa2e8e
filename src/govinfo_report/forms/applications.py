"""表三 收到和处理政府信息公开申请情况: seven applicant columns, 23 rows in the 2019 edition, 25 in the 2021."""

from __future__ import annotations

from govinfo_report.form import Table, count, part, record, table

__all__ = [
    "Applicants",
    "Applications2019",
    "Applications2021",
    "NotProcessed",
    "OtherOutcomes2021",
    "Outcomes2019",
    "Outcomes2021",
    "Refused",
    "Unavailable",
]

_LEGAL_PERSONS = "法人或其他组织"
_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_HEADER = "申请人情况"
_OUTCOMES = "三、本年度{办理结果}"
_OTHER = "（六）{其他处理}"
_TOTAL = "（七）{总计}"
_CARRIED_OUT = "四、{结转下年度}继续办理"
_BALANCE = (("balance", ("received", "carried_in"), ("outcomes.total", "carried_out")),)


@record
class Applicants:
    """One row of 表三: requests by kind of applicant, in 件."""

    natural_person: int | None = count("自然人")
    commercial_enterprise: int | None = count("商业企业", under=_LEGAL_PERSONS)
    research_institution: int | None = count("科研机构", under=_LEGAL_PERSONS)
    public_interest_organization: int | None = count("社会公益组织", under=_LEGAL_PERSONS)
    legal_service_organization: int | None = count("法律服务机构", under=_LEGAL_PERSONS)
    other: int | None = count("其他", under=_LEGAL_PERSONS)
    total: int | None = count("总计", total="row-sum")


@record
class Refused:
    """（三）不予公开, by reason."""

    state_secret: Applicants = part("1.{属于国家秘密}")
    prohibited_by_law: Applicants = part("2.{其他法律行政法规禁止公开}")
    security_and_stability: Applicants = part("3.{危及“三安全一稳定”}")
    third_party_rights: Applicants = part("4.{保护第三方合法权益}")
    internal_affairs: Applicants = part("5.{属于三类内部事务信息}")
    deliberative_process: Applicants = part("6.{属于四类过程性信息}")
    enforcement_file: Applicants = part("7.{属于行政执法案卷}")
    administrative_inquiry: Applicants = part("8.{属于行政查询事项}")


@record
class Unavailable:
    """（四）无法提供, by reason."""

    not_held: Applicants = part("1.{本机关不掌握相关政府信息}")
    requires_creation: Applicants = part("2.{没有现成信息需要另行制作}")
    still_unclear: Applicants = part("3.{补正后申请内容仍不明确}")


@record
class NotProcessed:
    """（五）不予处理, by reason."""

    petition_or_complaint: Applicants = part("1.{信访举报投诉类申请}")
    repeated: Applicants = part("2.{重复申请}")
    published_material: Applicants = part("3.{要求提供公开出版物}")
    excessive: Applicants = part("4.{无正当理由大量反复申请}")
    reconfirmation: Applicants = part("5.{要求行政机关确认或重新出具已获取信息}")


@record
class OtherOutcomes2021:
    """（六）其他处理 of the 2021 edition, by reason."""

    not_corrected_in_time: Applicants = part("1.{申请人无正当理由逾期不补正}、行政机关不再处理其政府信息公开申请")
    fee_unpaid: Applicants = part("2.{申请人逾期未按收费通知要求缴纳费用}、行政机关不再处理其政府信息公开申请")
    other: Applicants = part("3.{其他}")


@record
class _Outcomes:
    """The rows of 三、本年度办理结果 that both editions have."""

    disclosed: Applicants = part("（一）{予以公开}")
    partly_disclosed: Applicants = part("（二）{部分公开}（区分处理的，只计这一情形，不计其他情形）")
    refused: Refused = part("（三）{不予公开}")
    unavailable: Unavailable = part("（四）{无法提供}")
    not_processed: NotProcessed = part("（五）{不予处理}")


@record
class Outcomes2019(_Outcomes):
    """三、本年度办理结果 of the 2019 edition, where （六）其他处理 is one row."""

    other: Applicants = part(_OTHER)
    total: Applicants = part(_TOTAL, total="outcome-sum")


@record
class Outcomes2021(_Outcomes):
    """三、本年度办理结果 of the 2021 edition, where （六）其他处理 has three rows."""

    other: OtherOutcomes2021 = part(_OTHER)
    total: Applicants = part(_TOTAL, total="outcome-sum")


@record
class _Applications(Table):
    received: Applicants = part("一、{本年新收}政府信息公开申请数量")
    carried_in: Applicants = part("二、{上年结转}政府信息公开申请数量")


@table(name="applications", edition="2019", number="三", corner=_CORNER, header=_HEADER, balances=_BALANCE)
class Applications2019(_Applications):
    """表三 of the 2019 edition (国办公开办函〔2019〕60号): 161 cells."""

    outcomes: Outcomes2019 = part(_OUTCOMES)
    carried_out: Applicants = part(_CARRIED_OUT)


@table(name="applications", edition="2021", number="三", corner=_CORNER, header=_HEADER, balances=_BALANCE)
class Applications2021(_Applications):
    """表三 of the 2021 edition (国办公开办函〔2021〕30号): 175 cells."""

    outcomes: Outcomes2021 = part(_OUTCOMES)
    carried_out: Applicants = part(_CARRIED_OUT)
