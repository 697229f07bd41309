"""The pages: what people see. Each module has the routes of one kind of thing."""
