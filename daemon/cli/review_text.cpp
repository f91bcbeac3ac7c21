#include "cli/review_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace amends::cli {
namespace {

constexpr std::size_t most_quoted = 120;

Tone tone_of(guide::Severity severity) {
    switch (severity) {
        case guide::Severity::error: return Tone::bad;
        case guide::Severity::warning: return Tone::warning;
        case guide::Severity::hint: return Tone::faint;
    }
    return Tone::plain;
}

/// The first words of a text on one line.
std::string quoted(std::string_view text) {
    std::string all = harmless(text);
    if (all.size() <= most_quoted) return '"' + all + '"';
    std::size_t end = most_quoted;
    while (end > 0 && (static_cast<unsigned char>(all[end]) & 0xC0U) == 0x80U) --end;
    if (const std::size_t blank = all.rfind(' ', end); blank != std::string::npos) end = blank;
    return '"' + all.substr(0, end) + " …\"";
}

std::string finding_text(const guide::Finding& finding, const ReviewedLetter& letter, const Page& page) {
    std::string out = toned(page, tone_of(finding.severity), guide::to_string(finding.severity)) + ", " +
                      place_text(finding, letter) + (finding.text.empty() ? "" : ": " + quoted(finding.text)) + "\n";
    out += paragraph(page, "  ", finding.message);
    if (finding.suggestion) out += paragraph(page, "  ", *finding.suggestion);
    for (const guide::Edit& edit : finding.edits)
        if (const std::string words = rewrite_text(finding, edit, letter); !words.empty())
            out += paragraph(page, "  ", words);
    return out + paragraph(page, "  ", fmt::format("({} {})", finding.rule, finding.fingerprint), Tone::faint);
}

std::string promise_text(const guide::FoundPromise& promise, const Page& page, const Reader& reader) {
    std::string when = "no date; when will it be done?";
    if (const auto* day = std::get_if<base::CivilDate>(&promise.due)) when = "by " + in_words(*day, reader);
    if (const auto* moment = std::get_if<base::Instant>(&promise.due)) when = "by " + in_words(*moment, reader);
    const bool unknown = std::holds_alternative<std::monostate>(promise.due);
    if (promise.ambiguous)
        when = unknown ? "this date can be read in two ways; write the month as a word" : when + ", as I read it";
    if (promise.recurring) when += ", then " + *promise.recurring;
    return paragraph(page, "  ", quoted(promise.text) + ": " + when);
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

}  // namespace

std::string place_text(const guide::Finding& finding, const ReviewedLetter& letter) {
    if (finding.start == finding.end) return "the whole letter";
    if (finding.part == guide::Part::subject) return "subject";
    const auto before = letter.body.substr(0, std::min(finding.start, letter.body.size()));
    return fmt::format("line {}", 1 + std::count(before.begin(), before.end(), '\n'));
}

std::string rewrite_text(const guide::Finding& finding, const guide::Edit& edit, const ReviewedLetter& letter) {
    const std::string_view part = finding.part == guide::Part::subject ? letter.subject : letter.body;
    if (edit.end > part.size() || edit.start > edit.end) return {};
    const std::string_view old = part.substr(edit.start, edit.end - edit.start);
    if (old.empty()) return "Write: " + quoted(edit.text);
    if (edit.text.empty()) return "Leave out: " + quoted(base::trimmed(old));
    return fmt::format("Instead of {} write {}", quoted(old), quoted(edit.text));
}

std::string review_text(const guide::Review& review, const std::vector<guide::FoundPromise>& promises,
                        const ReviewedLetter& letter, const Page& page, const Reader& reader) {
    std::string out;
    for (const guide::Finding& finding : review.findings) out += finding_text(finding, letter, page) + "\n";
    if (!promises.empty()) {
        out += toned(page, Tone::strong, "Promises in it") + "\n";
        for (const guide::FoundPromise& promise : promises) out += promise_text(promise, page, reader);
        out += "\n";
    }
    if (!review.apology)
        return out + (review.findings.empty() ? "This does not read as an apology, so there is little to say of it. If "
                                                "it is one, add --apology.\n"
                                              : "This does not read as an apology; if it is one, add --apology.\n");
    const auto weighty =
        static_cast<std::size_t>(std::count_if(review.findings.begin(), review.findings.end(), [](const auto& each) {
            return each.severity != guide::Severity::hint;
        }));
    const std::size_t hints = review.findings.size() - weighty;
    if (review.findings.empty()) return out + "I find nothing to mend in it.\n";
    return out +
           (weighty == 0 ? "Nothing that must be mended, and "
                         : counted(weighty, "thing", "things") + " to mend and ") +
           counted(hints, "hint", "hints") + ". It is your letter: take what helps.\n";
}

}  // namespace amends::cli
