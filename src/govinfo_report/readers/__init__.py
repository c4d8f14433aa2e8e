"""Readers: from a format to a :class:`~govinfo_report.document.Document`; none knows a form."""
