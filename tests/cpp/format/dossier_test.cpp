// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/dossier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace cy = kring::cycle;
using kring::BrokenCycle;
using kring::InvalidRule;
using kring::InvalidTable;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

const std::string toml_text = R"(format = 1
name = "guidance at North"
standing = "reconstruction"
source = "quality report 2023"

[[units]]
unit = "north"
kind = "institution"
students = 1200

[[records]]
record = "n1"
unit = "north"
phase = "norm"
indicator = "satisfaction"
date = 2022
norm_level = "own"
target = 7.5
direction = "higher"

[[records]]
record = "m1"
unit = "north"
phase = "measurement"
date = 2023-05-31
retrievable = true
value = 8
remark = "a field of one's own"

[[links]]
from = "n1"
to = "m1"
kind = "measured_by"

[[assessors]]
record = "m1"
role = "student"
last_tie = "none"
)";

const std::string json_text = R"({
  "format": 1, "name": "guidance at North", "standing": "reconstruction", "source": "quality report 2023",
  "units": [{"unit": "north", "kind": "institution", "students": 1200}],
  "records": [
    {"record": "n1", "unit": "north", "phase": "norm", "indicator": "satisfaction", "date": 2022,
     "norm_level": "own", "target": 7.5, "direction": "higher", "retrievable": null},
    {"record": "m1", "unit": "north", "phase": "measurement", "date": "2023-05-31", "retrievable": true, "value": 8,
     "remark": "a field of one's own"}
  ],
  "links": [{"from": "n1", "to": "m1", "kind": "measured_by"}],
  "assessors": [{"record": "m1", "role": "student", "last_tie": "none"}]
}
)";

template <class Error = InvalidRule, class Matcher>
void expect_refused(const std::string& text, Matcher message) {
  EXPECT_THAT([&] { (void)kring::format::read_dossier(text, "mine.file"); }, ThrowsMessage<Error>(message));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

void expect_read(const std::string& text) {
  const cy::Dossier dossier = kring::format::read_dossier(text, "mine.file");
  const cy::Records& r = dossier.records();
  ASSERT_EQ(r.size(), 2U);
  EXPECT_EQ(r.id(0) + r.id(1), "n1m1");
  EXPECT_EQ(r.date[0], kring::Period::parse("2022"));
  EXPECT_EQ(r.date[1], kring::Period::parse("2023-05-31"));
  EXPECT_EQ(r.target[0], 7.5);
  EXPECT_EQ(r.value[1], 8.0);
  EXPECT_EQ(r.indicator[0], "satisfaction");
  EXPECT_EQ(r.indicator[1], "");
  EXPECT_EQ(r.retrievable[0], cy::Answer::unknown);
  EXPECT_EQ(r.retrievable[1], cy::Answer::yes);
  EXPECT_EQ(dossier.units()[0].students, 1200);
  EXPECT_EQ(dossier.standing(0), cy::Standing::reconstruction);
  EXPECT_EQ(dossier.links().size(), 1U);
  EXPECT_EQ(dossier.assessors().last_tie[0].happened, cy::Answer::no);
  const auto file = kring::format::read_dossier_file(text, "mine.file");
  EXPECT_EQ(file.name, "guidance at North");
  EXPECT_EQ(file.source, "quality report 2023");
  EXPECT_TRUE(file.tables.records->table.contains("remark"));
}

std::string with_crlf(const std::string& text) {
  std::string all;
  for (const char c : text) all += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return all;
}

TEST(DossierFile, gives_the_same_dossier_from_toml_and_json) {
  expect_read(toml_text);
  expect_read(json_text);
}

TEST(DossierFile, may_end_its_lines_as_windows_does_and_begin_with_a_byte_order_mark) {
  expect_read(with_crlf(toml_text));
  expect_read(with_crlf(json_text));
  expect_read("\xEF\xBB\xBF" + toml_text);
  expect_read("\xEF\xBB\xBF" + json_text);
  expect_read("\n \t" + json_text);
}

TEST(DossierFile, must_say_its_format_and_its_standing) {
  expect_refused(replaced(toml_text, "format = 1\n", ""),
                 HasSubstr("the field 'format' is missing: expected format = 1"));
  expect_refused(replaced(toml_text, "format = 1", "format = 2"),
                 HasSubstr("mine.file, line 1: format is not 1: expected format = 1"));
  expect_refused(replaced(toml_text, "format = 1", "format = \"1\""), HasSubstr("line 1: format is not 1"));
  expect_refused(replaced(json_text, "\"format\": 1", "\"format\": 1.0"), HasSubstr("line 2: format is not 1"));
  expect_refused(replaced(toml_text, "standing = \"reconstruction\"", ""),
                 HasSubstr("the field 'standing' is missing: expected \"account\""));
  expect_refused(replaced(json_text, "\"reconstruction\"", "\"recontruction\""),
                 HasSubstr("did you mean 'reconstruction'?"));
  expect_refused(replaced(json_text, "\"reconstruction\"", "3"), HasSubstr("line 2: standing is no text"));
}

TEST(DossierFile, names_the_line_of_a_number_at_the_end_of_a_line) {
  expect_refused("{\n  \"standing\": \"account\",\n  \"format\": 2\n}",
                 HasSubstr("mine.file, line 3: format is not 1"));
  expect_refused("{\n  \"standing\": \"account\", \"format\": 1,\n  \"units\": 5\n}",
                 HasSubstr("mine.file, line 3: a value stands where it has no place"));
}

TEST(DossierFile, names_file_table_column_and_line_of_what_is_wrong_in_its_rows) {
  expect_refused<InvalidTable>(
      replaced(toml_text, "direction = \"higher\"", "direction = \"hihger\""),
      AllOf(HasSubstr("mine.file, table 'records', column 'direction': 1 row is no word that is known: line 11 "
                      "('hihger')"),
            HasSubstr("did you mean 'higher'?")));
  expect_refused<InvalidTable>(replaced(json_text, "\"higher\"", "\"hihger\""), HasSubstr("line 5 ('hihger')"));
  expect_refused<InvalidTable>(replaced(toml_text, "to = \"m1\"", "to = \"m2\""),
                               HasSubstr("mine.file, table 'links', column 'to': 1 row is a record that is not there: "
                                         "line 30 ('m2')"));
  expect_refused<InvalidTable>(
      replaced(replaced(json_text, "1200", "-1"), "\"to\": \"m1\"", "\"to\": \"m2\""),
      AllOf(HasSubstr("mine.file has 2 faults:"), HasSubstr("line 3 (-1)"), HasSubstr("line 10 ('m2')")));
  expect_refused<BrokenCycle>(replaced(toml_text, "measured_by", "weighed_in"), HasSubstr("line 30 (norm n1 to "));
}

TEST(DossierFile, names_misspelt_fields_and_keeps_fields_of_ones_own) {
  expect_refused(replaced(toml_text, "direction = ", "drection = "),
                 HasSubstr("mine.file, line 19: records have no field 'drection': did you mean 'direction'?"));
  expect_refused(replaced(json_text, "\"indicator\"", "\"indicatro\""),
                 HasSubstr("line 5: records have no field 'indicatro': did you mean 'indicator'?"));
  expect_refused(replaced(toml_text, "[[links]]", "[[linkss]]"),
                 AllOf(HasSubstr("line 30: unknown field of a dossier 'linkss'"), HasSubstr("did you mean 'links'?")));
  expect_refused(replaced(json_text, "\"name\"", "\"title\""), HasSubstr("unknown field of a dossier 'title'"));
  EXPECT_NO_THROW((void)kring::format::read_dossier(replaced(toml_text, "remark", "page_of_the_report"), "mine.file"));
}

TEST(DossierFile, refuses_a_field_twice) {
  expect_refused(replaced(json_text, "\"date\": 2022", "\"date\": 2022, \"date\": 2023"),
                 HasSubstr("line 5: field 'date' stands twice"));
  expect_refused(replaced(json_text, "\"retrievable\": null", "\"retrievable\": null, \"retrievable\": true"),
                 HasSubstr("line 6: field 'retrievable' stands twice"));
  expect_refused(replaced(toml_text, "date = 2022\n", "date = 2022\ndate = 2023\n"),
                 HasSubstr("mine.file, line 17, column 8: the text is no TOML"));
  expect_refused(replaced(json_text, "\"format\": 1,", "\"format\": 1, \"format\": 1,"),
                 HasSubstr("line 2: field 'format' stands twice"));
  expect_refused(replaced(json_text, "\"links\": [", "\"units\": [], \"links\": ["),
                 HasSubstr("the table 'units' is there twice"));
}

TEST(DossierFile, refuses_values_within_values) {
  const char* places = "stands where it has no place: expected {\"units\": [{...}, ...], \"records\": ...}";
  expect_refused(replaced(json_text, "\"satisfaction\"", "[\"a\", \"b\"]"),
                 AllOf(HasSubstr("line 5: a list"), HasSubstr(places)));
  expect_refused(replaced(json_text, "\"satisfaction\"", "{\"a\": {\"b\": 1}}"), HasSubstr("line 5: an object"));
  expect_refused(replaced(json_text, "\"links\": [{", "\"links\": [7, {"), HasSubstr("line 10: a value"));
  expect_refused(replaced(json_text, "\"guidance at North\"", "[1, {\"a\": 1}]"), HasSubstr(places));
  expect_refused("{\"format\": 1, \"standing\": \"account\", \"units\": 5}",
                 HasSubstr("a value " + std::string(places)));
  expect_refused("{\"format\": 1, \"standing\": \"account\", \"units\": {\"unit\": \"i\"}}", HasSubstr("an object"));
  expect_refused("[{\"unit\": \"i\"}]", HasSubstr("a list"));
  expect_refused(
      replaced(toml_text, "\"satisfaction\"", "[\"a\", \"b\"]"),
      HasSubstr("mine.file, line 15: indicator is a list: expected a text, a number, true or false, or a date"));
  expect_refused(replaced(toml_text, "\"satisfaction\"", "{ a = 1 }"), HasSubstr("line 15: indicator is a table"));
  expect_refused(replaced(toml_text, "2023-05-31", "2023-05-31T10:00:00"),
                 HasSubstr("line 25: date is a date or time"));
  expect_refused("format = 1\nstanding = \"account\"\nunits = 5\n",
                 HasSubstr("line 3: units is 5: expected rows that begin with [[units]]"));
  expect_refused("format = 1\nstanding = \"account\"\nunits = [5]\n",
                 HasSubstr("line 3: a row of units is 5: expected a table"));
}

TEST(DossierFile, tells_every_fault_of_its_form_at_once) {
  expect_refused(replaced(replaced(toml_text, "format = 1", "format = 2"), "direction", "drection"),
                 AllOf(HasSubstr("mine.file has 2 faults:"), HasSubstr("format is not 1"), HasSubstr("'drection'")));
}

TEST(DossierFile, refuses_numbers_that_are_too_large_and_texts_that_are_numbers) {
  // 2^63 is one more than a whole number can hold.
  expect_refused<InvalidTable>(replaced(json_text, "1200", "9223372036854775808"), HasSubstr("column 'students'"));
  expect_refused<InvalidTable>(replaced(json_text, "1200", "1200.5"), HasSubstr("line 3 (1200.5)"));
  expect_refused<InvalidTable>(replaced(json_text, "1200", "\"1200\""), HasSubstr("column 'students'"));
  expect_refused<InvalidTable>(replaced(json_text, "\"satisfaction\"", "7"), HasSubstr("column 'indicator'"));
}

TEST(DossierFile, says_where_a_text_is_neither_toml_nor_json) {
  expect_refused("format = \n", HasSubstr("mine.file, line 1, column"));
  expect_refused("{\"format\": 1,\n\"standing\": }", HasSubstr("mine.file, line 2: the text is no JSON"));
  expect_refused("{", HasSubstr("the text is no JSON"));
  expect_refused(json_text + "}", HasSubstr("the text is no JSON"));
  expect_refused("", HasSubstr("the field 'format' is missing"));
  expect_refused("{}", HasSubstr("the field 'format' is missing"));
}

TEST(DossierFile, takes_tables_without_rows_as_tables_that_are_not_there) {
  expect_refused<InvalidTable>("{\"format\": 1, \"standing\": \"account\", \"units\": []}",
                               HasSubstr("the table 'units' is missing"));
  EXPECT_NO_THROW((void)kring::format::read_dossier(
      replaced(json_text, "\"links\": [{\"from\": \"n1\", \"to\": \"m1\", \"kind\": \"measured_by\"}]",
               "\"links\": []"),
      "mine.file"));
}

TEST(DossierFile, may_name_the_schema_it_follows) {
  expect_read(replaced(json_text, "\"format\": 1", "\"$schema\": \"dossier.schema.json\", \"format\": 1"));
}

}  // namespace
