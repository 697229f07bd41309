"""What must hold of every reading, whatever was read."""
