"""The ``govinfo-report`` command; it needs the extra ``cli``, and ``import govinfo_report`` never loads it."""
