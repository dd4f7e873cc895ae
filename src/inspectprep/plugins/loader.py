"""Loading one plugin so that whatever is wrong with it stays its own affair."""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectprep.errors import closest
from inspectprep.plugins.specs import API_VERSION, OLDEST_API, PREFIX
from inspectprep.plugins.status import PluginProblem, PluginState

if TYPE_CHECKING:
    from pluggy import PluginManager

__all__ = ["CONTAINED", "PluginSpec", "describe", "import_target", "load", "remedy_for"]

CONTAINED = (Exception, SystemExit)
"""What a plugin may raise without breaking the host. Ctrl-C is the user's, and passes."""


class PluginSpec(NamedTuple):
    """A plugin that may be loaded.

    Attributes:
        plugin: The plugin itself where it was handed over; otherwise None, and `target` is
            imported.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""
    builtin: bool = False
    plugin: Any = None


def import_target(target: str) -> Any:
    """Return what ``module`` or ``module:attribute`` names.

    Raises:
        ImportError: if there is no such module or attribute; importing may raise anything else.
    """
    module_name, _, path = target.partition(":")
    value: Any = import_module(module_name)
    for name in filter(None, path.split(".")):
        try:
            value = getattr(value, name)
        except AttributeError as error:
            near = closest(name, dir(value))
            hint = f"; did you mean {near!r}?" if near else ""
            msg = f"{module_name} has no attribute {name!r}{hint}"
            raise ImportError(msg, name=module_name) from error
    return value


def describe(error: BaseException) -> str:
    """Write an exception as one line: its kind, its text and, for a syntax error, where."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def remedy_for(plugin: str, *, builtin: bool = False) -> str:
    """Return what to do about a plugin that does not work."""
    if builtin:
        return "This is part of inspectprep: install it again, with the extras it needs (inspectprep[all])."
    return f"Run `inspectprep plugins doctor`, or leave it out with `--without-plugin {plugin}`."


def load(candidate: PluginSpec, manager: "PluginManager") -> tuple[tuple[str, ...], PluginProblem | None]:
    """Import a plugin, look it over and register it.

    Returns:
        The names of the hooks it implements, and the problem that kept it out (then no hook of it
        is registered), or None.
    """
    try:
        plugin = candidate.plugin if candidate.plugin is not None else import_target(candidate.target)
        reason = _unfit_version(plugin)
        if reason:
            return (), _problem(candidate, PluginState.INCOMPATIBLE, reason)
        hooks, mistakes = _look_over(plugin, manager)
        if mistakes:
            return hooks, _problem(candidate, PluginState.FAILED, "; ".join(mistakes))
        manager.register(plugin, name=candidate.name)
    except CONTAINED as error:
        return (), _problem(candidate, PluginState.FAILED, describe(error))
    return hooks, None


def _problem(candidate: PluginSpec, state: PluginState, reason: str) -> PluginProblem:
    word = "is incompatible" if state is PluginState.INCOMPATIBLE else "could not be loaded"
    return PluginProblem(
        plugin=candidate.name,
        state=state,
        what=f"The plugin {candidate.name!r} {word}: {reason}.",
        remedy=remedy_for(candidate.name, builtin=candidate.builtin),
    )


def _unfit_version(plugin: object) -> str:
    stated = getattr(plugin, "inspectprep_api", None)
    if stated is None:
        return ""
    if not isinstance(stated, int) or isinstance(stated, bool):
        return f"its inspectprep_api is {stated!r}, which is not a whole number"
    if OLDEST_API <= stated <= API_VERSION:
        return ""
    fits = str(API_VERSION) if OLDEST_API == API_VERSION else f"{OLDEST_API} to {API_VERSION}"
    newer = "update inspectprep" if stated > API_VERSION else "update the plugin"
    return f"it was written for version {stated} of the hooks and this inspectprep has {fits}; {newer}"


def _look_over(plugin: object, manager: "PluginManager") -> tuple[tuple[str, ...], list[str]]:
    """Return the hooks that a plugin implements and everything that is wrong with them."""
    known = {name: getattr(manager.hook, name).spec.argnames for name in dir(manager.hook) if name[0] != "_"}
    hooks: list[str] = []
    mistakes: list[str] = []
    for attribute in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, attribute)
        if options is None:
            if attribute.startswith(PREFIX) and inspect.isroutine(getattr(plugin, attribute, None)):
                mistakes.append(f"{attribute} is not marked with @hookimpl")
            continue
        name = options.get("specname") or attribute
        if name in known:
            hooks.append(name)
            wrapper = bool(options.get("wrapper") or options.get("hookwrapper"))
            mistakes += _mistakes_in(name, known[name], getattr(plugin, attribute), wrapper=wrapper)
        elif not options.get("optionalhook"):
            near = closest(name, known)
            hint = f"did you mean {near}?" if near else f"the hooks are {', '.join(sorted(known))}"
            mistakes.append(f"there is no hook {name}; {hint}")
    if not hooks and not mistakes:
        mistakes.append("it implements no hook; mark its functions with @hookimpl")
    return tuple(sorted(set(hooks))), mistakes


def _mistakes_in(
    name: str, spec: tuple[str, ...], function: Callable[..., object], *, wrapper: bool
) -> list[str]:
    signature = f"{name}({', '.join(spec)})"
    if wrapper:
        return [f"{name} is a hook wrapper, and hooks of inspectprep cannot be wrapped"]
    if inspect.iscoroutinefunction(function):
        return [f"{name} is asynchronous; write it as a plain function"]
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    wrong = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in positional or parameter.default is not parameter.empty:
            wrong_kind = parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
        else:
            wrong_kind = parameter.name not in spec
        if wrong_kind:
            near = closest(parameter.name, spec)
            hint = f", did you mean {near!r}?" if near and near != parameter.name else ""
            wrong.append(f"{name} takes {parameter.name!r}{hint} (its signature is {signature})")
    return wrong
