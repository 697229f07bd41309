"""Takes a scope. Gives what is in it as feeds, and as signed calls to whoever asked for them."""
