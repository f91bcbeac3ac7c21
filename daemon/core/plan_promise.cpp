// What the letter promises, and what the user says about it. An answer of the client ends no promise: only these orders
// and the end of the letter do.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using base::CivilDate;

constexpr std::size_t most_promises = 20;
constexpr std::size_t most_words = 300;  // bytes
constexpr int third = 2;                 // earlier letters that make this one the third
constexpr std::chrono::years furthest{5};

/// At most `most` bytes of UTF-8, never half a character.
std::string beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string(text.substr(0, most));
}

std::string said_of(const Promise& promise) {
    if (!promise.due && promise.ambiguous) return "its day can be read in two ways and is not guessed";
    if (!promise.due) return "no day is named";
    std::string text = "it is due by " + due_in_words(promise);
    if (promise.rhythm) text += ", and then " + in_words(*promise.rhythm);
    if (promise.ambiguous) text += "; the day could be read otherwise too";
    return text;
}

/// The promise that the order means; where none can be told, the order is refused.
Promise* meant(Deciding& deciding, int ordinal) {
    auto& all = deciding.letter.promises;
    if (all.empty()) {
        deciding.refuse("No promise was found in this letter.");
        return nullptr;
    }
    if (ordinal != 0) {
        Promise* named = deciding.promise(ordinal);
        if (named == nullptr) {
            deciding.refuse(fmt::format("This letter has no promise {}; `amends show` numbers those it has.", ordinal));
        }
        return named;
    }
    const auto is_open = [](const Promise& one) { return one.state == PromiseState::open; };
    const auto open = std::ranges::count_if(all, is_open);
    if (open == 1) return &*std::ranges::find_if(all, is_open);
    if (open == 0 && all.size() == 1) return &all.front();
    deciding.refuse(open == 0 ? "No promise of this letter is open any more."
                              : "This letter has several open promises; give the number of one, as `amends show` has "
                                "it.");
    return nullptr;
}

/// What is planned or under way for the promise, drafts of its new day too.
void give_up_steps(Deciding& deciding, const Promise& promise, std::string_view outcome) {
    for (Step* step : deciding.all_steps()) {
        const StepKind kind = step->key.kind;
        if (step->promise != promise.ordinal) continue;
        if (is_promise_reminder(kind) || kind == StepKind::slipped_message) {
            deciding.give_up(*step, StepState::cancelled, outcome);
        }
    }
}

/// Why no draft can tell the client about a promise; empty where one can.
std::string why_no_message(const Deciding& deciding) {
    const Letter& letter = deciding.letter;
    if (!deciding.is_alive()) return "The letter has come to its end.";
    if (deciding.client.in_peace) return "The client is left in peace: nothing is written to them.";
    if (letter.protection != base::Protection::none) {
        return "The letter was signed or encrypted; tell the client by hand, protected alike.";
    }
    if (!deciding.may_write()) return "There is no template that fits this letter; tell the client by hand.";
    if (!deciding.reachable()) return "Every address of the letter bounced; find another way to the client.";
    return "";
}

std::string why_no_kept_message(const Deciding& deciding, const Promise& promise) {
    for (const Step& step : deciding.steps) {
        if (step.key.kind != StepKind::kept_message || step.promise != promise.ordinal || given_up(step)) continue;
        if (step.state == StepState::drafted) return "The draft that tells the client lies in Drafts already.";
        if (step.state == StepState::done) return "The client was told already.";
        if (is_pending(step.state)) return "The draft that tells the client is being made already.";
    }
    return why_no_message(deciding);
}

void draft(Deciding& deciding, StepKind kind, const Promise& promise) {
    const auto& window = deciding.policy.client_window;
    Step& step =
        deciding.add(kind, Means::draft, calendar::due_at(window, deciding.now, "as the user asked"), promise.ordinal);
    deciding.begin(step);
}

/// What an answered letter waits for may be the last promise.
void plan_make_good_after_promise(Deciding& deciding) {
    if (deciding.letter.state != LetterState::answered) return;
    Step* make_good = deciding.pending(StepKind::make_good);
    if (make_good == nullptr) return plan_make_good(deciding);
    if (make_good->state == StepState::planned) plan_make_good_anew(deciding, *make_good);
}

/// The promise's time that is nearest, and not one further off that nobody is asked about yet.
bool is_at_its_time(const Deciding& deciding, const Promise& promise) {
    const calendar::Window& window = deciding.policy.user_window;
    const CivilDate yesterday = base::plus_days(window.zone->local(deciding.now).date, -1);
    const CivilDate day = promise.due->wall.date;
    const auto nearest = guide::next_day(*promise.rhythm, promise.first.value_or(day), yesterday, window.holidays);
    return !nearest || day <= *nearest;
}

bool was_kept_today(const Deciding& deciding, const Promise& promise) {
    const calendar::Zone& zone = *deciding.policy.user_window.zone;
    return promise.settled_at && zone.local(*promise.settled_at).date == zone.local(deciding.now).date;
}

void keep_this_time(Deciding& deciding, Promise& promise) {
    if (was_kept_today(deciding, promise) || !is_at_its_time(deciding, promise)) {
        return deciding.because(fmt::format("Promise {} comes back by {}: until then nothing changes.", promise.ordinal,
                                            due_in_words(promise)));
    }
    deciding.because(fmt::format("The user says that promise {} is kept this time.", promise.ordinal));
    promise.settled_at = deciding.now;
    give_up_steps(deciding, promise, why::promise_kept);
}

void keep_for_good(Deciding& deciding, Promise& promise) {
    const bool comes_back = promise.rhythm.has_value();
    promise.state = comes_back ? PromiseState::ended : PromiseState::kept;
    promise.settled_at = deciding.now;
    deciding.because(fmt::format("The user says that promise {} is kept{}.", promise.ordinal,
                                 comes_back ? " for the last time" : ""));
    give_up_steps(deciding, promise, why::promise_kept);
    plan_make_good_after_promise(deciding);
}

/// Why the promise cannot have that day; empty where it can.
std::string why_not_to(const Deciding& deciding, const Promise& promise, CivilDate to) {
    const CivilDate today = deciding.policy.user_window.zone->local(deciding.now).date;
    if (promise.state != PromiseState::open) {
        return fmt::format("Promise {} is {} already, so it has no new day.", promise.ordinal, to_word(promise.state));
    }
    if (!deciding.is_alive()) return "The letter has come to its end.";
    if (!to.ok()) return "There is no such day.";
    if (to < today) return "That day is past; name a later one.";
    if (to > today + furthest) return "That day is more than five years ahead.";
    return "";
}

void tell_of_new_day(Deciding& deciding, const Promise& promise) {
    if (const std::string reason = why_no_message(deciding); !reason.empty()) {
        return deciding.because("No draft tells the client of the new day. " + reason);
    }
    draft(deciding, StepKind::slipped_message, promise);
}

}  // namespace

void say_what_went_before(Deciding& deciding) {
    const ClientContext& client = deciding.client;
    if (client.letters_in_90_days >= third) {
        deciding.because(fmt::format("It is apology {} to this client within 90 days.", client.letters_in_90_days + 1));
    }
    if (client.open_promises > 0) {
        deciding.because(
            fmt::format("Promises of earlier letters to this client that are still open: {}.", client.open_promises));
    }
}

void take_promises(Deciding& deciding, const std::vector<Promise>& found) {
    Letter& letter = deciding.letter;
    const bool keeps_words = letter.protection == base::Protection::none && deciding.policy.store_bodies;
    for (const Promise& one : found) {
        if (letter.promises.size() == most_promises) {
            return deciding.because(
                fmt::format("Only the first {} promises of the letter are kept in sight.", most_promises));
        }
        Promise promise = one;
        promise.ordinal = static_cast<int>(letter.promises.size()) + 1;
        promise.words = keeps_words ? beginning_of(one.words, most_words) : "";
        if (promise.rhythm && promise.due && !promise.first) promise.first = promise.due->wall.date;
        // Without a day to count from nobody knows when it comes back: it is asked for like any other.
        if (!promise.due || !promise.rhythm) {
            promise.rhythm.reset();
            promise.first.reset();
        }
        deciding.because(fmt::format("Promise {} was found: {}.", promise.ordinal, said_of(promise)));
        letter.promises.push_back(std::move(promise));
    }
}

void take_remedies(Deciding& deciding, const guide::Remedies& found) {
    Letter& letter = deciding.letter;
    if (letter.protection != base::Protection::none || !deciding.policy.store_bodies) return;
    if (found.repair.size() <= most_words) letter.repair = found.repair;
    if (found.change.size() <= most_words) letter.change = found.change;
}

void end_promises(Deciding& deciding, std::string_view outcome) {
    for (Promise& promise : deciding.letter.promises) {
        if (promise.state != PromiseState::open) continue;
        promise.state = PromiseState::ended;
        promise.settled_at = deciding.now;
        deciding.because(fmt::format("Promise {} ends with its letter. {}", promise.ordinal, outcome));
        give_up_steps(deciding, promise, outcome);
    }
}

void decide(Deciding& deciding, const Kept& order) {
    Promise* promise = meant(deciding, order.promise);
    if (promise == nullptr) return;
    if (promise->state == PromiseState::ended) {
        return deciding.refuse(fmt::format("Promise {} has ended already.", promise->ordinal));
    }
    if (order.draft) {
        if (auto reason = why_no_kept_message(deciding, *promise); !reason.empty()) {
            return deciding.refuse(std::move(reason));
        }
    }
    if (promise->state == PromiseState::kept) {
        deciding.because(fmt::format("Promise {} is kept already.", promise->ordinal));
    } else if (promise->rhythm && promise->due && !order.last) {
        keep_this_time(deciding, *promise);
    } else {
        keep_for_good(deciding, *promise);
    }
    if (order.draft) draft(deciding, StepKind::kept_message, *promise);
}

void decide(Deciding& deciding, const Slipped& order) {
    Promise* promise = meant(deciding, order.promise);
    if (promise == nullptr) return;
    if (auto reason = why_not_to(deciding, *promise, order.to); !reason.empty()) {
        return deciding.refuse(std::move(reason));
    }
    const auto before = promise->due;
    const bool same = before && before->wall.date == order.to && promise->whole_day && !promise->ambiguous;
    if (same) {
        return deciding.because(
            fmt::format("Promise {} is due by {} already.", promise->ordinal, due_in_words(*promise)));
    }
    const bool later = before && before->wall.date < order.to;
    if (later) {
        ++promise->slips;
        promise->was_due = before->wall.date;
    }
    promise->due = by_end_of(order.to, *deciding.policy.user_window.zone, "as the user says");
    promise->whole_day = true;
    promise->ambiguous = false;
    deciding.because(
        fmt::format("Promise {} is now due by {}, as the user says.", promise->ordinal, due_in_words(*promise)));
    give_up_steps(deciding, *promise, why::promise_moved);
    plan_promise(deciding, *promise, deciding.now);
    put_off_check_in(deciding);
    Step* make_good = deciding.pending(StepKind::make_good);
    const bool too_early = make_good != nullptr && make_good->state == StepState::planned && !promise->rhythm;
    if (too_early) deciding.give_up(*make_good, StepState::cancelled, why::promise_open);
    if (later && order.draft) tell_of_new_day(deciding, *promise);
}

}  // namespace amends::core
