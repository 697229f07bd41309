"""What a release consists of: which packages come with it, under which licences, and the same bytes each time."""
