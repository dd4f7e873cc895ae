"""The settings of the documentation, which `make docs` builds."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
sys.path.insert(0, str(_ROOT))  # for docs.extensions

project = "inspectprep"
author = _PROJECT["authors"][0]["name"]
project_copyright = author
version = release = _PROJECT["version"]
language = "en-GB"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "docs.extensions.generated",
    "docs.extensions.values_shown",
]
exclude_patterns = ["jupyter_execute", "_build", "**/.ipynb_checkpoints"]

# Signatures stay short: types are shown by their own names, defaults as they are written.
autodoc_class_signature = "mixed"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 90
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
# Values of different packages may share a short name. Their pages show the packages.
suppress_warnings = ["ref.python"]
# What is in a public signature or text is public too.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(?!inspectprep\b)[a-z_0-9]+(\.\w+)*"),  # Python and other packages
    ("py:.*", r"Any|Callable|Iterable|Iterator|Mapping|Sequence|Path|PathLike|Self|BinaryIO|Unpack"),
    ("py:.*", r"(inspectprep\..*\.)?(_\w+|[TP](_co)?)"),  # type variables
    ("py:.*", r"inspectprep\.testing\.contracts\.rule_run\..*"),  # what contracts use themselves
    ("py:.*", r"Chartable|Subject|ReturnSource"),  # names of long types, whose parts are public
]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# Notebooks are run whenever the documentation is built; one that fails fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_in_temp = True  # as in a reader's own folder
nb_merge_streams = True

copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = f"inspectprep {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
