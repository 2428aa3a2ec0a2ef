// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// A row of a kept table: its first field, a name, and the numbers behind it. Fields that hold no number end the row.
struct KeptRow {
  std::string name;
  std::vector<double> values;
};

/// Rows of a table of figures made by other software, kept beside the project; none where the tables are not there, and
/// a test must then skip.
inline std::vector<KeptRow> kept_figures(const std::string& name) {
  std::ifstream file(std::string(KRING_SHARED_DIR) + "/oracles/" + name);
  std::vector<KeptRow> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    KeptRow& row = rows.emplace_back();
    std::getline(fields, row.name, ',');
    for (std::string field; std::getline(fields, field, ',') && !field.empty();) row.values.push_back(std::stod(field));
  }
  return rows;
}
