"""Personal data: what is kept, how long, by whom and who sees it."""
