# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m kring` is the command `kring`."""

from kring.cli import main

if __name__ == "__main__":
    main()
