"""What a site consists of, and the check of a finished one."""
