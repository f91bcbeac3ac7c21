#include "guide/rule_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

using base::Result;
using base::Status;

struct File {
    std::string name;
    toml::table table;
};

Place place_of(const toml::node& node) { return {node.source().begin.line, node.source().begin.column}; }

Result<std::vector<const toml::node*>> texts_at(const File& file, const toml::table& table, std::string_view key) {
    std::vector<const toml::node*> found;
    const auto* node = table.get(key);
    if (node == nullptr) return found;
    const auto* array = node->as_array();
    if (array == nullptr || (!array->empty() && !array->is_homogeneous(toml::node_type::string)))
        return error_at(file.name, node->source(), fmt::format("\"{}\" must be a list of texts.", key));
    for (const auto& element : *array) found.push_back(&element);
    return found;
}

std::string text_of(const toml::node& node) { return node.value_or(std::string{}); }

const std::map<std::string, Severity, std::less<>>& severities() {
    static const std::map<std::string, Severity, std::less<>> all{
        {"error", Severity::error}, {"warning", Severity::warning}, {"hint", Severity::hint}};
    return all;
}

const std::map<std::string, Check, std::less<>>& checks() {
    static const std::map<std::string, Check, std::less<>> all{
        {"own_words", Check::own_words}, {"repeat", Check::repeat},     {"open_promise", Check::open_promise},
        {"late", Check::late},           {"greeting", Check::greeting}, {"sign_off", Check::sign_off}};
    return all;
}

class BookReader {
public:
    Result<RuleBook> read(const std::vector<RuleText>& texts) {
        for (const auto& text : texts) {
            auto table = parse_table(text.name, text.text);
            if (!table) return tl::unexpected(table.error());
            files_.push_back({text.name, std::move(*table)});
        }
        for (const auto step : {&BookReader::check_keys, &BookReader::read_ranks, &BookReader::name_lists,
                                &BookReader::read_lists, &BookReader::read_includes, &BookReader::read_roles,
                                &BookReader::read_rules, &BookReader::read_changes}) {
            for (const auto& file : files_) {
                if (auto done = (this->*step)(file); !done) return tl::unexpected(done.error());
            }
        }
        finish();
        return std::move(book_);
    }

private:
    Status check_keys(const File& file) {
        return only_keys(file.name, file.table,
                         {"lists", "verbs", "role", "rule", "classes", "apology", "no_apology", "no_apology_unless",
                          "weak_apology", "weak_apology_needs", "apology_subject", "disable", "severity", "rank",
                          "allow", "forget", "no_rule", "advice"});
    }

    Status read_ranks(const File& file) {
        const auto* table = file.table["classes"].as_table();
        if (table == nullptr) return {};
        for (const auto& [name, rank] : *table) {
            if (!rank.is_integer()) return error_at(file.name, rank.source(), "the rank of a class is a number.");
            ranks_[std::string(name.str())] = static_cast<int>(rank.value_or(50));
        }
        return {};
    }

    Status name_lists(const File& file) {
        if (const auto* lists = file.table["lists"].as_table()) {
            for (const auto& [name, members] : *lists) book_.vocabulary.list(name.str());
        }
        if (const auto* verbs = file.table["verbs"].as_table()) {
            for (const auto& [name, members] : *verbs) {
                for (const auto* kind : {"", ".base", ".s", ".past", ".ing"})
                    book_.vocabulary.list(std::string(name.str()) + kind);
            }
        }
        return {};
    }

    Status read_lists(const File& file) {
        if (const auto* verbs = file.table["verbs"].as_table()) {
            for (const auto& [name, members] : *verbs) {
                auto done = for_each_member(file, *verbs, name.str(), [&](std::string_view word, const toml::node&) {
                    book_.vocabulary.add_verb(name.str(), word);
                });
                if (!done) return done;
            }
        }
        const auto* lists = file.table["lists"].as_table();
        if (lists == nullptr) return {};
        for (const auto& [name, members] : *lists) {
            const auto id = book_.vocabulary.list(name.str());
            if (name.str().starts_with("situation.")) note_situation(std::string(name.str().substr(10)), id);
            auto done = for_each_member(file, *lists, name.str(), [&](std::string_view word, const toml::node& node) {
                if (word.starts_with('@')) {
                    includes_.push_back({&file, &node, std::string(word.substr(1)), id});
                } else {
                    book_.vocabulary.add(id, word);
                }
            });
            if (!done) return done;
        }
        return {};
    }

    /// The members of a list are texts, or one text with "|" between them.
    template <class Take>
    static Status for_each_member(const File& file, const toml::table& lists, std::string_view name, Take take) {
        if (const auto* text = lists.get_as<std::string>(name)) {
            std::string_view rest = text->get();
            for (auto bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
                take(rest.substr(0, bar), *text);
                rest.remove_prefix(bar + 1);
            }
            take(rest, *text);
            return {};
        }
        const auto all = texts_at(file, lists, name);
        if (!all) return tl::unexpected(all.error());
        for (const auto* each : *all) take(text_of(*each), *each);
        return {};
    }

    /// Once every list is full; a list that is included does not include another that comes later.
    Status read_includes(const File&) {
        for (const auto& [file, node, name, into] : includes_) {
            if (!book_.vocabulary.has_list(name))
                return error_at(file->name, node->source(), fmt::format("there is no list \"{}\".", name));
            book_.vocabulary.include(into, book_.vocabulary.list(name));
        }
        includes_.clear();
        return {};
    }

    void note_situation(const std::string& name, ClassId id) {
        for (const auto& [known, known_id] : book_.situations) {
            if (known == name) return;
        }
        book_.situations.emplace_back(name, id);
    }

    Status compile(const File& file, const toml::table& table, std::string_view key, std::vector<WordPattern>& into) {
        const auto texts = texts_at(file, table, key);
        if (!texts) return tl::unexpected(texts.error());
        for (const auto* each : *texts) {
            auto pattern = WordPattern::compile(text_of(*each), book_.vocabulary);
            if (!pattern)
                return error_at(
                    file.name, each->source(),
                    fmt::format("{} (at character {} of the pattern).", pattern.error().what, pattern.error().at + 1));
            into.push_back(std::move(*pattern));
        }
        return {};
    }

    Status roles_at(const File& file, const toml::table& table, std::string_view key, RoleSet& into) {
        const auto texts = texts_at(file, table, key);
        if (!texts) return tl::unexpected(texts.error());
        for (const auto* each : *texts) {
            const auto bit = book_.role(text_of(*each));
            if (bit == 0)
                return error_at(file.name, each->source(), fmt::format("there is no role \"{}\".", text_of(*each)));
            into |= bit;
        }
        return {};
    }

    Status read_roles(const File& file) {
        const auto tables = tables_at(file.name, file.table, "role");
        if (!tables) return tl::unexpected(tables.error());
        for (const auto* table : *tables) {
            if (auto done = read_role(file, *table); !done) return done;
        }
        for (const auto& [key, into] :
             {std::pair{"apology", &book_.apology}, std::pair{"no_apology", &book_.no_apology},
              std::pair{"no_apology_unless", &book_.no_apology_unless}, std::pair{"weak_apology", &book_.weak_apology},
              std::pair{"weak_apology_needs", &book_.weak_apology_needs},
              std::pair{"apology_subject", &book_.apology_subject}}) {
            if (auto done = roles_at(file, file.table, key, *into); !done) return done;
        }
        return {};
    }

    Status read_role(const File& file, const toml::table& table) {
        if (auto known = only_keys(file.name, table, {"name", "when", "unless", "unless_roles", "questions"}); !known)
            return known;
        const auto name = text_at(file.name, table, "name");
        if (!name) return tl::unexpected(name.error());
        if (book_.roles.size() == most_roles) return error_at(file.name, table.source(), "there are too many roles.");
        // A role that comes twice goes on: a second stage that may use the first.
        Role role{.name = *name};
        role.bit = book_.role(*name) != 0 ? book_.role(*name) : RoleSet{1} << role_names_++;
        role.id = book_.vocabulary.list(*name);
        role.questions = table["questions"].value_or(true);
        if (auto done = compile(file, table, "when", role.when); !done) return done;
        if (auto done = compile(file, table, "unless", role.unless); !done) return done;
        if (auto done = roles_at(file, table, "unless_roles", role.unless_roles); !done) return done;
        book_.roles.push_back(std::move(role));
        return {};
    }

    Status read_rules(const File& file) {
        const auto tables = tables_at(file.name, file.table, "rule");
        if (!tables) return tl::unexpected(tables.error());
        for (const auto* table : *tables) {
            Rule rule;
            if (auto done = read_rule(file, *table, rule); !done) return done;
            const auto known = std::find_if(book_.rules.begin(), book_.rules.end(),
                                            [&](const Rule& each) { return each.id == rule.id; });
            if (known != book_.rules.end() && known->file == rule.file)
                return error_at(file.name, table->source(), fmt::format("the rule \"{}\" is there twice.", rule.id));
            if (known != book_.rules.end()) {
                *known = std::move(rule);
            } else {
                book_.rules.push_back(std::move(rule));
            }
        }
        return {};
    }

    Status read_rule(const File& file, const toml::table& table, Rule& rule) {
        if (auto known = only_keys(file.name, table,
                                   {"id",
                                    "class",
                                    "severity",
                                    "rank",
                                    "message",
                                    "suggestion",
                                    "guide",
                                    "when",
                                    "unless",
                                    "pattern",
                                    "zone",
                                    "any_letter",
                                    "check",
                                    "run",
                                    "unless_sentence",
                                    "unless_next",
                                    "unless_near",
                                    "unless_letter",
                                    "needs_sentence",
                                    "needs_letter",
                                    "lacks",
                                    "at_least",
                                    "words",
                                    "rewrite",
                                    "good",
                                    "bad"});
            !known)
            return known;
        rule.file = file.name;
        rule.place = place_of(table);
        const std::array<std::pair<const char*, std::string*>, 4> needed{
            {{"id", &rule.id}, {"class", &rule.category}, {"message", &rule.message}, {"guide", &rule.guide}}};
        for (const auto& [key, into] : needed) {
            auto text = text_at(file.name, table, key);
            if (!text) return tl::unexpected(text.error());
            *into = std::move(*text);
        }
        auto suggestion = text_or_empty(file.name, table, "suggestion");
        if (!suggestion) return tl::unexpected(suggestion.error());
        rule.suggestion = std::move(*suggestion);
        if (table.contains("rewrite")) {
            auto rewrite = text_or_empty(file.name, table, "rewrite");
            if (!rewrite) return tl::unexpected(rewrite.error());
            rule.rewrite = std::move(*rewrite);
        }
        if (auto done = read_severity(file, table, "severity", rule.severity); !done) return done;
        const auto rank = ranks_.find(rule.category);
        rule.rank = static_cast<int>(table["rank"].value_or(rank == ranks_.end() ? 50 : rank->second));
        rule.any_letter = table["any_letter"].value_or(false);
        rule.quotations = table["zone"].value_or(std::string("own")) == "with_quotations";
        rule.at_least = table["at_least"].value_or(std::size_t{1});
        rule.words = table["words"].value_or(std::size_t{0});
        return read_conditions(file, table, rule);
    }

    Status read_conditions(const File& file, const toml::table& table, Rule& rule) {
        if (auto done = compile(file, table, "when", rule.when); !done) return done;
        if (auto done = compile(file, table, "unless", rule.unless); !done) return done;
        const std::array<std::pair<const char*, RoleSet*>, 7> sets{{{"unless_sentence", &rule.unless_sentence},
                                                                    {"unless_next", &rule.unless_next},
                                                                    {"unless_near", &rule.unless_near},
                                                                    {"unless_letter", &rule.unless_letter},
                                                                    {"needs_sentence", &rule.needs_sentence},
                                                                    {"needs_letter", &rule.needs_letter},
                                                                    {"lacks", &rule.lacks}}};
        for (const auto& [key, into] : sets) {
            if (auto done = roles_at(file, table, key, *into); !done) return done;
        }
        if (auto done = read_pattern(file, table, rule); !done) return done;
        if (const auto* node = table.get("check"); node != nullptr) {
            const auto found = checks().find(node->value_or(std::string{}));
            if (found == checks().end()) return error_at(file.name, node->source(), "there is no such check.");
            rule.check = found->second;
        }
        if (const auto* run = table["run"].as_table()) {
            Run read;
            read.sentences = (*run)["sentences"].value_or(std::size_t{5});
            read.percent = (*run)["percent"].value_or(std::size_t{45});
            if (auto done = roles_at(file, *run, "none_of", read.none_of); !done) return done;
            if (auto done = roles_at(file, *run, "of", read.of); !done) return done;
            rule.run = read;
        }
        if (rule.when.empty() && !rule.pattern && rule.check == Check::none && !rule.run && rule.lacks == 0)
            return error_at(
                file.name, table.source(),
                "the rule never says when: it needs \"when\", \"pattern\", \"lacks\", \"run\" or \"check\".");
        return read_examples(file, table, rule);
    }

    Status read_pattern(const File& file, const toml::table& table, Rule& rule) {
        const auto text = text_or_empty(file.name, table, "pattern");
        if (!text) return tl::unexpected(text.error());
        if (text->empty()) return {};
        RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_max_mem(1 << 20);
        options.set_encoding(RE2::Options::EncodingLatin1);  // any bytes; a letter beyond ASCII is written as it is
        rule.pattern = std::make_unique<RE2>(*text, options);
        if (!rule.pattern->ok())
            return error_at(file.name, table.get("pattern")->source(),
                            fmt::format("the pattern cannot be read: {}.", rule.pattern->error()));
        return {};
    }

    Status read_examples(const File& file, const toml::table& table, Rule& rule) {
        for (const auto* key : {"bad", "good"}) {
            const auto texts = texts_at(file, table, key);
            if (!texts) return tl::unexpected(texts.error());
            for (const auto* each : *texts) rule.examples.push_back({text_of(*each), key[0] == 'b', place_of(*each)});
        }
        return {};
    }

    Status read_severity(const File& file, const toml::table& table, std::string_view key, Severity& into) {
        const auto* node = table.get(key);
        if (node == nullptr) return {};
        const auto found = severities().find(node->value_or(std::string{}));
        if (found == severities().end())
            return error_at(file.name, node->source(), R"(the severity is "error", "warning" or "hint".)");
        into = found->second;
        return {};
    }

    Result<Rule*> rule_named(const File& file, std::string_view id, const toml::source_region& where) {
        for (auto& rule : book_.rules) {
            if (rule.id == id) return &rule;
        }
        std::vector<std::string> known;
        known.reserve(book_.rules.size());
        for (const auto& rule : book_.rules) known.push_back(rule.id);
        const auto near = base::closest(id, known, 1);
        return error_at(file.name, where,
                        near.empty() ? fmt::format("there is no rule \"{}\".", id)
                                     : fmt::format("there is no rule \"{}\"; did you mean \"{}\"?", id, near[0]));
    }

    /// What is said of the guides' advice must point at rules that exist.
    Status check_advice(const File& file) {
        const auto advice = tables_at(file.name, file.table, "advice");
        if (!advice) return tl::unexpected(advice.error());
        for (const auto* each : *advice) {
            const auto ids = texts_at(file, *each, "rules");
            if (!ids) return tl::unexpected(ids.error());
            for (const auto* id : *ids) {
                if (auto rule = rule_named(file, text_of(*id), id->source()); !rule)
                    return tl::unexpected(rule.error());
            }
        }
        return {};
    }

    Status read_changes(const File& file) {
        for (const auto* key : {"severity", "rank"}) {
            const auto* table = file.table[key].as_table();
            if (table == nullptr) continue;
            for (const auto& [id, node] : *table) {
                auto rule = rule_named(file, id.str(), id.source());
                if (!rule) return tl::unexpected(rule.error());
                if (std::string_view(key) == "rank") {
                    if (!node.is_integer())
                        return error_at(file.name, node.source(), "the rank of a rule is a number.");
                    (*rule)->rank = static_cast<int>(node.value_or(50));
                } else if (auto done = read_severity(file, *table, id.str(), (*rule)->severity); !done) {
                    return done;
                }
            }
        }
        const auto allow = texts_at(file, file.table, "allow");
        if (!allow) return tl::unexpected(allow.error());
        for (const auto* each : *allow) book_.allowed.push_back(text_of(*each));
        const auto forget = texts_at(file, file.table, "forget");
        if (!forget) return tl::unexpected(forget.error());
        for (const auto* each : *forget) book_.vocabulary.forget(text_of(*each));
        if (auto done = check_advice(file); !done) return done;
        const auto disable = texts_at(file, file.table, "disable");
        if (!disable) return tl::unexpected(disable.error());
        for (const auto* each : *disable) {
            auto rule = rule_named(file, text_of(*each), each->source());
            if (!rule) return tl::unexpected(rule.error());
            book_.rules.erase(book_.rules.begin() + (*rule - book_.rules.data()));
        }
        return {};
    }

    void finish() {
        std::stable_sort(book_.rules.begin(), book_.rules.end(),
                         [](const Rule& a, const Rule& b) { return a.rank < b.rank; });
        const auto number_all = [&](auto& owners) {
            for (auto& owner : owners) {
                for (auto& pattern : owner.when) book_.index.add(pattern);
                for (auto& pattern : owner.unless) book_.index.add(pattern);
            }
        };
        number_all(book_.roles);
        number_all(book_.rules);
        book_.greeting = book_.vocabulary.list("greeting");
        book_.closing = book_.vocabulary.list("closing");
        book_.sentence_word = book_.vocabulary.list("sentence_word");
    }

    struct Include {
        const File* file = nullptr;
        const toml::node* node = nullptr;
        std::string name;
        ClassId into = 0;
    };

    std::vector<File> files_;
    std::vector<Include> includes_;
    std::map<std::string, int, std::less<>> ranks_;
    std::size_t role_names_ = 0;
    RuleBook book_;
};

}  // namespace

Result<RuleBook> read_rule_files(const std::vector<RuleText>& files) { return BookReader().read(files); }

}  // namespace amends::guide
