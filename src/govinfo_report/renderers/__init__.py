"""Renderers: from a :class:`~govinfo_report.document.Document` to a format; none knows a form."""
