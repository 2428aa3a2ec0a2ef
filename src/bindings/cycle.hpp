// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/judgement_chain.hpp"
#include "kring/cycle/ties.hpp"

// A dossier with what questions share, worked out when the first of them is asked, on whichever thread.
class HeldDossier {
 public:
  explicit HeldDossier(kring::cycle::Dossier read) : dossier(std::move(read)) {}

  [[nodiscard]] const kring::cycle::ChainReadings& readings() const {
    const std::scoped_lock lock(working_);
    if (!readings_) readings_.emplace(dossier);
    return *readings_;
  }
  // One reading alone, for questions that need no other.
  [[nodiscard]] const kring::cycle::Chains& reading(kring::cycle::Reading reading) const {
    const std::scoped_lock lock(working_);
    auto& kept = single_[static_cast<std::size_t>(reading)];
    if (!kept) kept.emplace(dossier, reading);
    return *kept;
  }
  [[nodiscard]] const kring::cycle::Ties& ties() const {
    const std::scoped_lock lock(working_);
    if (!ties_) ties_.emplace(dossier);
    return *ties_;
  }

  const kring::cycle::Dossier dossier;

 private:
  mutable std::mutex working_;
  mutable std::optional<kring::cycle::ChainReadings> readings_;
  mutable std::array<std::optional<kring::cycle::Chains>, 3> single_;
  mutable std::optional<kring::cycle::Ties> ties_;
};
