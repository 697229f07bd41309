"""Forecasts: what is still to come, and what only looks like it."""


def test_what_could_be_done_or_stands_under_a_condition_is_no_forecast(tell):
    """What somebody could hear or couldn't reach is past; a condition is part of a forecast, and none by itself."""
    told = tell("He could hear shots. The agency could not reach the town. If the dam fails, the town will be flooded.")
    assert [one.criterion for one in told.forecasts] == ["If the dam fails, the town will be flooded."]
