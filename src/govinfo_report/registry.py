"""Plug-ins: forms, rules, readers and renderers, found through entry points and loaded when asked for.

The built-in ones are registered by this project's own ``pyproject.toml``, in the same way as a third
party's.  The groups are ``govinfo_report.forms``, ``.rules``, ``.readers`` and ``.renderers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final, Generic, TypeVar, cast

import attrs

from govinfo_report.compiled import Form, compile_form
from govinfo_report.errors import PluginError, shown
from govinfo_report.formats import Reader, Renderer
from govinfo_report.messages import Joined, message
from govinfo_report.rulebook import Rule

__all__ = ["Plugins", "Registry", "forms_of"]

T = TypeVar("T")
DISTRIBUTION = "govinfo_report"
_GROUPS: Final = {
    "forms": message("表格"),
    "rules": message("核对规则"),
    "readers": message("能读的格式"),
    "renderers": message("能写的格式"),
}
"""What a person calls the plug-ins of a group."""


@attrs.frozen(eq=False)
class Plugins(Generic[T]):
    """The plug-ins of one group, by name; each is loaded when it is first asked for.

    Attributes:
        group: the last part of the group's name, as ``readers``.
        make: turns what an entry point names into the plug-in, or raises ``PluginError``.
        entries: entry points, or plug-ins that were given.
    """

    group: str
    make: Callable[[object], T]
    entries: Mapping[str, object]
    _loaded: dict[str, T] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the built-in ones first."""
        return tuple(self.entries)

    def get(self, name: str) -> T:
        """The plug-in called ``name``.

        Raises:
            PluginError: there is none, or it cannot be loaded; the message lists those that there are.
        """
        if name in self._loaded:
            return self._loaded[name]
        if name not in self.entries:
            choices = Joined(self.names, "、")
            raise PluginError(
                message(
                    "{group}中没有“{name}”，可用的有：{choices}",
                    group=_GROUPS.get(self.group, self.group),
                    name=name,
                    choices=choices,
                )
            )
        entry = self.entries[name]
        try:
            plugin = self.make(entry.load() if isinstance(entry, EntryPoint) else entry)
        except (ImportError, AttributeError) as error:
            raise PluginError(
                message(
                    "{group}中的“{name}”无法载入：{reason}",
                    group=_GROUPS.get(self.group, self.group),
                    name=name,
                    reason=str(error),
                )
            ) from error
        self._loaded[name] = plugin
        return plugin

    def __iter__(self) -> Iterator[T]:
        return (self.get(name) for name in self.entries)

    def adding(self, extra: Mapping[str, T]) -> Plugins[T]:
        """These plug-ins and ``extra``; what is given replaces what was found under the same name."""
        return Plugins(self.group, self.make, {**self.entries, **extra})


def _of_type(kind: type[T]) -> Callable[[object], T]:
    def check(loaded: object) -> T:
        if not isinstance(loaded, kind):
            raise PluginError(message("插件应为{expected}，而不是{value}", expected=kind.__name__, value=shown(loaded)))
        return loaded

    return check


def _form(loaded: object) -> Form:
    return loaded if isinstance(loaded, Form) else compile_form(cast(Any, loaded))


def _rules(loaded: object) -> tuple[Rule, ...]:
    """The rules of one entry, which may name a single one or several."""
    one = _of_type(Rule)
    return tuple(map(one, loaded)) if isinstance(loaded, (tuple, list)) else (one(loaded),)


@attrs.frozen(eq=False)
class Registry:
    """The forms, rules, readers and renderers that a call works with; of the rules, each name may bring several."""

    forms: Plugins[Form]
    rules: Plugins[tuple[Rule, ...]]
    readers: Plugins[Reader]
    renderers: Plugins[Renderer]

    @staticmethod
    def installed() -> Registry:
        """What the installed packages bring; looked up once."""
        return _installed()

    def adding(
        self,
        *,
        forms: Mapping[str, Form] | None = None,
        rules: Mapping[str, Rule | Iterable[Rule]] | None = None,
        readers: Mapping[str, Reader] | None = None,
        renderers: Mapping[str, Renderer] | None = None,
    ) -> Registry:
        """This registry with plug-ins of your own; they replace those of the same name."""
        return Registry(
            self.forms.adding(forms or {}),
            self.rules.adding({name: _rules(given) for name, given in (rules or {}).items()}),
            self.readers.adding(readers or {}),
            self.renderers.adding(renderers or {}),
        )


def forms_of(registry: Registry | None) -> tuple[Form, ...]:
    """The forms of ``registry``, else those that are installed."""
    return _forms(registry or Registry.installed())


@lru_cache(maxsize=4)
def _forms(registry: Registry) -> tuple[Form, ...]:
    return tuple(registry.forms)


@lru_cache(maxsize=1)
def _installed() -> Registry:
    return Registry(
        Plugins("forms", _form, _find("forms")),
        Plugins("rules", _rules, _find("rules")),
        Plugins("readers", _of_type(Reader), _find("readers")),
        Plugins("renderers", _of_type(Renderer), _find("renderers")),
    )


def _find(group: str) -> dict[str, object]:
    found: dict[str, EntryPoint] = {}
    ordered = sorted(entry_points(group=f"{DISTRIBUTION}.{group}"), key=lambda entry: not _built_in(entry))
    for entry in ordered:
        other = found.get(entry.name)
        if other is not None and other.value != entry.value:
            raise PluginError(
                message(
                    "{group}中有两个插件都叫“{name}”：{first}和{second}",
                    group=group,
                    name=entry.name,
                    first=other.value,
                    second=entry.value,
                )
            )
        # of the library's own class, for where importlib_metadata is imported as well, they are of another
        found[entry.name] = EntryPoint(entry.name, entry.value, entry.group)
    if not any(map(_built_in, found.values())):
        raise PluginError(
            message("找不到{distribution}自带的{group}，安装不完整，请重新安装", distribution=DISTRIBUTION, group=group)
        )
    return cast("dict[str, object]", found)


def _built_in(entry: EntryPoint) -> bool:
    return entry.value.startswith(f"{DISTRIBUTION}.")
