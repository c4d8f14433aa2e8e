"""Keeps the message catalogs in step with the source.

Every sentence and label that the library shows is Chinese in the source; ``src/govinfo_report/locale/`` holds
a folder per language with its translations.  Without an option the template of all messages goes to standard
output.  ``--update`` merges it into every catalog: translations stay, new messages come in empty, and those
that the source no longer has go.  ``--check`` says what a catalog lacks and exits with 1 if there is anything.

A new language is a new folder, ``locale/<language>/LC_MESSAGES/``, and ``--update``.  Installing the package
(``pip install -e .``) compiles the catalogs.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from pkgutil import resolve_name
from string import Formatter
from typing import Final

import attrs
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from govinfo_report.compiled import Form, compile_form
from govinfo_report.forms.sections import SECTIONS
from govinfo_report.quantity import YUAN

__all__ = [
    "Extracted",
    "catalog_paths",
    "extract",
    "main",
    "placeholders",
    "problems",
    "read_catalog",
    "template",
    "update",
]

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "govinfo_report"
DOMAIN: Final = "govinfo_report"

_ARGUMENT: Final = {"message": 0, "translate": 0, "Joined": 1}
"""The calls that name messages, and which of their arguments does."""


@attrs.frozen
class Extracted:
    """A message of the source.

    Attributes:
        text: the Chinese of it; ``None`` where ``message`` is called with something that is no literal.
        file: where it stands, below the root of the project.
        line: of the call; ``None`` for labels, which are compiled from a form.
    """

    text: str | None
    file: str
    line: int | None = None


def extract() -> Iterator[Extracted]:
    """Everything that can be translated: sentences in the order of the files, then labels form by form."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _sentences(path)
    for entry in _form_entries():
        file = f"src/{entry.partition(':')[0].replace('.', '/')}.py"
        yield from (Extracted(label, file) for label in _labels(compile_form(resolve_name(entry))))
    yield from (Extracted(section.heading, "src/govinfo_report/forms/sections.py") for section in SECTIONS)
    yield from (Extracted(unit, "src/govinfo_report/quantity.py") for unit in YUAN)


def _sentences(path: Path) -> Iterator[Extracted]:
    file = path.relative_to(ROOT).as_posix()
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in _ARGUMENT:
            continue
        given = call.args[_ARGUMENT[name]] if len(call.args) > _ARGUMENT[name] else None
        text = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None
        if text is not None and text.strip():
            yield Extracted(text, file, call.lineno)
        elif name == "message":
            yield Extracted(None, file, call.lineno)


def _form_entries() -> list[str]:
    """The table classes that the project registers, as ``module:Class``."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        groups: dict[str, dict[str, str]] = tomllib.load(file)["project"]["entry-points"]
    return list(groups[f"{DOMAIN}.forms"].values())


def _labels(form: Form) -> Iterator[str]:
    """Number, heads, and of every cell its labels, their short names and its unit."""
    yield form.number
    yield from (head for head in (form.corner, form.header) if head)
    for cell in form.cells:
        yield from (cell.block,) if cell.block else ()
        yield from (*cell.row, *cell.column, *cell.row_name, *cell.column_name)
        yield from (cell.unit,) if cell.unit else ()


def template() -> Catalog:
    """The catalog of all messages, untranslated; each with the files in which it stands."""
    catalog = Catalog(project=DOMAIN, fuzzy=False)
    for found in extract():
        if found.text is not None:
            catalog.add(found.text, locations=[(found.file, 0)])
    return catalog


def catalog_paths() -> dict[str, Path]:
    """The catalog of each language, there or not yet."""
    folders = sorted(path for path in (PACKAGE / "locale").iterdir() if path.is_dir())
    return {folder.name: folder / "LC_MESSAGES" / f"{DOMAIN}.po" for folder in folders}


def read_catalog(locale: str) -> Catalog:
    """The catalog of a language; an empty one where there is none yet."""
    path = catalog_paths()[locale]
    if not path.exists():
        return Catalog(locale=locale, project=DOMAIN, header_comment=f"# {DOMAIN} in {locale}.", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN, abort_invalid=True)


def update(locale: str) -> None:
    """Merge the template into the catalog of a language and write it back."""
    catalog = read_catalog(locale)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    path = catalog_paths()[locale]
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, ignore_obsolete=True, include_lineno=False)


def placeholders(text: str) -> set[str]:
    """The names in braces.

    Raises:
        ValueError: braces that do not match, or a placeholder with a format or without a name.
    """
    fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    for name, spec, conversion in fields:
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}}: a placeholder is a bare name")
    return {name for name, _, _ in fields}


def problems(catalog: Catalog) -> Iterator[str]:
    """What is wrong with a catalog, a line each."""
    wanted: dict[str, str] = {}
    for found in extract():
        where = found.file if found.line is None else f"{found.file}:{found.line}"
        if found.text is None:
            yield f"not a literal: message() at {where}"
        else:
            wanted.setdefault(found.text, where)
    for text, where in wanted.items():
        entry = catalog.get(text)
        if entry is None or not entry.string:
            yield f"missing: {text!r} ({where})"
        elif entry.fuzzy:
            yield f"fuzzy: {text!r} ({where})"
        else:
            yield from _lost(text, str(entry.string))
    present = [entry.id for entry in catalog if entry.id]
    yield from (f"obsolete: {text!r}" for text in (*present, *catalog.obsolete) if text not in wanted)


def _lost(text: str, translation: str) -> Iterator[str]:
    try:
        before, after = placeholders(text), placeholders(translation)
    except ValueError as error:
        yield f"placeholders: {text!r}: {error}"
        return
    if before != after:
        names = ", ".join(f"{{{name}}}" for name in sorted(before ^ after))
        yield f"placeholders: {text!r}: {names} on one side only"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; the exit code is what it returns."""
    parser = argparse.ArgumentParser(description="Keep the message catalogs in step with the source.")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--update", action="store_true", help="merge new messages into the catalogs, drop old ones")
    action.add_argument("--check", action="store_true", help="list what the catalogs lack; exit 1 if anything")
    options = parser.parse_args(arguments)
    if not options.update and not options.check:
        write_po(sys.stdout.buffer, template(), width=0, include_lineno=False)
        return 0
    found = 0
    for locale in catalog_paths():
        if options.update:
            update(locale)
        else:
            for problem in problems(read_catalog(locale)):
                found += 1
                sys.stdout.write(f"{locale}: {problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
