"""Coding by hand: attributions that people mark, sheets that two coders fill in blind, and how far these agree."""
