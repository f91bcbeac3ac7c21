#include "app/promise_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "guide/date_value.hpp"
#include "guide/remedy.hpp"
#include "guide/shelf.hpp"

namespace amends::app {

namespace {

using core::Promise;
using core::PromiseState;
using core::StepKind;

const Promise* promise_of(const core::Letter& letter, const core::Step& step) {
    const auto found = std::ranges::find(letter.promises, step.promise, &Promise::ordinal);
    return found == letter.promises.end() ? nullptr : &*found;
}

bool is_kept(const Promise& promise) { return promise.state == PromiseState::kept; }

/// What a check-in repeats of a letter that nobody has read for it: of the promise that was kept last, else is due
/// last.
std::string promised_remedy(const core::Letter& letter) {
    std::string best;
    std::tuple<bool, bool, std::int64_t> best_rank;
    for (const Promise& promise : letter.promises) {
        if (promise.state == PromiseState::ended) continue;
        const bool kept = is_kept(promise);
        const std::int64_t when = kept && promise.settled_at ? promise.settled_at->seconds
                                  : promise.due              ? promise.due->at.seconds
                                                             : 0;
        const std::tuple rank{kept, promise.due.has_value() && !promise.rhythm, when};
        std::string words = guide::standing_clause(promise.words);
        if (words.empty() || (!best.empty() && rank <= best_rank)) continue;
        best = std::move(words);
        best_rank = rank;
    }
    return best;
}

/// Of the letter what the message may repeat; "" where it may repeat nothing. A promise's own day never stands in it:
/// it may have moved.
std::string repeatable(const core::Letter& letter, const core::Step& step) {
    if (!core::is_check_in(step.key.kind)) {
        const Promise* promise = promise_of(letter, step);
        return promise == nullptr ? "" : guide::standing_clause(promise->words);
    }
    if (message_template(letter, step) == "measures") return letter.change;
    if (!letter.repair.empty()) return letter.repair;
    std::string promised = promised_remedy(letter);
    return promised.empty() ? letter.change : promised;
}

bool is_open(const Promise& promise) { return promise.state == PromiseState::open; }

std::string due_text(const Promise& promise, const calendar::Zone& zone, base::CivilDate today) {
    const base::CivilDateTime& wall = promise.due->wall;
    std::string text = guide::date_for_reader(wall.date, today);
    if (!promise.whole_day) text += fmt::format(", {:02}:{:02}", wall.time.hour, wall.time.minute);
    if (!promise.whole_day && promise.due->zone != zone.name()) text += " (" + promise.due->zone + ")";
    return text;
}

}  // namespace

std::string in_quotes(std::string text) {
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    };
    replace("\"", "'");
    replace("\u201c", "\u2018");
    replace("\u201e", "\u201a");
    replace("\u201d", "\u2019");
    return text;
}

std::string message_template(const core::Letter& letter, const core::Step& step) {
    switch (step.key.kind) {
        case StepKind::make_good: return "make_good";
        case StepKind::kept_message: return "kept";
        case StepKind::slipped_message: return "slipped";
        case StepKind::check_in:
        case StepKind::call:
        case StepKind::bounce_notice:
        case StepKind::withdrawn_notice:
        case StepKind::edited_notice:
        case StepKind::refused_notice:
        case StepKind::unknown_notice:
        case StepKind::promise_due:
        case StepKind::promise_kept:
        case StepKind::promise_undated:
        case StepKind::possible_answer:
        case StepKind::upset_answer:
        case StepKind::delay_notice:
        case StepKind::complaint_notice: break;
    }
    return std::ranges::any_of(letter.promises, is_kept) ? "measures" : "silence";
}

void add_promise_to_message(guide::Values& values, const core::Letter& letter, const core::Step& step,
                            const calendar::Zone& zone, base::Instant now) {
    // A field that the letter itself left open is not repeated to the client.
    if (const std::string words = repeatable(letter, step); !words.empty() && !guide::unfilled(words)) {
        values["remedy"] = in_quotes(words);
    }
    if (!letter.promises.empty() && std::ranges::none_of(letter.promises, is_open)) {
        values["all_done"] = std::string("yes");
    }
    if (letter.promises.size() > 1) values["several"] = std::string("yes");
    const Promise* promise = promise_of(letter, step);
    if (promise == nullptr) return;
    const base::CivilDate today = zone.local(now).date;
    if (step.key.kind == StepKind::kept_message && promise->settled_at) {
        values["done_on"] = guide::date_for_reader(zone.local(*promise->settled_at).date, today);
    }
    if (step.key.kind != StepKind::slipped_message) return;
    if (promise->was_due) {
        values["due"] = guide::date_for_reader(*promise->was_due, today);
        if (*promise->was_due >= today) values["in_time"] = std::string("yes");
    }
    if (promise->due) values["new_date"] = guide::date_for_reader(promise->due->wall.date, today);
}

void add_promise_to_reminder(guide::Values& values, const core::Letter& letter, const core::Step& step,
                             const calendar::Zone& zone, base::Instant now) {
    const Promise* promise = promise_of(letter, step);
    if (promise == nullptr) return;
    const std::string number = std::to_string(promise->ordinal);
    values["promise"] = promise->words.empty() ? "promise " + number + " (its words are not kept)" : promise->words;
    if (letter.promises.size() > 1) values["number"] = number;
    if (promise->due) values["due"] = due_text(*promise, zone, zone.local(now).date);
    if (promise->rhythm) values["recurring"] = core::in_words(*promise->rhythm);
    if (promise->ambiguous) values["ambiguous"] = std::string("yes");
}

}  // namespace amends::app
