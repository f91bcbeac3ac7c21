// Promise 4, never at a bad time: in the client's window, not early, not more than a day late, not into an absence;
// what is for the user, in the user's working hours.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

base::Instant earlier_clock(const Record& record, const Moment& moment) {
    return std::min(moment.at, record.clock(moment));
}
base::Instant later_clock(const Record& record, const Moment& moment) {
    return std::max(moment.at, record.clock(moment));
}

void judge_windows(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto* tracked = record.tracking(step.letter, action.when.index);
    if (action.automatic() && tracked != nullptr && !in_window(record, tracked->zone, tracked->window, action.when)) {
        const auto local = record.local(tracked->zone, action.when.at, action.when.index);
        verdicts.push_back(
            {4, "time.window", action.when.at,
             fmt::format("{} was sent at {} of the client's clock", name_of(step), base::to_string(local))});
    }
    const auto& history = record.history();
    const bool late_arrival = in_window(record, "", history.user_window, action.when, in_flight);
    if (action.form == Form::reminder && step.kind != StepKind::notice && !late_arrival &&
        !in_window(record, "", history.user_window, action.when)) {
        verdicts.push_back({4, "time.user_hours", action.when.at,
                            fmt::format("{} came at {}, outside of the user's working hours", name_of(step),
                                        base::to_string(record.local("", action.when.at, action.when.index)))});
    }
}

void judge_due(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto due = due_of(record, step, action.when.index);
    if (!due) return;
    if (later_clock(record, action.when) < due->earliest) {
        verdicts.push_back(
            {4, "time.early", action.when.at,
             fmt::format("{} came before it was due at {}", name_of(step), base::to_rfc3339(due->earliest))});
    }
    if (action.automatic() && earlier_clock(record, action.when) > due->latest + a_day) {
        verdicts.push_back({4, "time.late", action.when.at,
                            fmt::format("{} was sent more than a day after it was due at {}", name_of(step),
                                        base::to_rfc3339(due->latest))});
    }
}

void judge_snooze(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    if (!waits(step.kind)) return;
    const Order* last = nullptr;
    for (const auto& order : record.orders()) {
        const bool snooze = order.what->kind == OrderKind::snooze && order.what->letter == step.letter;
        if (!snooze || action.when < order.given) continue;
        last = order.binds(action.when.index) ? &order : nullptr;
    }
    if (last == nullptr || !last->what->until || later_clock(record, action.when) >= *last->what->until) return;
    const auto grace = action.automatic() ? std::chrono::seconds{} : in_flight;
    if (last->acknowledged.at + grace > action.when.at) return;
    verdicts.push_back({4, "time.snoozed", action.when.at,
                        fmt::format("{} came, though the user had put it off until {}", name_of(step),
                                    base::to_rfc3339(*last->what->until))});
}

/// What is due waits for the first business morning after the return. Of several absences of one sender the newest
/// counts; of several senders the one who is back first.
void judge_absence(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto* tracked = record.tracking(step.letter, action.when.index);
    if (step.kind != StepKind::check_in || tracked == nullptr || action.form == Form::reminder) return;
    std::map<std::string, base::CivilDate> away;
    for (const auto& mail : record.mails()) {
        if (mail.arrived->letter != step.letter || action.when < mail.arrived || !mail.arrived->last_day_away) continue;
        if (mail.arrived->meant != MailClass::out_of_office) continue;
        // One that the program cannot have seen may have changed the date: then nothing is certain.
        if (!saw(record, mail, action)) return;
        away[mail.arrived->from] = *mail.arrived->last_day_away;
    }
    if (away.empty()) return;
    const auto back = std::min_element(away.begin(), away.end(), [](const auto& a, const auto& b) {
                          return a.second < b.second;
                      })->second;
    const auto today = record.local(tracked->zone, later_clock(record, action.when), action.when.index).date;
    if (today > back) return;
    verdicts.push_back({4, "time.absence", action.when.at,
                        fmt::format("{} came on {}, though the client is away until {}", name_of(step),
                                    base::to_string(today), base::to_string(back))});
}

/// The default plan waits for three business days of silence.
void judge_patience(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto* letter = record.letter(step.letter);
    const auto* tracked = record.tracking(step.letter, action.when.index);
    if (!record.history().default_plan || step.kind != StepKind::check_in || tracked == nullptr) return;
    auto earliest = std::min(record.local(tracked->zone, letter->sent.at, letter->sent.index).date,
                             record.local("", letter->sent.at, letter->sent.index).date);
    for (int waited = 0; waited < 3;) {
        earliest = base::plus_days(earliest, 1);
        if (business_day(tracked->window, earliest)) ++waited;
    }
    const auto today = record.local(tracked->zone, later_clock(record, action.when), action.when.index).date;
    if (today >= earliest) return;
    verdicts.push_back({4, "time.impatient", action.when.at,
                        fmt::format("{} came on {}, less than three business days after the letter", name_of(step),
                                    base::to_string(today))});
}

}  // namespace

void judge_time(const Record& record, Verdicts& verdicts) {
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            judge_windows(record, action, step, verdicts);
            judge_due(record, action, step, verdicts);
            judge_snooze(record, action, step, verdicts);
            judge_absence(record, action, step, verdicts);
            judge_patience(record, action, step, verdicts);
        }
    }
}

}  // namespace amends::simulation
