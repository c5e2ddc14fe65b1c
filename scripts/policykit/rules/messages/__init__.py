"""The mail itself: sender, subject, parts, links, attachments and the samples."""
