"""The portal as files that any browser opens: what `manage.py export-site` writes."""
