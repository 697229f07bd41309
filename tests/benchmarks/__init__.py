"""What the benchmarks are made of does what it says."""
