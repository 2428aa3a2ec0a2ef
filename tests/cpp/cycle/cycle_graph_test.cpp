// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/cycle_graph.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

std::vector<std::string> after(const cy::Dossier& dossier, std::string_view id) {
  std::vector<std::string> found;
  dossier.graph().each_after(row(dossier, id),
                             [&](std::size_t next, std::size_t) { found.push_back(dossier.records().id(next)); });
  std::sort(found.begin(), found.end());
  return found;
}

TEST(CycleGraph, runs_from_what_comes_first_to_what_rests_on_it) {
  const auto dossier = account().link("a", "n").link("j", "n").link("e", "j2", LinkKind::draws_on).dossier();
  EXPECT_EQ(after(dossier, "a"), std::vector<std::string>{"n"});
  EXPECT_EQ(after(dossier, "n"), std::vector<std::string>{"j"});   // judged_against points back
  EXPECT_EQ(after(dossier, "j2"), std::vector<std::string>{"e"});  // draws_on too
  EXPECT_TRUE(after(dossier, "e").empty());
  EXPECT_EQ(dossier.graph().records(), 5U);
  EXPECT_EQ(dossier.graph().links(), 3U);
}

TEST(CycleGraph, has_no_order_and_one_loop_where_links_go_round) {
  const auto tables = account().story("a n m e x f").link("f", "a").tables();
  const cy::CycleGraph graph(tables.links, tables.records.size());
  EXPECT_FALSE(graph.is_acyclic());
  EXPECT_TRUE(graph.order().empty());
  EXPECT_EQ(graph.loop(), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}

TEST(CycleGraph, is_empty_without_records) {
  const cy::CycleGraph graph;
  EXPECT_EQ(graph.records(), 0U);
  EXPECT_TRUE(graph.is_acyclic());
  EXPECT_TRUE(graph.loop().empty());
}

RC_GTEST_PROP(CycleGraph, orders_every_record_behind_what_it_rests_on, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  std::vector<std::size_t> place(rows.records.size(), rows.records.size());
  const auto order = dossier.graph().order();
  RC_ASSERT(order.size() == rows.records.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  for (const cy::Link& link : rows.links) {
    const std::size_t from = place[row(dossier, link.from)];
    const std::size_t to = place[row(dossier, link.to)];
    RC_ASSERT((points_back(link.kind) ? to < from : from < to));
  }
  RC_ASSERT(dossier.graph().loop().empty());
}

// One link back along a path that is there: the loop found is one, each record resting on the one before it.
RC_GTEST_PROP(CycleGraph, finds_a_loop_wherever_there_is_one, ()) {
  const Rows rows = *any_rows();
  RC_PRE(!rows.links.empty());
  auto tables = rows.tables();
  const auto which = *rc::gen::inRange<std::size_t>(0, rows.links.size());
  const auto& [from, to] = std::pair(tables.links.to[which], tables.links.from[which]);
  tables.links.from.push_back(from), tables.links.to.push_back(to);
  tables.links.kind.push_back(tables.links.kind[which]);
  const cy::CycleGraph graph(tables.links, tables.records.size());
  const auto loop = graph.loop();
  RC_ASSERT(!graph.is_acyclic());
  RC_ASSERT(!loop.empty());
  for (std::size_t i = 0; i < loop.size(); ++i) {
    bool linked = false;
    graph.each_after(loop[i], [&](std::size_t next, std::size_t) { linked |= next == loop[(i + 1) % loop.size()]; });
    RC_ASSERT(linked);
  }
}

}  // namespace
