"""Tests of grounding: figures, times and places."""
