#include "message/report_words.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "base/text.hpp"
#include "message/decode.hpp"
#include "message/patterns_compiled.hpp"
#include "message/status_blocks.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_recipients = 200;
constexpr std::size_t most_diagnostic = 2'000;
constexpr std::size_t most_said = 16'000;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// The text up to where `mark` is found; what lies behind goes into `rest`.
std::string_view cut_at(std::string_view text, const RE2& mark, std::string_view& rest) {
    re2::StringPiece found;
    if (!mark.Match(piece(text), 0, text.size(), RE2::UNANCHORED, &found, 1)) return text;
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    rest = text.substr(at);
    return text.substr(0, at);
}

/// Each address that `form` finds and `counts` lets pass, with what is said about it: the words up to the next one.
template <class Counts>
void add_recipients(base::DeliveryReport& report, std::string_view said, const RE2& form, base::ReportAction action,
                    const Counts& counts) {
    std::vector<std::string_view> places;
    re2::StringPiece rest = piece(said);
    re2::StringPiece mailbox;
    while (places.size() < most_recipients && RE2::FindAndConsume(&rest, form, &mailbox)) {
        const std::string_view address(mailbox.data(), mailbox.size());
        const bool known = std::any_of(report.recipients.begin(), report.recipients.end(), [&](const auto& one) {
            return base::equals_ignoring_case(one.final_recipient, address);
        });
        if (known || !counts(address)) continue;
        places.push_back(address);
        report.recipients.push_back({.final_recipient = to_utf8(address, "utf-8"), .action = action});
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const char* const end = i + 1 < places.size() ? places[i + 1].data() : said.data() + said.size();
        const std::string_view about(places[i].data(), static_cast<std::size_t>(end - places[i].data()));
        report.recipients[i].status = status_in(about);
        report.recipients[i].diagnostic = to_utf8(base::trimmed(about.substr(0, most_diagnostic)), "utf-8");
    }
}

void add_nobody(base::DeliveryReport& report, std::string_view said, base::ReportAction action) {
    report.recipients.push_back({.action = action, .status = status_in(said)});
    report.recipients.back().diagnostic = to_utf8(base::trimmed(said.substr(0, most_diagnostic)), "utf-8");
}

/// Addresses of the user and of the system; also what looks like one and is a Message-ID.
bool is_bystander(std::string_view address, const base::MessageFacts& facts) {
    const auto is_it = [&](const base::Address& one) { return base::equals_ignoring_case(one.mailbox, address); };
    const auto local = base::lower_ascii(address.substr(0, address.find('@')));
    return std::any_of(facts.to.begin(), facts.to.end(), is_it) ||
           std::any_of(facts.from.begin(), facts.from.end(), is_it) || local == "postmaster" ||
           local == "mailer-daemon" || local == "abuse" || local == "support" || address.size() > 254;
}

/// What has been given up stays so, whatever is said of the delays before.
void tell_delays_from_failures(base::DeliveryReport& report, std::string_view said, const Patterns& patterns) {
    const auto& compiled = patterns.compiled();
    said = said.substr(0, most_said);
    const bool given_up = is_found(said, compiled.final_words);
    const bool tries_on = !given_up && is_found(said, compiled.delay_words);
    for (auto& one : report.recipients) {
        const bool fails = one.action == base::ReportAction::failed || one.action == base::ReportAction::delayed;
        if (!fails) continue;
        const bool for_good = given_up || one.status.starts_with('5');
        if (for_good) one.action = base::ReportAction::failed;
        if (!for_good && tries_on) one.action = base::ReportAction::delayed;
    }
}

}  // namespace

std::optional<ToldReport> read_known_words(std::string_view text, const Patterns& patterns) {
    std::optional<ToldReport> of_nobody;
    for (const auto& pattern : patterns.compiled().reports) {
        re2::StringPiece opening;
        if (!pattern.opening->Match(piece(text), 0, text.size(), RE2::UNANCHORED, &opening, 1)) continue;
        ToldReport told;
        auto said = text.substr(static_cast<std::size_t>(opening.data() - text.data()));
        if (pattern.ends) said = cut_at(said, *pattern.ends, told.returned);
        if (pattern.recipients)
            add_recipients(told.report, said, *pattern.recipients, pattern.source.action,
                           [](std::string_view) { return true; });
        if (!told.report.recipients.empty()) {
            tell_delays_from_failures(told.report, said, patterns);
            return told;
        }
        if (of_nobody) continue;
        add_nobody(told.report, said, pattern.source.action);
        tell_delays_from_failures(told.report, said, patterns);
        of_nobody = std::move(told);
    }
    return of_nobody;
}

ToldReport read_any_words(std::string_view text, const base::MessageFacts& facts, const Patterns& patterns) {
    static const std::string one_address = R"(([\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*[a-z0-9]))";
    static const RE2 after_rcpt("(?i)\\bRCPT TO:\\s*<?" + one_address);
    static const RE2 at_the_beginning(
        R"((?im)^[\s>*"'<(]*(?:(?:to|recipient|address|e-?mail|final-recipient|original recipient|empfänger|destinataire|)"
        R"(destinatario|adresse)[^:\n]{0,20}:\s*[<"'(]*)?(?:mailto:)?)" +
        one_address);
    static const RE2 anywhere("(?i)" + one_address);
    ToldReport told;
    auto said = text;
    if (patterns.compiled().returned_message) said = cut_at(text, *patterns.compiled().returned_message, told.returned);
    for (const auto* form : {&after_rcpt, &at_the_beginning, &anywhere}) {
        add_recipients(told.report, said, *form, base::ReportAction::failed,
                       [&](std::string_view address) { return !is_bystander(address, facts); });
        if (!told.report.recipients.empty()) break;
    }
    if (told.report.recipients.empty()) add_nobody(told.report, said, base::ReportAction::failed);
    tell_delays_from_failures(told.report, said, patterns);
    return told;
}

}  // namespace amends::message
