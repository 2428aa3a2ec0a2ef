# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coverage frameworks over a dossier: which requirement is met, and by which records."""
