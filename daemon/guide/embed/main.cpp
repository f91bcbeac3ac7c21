// Build tool: turns templates/ into C++, so that the daemon finds them wherever it is started.
//   amends_embed templates OUT.cpp ROOT FILE…   the texts as they stand, for guide
//   amends_embed rules OUT.cpp ROOT FILE…       the rules of the review, for guide, as tables that need no parsing
//   amends_embed patterns OUT.cpp ROOT FILE…    the mail patterns as a table, for message, which reads no TOML
//   amends_embed senses OUT.cpp ROOT FILE       what sentences say by their words, as a table, for guide
//   amends_embed tone OUT.cpp ROOT FILE         how answers sound, as a table, for core, which reads no TOML either
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "guide/embed/literal.hpp"
#include "guide/embed/senses.hpp"
#include "guide/embed/stored.hpp"
#include "guide/embed/tone.hpp"
#include "guide/patterns.hpp"
#include "guide/toml_reading.hpp"

namespace {

namespace base = amends::base;
using amends::base::ReportAction;
using amends::guide::literal;

struct File {
    std::string name;  // from ROOT on
    std::string text;
};

std::string text_source(const std::vector<File>& files, const char* header, const char* type, const char* function) {
    std::string out = fmt::format(
        "#include \"guide/{}.hpp\"\n\nnamespace amends::guide {{\n\n"
        "const std::vector<{}>& {}() {{\n    static const std::vector<{}> all{{\n",
        header, type, function, type);
    for (const auto& file : files) out += fmt::format("    {{{},\n    {}}},\n", literal(file.name), literal(file.text));
    return out + "    };\n    return all;\n}\n\n}  // namespace amends::guide\n";
}

/// One text of all in the list, with `between` between them.
std::string joined(const toml::node& list, char between) {
    std::string all;
    for (const auto& member : *list.as_array()) {
        if (!all.empty()) all += between;
        all += member.value_or(std::string{});
    }
    return all;
}

/// Patterns know no line ends.
void join_patterns(toml::node& of) {
    for (const char* key : {"when", "unless"}) {
        if (const auto* patterns = of.as_table()->get(key))
            of.as_table()->insert_or_assign(key, joined(*patterns, '\n'));
    }
}

/// Every start reads the rules: their examples are left to the tests, a list becomes one text, and nothing is parsed.
base::Result<toml::table> compact(const File& file) {
    auto table = amends::guide::parse_table(file.name, file.text);
    if (!table) return tl::unexpected(table.error());
    if (auto* rules = (*table)["rule"].as_array()) {
        for (auto& rule : *rules) {
            rule.as_table()->erase("good");
            rule.as_table()->erase("bad");
            join_patterns(rule);
        }
    }
    if (auto* roles = (*table)["role"].as_array()) {
        for (auto& role : *roles) join_patterns(role);
    }
    for (const char* section : {"lists", "verbs"}) {
        auto* lists = (*table)[section].as_table();
        if (lists == nullptr) continue;
        for (auto&& [name, list] : *lists) lists->insert_or_assign(name, joined(list, '|'));
    }
    return table;
}

base::Result<std::string> rule_source(const std::vector<File>& files) {
    std::string nodes;
    std::string names;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto table = compact(files[i]);
        if (!table) return tl::unexpected(table.error());
        nodes += fmt::format("constexpr StoredNode file_{}[]{{\n{}}};\n\n", i, amends::guide::stored_nodes(*table));
        names += fmt::format("    all.push_back({{{}, table_of(file_{}), false, true}});\n", literal(files[i].name), i);
    }
    return fmt::format(
        "#include \"guide/rule_reading.hpp\"\n#include \"guide/stored_table.hpp\"\n\nnamespace amends::guide {{\n"
        "namespace {{\n\n{}}}  // namespace\n\nstd::vector<RuleFile> shipped_rules() {{\n    std::vector<RuleFile> "
        "all;\n"
        "    all.reserve({});\n{}    return all;\n}}\n\n}}  // namespace amends::guide\n",
        nodes, files.size(), names);
}

const char* to_source(ReportAction action) {
    if (action == ReportAction::delayed) return "base::ReportAction::delayed";
    return action == ReportAction::delivered ? "base::ReportAction::delivered" : "base::ReportAction::failed";
}

std::string pattern_source(const amends::base::MailPatterns& all) {
    std::string out =
        "#include \"message/patterns.hpp\"\n\nnamespace amends::message {\n\n"
        "base::MailPatterns shipped_mail_patterns() {\n    base::MailPatterns all;\n";
    for (const auto& report : all.reports) {
        out += fmt::format("    all.reports.push_back({{{}, {}, {}, {}, {}}});\n", literal(report.id),
                           literal(report.opening), literal(report.recipients), literal(report.ends),
                           to_source(report.action));
    }
    for (const auto& absence : all.absences) {
        out += fmt::format("    all.absences.push_back({{{}, {}, base::AbsenceDate{{{}}}}});\n", literal(absence.id),
                           literal(absence.text), static_cast<int>(absence.means));
    }
    for (const auto& one : all.automatic) {
        out += fmt::format("    all.automatic.push_back({{{}, {}, {}, base::AutomaticNote{{{}}}, {}}});\n",
                           literal(one.id), literal(one.subject), literal(one.text), static_cast<int>(one.says),
                           one.weight);
    }
    for (const auto& [name, list] : amends::base::pattern_lists) {
        for (const auto& word : all.*list) out += fmt::format("    all.{}.push_back({});\n", name, literal(word));
    }
    return out + "    return all;\n}\n\n}  // namespace amends::message\n";
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.size() < 4) {
        std::cerr << "usage: amends_embed templates|rules|patterns|senses|tone OUT ROOT FILE...\n";
        return 2;
    }
    std::vector<File> files;
    for (std::size_t i = 3; i < arguments.size(); ++i) {
        std::ifstream in(arguments[i], std::ios::binary);
        files.push_back({arguments[i].substr(arguments[2].size() + 1), {std::istreambuf_iterator<char>(in), {}}});
    }
    std::string source;
    if (arguments[0] == "templates") {
        source = text_source(files, "shelf", "TemplateText", "shipped_templates");
    } else if (arguments[0] == "rules") {
        const auto made = rule_source(files);
        if (!made) {
            std::cerr << made.error().message << "\n";
            return 1;
        }
        source = *made;
    } else if (arguments[0] == "tone" || arguments[0] == "senses") {
        const auto make = arguments[0] == "tone" ? amends::guide::tone_source : amends::guide::senses_source;
        const auto made = make(files.front().name, files.front().text);
        if (!made) {
            std::cerr << made.error().message << "\n";
            return 1;
        }
        source = *made;
    } else {
        amends::base::MailPatterns all;
        for (const auto& file : files) {
            const auto some = amends::guide::parse_patterns(file.name, file.text);
            if (!some) {
                std::cerr << some.error().message << "\n";
                return 1;
            }
            all.reports.insert(all.reports.end(), some->reports.begin(), some->reports.end());
            all.absences.insert(all.absences.end(), some->absences.begin(), some->absences.end());
            all.automatic.insert(all.automatic.end(), some->automatic.begin(), some->automatic.end());
            for (const auto& [name, list] : amends::base::pattern_lists)
                (all.*list).insert((all.*list).end(), ((*some).*list).begin(), ((*some).*list).end());
        }
        source = pattern_source(all);
    }
    std::ofstream out(arguments[1], std::ios::binary);
    out << source;
    return out.flush() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) { return run({argv + 1, argv + argc}); }
