"""Sphinx configuration: ``sphinx-build -W -n -b html docs docs/_build/html``."""

from __future__ import annotations

import sys
from importlib.metadata import version as _version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "govinfo_report"
author = "The govinfo_report developers"
copyright = "2026, The govinfo_report developers"
release = _version("govinfo_report")
version = release

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "forms"]
exclude_patterns = ["_build", "_ext", "reading-results.md", "reading-results-further.md"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["notebooks.css"]
html_title = f"{project} {release}"

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

# the notebooks hold no outputs: each build runs them, and an error in one, or a warning, fails it
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_output_stderr = "warn"

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
napoleon_use_ivar = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False

nitpicky = True
nitpick_ignore = [
    ("py:class", "decimal.Decimal"),
    ("py:class", "datetime.date"),
    ("py:class", "fractions.Fraction"),
    ("py:class", "os.PathLike"),
    ("py:class", "hypothesis.strategies.SearchStrategy"),
    ("py:mod", "govinfo_report.compiled"),
    ("py:data", "LINE_PATTERN"),
    ("py:data", "NOTE_KINDS"),
    ("py:data", "SECTION_MARK"),
    ("py:class", "govinfo_report.messages.Joined"),
]
nitpick_ignore_regex = [
    ("py:class", r"altair\..*"),
    ("py:class", r"pyarrow\..*"),  # an extra, looked up nowhere
    ("py:class", r"collections\.abc\..*"),  # the standard library, looked up nowhere
    ("py:class", r"govinfo_report\.(form\.C|registry\.T)"),  # type variables
    ("py:class", r"govinfo_report\..*\._\w+"),  # private names
    (
        "py:class",
        r"Decimal|Severity|SharedCheck|TableSpec|Paragraph|Message|Heading|Amount|Argument|Asked|Names|Status|Check|SeriesCheck|Scope|Rule|Sources|Progress|Registries|Listing|How|ArrowTable|pa\.Table",
    ),  # short names in docstrings
]
