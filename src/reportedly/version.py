"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("reportedly")
except PackageNotFoundError:  # run from a checkout that was never installed
    VERSION = "0"
