#include "guide/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace amends::guide {

using base::Result;
using base::Status;

namespace {

const std::map<std::string, Check, std::less<>>& checks() {
    static const std::map<std::string, Check, std::less<>> all{
        {"own_words", Check::own_words}, {"repeat", Check::repeat},     {"open_promise", Check::open_promise},
        {"late", Check::late},           {"greeting", Check::greeting}, {"sign_off", Check::sign_off}};
    return all;
}

/// What a rule may say.
const std::vector<std::string>& rule_keys() {
    static const std::vector<std::string> all{"id",           "class",       "severity",      "rank",
                                              "message",      "suggestion",  "guide",         "when",
                                              "sense",        "unless",      "pattern",       "zone",
                                              "any_letter",   "check",       "run",           "unless_sentence",
                                              "unless_next",  "unless_near", "unless_letter", "needs_sentence",
                                              "needs_letter", "lacks",       "few",           "at_least",
                                              "words",        "rewrite",     "rewrites",      "leave_out",
                                              "good",         "bad"};
    return all;
}

class RuleTableReader {
public:
    RuleTableReader(const RuleFile& file, const toml::table& table, RuleBook& book)
        : file_(file), table_(table), book_(book) {}

    Result<Rule> read(const RankOfClass& ranks) {
        for (const auto step :
             {&RuleTableReader::read_texts, &RuleTableReader::read_rewrites, &RuleTableReader::read_words,
              &RuleTableReader::read_pattern, &RuleTableReader::read_letter_wide, &RuleTableReader::read_examples}) {
            if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
        }
        if (file_.own)
            if (auto done = check_own(ranks); !done) return tl::unexpected(done.error());
        const auto rank = ranks.find(rule_.category);
        rule_.rank = static_cast<int>(table_["rank"].value_or(rank == ranks.end() ? 50 : rank->second));
        return std::move(rule_);
    }

private:
    Status read_texts() {
        if (auto known = only_keys(file_.name, table_, rule_keys()); !known) return known;
        rule_.file = file_.name;
        rule_.place = place_of(table_);
        const std::array<std::pair<const char*, std::string*>, 4> needed{
            {{"id", &rule_.id}, {"class", &rule_.category}, {"message", &rule_.message}, {"guide", &rule_.guide}}};
        for (const auto& [key, into] : needed) {
            auto text = text_at(file_.name, table_, key);
            if (!text) return tl::unexpected(text.error());
            *into = std::move(*text);
        }
        auto suggestion = text_or_empty(file_.name, table_, "suggestion");
        if (!suggestion) return tl::unexpected(suggestion.error());
        rule_.suggestion = std::move(*suggestion);
        rule_.any_letter = table_["any_letter"].value_or(false);
        rule_.quotations = table_["zone"].value_or(std::string("own")) == "with_quotations";
        rule_.at_least = table_["at_least"].value_or(std::size_t{1});
        rule_.words = table_["words"].value_or(std::size_t{0});
        return severity_at(file_, table_, "severity", rule_.severity);
    }

    Status read_rewrites() {
        if (table_.contains("rewrite")) {
            auto rewrite = text_or_empty(file_.name, table_, "rewrite");
            if (!rewrite) return tl::unexpected(rewrite.error());
            rule_.rewrite = std::move(*rewrite);
        }
        rule_.leave_out = table_["leave_out"].value_or(false);
        const auto* node = table_.get("rewrites");
        if (node == nullptr) return {};
        const auto* all = node->as_table();
        if (all == nullptr)
            return error_at(file_.name, node->source(), R"("rewrites" must look like { "in case" = "that" }.)");
        for (const auto& [words, text] : *all) {
            const auto* becomes = text.as_string();
            if (becomes == nullptr)
                return error_at(file_.name, text.source(), "what words become must be text in quotation marks.");
            rule_.rewrites.emplace_back(base::lower_ascii(words.str()), becomes->get());
        }
        // "in the event that" before "event": the longest words that are there.
        std::ranges::stable_sort(rule_.rewrites,
                                 [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
        return {};
    }

    /// Of the shipped rules the tests see to all of this.
    [[nodiscard]] Status check_own(const RankOfClass& ranks) const {
        std::vector<std::string> classes;
        classes.reserve(ranks.size());
        for (const auto& [name, rank] : ranks) classes.push_back(name);
        if (!ranks.contains(rule_.category))
            return error_at(
                file_.name, table_.get("class")->source(),
                fmt::format("there is no class \"{}\"; {}", rule_.category, nearest(rule_.category, classes)));
        const auto& guides = book_.guides;
        if (!rule_.guide.starts_with("own/") && std::ranges::find(guides, rule_.guide) == guides.end())
            return error_at(file_.name, table_.get("guide")->source(),
                            fmt::format("the guides have no \"{}\"; {} A rule that is yours alone says \"own/…\".",
                                        rule_.guide, nearest(rule_.guide, guides)));
        const bool shown = std::ranges::any_of(rule_.examples, &Example::bad);
        if (!shown && rule_.check == Check::none)
            return error_at(file_.name, table_.source(),
                            fmt::format("the rule \"{}\" has no bad example: give at least one text that it has to "
                                        "find, as bad = [\"…\"].",
                                        rule_.id));
        return {};
    }

    /// What may have been meant, else all that there is.
    static std::string nearest(std::string_view name, const std::vector<std::string>& known) {
        const auto near = base::closest(name, known, 2);
        std::string all;
        for (const auto& each : near.empty() ? known : near)
            all += fmt::format("{}\"{}\"", all.empty() ? "" : near.empty() ? ", " : " or ", each);
        return near.empty() ? fmt::format("there are {}.", all) : fmt::format("did you mean {}?", all);
    }

    Status read_words() {
        if (auto done = patterns_at(file_, table_, "when", book_, rule_.when); !done) return done;
        if (auto done = patterns_at(file_, table_, "unless", book_, rule_.unless); !done) return done;
        if (auto done = sense_at(file_, table_, "sense", rule_.sense); !done) return done;
        if (rule_.sense != 0 && !rule_.when.empty())
            return error_at(file_.name, table_.source(), "a rule has \"when\" or \"sense\", not both.");
        const std::array<std::pair<const char*, RoleSet*>, 8> sets{{{"unless_sentence", &rule_.unless_sentence},
                                                                    {"unless_next", &rule_.unless_next},
                                                                    {"unless_near", &rule_.unless_near},
                                                                    {"unless_letter", &rule_.unless_letter},
                                                                    {"needs_sentence", &rule_.needs_sentence},
                                                                    {"needs_letter", &rule_.needs_letter},
                                                                    {"lacks", &rule_.lacks},
                                                                    {"few", &rule_.few}}};
        for (const auto& [key, into] : sets) {
            if (auto done = roles_at(file_, table_, key, book_, *into); !done) return done;
        }
        return {};
    }

    Status read_pattern() {
        const auto text = text_or_empty(file_.name, table_, "pattern");
        if (!text) return tl::unexpected(text.error());
        if (text->empty()) return {};
        if (!file_.stored)
            if (const auto fault = TextPatterns::fault_in(*text); !fault.empty())
                return error_at(file_.name, table_.get("pattern")->source(),
                                fmt::format("the pattern cannot be read: {}.", fault));
        rule_.pattern = (rule_.quotations ? book_.all_texts : book_.own_texts).add(*text);
        return {};
    }

    Status read_letter_wide() {
        if (const auto* node = table_.get("check"); node != nullptr) {
            const auto found = checks().find(node->value_or(std::string{}));
            if (found == checks().end()) return error_at(file_.name, node->source(), "there is no such check.");
            rule_.check = found->second;
        }
        if (const auto* run = table_["run"].as_table()) {
            Run read;
            read.sentences = (*run)["sentences"].value_or(std::size_t{5});
            read.percent = (*run)["percent"].value_or(std::size_t{45});
            if (auto done = roles_at(file_, *run, "none_of", book_, read.none_of); !done) return done;
            if (auto done = roles_at(file_, *run, "of", book_, read.of); !done) return done;
            rule_.run = read;
        }
        const bool in_sentences = !rule_.when.empty() || rule_.sense != 0 || rule_.pattern;
        if (!in_sentences && rule_.check == Check::none && !rule_.run && rule_.lacks == 0)
            return error_at(
                file_.name, table_.source(),
                "the rule never says when: it needs \"when\", \"sense\", \"pattern\", \"lacks\", \"run\" or "
                "\"check\".");
        return {};
    }

    Status read_examples() {
        for (const auto* key : {"bad", "good"}) {
            const auto texts = texts_at(file_, table_, key);
            if (!texts) return tl::unexpected(texts.error());
            for (const auto* each : *texts) rule_.examples.push_back({text_of(*each), key[0] == 'b', place_of(*each)});
        }
        return {};
    }

    const RuleFile& file_;
    const toml::table& table_;
    RuleBook& book_;
    Rule rule_;
};

}  // namespace

Result<Rule> read_rule_table(const RuleFile& file, const toml::table& table, const RankOfClass& ranks, RuleBook& book) {
    return RuleTableReader(file, table, book).read(ranks);
}

}  // namespace amends::guide
