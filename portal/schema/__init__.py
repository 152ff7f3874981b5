"""What a schema says: pure Python, from served bytes to facts.

parse -> dialect -> document (every property and subschema, as served and as read)
                 -> canonical (when are two documents the same?)
                 -> diff (what differs between two documents?)

Nothing in here opens a file or a connection, and nothing knows Django.
"""
