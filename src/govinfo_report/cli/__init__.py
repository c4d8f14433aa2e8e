"""The ``govinfo-report`` command."""
