#include "cli/status_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace amends::cli {
namespace {

std::string counted(int count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

Tone tone_of(const rpc::AccountStatus& account) {
    if (account.state == "cannot work") return Tone::bad;
    if (account.paused || account.hold || account.state != "watching") return Tone::warning;
    return Tone::good;
}

/// True where the problem is among those that are told first.
bool told(const std::vector<std::string>& problems, const std::string& problem) {
    if (problem.empty()) return true;
    return std::any_of(problems.begin(), problems.end(),
                       [&](const std::string& each) { return each.find(problem) != std::string::npos; });
}

std::string hold_text(const core::AccountHold& hold, const Reader& reader) {
    if (hold.because == core::HoldCause::user) {
        const std::string why = hold.note.empty() ? "" : fmt::format(" (\"{}\")", harmless(hold.note));
        return fmt::format("held{}: nothing is sent; `amends release` allows it again", why);
    }
    return fmt::format("held since {}: {}. Nothing is sent by itself until `amends release`; drafts and reminders come",
                       in_words(hold.since, reader), core::in_words(hold.because));
}

std::string account_text(const rpc::AccountStatus& account, const std::vector<std::string>& problems, const Page& page,
                         const Reader& reader) {
    std::string facts = harmless(account.state);
    if (account.last_look) facts += ", last look on " + in_words(*account.last_look, reader);
    if (account.next_try) facts += ", next try on " + in_words(*account.next_try, reader);
    std::string text = paragraph(page, harmless(account.name) + ": ", facts, tone_of(account));
    text += paragraph(page, "  ",
                      counted(account.open_letters, "letter open", "letters open") + ", " +
                          (account.outbox == 0 ? "nothing under way"
                                               : counted(account.outbox, "action under way", "actions under way")));
    if (account.open_promises > 0) {
        std::string promises = counted(account.open_promises, "promise open", "promises open");
        if (account.next_promise) promises += ", the nearest by " + in_words(*account.next_promise, reader);
        text += paragraph(page, "  ", promises);
    }
    if (account.paused)
        text += paragraph(page, "  ", "paused: nothing is done; `amends resume` goes on", Tone::warning);
    if (account.hold) text += paragraph(page, "  ", hold_text(*account.hold, reader), Tone::warning);
    if (!told(problems, account.problem)) text += paragraph(page, "  ", harmless(account.problem), Tone::bad);
    return text;
}

}  // namespace

std::string status_text(const rpc::DaemonStatus& status, const Page& page, const Reader& reader) {
    std::string text = paragraph(
        page, "",
        fmt::format("amendsd {}, running since {}", harmless(status.version), in_words(status.started_at, reader)));
    if (status.simulated_clock)
        text +=
            paragraph(page, "", "The clock is simulated: it says " + in_words(status.now, reader) + ".", Tone::warning);
    if (status.dry_run)
        text += paragraph(page, "", "This is a dry run: decisions are journaled, nothing is done.", Tone::warning);
    for (const std::string& problem : status.problems)
        text += paragraph(page, "Problem: ", harmless(problem), Tone::bad);
    if (!told(status.problems, status.configuration_problem))
        text += paragraph(
            page, "Problem: ", "The changed configuration is not in force: " + harmless(status.configuration_problem),
            Tone::bad);
    text += "\n";
    for (const rpc::AccountStatus& account : status.accounts)
        text += account_text(account, status.problems, page, reader);
    if (status.accounts.empty()) text += "No account is configured.\n";
    text += "\n" + paragraph(page, "",
                             status.next_wake ? "Next: " + in_words(*status.next_wake, reader) : "Nothing is planned.");
    if (!status.configuration.empty())
        text += paragraph(page, "Configuration: ", harmless(status.configuration), Tone::faint);
    if (!status.database.empty()) text += paragraph(page, "Database: ", harmless(status.database), Tone::faint);
    return text;
}

}  // namespace amends::cli
