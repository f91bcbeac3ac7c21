#include "guide/patterns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

base::Result<base::ReportPattern> read_report(std::string_view name, const toml::table& table) {
    if (auto known = only_keys(name, table, {"id", "opening", "recipients", "ends", "action"}); !known)
        return tl::unexpected(known.error());
    base::ReportPattern pattern;
    const auto id = text_at(name, table, "id");
    const auto opening = text_at(name, table, "opening");
    const auto recipients = text_or_empty(name, table, "recipients");
    const auto ends = text_or_empty(name, table, "ends");
    const auto action = text_or_empty(name, table, "action");
    for (const auto* part : {&id, &opening, &recipients, &ends, &action}) {
        if (!*part) return tl::unexpected(part->error());
    }
    if (*action == "delayed") {
        pattern.action = base::ReportAction::delayed;
    } else if (*action == "delivered") {
        pattern.action = base::ReportAction::delivered;
    } else if (!action->empty() && *action != "failed") {
        return error_at(name, table.get("action")->source(), R"("action" must be "failed", "delayed" or "delivered".)");
    }
    pattern.id = *id;
    pattern.opening = *opening;
    pattern.recipients = *recipients;
    pattern.ends = *ends;
    return pattern;
}

base::Result<base::AbsencePattern> read_absence(std::string_view name, const toml::table& table) {
    if (auto known = only_keys(name, table, {"id", "text", "means"}); !known) return tl::unexpected(known.error());
    const auto id = text_at(name, table, "id");
    const auto text = text_at(name, table, "text");
    const auto means = text_at(name, table, "means");
    for (const auto* part : {&id, &text, &means}) {
        if (!*part) return tl::unexpected(part->error());
    }
    base::AbsencePattern pattern{.id = *id, .text = *text};
    if (*means == "first_day_back") {
        pattern.means = base::AbsenceDate::first_day_back;
    } else if (*means == "until") {
        pattern.means = base::AbsenceDate::until;
    } else if (*means == "only_day") {
        pattern.means = base::AbsenceDate::only_day;
    } else if (*means != "last_day") {
        return error_at(name, table.get("means")->source(),
                        R"("means" must be "last_day", "first_day_back", "until" or "only_day".)");
    }
    if (text->find("{date}") == std::string::npos)
        return error_at(name, table.get("text")->source(), "\"text\" must say by {date} where the date stands.");
    return pattern;
}

base::Result<base::AutomaticPattern> read_automatic(std::string_view name, const toml::table& table) {
    if (auto known = only_keys(name, table, {"id", "subject", "text", "says", "weight"}); !known)
        return tl::unexpected(known.error());
    const auto id = text_at(name, table, "id");
    const auto subject = text_or_empty(name, table, "subject");
    const auto text = text_or_empty(name, table, "text");
    const auto says = text_at(name, table, "says");
    for (const auto* part : {&id, &subject, &text, &says}) {
        if (!*part) return tl::unexpected(part->error());
    }
    if (subject->empty() == text->empty())
        return error_at(name, table.source(), R"(An automatic pattern has either a "subject" or a "text".)");
    constexpr std::array<std::pair<std::string_view, base::AutomaticNote>, 5> words{
        {{"automatic", base::AutomaticNote::automatic},
         {"absence", base::AutomaticNote::absence},
         {"left", base::AutomaticNote::left},
         {"ticket", base::AutomaticNote::ticket},
         {"receipt", base::AutomaticNote::receipt}}};
    const auto* const word =
        std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.first == *says; });
    if (word == words.end())
        return error_at(name, table.get("says")->source(),
                        R"("says" must be "automatic", "absence", "left", "ticket" or "receipt".)");
    base::AutomaticPattern pattern{.id = *id, .subject = *subject, .text = *text, .says = word->second};
    if (const auto* node = table.get("weight")) {
        const auto weight = node->value<std::int64_t>();
        if (!weight || *weight < -9 || *weight > 9)
            return error_at(name, node->source(), "\"weight\" must be a whole number from -9 to 9.");
        pattern.weight = static_cast<int>(*weight);
    }
    return pattern;
}

/// Every [[key]] of the file, read by `read` into `into`.
template <class Pattern>
base::Status read_all(std::string_view name, const toml::table& table, std::string_view key,
                      base::Result<Pattern> (*read)(std::string_view, const toml::table&), std::vector<Pattern>& into) {
    const auto entries = tables_at(name, table, key);
    if (!entries) return tl::unexpected(entries.error());
    for (const auto* entry : *entries) {
        auto pattern = read(name, *entry);
        if (!pattern) return tl::unexpected(pattern.error());
        into.push_back(std::move(*pattern));
    }
    return {};
}

base::Status read_list(std::string_view name, const toml::table& table, std::string_view key,
                       std::vector<std::string>& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto* words = node->as_array();
    if (words == nullptr || !words->is_homogeneous(toml::node_type::string))
        return error_at(name, node->source(), "\"" + std::string(key) + "\" must be a list of texts.");
    for (const auto& word : *words) into.push_back(*word.value<std::string>());
    return {};
}

}  // namespace

base::Result<base::MailPatterns> parse_patterns(std::string_view name, std::string_view toml) {
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(
            name, *table, {"report",        "absence",          "automatic",     "absence_words",  "other_people",
                           "oneself",       "going_words",      "coming_words",  "report_senders", "report_subjects",
                           "report_words",  "delay_words",      "final_words",   "full_words",     "for_good_words",
                           "for_now_words", "returned_message", "new_addresses", "stand_ins",      "desk_fields",
                           "reply_above",   "desk_heads",       "desk_feet",     "no_reply",       "roles"});
        !known)
        return tl::unexpected(known.error());

    base::MailPatterns patterns;
    base::Status good = read_all(name, *table, "report", read_report, patterns.reports);
    if (good) good = read_all(name, *table, "absence", read_absence, patterns.absences);
    if (good) good = read_all(name, *table, "automatic", read_automatic, patterns.automatic);
    for (const auto& [key, list] : base::pattern_lists) {
        if (good) good = read_list(name, *table, key, patterns.*list);
    }
    if (!good) return tl::unexpected(good.error());
    return patterns;
}

}  // namespace amends::guide
