"""Put the measured tables of docs/figures/ into README.md and docs/, between their marks (tables.py says which there are).

.venv/bin/python tools/fill_tables.py
"""

from tables import filled, pages

from collab.storage import write_bytes


def fill() -> None:
    """Write the pages whose tables have changed."""
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            write_bytes(page, after.encode())
            print(f"{page.name}: filled")


if __name__ == "__main__":
    fill()
