// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/format/json.hpp"
#include "kring/framework/cubes.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/words.hpp"

namespace kring::format {

namespace detail {

// A name that expressions of other engines can use: '-' would be read as minus.
[[nodiscard]] inline std::string variable(std::string id) {
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

// Words that mean something in expressions of the engines.
inline constexpr std::string_view reserved_words[] = {
    "and",   "or",   "not",    "in",      "true",     "false", "null", "if",       "then", "else",      "for",
    "every", "some", "return", "between", "function", "date",  "time", "instance", "of",   "satisfies", "external"};

// Names that another engine would read as something else, or take for one another, are refused.
inline void check_names(const Framework& f) {
  std::vector<std::string> taken;
  const auto take = [&](const std::string& id, const std::string& name) {
    const bool reserved =
        std::find(std::begin(reserved_words), std::end(reserved_words), name) != std::end(reserved_words);
    const bool digit = name.front() >= '0' && name.front() <= '9';
    if (reserved || digit) {
      throw InvalidRule("'" + id + "' cannot be a name in an exported model: " +
                        (digit ? "it begins with a digit" : "it is a word of the expression language") + "; rename it");
    }
    if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      throw InvalidRule("'" + id + "' and another name are both '" + name +
                        "' in an exported model: rename one of them");
    }
    taken.push_back(name);
  };
  for (const framework::Input& input : f.definition().inputs) take(input.id, variable(input.id));
  for (const framework::DecisionTable& table : f.definition().judgements) {
    for (const char* suffix : {"", "_rule", "_possible"}) take(table.id, variable(table.id) + suffix);
  }
}

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words, char quote, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + quote + word + quote;
  return text;
}

[[nodiscard]] inline std::string outcome_word(const Framework& f, std::size_t judgement, const framework::Outcome& o) {
  if (o.state == framework::State::judged) return f.judgement_scale(judgement).levels[o.levels.worst()];
  return std::string(text(o.state));
}

[[nodiscard]] inline std::string rule_ids(const Framework& f, std::size_t judgement, const framework::Cube& cube) {
  std::string ids;
  for (const std::size_t rule : cube.rules) {
    ids += (ids.empty() ? "" : "|") + f.definition().judgements[judgement].rules[rule].id;
  }
  return ids;
}

// One decision table node. A judgement further up shows "undetermined" where this one may be unknown.
[[nodiscard]] inline Json zen_table(const Framework& f, std::size_t j) {
  const framework::DecisionTable& table = f.definition().judgements[j];
  Json content{{"hitPolicy", "first"}, {"passThrough", true}, {"executionMode", "single"}};
  content["inputs"] = Json::array();
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const std::string& id = table.inputs[i];
    content["inputs"].push_back({{"id", "input_" + std::to_string(i)}, {"name", id}, {"field", variable(id)}});
  }
  const std::string own = variable(table.id);
  content["outputs"] = Json::array({Json{{"id", "outcome"}, {"name", "outcome"}, {"field", own}},
                                    Json{{"id", "rule"}, {"name", "rule"}, {"field", own + "_rule"}},
                                    Json{{"id", "possible"}, {"name", "possible"}, {"field", own + "_possible"}}});
  content["rules"] = Json::array();
  for (const framework::Cube& cube : framework::cubes(f, j)) {
    Json row{{"_id", own + "_" + std::to_string(content["rules"].size())}};
    for (std::size_t i = 0; i < cube.shown.size(); ++i)
      row["input_" + std::to_string(i)] = joined(cube.shown[i], '\'', ",");
    row["outcome"] = "'" + outcome_word(f, j, cube.outcome) + "'";
    row["rule"] = "'" + rule_ids(f, j, cube) + "'";
    row["possible"] = "'" + f.judgement_scale(j).text(cube.outcome.levels) + "'";
    content["rules"].push_back(std::move(row));
  }
  return {{"id", "judgement_" + std::to_string(j)},
          {"type", "decisionTableNode"},
          {"name", table.id},
          {"content", std::move(content)}};
}

[[nodiscard]] inline std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

// Writes a framework as DMN: one input data element an input, one decision a judgement.
class DmnWriter {
 public:
  explicit DmnWriter(const Framework& framework) : f_(framework) {}

  [[nodiscard]] std::string write() {
    const framework::Definition& d = f_.definition();
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    open("definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"" + xml_id(d.id) + "\" name=\"" +
         escaped(d.name_en) + "\" namespace=\"urn:kring:" + d.id + "\"");
    line("<description>" + escaped(d.id + ", version " + d.version + ". Source: " + d.origin.source) +
         "</description>");
    for (const framework::Input& input : d.inputs) input_data(input);
    for (std::size_t j = 0; j < d.judgements.size(); ++j) decision(j);
    close("definitions");
    return std::move(text_);
  }

 private:
  [[nodiscard]] static std::string xml_id(const std::string& id) { return "id_" + variable(id); }

  void line(const std::string& text) { text_ += std::string(2 * depth_, ' ') + text + "\n"; }
  void open(const std::string& tag) {
    line("<" + tag + ">");
    ++depth_;
  }
  void close(const std::string& tag) {
    --depth_;
    line("</" + tag + ">");
  }

  void input_data(const framework::Input& input) {
    open("inputData id=\"" + xml_id(input.id) + "\" name=\"" + variable(input.id) + "\"");
    line("<description>" + escaped(input.name_en + " (" + input.name_nl + ")") + "</description>");
    line("<variable name=\"" + variable(input.id) + "\" typeRef=\"string\"/>");
    close("inputData");
  }

  void decision(std::size_t j) {
    const framework::DecisionTable& table = f_.definition().judgements[j];
    open("decision id=\"" + xml_id(table.id) + "\" name=\"" + variable(table.id) + "\"");
    line("<description>" + escaped(table.name_en + " (" + table.name_nl + ")") + "</description>");
    line("<variable name=\"" + variable(table.id) + "\" typeRef=\"string\"/>");
    for (const framework::detail::InputRef& ref : f_.resolved().judgements[j].inputs) requirement(ref);
    open("decisionTable hitPolicy=\"UNIQUE\"");
    for (const std::string& id : table.inputs) {
      open("input");
      open("inputExpression typeRef=\"string\"");
      line("<text>" + variable(id) + "</text>");
      close("inputExpression");
      close("input");
    }
    line("<output typeRef=\"string\"/>");
    line("<annotation name=\"rules\"/>");
    for (const framework::Cube& cube : framework::cubes(f_, j)) rule(j, cube);
    close("decisionTable");
    close("decision");
  }

  void requirement(const framework::detail::InputRef& ref) {
    const framework::Definition& d = f_.definition();
    open("informationRequirement");
    line(ref.is_judgement ? "<requiredDecision href=\"#" + xml_id(d.judgements[ref.place].id) + "\"/>"
                          : "<requiredInput href=\"#" + xml_id(d.inputs[ref.place].id) + "\"/>");
    close("informationRequirement");
  }

  void rule(std::size_t j, const framework::Cube& cube) {
    open("rule");
    for (const auto& shown : cube.shown) {
      line("<inputEntry><text>" + (shown.empty() ? "-" : escaped(joined(shown, '"', ","))) + "</text></inputEntry>");
    }
    line("<outputEntry><text>" + escaped("\"" + outcome_word(f_, j, cube.outcome) + "\"") + "</text></outputEntry>");
    std::string why = rule_ids(f_, j, cube);
    for (const std::size_t place : cube.rules) {
      why += ": " + framework::words(f_, f_.definition().judgements[j].rules[place], Language::english);
    }
    line("<annotationEntry><text>" + escaped(why) + "</text></annotationEntry>");
    close("rule");
  }

  const Framework& f_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace detail

/// The rule tables of a framework as a decision model of the ZEN engine (JSON). The context gives each standard and
/// indicator its level, "unknown" or "not_applicable"; each judgement adds its outcome, and as <judgement>_rule and
/// <judgement>_possible the rules that decided and the levels that remain. Norms and counts are not exported. A
/// judgement known as a set of levels enters another as unknown, so that nested outcomes can be less settled than
/// kring's own.
/// @throws InvalidRule when a judgement takes more than 10,000 rows, and for names the engine would read as something
/// else or take for one another ('-' becomes '_').
[[nodiscard]] inline Json zen_model(const framework::Framework& framework) {
  detail::check_names(framework);
  Json nodes = Json::array({Json{{"id", "input"}, {"type", "inputNode"}, {"name", "input"}}});
  Json edges = Json::array();
  std::string before = "input";
  const auto connect = [&](const std::string& to) {
    edges.push_back({{"id", before + "-" + to}, {"sourceId", before}, {"targetId", to}, {"type", "edge"}});
    before = to;
  };
  for (std::size_t j = 0; j < framework.judgements(); ++j) {
    nodes.push_back(detail::zen_table(framework, j));
    connect(nodes.back()["id"].get<std::string>());
  }
  nodes.push_back({{"id", "output"}, {"type", "outputNode"}, {"name", "output"}});
  connect("output");
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i]["position"] = {{"x", 250 * i}, {"y", 0}};
  return {
      {"contentType", "application/vnd.gorules.decision"}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

/// The rule tables of a framework as DMN 1.3 XML, with the same inputs, outcomes and limits as zen_model().
/// @throws InvalidRule when a judgement takes more than 10,000 rows, and for names the engine would read as something
/// else or take for one another ('-' becomes '_').
[[nodiscard]] inline std::string dmn_model(const framework::Framework& framework) {
  detail::check_names(framework);
  return detail::DmnWriter(framework).write();
}

}  // namespace kring::format
