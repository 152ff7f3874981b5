"""Does an instance pass? JSON values checked against schema documents, hostile ones included.

The engine (jsonschema_rs) runs in processes of their own, with limits; see `check`, the way in.
This module stays empty: those processes import the package, and have no time to lose.
"""
