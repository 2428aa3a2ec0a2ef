# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the C++ side of the installed package lies."""

from pathlib import Path


def _inside(folder: str, proof: str) -> Path:
    path = Path(__file__).resolve().parent / folder
    if not (path / proof).is_file():
        raise FileNotFoundError(
            f"{path / proof} does not exist, expected the C++ side of kring beside its Python side: "
            "this is a source or build tree; install the package with pip to have both"
        )
    return path


def include_dir() -> Path:
    """Folder of the C++ headers that came with the package, for ``-I``.

    Raises
    ------
    FileNotFoundError
        When the package was not installed with pip: a source tree keeps its headers elsewhere.
    """
    return _inside("include", "kring.hpp")


def cmake_dir() -> Path:
    """Folder of ``kringConfig.cmake``, for ``-Dkring_DIR=...``; ``find_package(kring)`` then gives ``kring::kring``.

    Raises
    ------
    FileNotFoundError
        When the package was not installed with pip.
    """
    return _inside("share/cmake/kring", "kringConfig.cmake")
