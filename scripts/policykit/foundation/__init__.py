"""What everything else stands on: diagnostics and how they are printed, settings, repair of garbled text, JSON."""
