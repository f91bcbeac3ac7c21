#include "guide/patterns.hpp"

#include <fmt/format.h>

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
    } else if (*means != "last_day") {
        return error_at(name, table.get("means")->source(), R"("means" must be "last_day" or "first_day_back".)");
    }
    if (text->find("{date}") == std::string::npos)
        return error_at(name, table.get("text")->source(), "\"text\" must say by {date} where the date stands.");
    return pattern;
}

}  // namespace

base::Result<base::MailPatterns> parse_patterns(std::string_view name, std::string_view toml) {
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"report", "absence", "absence_words"}); !known)
        return tl::unexpected(known.error());

    base::MailPatterns patterns;
    const auto reports = tables_at(name, *table, "report");
    if (!reports) return tl::unexpected(reports.error());
    for (const auto* entry : *reports) {
        auto pattern = read_report(name, *entry);
        if (!pattern) return tl::unexpected(pattern.error());
        patterns.reports.push_back(std::move(*pattern));
    }
    const auto absences = tables_at(name, *table, "absence");
    if (!absences) return tl::unexpected(absences.error());
    for (const auto* entry : *absences) {
        auto pattern = read_absence(name, *entry);
        if (!pattern) return tl::unexpected(pattern.error());
        patterns.absences.push_back(std::move(*pattern));
    }
    if (const auto* node = table->get("absence_words")) {
        const auto* words = node->as_array();
        if (words == nullptr || !words->is_homogeneous(toml::node_type::string))
            return error_at(name, node->source(), "\"absence_words\" must be a list of texts.");
        for (const auto& word : *words) patterns.absence_words.push_back(*word.value<std::string>());
    }
    return patterns;
}

}  // namespace amends::guide
