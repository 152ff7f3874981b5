"""What became of the schemas: versions and their addresses, what changed between them, and whom
it breaks, in the words that pages, API and commands share.
"""
