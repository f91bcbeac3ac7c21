#include "guide/advice.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

std::string between_words(const std::string& pattern) { return "(?i)\\b(?:" + pattern + ")\\b"; }

/// A pattern that cannot be compiled has an error(); nothing is written to standard error.
RE2::Options quiet() {
    RE2::Options options;
    options.set_log_errors(false);
    return options;
}

base::Status read_patterns(std::string_view name, const toml::table& table, std::vector<std::string>& patterns) {
    const auto* node = table.get("ask_first_when");
    if (node == nullptr) return {};
    const auto* list = node->as_array();
    if (list == nullptr) return error_at(name, node->source(), "\"ask_first_when\" must be a list of texts.");
    for (const auto& each : *list) {
        const auto pattern = each.value_exact<std::string>();
        if (!pattern) return error_at(name, each.source(), "\"ask_first_when\" must be a list of texts.");
        const RE2 compiled(between_words(*pattern), quiet());
        if (!compiled.ok())
            return error_at(name, each.source(), fmt::format("this is no RE2 pattern: {}.", compiled.error()));
        patterns.push_back(*pattern);
    }
    return {};
}

}  // namespace

const char* to_word(Offence value) { return value == Offence::serious ? "serious" : "minor"; }

std::optional<Offence> offence_from(std::string_view word) {
    for (const Offence each : {Offence::minor, Offence::serious}) {
        if (word == to_word(each)) return each;
    }
    return std::nullopt;
}

base::Result<Advice> parse_advice(std::string_view name, std::string_view toml) {
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"in_person", "by_hand", "ask_first", "ask_first_when"}); !known)
        return tl::unexpected(known.error());
    const auto in_person = text_or_empty(name, *table, "in_person");
    const auto by_hand = text_or_empty(name, *table, "by_hand");
    const auto ask_first = text_or_empty(name, *table, "ask_first");
    for (const auto* part : {&in_person, &by_hand, &ask_first}) {
        if (!*part) return tl::unexpected(part->error());
    }
    Advice advice{.in_person = *in_person, .by_hand = *by_hand, .ask_first = *ask_first};
    if (auto good = read_patterns(name, *table, advice.ask_first_when); !good) return tl::unexpected(good.error());
    return advice;
}

std::vector<std::string> advice_for(const Advice& advice, Offence offence, std::string_view subject,
                                    std::string_view body) {
    std::vector<std::string> told;
    const auto tell = [&](const std::string& sentence) {
        if (!sentence.empty()) told.push_back(sentence);
    };
    const bool grave = std::ranges::any_of(advice.ask_first_when, [&](const std::string& pattern) {
        const RE2 compiled(between_words(pattern), quiet());
        return RE2::PartialMatch(body, compiled) || RE2::PartialMatch(subject, compiled);
    });
    if (offence == Offence::serious) {
        tell(advice.in_person);
        tell(advice.by_hand);
    }
    if (offence == Offence::serious || grave) tell(advice.ask_first);
    return told;
}

}  // namespace amends::guide
