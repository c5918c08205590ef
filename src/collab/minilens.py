"""`python -m collab.minilens` and `collab.minilens.truth()`: the old names of what is now in `collab.data.minilens`."""

from collab.data.minilens import files, main, noise_floor, truth

__all__ = ["files", "noise_floor", "truth"]

if __name__ == "__main__":
    main()
