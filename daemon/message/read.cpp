#include "message/read.hpp"

#include <exception>

#include "base/text.hpp"
#include "message/absence.hpp"
#include "message/automatic.hpp"
#include "message/bounds.hpp"
#include "message/decode.hpp"
#include "message/delivery_report.hpp"
#include "message/desk_frame.hpp"
#include "message/header.hpp"
#include "message/language.hpp"
#include "message/parts.hpp"
#include "message/quoting.hpp"
#include "message/reported.hpp"

namespace amends::message {
namespace {

tl::unexpected<base::Error> unreadable(const char* why) {
    return base::failure(base::Fault::internal, base::Retry::never,
                         std::string("The message could not be read: ") + why + ".");
}

bool has_line(std::string_view text, std::string_view line) {
    for (auto at = text.find(line); at != std::string_view::npos; at = text.find(line, at + 1)) {
        if (at == 0 || text[at - 1] == '\n') return true;
    }
    return false;
}

/// OpenPGP without MIME (RFC 9580 6.2); in quoted lines it says nothing about this message.
base::Protection inline_protection(std::string_view text) {
    if (has_line(text, "-----BEGIN PGP MESSAGE-----")) return base::Protection::encrypted;
    return has_line(text, "-----BEGIN PGP SIGNED MESSAGE-----") ? base::Protection::is_signed : base::Protection::none;
}

/// The signed words without their armour.
std::string without_armour(std::string text) {
    constexpr std::string_view armour_begin = "-----BEGIN PGP SIGNED MESSAGE-----";
    const auto begin = text.find(armour_begin);
    const auto blank = text.find("\n\n", begin);
    auto end = text.find("\n-----BEGIN PGP SIGNATURE-----", begin);
    if (begin == std::string::npos || blank == std::string::npos) return text;
    if (end == std::string::npos) end = text.size();
    return blank + 2 < end ? text.substr(blank + 2, end - blank - 2) : std::string{};
}

/// The day on the sender's own calendar: the offset stands in the Date field.
std::optional<base::CivilDate> day_written(const base::MessageFacts& facts, const Fields& fields) {
    if (!facts.date) return std::nullopt;
    std::int64_t offset = 0;
    if (const auto* raw = find(fields, "date")) {
        const auto sign = raw->find_last_of("+-");
        if (sign != std::string::npos && sign + 5 <= raw->size()) {
            int value = 0;
            for (std::size_t i = sign + 1; i < sign + 5 && (*raw)[i] >= '0' && (*raw)[i] <= '9'; ++i)
                value = value * 10 + ((*raw)[i] - '0');
            offset = (value / 100 * 3600 + value % 100 * 60) * ((*raw)[sign] == '-' ? -1 : 1);
        }
    }
    return base::civil_at_offset(*facts.date, offset).date;
}

/// So that a range of days in it is an absence. What confirms something, or says who left, speaks of other days.
bool answers_by_itself(const base::MessageFacts& facts) {
    using base::AutomaticNote;
    const bool of_other_days = facts.note == AutomaticNote::ticket || facts.note == AutomaticNote::left ||
                               facts.note == AutomaticNote::receipt;
    if (of_other_days) return false;
    return facts.note != AutomaticNote::none || facts.auto_replied_by_header || facts.auto_submitted == "auto-replied";
}

/// A field says that no person wrote it, or is one that servers set on such mail.
bool looks_automatic_by_header(const base::MessageFacts& facts) {
    return (!facts.auto_submitted.empty() && facts.auto_submitted != "no") || facts.auto_replied_by_header ||
           facts.precedence == "bulk" || facts.precedence == "junk" || facts.return_path == "";
}

base::MessageFacts facts_of(std::string_view bytes, const Patterns& patterns) {
    const auto whole = bounded(bytes);
    const auto fields = split_fields(whole.header);
    auto facts = facts_of_header(fields);
    facts.from_nobody = is_from_nobody(fields, facts, patterns);
    const auto parts = read_parts(fields, whole.body);
    facts.protection = std::max({facts.protection, parts.protection, inline_protection(parts.text)});
    facts.read_receipt = facts.read_receipt || parts.read_receipt;
    facts.feedback_report = facts.feedback_report || parts.feedback_report || is_old_complaint(facts);
    const auto feedback = split_fields(parts.feedback);
    if (const auto* type = find(feedback, "feedback-type"))
        facts.feedback_type = base::lower_ascii(base::trimmed(*type));
    facts.calendar_method = parts.calendar_method;
    std::string returned;
    if (auto read = read_delivery_report(fields, facts, parts, patterns)) {
        facts.report = std::move(read->report);
        returned = std::move(read->returned);
    }
    if (facts.report || facts.feedback_report || facts.read_receipt)
        facts.about = reported_message(fields, facts, parts, returned);

    const bool has_words = facts.protection != base::Protection::encrypted && !facts.report && !facts.feedback_report;
    if (facts.report) facts.stand_in = new_address(parts.text, patterns);
    if (!has_words) return facts;
    const auto framed = within_frame(parts.text, patterns);
    facts.text = newly_written(inline_protection(parts.text) == base::Protection::is_signed ? without_armour(parts.text)
                               : framed                                                     ? *framed
                                                                                            : parts.text);
    facts.language = language_of(facts.text);
    const bool looks_automatic = looks_automatic_by_header(facts);
    facts.of_a_desk = framed || (looks_automatic && is_desk_header(fields, patterns));
    const auto judged = judged_note(facts.subject, facts.text, patterns, looks_automatic);
    facts.note = judged.note;
    facts.in_doubt = judged.in_doubt || gives_a_letter_back(facts.text);
    facts.of_a_person = looks_automatic && judged.of_a_person;
    facts.return_date =
        last_day_of_absence(facts.subject, facts.text, day_written(facts, fields), patterns, facts.language,
                            answers_by_itself(facts) || judged.possible == base::AutomaticNote::absence);
    // Few words that are known, no person's, and a day of return: rather an absence than an answer.
    if (facts.note == base::AutomaticNote::none && facts.in_doubt && facts.return_date &&
        judged.possible == base::AutomaticNote::absence)
        facts.note = judged.possible;
    if (facts.note != base::AutomaticNote::none || facts.return_date) facts.stand_in = stand_in(facts.text, patterns);
    return facts;
}

}  // namespace

base::Result<base::MessageFacts> read(std::string_view bytes, const Patterns& patterns) {
    try {
        return facts_of(bytes, patterns);
    } catch (const std::exception& error) {
        return unreadable(error.what());
    }
}

base::Result<base::MessageFacts> read_head(std::string_view header, const Patterns& patterns) {
    try {
        const auto fields = split_fields(bounded(header).header);
        auto facts = facts_of_header(fields);
        facts.may_be_report = may_be_report(fields, facts, patterns);
        facts.note = automatic_note(facts.subject, {}, patterns);
        return facts;
    } catch (const std::exception& error) {
        return unreadable(error.what());
    }
}

}  // namespace amends::message
