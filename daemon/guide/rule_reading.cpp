#include "guide/rule_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "guide/rule_table.hpp"

namespace amends::guide {
namespace {

using base::Result;
using base::Status;

class BookReader {
public:
    Result<RuleBook> read(const std::vector<RuleFile>& files) {
        for (const auto step : {&BookReader::check_keys, &BookReader::read_ranks, &BookReader::name_lists,
                                &BookReader::read_lists, &BookReader::read_includes, &BookReader::read_roles,
                                &BookReader::read_rules, &BookReader::read_changes}) {
            for (const auto& file : files) {
                if (auto done = (this->*step)(file); !done) return tl::unexpected(done.error());
            }
        }
        finish();
        return std::move(book_);
    }

private:
    Status check_keys(const RuleFile& file) {
        return only_keys(file.name, file.table,
                         {"lists", "verbs", "role", "rule", "classes", "apology", "no_apology", "no_apology_unless",
                          "weak_apology", "weak_apology_needs", "apology_subject", "disable", "severity", "rank",
                          "allow", "forget", "no_rule", "advice", "guides"});
    }

    Status read_ranks(const RuleFile& file) {
        const auto guides = texts_at(file, file.table, "guides");
        if (!guides) return tl::unexpected(guides.error());
        for (const auto* each : *guides) book_.guides.push_back(text_of(*each));
        const auto* table = file.table["classes"].as_table();
        if (table == nullptr) return {};
        for (const auto& [name, rank] : *table) {
            if (!rank.is_integer()) return error_at(file.name, rank.source(), "the rank of a class is a number.");
            ranks_[std::string(name.str())] = static_cast<int>(rank.value_or(50));
        }
        return {};
    }

    Status name_lists(const RuleFile& file) {
        if (const auto* lists = file.table["lists"].as_table()) {
            for (const auto& [name, members] : *lists) book_.vocabulary.list(name.str());
        }
        if (const auto* verbs = file.table["verbs"].as_table()) {
            for (const auto& [name, members] : *verbs) book_.vocabulary.verb_lists(name.str());
        }
        return {};
    }

    Status read_lists(const RuleFile& file) {
        if (const auto* verbs = file.table["verbs"].as_table()) {
            for (const auto& [name, members] : *verbs) {
                const auto of_name = book_.vocabulary.verb_lists(name.str());
                auto done = for_each_text(file, *verbs, name.str(), '|', [&](std::string_view word, const toml::node&) {
                    book_.vocabulary.add_verb(of_name, word);
                    return Status{};
                });
                if (!done) return done;
            }
        }
        const auto* lists = file.table["lists"].as_table();
        if (lists == nullptr) return {};
        for (const auto& [name, members] : *lists) {
            const auto id = book_.vocabulary.list(name.str());
            if (name.str().starts_with("situation.")) note_situation(std::string(name.str().substr(10)), id);
            auto done =
                for_each_text(file, *lists, name.str(), '|', [&](std::string_view word, const toml::node& node) {
                    if (word.starts_with('@')) {
                        includes_.push_back({&file, &node, std::string(word.substr(1)), id});
                    } else {
                        book_.vocabulary.add(id, word);
                    }
                    return Status{};
                });
            if (!done) return done;
        }
        return {};
    }

    /// Once every list is full; a list that is included does not include another that comes later.
    Status read_includes(const RuleFile&) {
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

    Status read_roles(const RuleFile& file) {
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
            if (auto done = roles_at(file, file.table, key, book_, *into); !done) return done;
        }
        return {};
    }

    Status read_role(const RuleFile& file, const toml::table& table) {
        if (auto known = only_keys(file.name, table, {"name", "when", "sense", "unless", "unless_roles", "questions"});
            !known)
            return known;
        const auto name = text_at(file.name, table, "name");
        if (!name) return tl::unexpected(name.error());
        const bool another = book_.role(*name) == 0;
        if (another && role_names_ == most_roles)
            return error_at(file.name, table.source(), "there are too many roles.");
        // A role that comes twice goes on: a second stage that may use the first.
        Role role{.name = *name};
        role.bit = another ? RoleSet{1} << role_names_++ : book_.role(*name);
        role.id = book_.vocabulary.list(*name);
        role.questions = table["questions"].value_or(true);
        if (auto done = patterns_at(file, table, "when", book_, role.when); !done) return done;
        if (auto done = patterns_at(file, table, "unless", book_, role.unless); !done) return done;
        if (auto done = sense_at(file, table, "sense", role.sense); !done) return done;
        if (auto done = roles_at(file, table, "unless_roles", book_, role.unless_roles); !done) return done;
        book_.roles.push_back(std::move(role));
        return {};
    }

    Status read_rules(const RuleFile& file) {
        const auto tables = tables_at(file.name, file.table, "rule");
        if (!tables) return tl::unexpected(tables.error());
        for (const auto* table : *tables) {
            auto rule = read_rule_table(file, *table, ranks_, book_);
            if (!rule) return tl::unexpected(rule.error());
            const auto known = std::find_if(book_.rules.begin(), book_.rules.end(),
                                            [&](const Rule& each) { return each.id == rule->id; });
            if (known != book_.rules.end() && known->file == rule->file)
                return error_at(file.name, table->source(), fmt::format("the rule \"{}\" is there twice.", rule->id));
            if (known != book_.rules.end()) {
                *known = std::move(*rule);
            } else {
                book_.rules.push_back(std::move(*rule));
            }
        }
        return {};
    }

    Result<Rule*> rule_named(const RuleFile& file, std::string_view id, const toml::source_region& where) {
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
    Status check_advice(const RuleFile& file) {
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

    Status read_changes(const RuleFile& file) {
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
                } else if (auto done = severity_at(file, *table, id.str(), (*rule)->severity); !done) {
                    return done;
                }
            }
        }
        const auto allow = texts_at(file, file.table, "allow");
        if (!allow) return tl::unexpected(allow.error());
        for (const auto* each : *allow) book_.allowed.push_back(fmt::format(" {} ", base::lower_ascii(text_of(*each))));
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
        std::ranges::stable_sort(book_.allowed, {}, [](const auto& phrase) { return std::ranges::count(phrase, ' '); });
        const auto number_all = [&](auto& owners, PatternIndex& index) {
            for (auto& owner : owners) {
                for (auto& pattern : owner.when) index.add(pattern, pattern.needs(book_.patterns));
                for (auto& pattern : owner.unless) index.add(pattern, pattern.needs(book_.patterns));
            }
            index.finish(book_.vocabulary.size());
        };
        number_all(book_.roles, book_.role_patterns);
        number_all(book_.rules, book_.rule_patterns);
        book_.needed = book_.apology;
        RoleSet known = 0;  // what patterns find; of what a sense hears nobody can say which words it needs
        for (const auto& role : book_.roles) known |= role.when.empty() ? 0 : role.bit;
        for (const auto& rule : book_.rules) {
            const bool tells = rule.category == "vague" || rule.category == "no_empathy";
            (tells ? book_.told : book_.needed) |= rule.lacks & known;
        }
        book_.greeting = book_.vocabulary.list("greeting");
        book_.closing = book_.vocabulary.list("closing");
        book_.sentence_word = book_.vocabulary.list("sentence_word");
    }

    struct Include {
        const RuleFile* file = nullptr;
        const toml::node* node = nullptr;
        std::string name;
        ClassId into = 0;
    };

    std::vector<Include> includes_;
    RankOfClass ranks_;
    std::size_t role_names_ = 0;
    RuleBook book_;
};

}  // namespace

Result<RuleBook> read_rule_files(const std::vector<RuleFile>& files) { return BookReader().read(files); }

}  // namespace amends::guide
