"""HTML for pages: element trees that are escaped on output, and page components."""
