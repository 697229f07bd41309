"""Tests of the room that reconciles."""
