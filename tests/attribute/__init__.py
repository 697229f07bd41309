"""Tests of the room that tells who says what."""
