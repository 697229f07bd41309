"""The JSON API: what programs see. Each module has the routes of one kind of thing."""
