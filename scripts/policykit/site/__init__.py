"""Lists the pages and files of a site, and checks a finished one."""
