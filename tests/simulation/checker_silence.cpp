// Promise 8, never silently broken: while the program runs and cannot work, the user hears of it.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

/// How long a running program may keep a trouble to itself. Of a full disk it learns only when it has to write.
std::optional<std::chrono::seconds> patience(Trouble trouble) {
    switch (trouble) {
        case Trouble::server_away: return a_day + std::chrono::hours{1};
        case Trouble::login_refused:
        case Trouble::mailbox_full:
        case Trouble::database_damaged: return std::chrono::hours{1};
        case Trouble::disk_full: return std::nullopt;
    }
    return std::nullopt;
}

std::string words(Trouble trouble) {
    switch (trouble) {
        case Trouble::server_away: return "the server was away";
        case Trouble::login_refused: return "the server refused the login";
        case Trouble::mailbox_full: return "the mailbox was full";
        case Trouble::database_damaged: return "the database was damaged";
        case Trouble::disk_full: return "the disk was full";
    }
    return {};
}

/// When the trouble is over, or the history is.
Moment end_of(const Record& record, const Seen<TroubleBegan>& began) {
    for (const auto& ended : record.all<TroubleEnded>()) {
        if (began < ended && ended->what == began->what && ended->account == began->account) return ended.moment();
    }
    const auto& events = record.history().events;
    return {events.size() - 1, events.back().at};
}

bool heard(const Record& record, Trouble trouble, const Moment& from, const Moment& to) {
    const auto& all = record.all<Notified>();
    return std::any_of(all.begin(), all.end(), [&](const auto& one) {
        const bool about = one->letter == 0 && (!one->about || *one->about == trouble);
        return about && from < one && !(to < one);
    });
}

/// The first instant by which a program that ran through `limit` of the trouble ought to have spoken.
std::optional<Moment> out_of_patience(const Record& record, const Moment& from, const Moment& to,
                                      std::chrono::seconds limit) {
    const auto& events = record.history().events;
    bool runs = false;
    auto since = from.at;
    for (std::size_t index = from.index; index <= to.index; ++index) {
        const auto& event = events[index];
        if (runs && event.at - since > limit) return Moment{index, since + limit};
        if (!runs || std::holds_alternative<ProcessStarted>(event.what)) since = event.at;
        runs = record.running(index);
    }
    return std::nullopt;
}

}  // namespace

void judge_silence(const Record& record, Verdicts& verdicts) {
    for (const auto& began : record.all<TroubleBegan>()) {
        const auto limit = patience(began->what);
        const auto end = end_of(record, began);
        if (!limit) continue;
        const auto late = out_of_patience(record, began, end, *limit);
        if (!late || heard(record, began->what, began, *late)) continue;
        verdicts.push_back({8, "broken.silent", late->at,
                            fmt::format("{} since {}, and the user did not hear of it", words(began->what),
                                        base::to_rfc3339(began.at))});
    }
}

}  // namespace amends::simulation
