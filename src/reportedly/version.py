"""Which reader this is: written into every reading, so that it can be made again."""

from importlib.metadata import PackageNotFoundError, version

from .model import Reader

try:
    VERSION = version("reportedly")
except PackageNotFoundError:  # run from a checkout that was never installed
    VERSION = "0"

MODEL = "minilm-l6-polnear"
"""The shipped weights; their hashes stand in the model card."""
READER = Reader(version=VERSION, model=MODEL)
