// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kring/cycle/detail/key_sets.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/reading.hpp"

namespace kring::cycle {

namespace detail {

// The kind of link that leads a chain from a phase to the next one, or to an action that skips the judgement.
[[nodiscard]] constexpr bool is_story(LinkKind kind, Phase from) noexcept {
  switch (kind) {
    case LinkKind::specified_by:
    case LinkKind::measured_by:
    case LinkKind::weighed_in:
    case LinkKind::concludes:
    case LinkKind::checked_by:
      return true;
    case LinkKind::leads_to:
      return from == Phase::evaluation || from == Phase::judgement;
    default:
      return false;
  }
}

}  // namespace detail

/// Chains (ketens): for every record how far the story comes from it and where the story began that leads to it,
/// ambition -> norm -> measurement -> evaluation -> (judgement ->) action -> effect. A chain runs through one
/// indicator: an evaluation or an action shared by several figures completes no chain but that of the figure whose
/// effect was checked. Linear in records and links, as long as few indicators meet in one record.
class Chains {
 public:
  /// Follows all chains of a dossier in one reading.
  Chains(const Dossier& dossier, Reading reading)
      : dossier_(&dossier),
        reading_(reading),
        key_(dossier.records().size(), detail::no_key),
        carries_(dossier.records().size()),
        leads_(dossier.links().size()),
        begun_(dossier.records().size()),
        reach_(dossier.records().size()),
        any_(dossier.records().size(), 0),
        earliest_(dossier.records().size(), 0) {
    const auto order = dossier.graph().order();
    const auto& indicator = dossier.records().indicator;
    for (std::size_t row = 0; row < carries_.size(); ++row) {
      if (reading != Reading::by_links && !indicator[row].empty()) key_[row] = indicator.codes()[row];
      carries_[row] = is_step(row) && passes(record_flaws(dossier.records(), row), reading);
    }
    for (std::size_t link = 0; link < leads_.size(); ++link) leads_[link] = is_led(link);
    for (const std::uint32_t row : order) follow_back(row);
    for (auto row = order.rbegin(); row != order.rend(); ++row) follow_on(*row);
  }

  Chains(Dossier&&, Reading) = delete;  ///< The dossier must live as long.

  /// How this object reads.
  [[nodiscard]] Reading reading() const noexcept { return reading_; }

  /// True when a record may be part of a chain in this reading.
  [[nodiscard]] bool carries(std::size_t record) const noexcept { return carries_[record] != 0; }

  /// True when a link leads chains on in this reading: both ends carry and the link has no flaw that matters. Which
  /// chains, key_in() says: those of an indicator that fits.
  [[nodiscard]] bool leads(std::size_t link) const noexcept { return leads_[link] != 0; }

  /// The indicator of a record as a number, detail::no_key where it names none; links alone know no indicators.
  [[nodiscard]] detail::Key key(std::size_t record) const noexcept { return key_[record]; }

  /// The last step that a chain reaches from a record, its own phase where nothing follows. Of a record behind the norm
  /// that names no indicator: the chain of any.
  [[nodiscard]] Phase furthest(std::size_t record) const noexcept {
    const detail::Key own = key(record);
    std::uint8_t step = any_[record];
    for (const detail::Reach& one : reach_.of(record)) {
      if (own == detail::no_key || fits(own, one.key)) step = std::max(step, one.step);
    }
    return static_cast<Phase>(std::max(step, static_cast<std::uint8_t>(dossier_->records().phase[record])));
  }

  /// The earliest step that a story which leads to a record began with, whatever its indicator; its own phase where
  /// nothing leads to it.
  [[nodiscard]] Phase earliest(std::size_t record) const noexcept { return static_cast<Phase>(earliest_[record]); }

  /// True when a chain that began with an ambition comes to a record.
  [[nodiscard]] bool begun(std::size_t record) const noexcept { return !begun_.of(record).empty(); }

  /// The indicators of the chains from an ambition to a record, as numbers.
  [[nodiscard]] std::span<const detail::Key> keys(std::size_t record) const noexcept { return begun_.of(record); }

  /// True when a chain from an ambition to an effect goes through a record.
  [[nodiscard]] bool complete(std::size_t record) const noexcept {
    return std::ranges::any_of(begun_.of(record), [&](detail::Key key) {
      return reached(record, key) == static_cast<std::uint8_t>(Phase::effect);
    });
  }

  /// The last step that a chain with this indicator reaches from a record.
  [[nodiscard]] std::uint8_t reached(std::size_t record, detail::Key key) const noexcept {
    std::uint8_t step = any_[record];
    for (const detail::Reach& one : reach_.of(record)) {
      if (fits(key, one.key)) step = std::max(step, one.step);
    }
    return step;
  }

  /// True when a chain of one indicator may go on through something of another: the same, or where one names none and
  /// the reading is lenient.
  [[nodiscard]] bool fits(detail::Key chain, detail::Key other) const noexcept {
    return chain == other || (reading_ != Reading::strict && (chain == detail::no_key || other == detail::no_key));
  }

  /// The indicator of a chain once it has come to a record, or nothing where the record belongs to no chain of that
  /// indicator. A norm and its measurement give a chain its indicator; further on it must fit.
  [[nodiscard]] std::optional<detail::Key> key_in(detail::Key chain, std::size_t row) const noexcept {
    const detail::Key own = key(row);
    if (passes_on(row)) return chain;
    const bool given = phase(row) <= Phase::measurement && chain == detail::no_key;
    return given || fits(chain, own) ? std::optional(own) : std::nullopt;
  }

 private:
  [[nodiscard]] Phase phase(std::size_t row) const noexcept { return dossier_->records().phase[row]; }
  [[nodiscard]] bool is_step(std::size_t row) const noexcept { return phase(row) != Phase::feedback; }

  // True when a chain that comes to a record goes on with the indicator it had.
  [[nodiscard]] bool passes_on(std::size_t row) const noexcept {
    return key(row) == detail::no_key && phase(row) != Phase::effect;
  }

  [[nodiscard]] bool is_led(std::size_t link) const noexcept {
    const Links& links = dossier_->links();
    const auto from = static_cast<std::size_t>(links.from[link]);
    const auto to = static_cast<std::size_t>(links.to[link]);
    return detail::is_story(links.kind[link], phase(from)) && carries(from) && carries(to) &&
           passes(link_flaws(*dossier_, link), reading_);
  }

  // The chains that come to a record from an ambition.
  void follow_back(std::size_t row) {
    keys_.clear();
    earliest_[row] = static_cast<std::uint8_t>(phase(row));
    if (carries(row) && phase(row) == Phase::ambition) keys_.add(detail::no_key);
    if (carries(row)) {
      dossier_->graph().each_before(row, [&](std::size_t before, std::size_t link) {
        if (!leads(link)) return;
        earliest_[row] = std::min(earliest_[row], earliest_[before]);
        const auto chains = begun_.of(before);
        if (passes_on(row)) {
          keys_.add(chains);
        } else if (std::ranges::any_of(chains, [&](detail::Key chain) { return key_in(chain, row).has_value(); })) {
          keys_.add(key(row));
        }
      });
    }
    begun_.set(row, keys_.values());
  }

  // How far chains come from a record: any_ for every indicator, reach_ for the one named.
  void follow_on(std::size_t row) {
    reaches_.clear();
    any_[row] = carries(row) ? static_cast<std::uint8_t>(phase(row)) : 0;
    if (carries(row)) {
      dossier_->graph().each_after(row, [&](std::size_t next, std::size_t link) {
        if (leads(link)) pass_on(row, next);
      });
    }
    reaches_.erase_if([&](const detail::Reach& one) { return one.step <= any_[row]; });
    reach_.set(row, reaches_.values());
  }

  void pass_on(std::size_t row, std::size_t next) {
    const detail::Key own = key(next);
    if (phase(next) == Phase::norm) {
      any_[row] = std::max(any_[row], std::max(reached(next, own), static_cast<std::uint8_t>(Phase::norm)));
    } else if (phase(next) == Phase::measurement) {
      const detail::Key here = key(row);
      if (here != detail::no_key && own != detail::no_key && here != own) return;
      any_[row] = std::max(any_[row], reached(next, here == detail::no_key ? own : here));
    } else if (passes_on(next)) {
      any_[row] = std::max(any_[row], any_[next]);
      reaches_.add(reach_.of(next));
    } else {
      reaches_.add({own, reached(next, own)});
    }
  }

  const Dossier* dossier_;
  Reading reading_;
  std::vector<detail::Key> key_;
  std::vector<std::uint8_t> carries_;
  std::vector<std::uint8_t> leads_;
  detail::SetPool<detail::Key> begun_;
  detail::SetPool<detail::Reach> reach_;
  std::vector<std::uint8_t> any_;
  std::vector<std::uint8_t> earliest_;
  detail::KeySet<detail::Key> keys_;
  detail::KeySet<detail::Reach> reaches_;
};

}  // namespace kring::cycle
