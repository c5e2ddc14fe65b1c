"""The form, the website and the acknowledgement."""
