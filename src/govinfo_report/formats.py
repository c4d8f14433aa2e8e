"""What readers and renderers are: frozen values made of functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from govinfo_report.document import Document, Serialized
from govinfo_report.errors import PluginError, shown
from govinfo_report.limits import Limits
from govinfo_report.messages import message
from govinfo_report.options import Option, OptionValue, check_options, parse_options

__all__ = ["Option", "Reader", "Renderer"]

ReadFunction: TypeAlias = Callable[[bytes | str, Limits], Document | Serialized]
RenderFunction: TypeAlias = Callable[..., str | bytes]


@attrs.frozen(eq=False)
class Reader:
    """A format that can be read.

    Attributes:
        name: as in ``gr.read(…, format=name)``.
        extensions: of the files that hold it, with the dot, in lower case.
        sniff: how sure it is, from 0 to 100, that some bytes or text are of this format; it looks at the
            beginning only and never raises.
        read: makes the :class:`Document`; raises ``ReadError``; checks the limits before the costly work.
    """

    name: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes | str], int]
    read: ReadFunction


def _as_options(options: Iterable[Option]) -> tuple[Option, ...]:
    given = tuple(options)
    for option in given:
        if not isinstance(option, Option):
            raise PluginError(message("插件应为{expected}，而不是{value}", expected="Option", value=shown(option)))
    return given


@attrs.frozen(eq=False)
class Renderer:
    """A format that can be written.

    Attributes:
        name: as in ``report.render(name)``.
        extension: of the files that hold it, with the dot.
        render: makes text or bytes out of a :class:`Document`, and takes every option by keyword; :meth:`write`
            calls it with options that were checked.
        options: what can be chosen.
    """

    name: str
    extension: str
    render: RenderFunction
    options: tuple[Option, ...] = attrs.field(default=(), converter=_as_options)

    def write(self, document: Document, **options: object) -> str | bytes:
        """``document`` in this format; options that are not given have their defaults.

        Raises:
            RenderError: an option that the format does not have, a value that it does not allow, or content
                that the format cannot carry.
        """
        return self.render(document, **check_options(self.name, self.options, options))

    def parse_options(self, texts: Mapping[str, str]) -> dict[str, OptionValue]:
        """The options that the texts of a command stand for.

        Raises:
            RenderError: an option that the format does not have, or a value that it does not allow.
        """
        return parse_options(self.name, self.options, texts)
