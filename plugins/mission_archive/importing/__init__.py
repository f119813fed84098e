"""Facts of others → record files. Nothing here reads records: that is the work of the room `reading`."""
