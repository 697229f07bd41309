"""Synthetic press: a made-up world of incidents, told by made-up outlets, with its truth.

Takes a seed and a number of reports. Gives reports as texts or as readings made directly, and what each of their claims
really answers. Nobody's rules are made from its words, and it is never tuned to alone.
"""
