"""Facts of one product that contradict each other."""
