"""Whole parts of the house at work together: several processes, real databases."""
