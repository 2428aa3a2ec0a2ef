// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/dossier_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "arrow_arrays.hpp"
#include "kring/table/builder.hpp"

namespace {

namespace cy = kring::cycle;
using kring::BrokenCycle;
using kring::InvalidTable;
using kring::table::Column;
using kring::table::DossierSource;
using kring::table::DossierTable;
using kring::table::Table;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Column text(const char* name, const std::vector<const char*>& values) {
  kring::table::TextBuilder builder;
  for (const char* value : values) value == nullptr ? builder.add_missing() : builder.add(value);
  return builder.finish(name);
}

Column whole(const char* name, std::vector<std::int64_t> values, std::vector<std::uint8_t> valid = {}) {
  return kring::table::make_column(name, kring::table::IntegerColumn(std::move(values), std::move(valid)));
}

Column number(const char* name, std::vector<double> values) {
  return kring::table::make_column(name, kring::table::NumberColumn(std::move(values)));
}

std::optional<DossierTable> made(const char* name, std::vector<Column> columns) {
  return DossierTable{Table(name, std::move(columns)), {}};
}

// One institution, a norm and its measurement.
DossierSource source() {
  DossierSource all;
  all.units = made("units", {text("unit", {"i"}), text("kind", {"institution"})});
  all.records =
      made("records", {text("record", {"n", "m"}), text("unit", {"i", "i"}), text("phase", {"norm", "measurement"})});
  return all;
}

// The same with columns of the records added.
DossierSource with(std::vector<Column> columns) {
  DossierSource all = source();
  all.records->table = all.records->table.with(columns);
  return all;
}

std::vector<std::string> faults(const DossierSource& given) { return kring::table::dossier_faults(given); }

TEST(DossierTable, reads_the_smallest_dossier_there_is) {
  EXPECT_THAT(faults(source()), IsEmpty());
  const cy::Dossier dossier = kring::table::read_dossier(source());
  EXPECT_EQ(dossier.records().id(1), "m");
  EXPECT_EQ(dossier.records().phase[0], cy::Phase::norm);
  EXPECT_EQ(dossier.units()[0].name, "i");  // without a name its identifier
  EXPECT_EQ(dossier.links().size(), 0U);
  EXPECT_EQ(dossier.standing(0), cy::Standing::account);
}

TEST(DossierTable, reads_every_column_of_every_table) {
  DossierSource all = with({text("date", {"2021", "2022/23"}), text("owner", {"board", nullptr}),
                            text("retrievable", {"true", "false"}), text("by", {"own", ""}), number("target", {7.5, 0}),
                            text("direction", {"higher", nullptr})});
  all.records->table = all.records->table.select(
      std::vector<std::string>{"record", "unit", "phase", "date", "owner", "retrievable", "by"});
  all.links = made("links", {text("from", {"n"}), text("to", {"m"}), text("kind", {"measured_by"}),
                             text("basis", {"coded"}), text("confidence", {"low"})});
  all.assessors = made("assessors", {text("record", {"m"}), text("assessor", {"q"}), text("role", {"peer"}),
                                     text("organisation", {"firm"}), text("part", {"judging"}), whole("count", {3}),
                                     text("last_tie", {"none"}), text("reviewed_by_party", {"2020-05"}),
                                     text("shared_governance", {"false"}), text("declaration", {"true"})});
  all.publications = made("publications", {text("record", {"m"}), text("item", {"follow_up"}),
                                           text("audience", {"public"}), text("findable", {nullptr})});
  all.events = made("events", {text("unit", {"i"}), text("kind", {"visit"}), text("date", {"2023-03-01"}),
                               number("days", {2.5}), text("verdict", {"good"}), text("term", {"P1Y"})});
  const cy::Dossier d = kring::table::read_dossier(all);
  EXPECT_EQ(d.records().owner[1], "");
  EXPECT_EQ(d.records().retrievable[1], cy::Answer::no);
  EXPECT_EQ(d.records().by[1], cy::Author::not_stated);
  EXPECT_EQ(d.records().date[1], kring::Period::parse("2022/23"));
  EXPECT_EQ(d.links().basis[0], cy::Basis::coded);
  EXPECT_EQ(d.links().confidence[0], cy::Confidence::low);
  EXPECT_EQ(d.assessors().count[0], 3);
  EXPECT_EQ(d.assessors().last_tie[0].happened, cy::Answer::no);
  EXPECT_EQ(d.assessors().reviewed_by_party[0].happened, cy::Answer::yes);
  EXPECT_EQ(d.assessors().reviewed_by_party[0].date, kring::Period::parse("2020-05"));
  EXPECT_EQ(d.assessors().declaration[0], cy::Answer::yes);
  EXPECT_EQ(d.publications().item[0], cy::Item::follow_up);
  EXPECT_EQ(d.publications().findable[0], cy::Answer::unknown);
  EXPECT_EQ(d.events()[0].days, 2.5);
  EXPECT_EQ(d.events()[0].term, "P1Y");
}

TEST(DossierTable, asks_for_units_and_records) {
  EXPECT_THAT(faults({}), ElementsAre("the table 'units' is missing: a dossier has at least units and records",
                                      "the table 'records' is missing: a dossier has at least units and records"));
  DossierSource empty;
  empty.units = made("units", {text("unit", {}), text("kind", {})});
  empty.records = made("records", {text("record", {}), text("unit", {}), text("phase", {})});
  EXPECT_THAT(faults(empty), ElementsAre("table 'units': it has no rows; expected at least one unit"));
  DossierSource no_records = source();
  no_records.records = empty.records;
  EXPECT_THAT(faults(no_records), IsEmpty());
}

TEST(DossierTable, names_the_columns_that_are_missing) {
  DossierSource all = source();
  all.records = made("records", {text("record", {"n"}), text("unit", {"i"}), text("fase", {"norm"})});
  EXPECT_THAT(faults(all), ElementsAre(AllOf(HasSubstr("table 'records': column 'phase' is missing"),
                                             HasSubstr("the table has the columns record, unit, fase"))));
  all.records = made("records", {text("id", {"n"})});
  EXPECT_THAT(faults(all), ElementsAre(HasSubstr("column 'record' is missing"), HasSubstr("column 'unit' is missing"),
                                       HasSubstr("column 'phase' is missing")));
  all = source();
  all.units = made("units", {text("name", {"i"})});
  EXPECT_THAT(faults(all), testing::Contains(HasSubstr("table 'units': column 'unit' is missing")));
  all = source();
  all.links = made("links", {text("from", {"n"}), text("to", {"m"})});
  EXPECT_THAT(faults(all), ElementsAre(HasSubstr("table 'links': column 'kind' is missing")));
}

TEST(DossierTable, names_the_columns_that_hold_something_else) {
  const auto holds = [](Column column, const char* what) {
    const std::string name = column.name();
    EXPECT_THAT(faults(with({std::move(column)})),
                ElementsAre(AllOf(HasSubstr("table 'records', column '" + name + "': "), HasSubstr(what))));
  };
  holds(whole("aspect", {1, 2}), "holds whole numbers (int64); expected text");
  holds(whole("by", {1, 2}), "holds whole numbers (int64); expected text");
  holds(text("soundness", {"0.5x", "high"}), "2 rows are text: row 0 ('0.5x'), row 1 ('high')");
  holds(number("retrievable", {0.5, 1}), "expected text");
  DossierSource numbered = source();
  numbered.records =
      made("records", {whole("record", {1, 2}), text("unit", {"i", "i"}), text("phase", {"norm", "measurement"})});
  EXPECT_THAT(faults(numbered), ElementsAre(HasSubstr("column 'record': holds whole numbers (int64)")));
  DossierSource pupils = source();
  pupils.units = made("units", {text("unit", {"i"}), text("kind", {"institution"}), number("students", {12.5})});
  EXPECT_THAT(faults(pupils), ElementsAre(AllOf(HasSubstr("column 'students'"), HasSubstr("row 0 (12.5)"))));
}

TEST(DossierTable, names_the_nearest_word) {
  EXPECT_THAT(faults(with({text("direction", {"hihger", ""})})),
              ElementsAre(AllOf(HasSubstr("table 'records', column 'direction': 1 row is no word that is known: row 0 "
                                          "('hihger'); expected one of higher, lower, equal, or nothing"),
                                HasSubstr("did you mean 'higher'?"))));
  DossierSource all = source();
  all.units = made("units", {text("unit", {"i", "j"}), text("kind", {"institution", nullptr}),
                             text("parent", {"", "i"}), text("standing", {"account", "acount"})});
  EXPECT_THAT(faults(all),
              testing::IsSupersetOf({HasSubstr("column 'kind': 1 row is no word that is known: row 1 ('')"),
                                     HasSubstr("column 'standing': 1 row is no standing: row 1 ('acount')")}));
  EXPECT_THAT(faults(with({text("retrievable", {"yes", "true"})})), ElementsAre(HasSubstr("row 0 ('yes')")));
}

TEST(DossierTable, shows_five_rows_and_says_that_there_are_more) {
  std::vector<const char*> wrong(7, "x");
  DossierSource all;
  all.units = source().units;
  all.records = made("records", {text("record", {"a", "b", "c", "d", "e", "f", "g"}),
                                 text("unit", std::vector<const char*>(7, "i")), text("phase", wrong)});
  EXPECT_THAT(faults(all),
              ElementsAre(AllOf(HasSubstr("7 rows are no word that is known: row 0 ('x'), row 1 ('x'), row "
                                          "2 ('x'), row 3 ('x'), row 4 ('x'), ...;"),
                                Not(HasSubstr("row 5")))));
}

TEST(DossierTable, reads_dates_in_every_form) {
  const auto dates = [](Column column) {
    const cy::Dossier dossier = kring::table::read_dossier(with({std::move(column)}));
    std::string all;
    for (const auto& date : dossier.records().date) all += (date ? period_text(*date) : std::string("-")) + " ";
    return all;
  };
  EXPECT_EQ(dates(text("date", {"2024-05-31", "2024-05"})), "2024-05-31 2024-05 ");
  EXPECT_EQ(dates(text("date", {"2023/24", ""})), "2023/24 - ");
  EXPECT_EQ(dates(text("date", {nullptr, "2024"})), "- 2024 ");
  EXPECT_EQ(dates(whole("date", {2023, 2024})), "2023 2024 ");
  EXPECT_EQ(dates(whole("date", {2023, 0}, {1, 0})), "2023 - ");
  EXPECT_EQ(dates(number("date", {2023, 2024})), "2023 2024 ");
  // Days since 1970: 19723 is 1 January 2024.
  const kring::table::Values<std::int32_t> days(std::vector<std::int32_t>{19723, 0}, std::vector<std::uint8_t>{1, 0});
  EXPECT_EQ(dates(kring::table::make_date_column("date", days)), "2024-01-01 - ");
  EXPECT_EQ(dates(kring::table::make_missing_column("date", 2)), "- - ");
}

TEST(DossierTable, refuses_what_is_no_date) {
  EXPECT_THAT(faults(with({text("date", {"31-05-2024", "2024-02-30"})})),
              ElementsAre(HasSubstr("column 'date': 2 rows are not a date: row 0 ('31-05-2024'), row 1 ('2024-02-30'); "
                                    "expected a day '2024-05-31', a month, a year or a school year '2023/24'")));
  EXPECT_THAT(faults(with({whole("date", {20240531, 2024})})), ElementsAre(HasSubstr("row 0 (20240531)")));
  EXPECT_THAT(faults(with({number("date", {2023.5, 2024})})), ElementsAre(HasSubstr("column 'date'")));
  EXPECT_THAT(faults(with({text("date", {"none", ""})})), ElementsAre(HasSubstr("row 0 ('none')")));
  const auto ticks = kring::table::IntegerColumn(std::vector<std::int64_t>{0, 1});
  EXPECT_THAT(faults(with({kring::table::make_time_column("date", "tsu:", ticks)})), SizeIs(1));
}

TEST(DossierTable, refuses_identifiers_that_are_empty_or_there_twice) {
  DossierSource all = source();
  all.records = made("records", {text("record", {"a", "", nullptr, "a"}), text("unit", {"i", "i", "i", "i"}),
                                 text("phase", {"ambition", "norm", "norm", "norm"})});
  EXPECT_THAT(faults(all),
              ElementsAre(HasSubstr("column 'record': 2 rows are without a value: row 1 (''), row 2 (null)"),
                          HasSubstr("column 'record': 1 row is there twice: row 3 (a)")));
  all = source();
  all.units = made("units", {text("unit", {"i", "i"}), text("kind", {"institution", "institution"})});
  EXPECT_THAT(faults(all), testing::Contains(HasSubstr("column 'unit': 1 row is there twice: row 1 (i)")));
}

TEST(DossierTable, refuses_identifiers_that_are_no_text) {
  DossierSource all = source();
  all.records =
      made("records", {text("record", {"a", "Zo\xEB"}), text("unit", {"i", "i"}), text("phase", {"ambition", "norm"})});
  EXPECT_THAT(faults(all), ElementsAre(HasSubstr("column 'record': 1 row is not in UTF-8: row 1 (bytes that are no "
                                                 "text)")));
}

TEST(DossierTable, refuses_ends_that_are_not_there) {
  DossierSource all = source();
  all.links = made(
      "links", {text("from", {"n", "b"}), text("to", {"Zo\xEB", "m"}), text("kind", {"measured_by", "measured_by"})});
  all.publications = made("publications", {text("record", {"x"}), text("item", {"result"})});
  EXPECT_THAT(
      faults(all),
      ElementsAre(HasSubstr("table 'links', column 'from': 1 row is a record that is not there: row 1 ('b')"),
                  HasSubstr("table 'links', column 'to': 1 row is a record that is not there: row 0 ('bytes that "
                            "are no text')"),
                  HasSubstr("table 'publications', column 'record': 1 row is a record that is not there: row 0 "
                            "('x')")));
  all.links = made(
      "links", {text("from", {"n", nullptr}), text("to", {"m", "m"}), text("kind", {"measured_by", "measured_by"})});
  EXPECT_THAT(faults(all), testing::Contains(HasSubstr("table 'links', column 'from': 1 row is without a value: row 1 "
                                                       "(null)")));
}

TEST(DossierTable, says_that_a_cycle_is_broken_only_where_nothing_else_is_wrong) {
  DossierSource all = source();
  all.links = made("links", {text("from", {"m"}), text("to", {"n"}), text("kind", {"measured_by"})});
  EXPECT_THROW((void)kring::table::read_dossier(all), BrokenCycle);
  all.units = made("units", {text("unit", {"i"}), text("kind", {"institution"}), whole("students", {-1})});
  EXPECT_THAT(
      [&] { (void)kring::table::read_dossier(all); },
      testing::ThrowsMessage<InvalidTable>(AllOf(HasSubstr("the dossier has 2 faults:\n- "), HasSubstr("row 0 (-1)"),
                                                 HasSubstr("a link measured_by that cannot be"))));
}

TEST(DossierTable, tells_the_faults_of_all_tables_at_once) {
  DossierSource all = with({text("by", {"nobody", ""})});
  all.units = made("units", {text("unit", {"k"}), text("kind", {"institution"})});
  all.events = made("events", {text("unit", {"z"}), text("kind", {""})});
  EXPECT_THAT(faults(all), testing::IsSupersetOf({HasSubstr("row 0 ('nobody')"), HasSubstr("table 'events', column "
                                                                                           "'kind'")}));
}

TEST(DossierTable, leaves_columns_alone_that_it_does_not_know) {
  EXPECT_THAT(faults(with({whole("page", {3, 4}), text("remark", {"x", nullptr}), number("owned", {0.5, 1})})),
              IsEmpty());
}

TEST(DossierTable, reads_categories_as_text) {
  using arrow_arrays::bytes;
  using arrow_arrays::Part;
  const auto type = std::make_shared<arrow_arrays::Field>(arrow_arrays::Field{"u", "", {}, nullptr});
  const auto column = [&](const char* name, const std::vector<std::int32_t>& ends, const std::string& words) {
    const auto entries = std::make_shared<Part>(Part{2, 0, 0, {{}, bytes(ends), bytes(words)}, {}, nullptr});
    const Part rows{2, 0, 0, {{}, bytes<std::uint8_t>({1, 0})}, {}, entries};
    return arrow_arrays::read({"C", name, {}, type}, {rows}).columns()[0];
  };
  DossierSource all;
  all.units = made("units", {text("unit", {"i"}), text("kind", {"institution"})});
  // Each written the other way round: 1, 0.
  all.records = made("records", {column("record", {0, 1, 2}, "mn"), text("unit", {"i", "i"}),
                                 column("phase", {0, 11, 15}, "measurementnorm"),
                                 column("date", {0, 4, 11}, "20222021/22"), column("sound", {0, 5, 9}, "falsetrue")});
  all.links = made("links", {text("from", {"n"}), text("to", {"m"}), text("kind", {"measured_by"})});
  const cy::Dossier dossier = kring::table::read_dossier(all);
  EXPECT_EQ(dossier.records().id(0), "n");
  EXPECT_EQ(dossier.records().phase[0], cy::Phase::norm);
  EXPECT_EQ(dossier.records().date[0], kring::Period::parse("2021/22"));
  EXPECT_EQ(dossier.records().date[1], kring::Period::parse("2022"));
  EXPECT_EQ(dossier.records().sound[0], cy::Answer::yes);
}

TEST(DossierTable, names_lines_where_a_file_gives_them) {
  DossierSource all = with({text("by", {"nobody", "nobody"})});
  all.file = "mine.toml";
  all.records->lines = {12, 20};
  EXPECT_THAT(faults(all), ElementsAre(HasSubstr("mine.toml, table 'records', column 'by': 2 rows are no word that is "
                                                 "known: line 12 ('nobody'), line 20 ('nobody')")));
}

}  // namespace
