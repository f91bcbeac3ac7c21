#include "cli/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.hpp"

namespace amends::cli {
namespace {

constexpr const char* weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};

std::string time_of(const base::CivilDateTime& civil) {
    return fmt::format("{:02}:{:02}", civil.time.hour, civil.time.minute);
}

/// "America/New_York" is New York to people.
std::string place_of(const std::string& zone) {
    std::string place = zone.substr(zone.find_last_of('/') + 1);
    std::replace(place.begin(), place.end(), '_', ' ');
    return place;
}

std::string shown(const base::Address& address) {
    return harmless(address.name.empty() ? address.mailbox : address.name);
}

std::string message_in_words(const char* name, core::Means means) {
    switch (means) {
        case core::Means::reminder: return fmt::format("{} reminder", name);
        case core::Means::draft: return fmt::format("{} draft", name);
        case core::Means::send: return fmt::format("automatic {}", name);
    }
    return name;
}

/// What a notice that is to come will do.
std::string telling(core::StepKind notice) {
    switch (notice) {
        case core::StepKind::bounce_notice: return "you are told of the bounce";
        case core::StepKind::withdrawn_notice: return "you are told that the draft was withdrawn";
        case core::StepKind::edited_notice: return "you are told of your edited draft";
        case core::StepKind::refused_notice: return "you are told that the check-in was refused";
        case core::StepKind::unknown_notice: return "you are asked whether the check-in went out";
        case core::StepKind::possible_answer: return "you are asked whether a mail of theirs is the answer";
        case core::StepKind::upset_answer: return "you are told that they are upset";
        case core::StepKind::delay_notice: return "you are told that it may not have arrived";
        case core::StepKind::complaint_notice: return "you are told of the complaint";
        case core::StepKind::check_in:
        case core::StepKind::make_good:
        case core::StepKind::call:
        case core::StepKind::promise_due:
        case core::StepKind::promise_kept:
        case core::StepKind::promise_undated:
        case core::StepKind::kept_message:
        case core::StepKind::slipped_message: break;
    }
    return {};
}

}  // namespace

std::string in_words(base::CivilDate date, const Reader& reader) {
    std::string words = fmt::format("{} {} {}", weekdays[base::weekday_of(date).c_encoding()],
                                    static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1]);
    if (date.year() != reader.zone->local(reader.now).date.year())
        words += fmt::format(" {}", static_cast<int>(date.year()));
    return words;
}

std::string in_words(base::Instant at, const Reader& reader) {
    const base::CivilDateTime local = reader.zone->local(at);
    return in_words(local.date, reader) + ", " + time_of(local);
}

std::string in_words(const calendar::DueTime& due, const Reader& reader) {
    const base::CivilDateTime here = reader.zone->local(due.at);
    std::string elsewhere;
    if (here.date != due.wall.date) {
        elsewhere = fmt::format("; here {}, {}", in_words(here.date, reader), time_of(here));
    } else if (here.time != due.wall.time) {
        elsewhere = fmt::format("; here {}", time_of(here));
    }
    return fmt::format("{}, {} ({}{})", in_words(due.wall.date, reader), time_of(due.wall), place_of(due.zone),
                       elsewhere);
}

std::string in_figures(base::Instant at, const Reader& reader) {
    const base::CivilDateTime local = reader.zone->local(at);
    return base::to_string(local.date) + " " + time_of(local);
}

std::string name_of(const core::Step& step) {
    switch (step.key.kind) {
        case core::StepKind::check_in: return message_in_words("check-in", step.means);
        case core::StepKind::make_good: return message_in_words("make-good check-in", step.means);
        case core::StepKind::call: return "call reminder";
        case core::StepKind::bounce_notice: return "notice of the bounce";
        case core::StepKind::withdrawn_notice: return "notice that the draft was withdrawn";
        case core::StepKind::edited_notice: return "notice about your edited draft";
        case core::StepKind::refused_notice: return "notice that the check-in was refused";
        case core::StepKind::unknown_notice: return "question whether the check-in went out";
        case core::StepKind::possible_answer: return "question whether they answered";
        case core::StepKind::upset_answer: return "notice that they are upset";
        case core::StepKind::delay_notice: return "notice that it may not have arrived";
        case core::StepKind::complaint_notice: return "notice of the complaint";
        case core::StepKind::promise_due: return fmt::format("reminder of promise {}", step.promise);
        case core::StepKind::promise_kept: return fmt::format("question whether promise {} is kept", step.promise);
        case core::StepKind::promise_undated: return fmt::format("question when promise {} will be", step.promise);
        case core::StepKind::kept_message: return fmt::format("draft that promise {} is kept", step.promise);
        case core::StepKind::slipped_message: return fmt::format("draft with the new day of promise {}", step.promise);
    }
    return {};
}

std::string in_words(const core::Step& step, const Reader& reader) {
    // "that the draft was withdrawn on Monday" would name the wrong thing's day: the day comes first.
    if (const std::string told = telling(step.key.kind); !told.empty() && step.state == core::StepState::planned)
        return (step.due.at <= reader.now ? "due since " : "on ") + in_words(step.due, reader) + ": " + told;
    std::string what = name_of(step);
    const std::string acted = step.acted_at ? " on " + in_words(*step.acted_at, reader) : "";
    switch (step.state) {
        case core::StepState::planned:
            return what + (step.due.at <= reader.now ? " due since " : " on ") + in_words(step.due, reader);
        case core::StepState::acting: return what + " under way, due since " + in_words(step.due, reader);
        case core::StepState::drafted:
            return what + " lies in Drafts" + (step.acted_at ? " since " + in_words(*step.acted_at, reader) : "");
        case core::StepState::unknown: return what + ": it is not known whether it went out";
        case core::StepState::done: return what + ": done" + acted;
        case core::StepState::satisfied: return what + ": not needed, you wrote yourself";
        case core::StepState::declined: return what + ": you deleted the draft";
        case core::StepState::withdrawn: return what + ": withdrawn" + acted;
        case core::StepState::cancelled: return what + ": cancelled";
    }
    return what;
}

std::string in_words(const core::Promise& promise, const Reader& reader) {
    std::string text = fmt::format("promise {}", promise.ordinal);
    const std::string settled =
        promise.settled_at ? " on " + in_words(reader.zone->local(*promise.settled_at).date, reader) : "";
    if (promise.state == core::PromiseState::kept) return text + ": kept" + settled;
    if (promise.state == core::PromiseState::ended) return text + ": ended" + settled;
    if (!promise.due) return text + (promise.ambiguous ? ", whose day is not clear" : ", no day yet");
    std::string day = in_words(promise.due->wall.date, reader);
    if (!promise.whole_day) day += ", " + time_of(promise.due->wall);
    const bool past = promise.due->at < reader.now;
    if (promise.rhythm) {
        text += fmt::format(", {}, next on {}", core::in_words(*promise.rhythm), day);
    } else {
        text += (past ? ", was due by " : ", by ") + day;
    }
    if (promise.ambiguous) text += " (if that is the day you meant)";
    if (promise.slips == 1) text += ", slipped once";
    if (promise.slips > 1) text += fmt::format(", slipped {} times", promise.slips);
    return text;
}

std::string client_of(const core::Letter& letter) {
    std::string first;
    int others = 0;
    for (const core::Recipient& each : letter.recipients) {
        if (each.field != core::RecipientField::to) continue;
        if (first.empty()) {
            first = shown(each.address);
        } else {
            ++others;
        }
    }
    if (others == 0) return first;
    return fmt::format("{} and {} {}", first, others, others == 1 ? "other" : "others");
}

std::string state_in_words(const core::Letter& letter, const Reader& reader) {
    switch (letter.state) {
        case core::LetterState::open: return "no answer yet";
        case core::LetterState::answered: {
            std::string words = "answered";
            if (letter.answered_at) words += " on " + in_words(reader.zone->local(*letter.answered_at).date, reader);
            if (!letter.answered_by.empty() && letter.answered_by != "other")
                words += " by " + harmless(letter.answered_by);
            return words;
        }
        case core::LetterState::made_good: return "made good";
        case core::LetterState::closed: return letter.let_go ? "you let go of it" : "closed";
    }
    return {};
}

}  // namespace amends::cli
