"""The matrix in the words of the pages: what was asked for, cells, and exports."""
