"""What people add: Markdown notes on sources, schemas and properties, with all their revisions."""
