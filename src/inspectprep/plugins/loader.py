"""Loading one plugin, so that its errors do not affect anything else."""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectprep.errors import closest
from inspectprep.extras import EXTRAS, explained, pip_command
from inspectprep.plugins.containment import Failed, contained
from inspectprep.plugins.settings import ARGUMENT, ATTRIBUTE, PluginSettings, settings_of
from inspectprep.plugins.specs import API_VERSION, OLDEST_API, PREFIX
from inspectprep.plugins.status import PluginProblem, PluginState

if TYPE_CHECKING:
    from pluggy import PluginManager


class PluginSpec(NamedTuple):
    """A plugin that may be loaded.

    Attributes:
        plugin: The plugin itself, if the caller passed it. If None, `target` is imported.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""
    builtin: bool = False
    plugin: object = None


def import_target(target: str) -> Any:
    """Return the object that ``module`` or ``module:attribute`` names.

    Raises:
        ImportError: if there is no such module or attribute. The module's own code may raise any
            other exception.
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
    """Return an exception as one line: its class and its text. A missing extra has its command."""
    if isinstance(error, ModuleNotFoundError) and error.name in EXTRAS:
        error = explained(error.name, error)
    words = contained(lambda: str(error).split())
    text = "" if isinstance(words, Failed) else " ".join(words)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def remedy_for(plugin: str, *, builtin: bool = False) -> str:
    """Return the advice for a plugin that does not work."""
    if builtin:
        return f"It is part of inspectprep. Install inspectprep again with: {pip_command(repair=True)}"
    return f"Run `inspectprep plugins doctor`, or leave the plugin out with `--without-plugin {plugin}`."


class Loaded(NamedTuple):
    """A plugin after loading.

    Attributes:
        hooks: The names of the hooks that it implements.
        settings: The settings that its hooks receive. None if it takes none.
        problem: The problem with it. None if it is registered.
    """

    hooks: tuple[str, ...] = ()
    settings: Any = None
    problem: PluginProblem | None = None


def load(spec: PluginSpec, manager: "PluginManager", settings: PluginSettings) -> Loaded:
    """Import a plugin, check it, read its settings and register it.

    A plugin with a problem is not registered.
    """
    outcome = contained(lambda: _load(spec, manager, settings))
    if isinstance(outcome, Failed):
        return Loaded(problem=_problem(spec, PluginState.FAILED, describe(outcome.error)))
    return outcome


def _load(spec: PluginSpec, manager: "PluginManager", settings: PluginSettings) -> Loaded:
    plugin = spec.plugin if spec.plugin is not None else import_target(spec.target)
    if reason := _version_problem(plugin):
        return Loaded(problem=_problem(spec, PluginState.INCOMPATIBLE, reason))
    hooks, mistakes = _check(plugin, manager)
    if mistakes:
        return Loaded(hooks, problem=_problem(spec, PluginState.FAILED, "; ".join(mistakes)))
    own = settings_of(plugin, spec.name, settings)
    manager.register(plugin, name=spec.name)
    return Loaded(hooks, settings=own)


def _problem(spec: PluginSpec, state: PluginState, reason: str) -> PluginProblem:
    word = "is incompatible" if state is PluginState.INCOMPATIBLE else "could not be loaded"
    return PluginProblem(
        plugin=spec.name,
        state=state,
        what=f"The plugin {spec.name!r} {word}: {reason}.",
        remedy=remedy_for(spec.name, builtin=spec.builtin),
    )


def _version_problem(plugin: object) -> str:
    stated = getattr(plugin, "inspectprep_api", None)
    if stated is None:
        return ""
    if not isinstance(stated, int) or isinstance(stated, bool):
        return f"its inspectprep_api is {stated!r}, which is not a whole number"
    if OLDEST_API <= stated <= API_VERSION:
        return ""
    fits = str(API_VERSION) if OLDEST_API == API_VERSION else f"{OLDEST_API} to {API_VERSION}"
    newer = "update inspectprep" if stated > API_VERSION else "update the plugin"
    return (
        f"it was written for version {stated} of the hooks, but this inspectprep has version {fits}; {newer}"
    )


def _check(plugin: object, manager: "PluginManager") -> tuple[tuple[str, ...], list[str]]:
    """Return the hooks that a plugin implements, and the mistakes in them."""
    known = {name: getattr(manager.hook, name).spec.argnames for name in dir(manager.hook) if name[0] != "_"}
    without = getattr(plugin, ATTRIBUTE, None) is None
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
            function = getattr(plugin, attribute)
            mistakes += _mistakes_in(name, known[name], function, wrapper=wrapper)
            if without and ARGUMENT in inspect.signature(function).parameters:
                mistakes.append(f"{name} takes settings, but the plugin names no class as {ATTRIBUTE}")
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
        return [f"{name} is a hook wrapper, but hooks of inspectprep cannot be wrapped"]
    if inspect.iscoroutinefunction(function):
        return [f"{name} is asynchronous; use a plain function"]
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
