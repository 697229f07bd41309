"""What is measured beside peers and at scale: the synthetic press, and the benchmark. No part of the package."""
