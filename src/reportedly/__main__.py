"""Runs the command line as `python -m reportedly`."""

from .cli import main

if __name__ == "__main__":
    main()
