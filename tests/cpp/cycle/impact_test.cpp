// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/impact.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

std::string told(const cy::Dossier& dossier, const std::vector<cy::Impact>& found) {
  std::string all;
  for (const auto& one : found) {
    all += (all.empty() ? "" : " ") + dossier.records().id(one.record) + std::to_string(one.steps);
  }
  return all;
}

TEST(Impact, finds_what_rests_on_a_record_nearest_first_by_links_of_every_kind) {
  const auto dossier = account().story("a_ n_ m_ e_ j_").link("j_", "n_").link("v_", "m_").link("m_", "n2_").dossier();
  // The judgement rests on the norm directly, by judged_against.
  EXPECT_EQ(told(dossier, cy::impact(dossier, row(dossier, "n_"))), "m_1 j_1 e_2 n2_2");
  EXPECT_EQ(told(dossier, cy::impact(dossier, row(dossier, "v_"))), "m_1 e_2 n2_2 j_3");
  EXPECT_EQ(told(dossier, cy::impact(dossier, row(dossier, "j_"))), "");
}

TEST(Impact, finds_what_a_record_rests_on) {
  const auto dossier = account().story("a_ n_ m_ e_ j_").link("j_", "n_").link("a_", "e0_").dossier();
  EXPECT_EQ(told(dossier, cy::foundations(dossier, row(dossier, "j_"))), "n_1 e_1 a_2 m_2 e0_3");
  EXPECT_EQ(told(dossier, cy::foundations(dossier, row(dossier, "a_"))), "e0_1");
}

TEST(Impact, names_the_link_by_which_each_was_found) {
  const auto dossier = account().story("a n m").link("j", "n").dossier();
  for (const auto& one : cy::impact(dossier, row(dossier, "a"))) {
    const auto& links = dossier.links();
    const bool back = points_back(links.kind[one.link]);
    EXPECT_EQ(static_cast<std::size_t>((back ? links.from : links.to)[one.link]), one.record);
  }
}

// Every distance against the table of Floyd and Warshall (1962, doi:10.1145/367766.368168).
RC_GTEST_PROP(Impact, agrees_with_the_table_of_all_distances, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const std::size_t size = rows.records.size();
  constexpr std::size_t far = 1'000'000;
  std::vector<std::vector<std::size_t>> distance(size, std::vector<std::size_t>(size, far));
  for (std::size_t i = 0; i < size; ++i) distance[i][i] = 0;
  for (const auto& link : rows.links) {
    const std::size_t from = row(dossier, link.from);
    const std::size_t to = row(dossier, link.to);
    (points_back(link.kind) ? distance[to][from] : distance[from][to]) = 1;
  }
  for (std::size_t k = 0; k < size; ++k) {
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    const auto agree = [&](const std::vector<cy::Impact>& found, auto expected) {
      std::size_t reached = 0;
      for (std::size_t j = 0; j < size; ++j) reached += expected(j) > 0 && expected(j) < far ? 1 : 0;
      RC_ASSERT(found.size() == reached);
      for (const auto& one : found) RC_ASSERT(one.steps == expected(one.record));
      RC_ASSERT(std::ranges::is_sorted(found, {}, &cy::Impact::steps));
    };
    agree(cy::impact(dossier, i), [&](std::size_t j) { return distance[i][j]; });
    agree(cy::foundations(dossier, i), [&](std::size_t j) { return distance[j][i]; });
  }
}

}  // namespace
