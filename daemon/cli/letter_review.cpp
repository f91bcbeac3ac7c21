#include "cli/letter_review.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/letter_request.hpp"
#include "cli/review_desk.hpp"
#include "guide/review.hpp"

namespace amends::cli {
namespace {

constexpr std::string_view open_field = "unfilled_placeholder";

std::string in_words(const guide::Finding& finding, const ReviewedLetter& letter, bool lines) {
    std::string text = lines && finding.start != finding.end ? place_text(finding, letter) + ": " : "";
    if (!finding.text.empty()) text += fmt::format("\"{}\": ", harmless(finding.text));
    text += finding.message;
    if (finding.suggestion) text += " " + *finding.suggestion;
    for (const auto& edit : finding.edits)
        if (const auto words = rewrite_text(finding, edit, letter); !words.empty()) text += " " + words + ".";
    return text;
}

}  // namespace

base::Result<guide::Review> review_written(Session& session, const app::WriterConfig& config,
                                           const WrittenText& written) {
    const auto desk = review_desk(session, config);
    if (!desk) return tl::unexpected(desk.error());
    auto review = guide::review(
        desk->rules, {.subject = written.subject,
                      .body = written.body,
                      .sent_at = now(),
                      .zone = &zone_of(config),
                      .opened_as_apology = true,
                      .verbatim_of = written.rendered,
                      .history = written.client.empty() ? guide::ClientHistory{} : history_of(session, written.client),
                      .dismissed = desk->dismissed});
    std::erase_if(review.findings, [](const guide::Finding& finding) { return finding.category == open_field; });
    return review;
}

std::string findings_text(const Page& page, const guide::Review& review, const ReviewedLetter& letter, bool lines) {
    std::string text;
    for (const auto& finding : review.findings)
        text += paragraph(page, fmt::format("  {:<9}", guide::to_string(finding.severity)),
                          in_words(finding, letter, lines));
    return text;
}

base::Result<bool> say_review(Session& session, const app::WriterConfig& config, const guide::WrittenLetter& letter,
                              const std::string& rendered, const std::string& client) {
    const auto review = review_written(
        session, config, {.subject = letter.subject, .body = letter.body, .client = client, .rendered = {rendered}});
    if (!review) return tl::unexpected(review.error());
    if (review->findings.empty()) return false;
    session.say("The review of your letter says this; what you make of it is yours:");
    session.surroundings().err << findings_text(session.page(), *review, {letter.subject, letter.body}, true);
    return std::ranges::any_of(review->findings,
                               [](const guide::Finding& finding) { return finding.severity != guide::Severity::hint; });
}

}  // namespace amends::cli
