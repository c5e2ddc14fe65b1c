"""What Gmail, Yahoo, Microsoft and Apple ask of senders."""
