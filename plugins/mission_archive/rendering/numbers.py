"""Numbers in words that a reader can use."""


def file_size(size: int) -> str:
    """Bytes as kB or MB (powers of ten), with one decimal below ten MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB" if size < 10_000_000 else f"{round(size / 1_000_000)} MB"
