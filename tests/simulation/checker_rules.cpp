#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

bool ends(OrderKind order, StepKind step) {
    switch (order) {
        case OrderKind::drop:
        case OrderKind::done:
        case OrderKind::forget: return true;
        case OrderKind::answered: return waits(step);
        case OrderKind::leave_client: return waits(step) || step == StepKind::make_good;
        case OrderKind::opt_in:
        case OrderKind::opt_out:
        case OrderKind::hold:
        case OrderKind::release:
        case OrderKind::pause:
        case OrderKind::resume:
        case OrderKind::snooze:
        case OrderKind::kept:
        case OrderKind::slipped:
        case OrderKind::track: return false;
    }
    return false;
}

bool is_promise(StepKind kind) {
    return kind == StepKind::promise_ahead || kind == StepKind::promise_kept || kind == StepKind::promise_when;
}

/// It ends what waits for an answer; a possible answer and a complaint ask for a decision of the user's at least.
bool overtakes(MailClass meant) {
    return is_answer(meant) || meant == MailClass::own_mail || meant == MailClass::possible_answer ||
           meant == MailClass::complaint || meant == MailClass::hard_bounce;
}

bool covers(const Look& look, const Stay& stay) {
    return stay.from < look.ended.index && look.ended.index < stay.until && stay.uid < look.uid_next;
}

/// It lay there for a day after a look, and nothing kept the program from reading it.
bool known_for_a_day(const Record& record, const Stay& stay, const Moment& act) {
    const auto& events = record.history().events;
    const auto& looks = record.looks(stay.folder);
    const auto ends_before = [](const Look& look, std::size_t index) { return look.ended.index < index; };
    for (auto look = std::lower_bound(looks.begin(), looks.end(), stay.from, ends_before); look != looks.end();
         ++look) {
        const auto known = look->ended.at + a_day;
        if (known > act.at || look->ended.index >= stay.until) return false;
        const bool stayed = stay.until == never || events[stay.until].at >= known;
        if (covers(*look, stay) && stayed && record.undisturbed(look->ended, a_day) &&
            !record.forgotten(look->ended, act.index)) {
            return true;
        }
    }
    return false;
}

/// Looks stand in the order of their ends, and so do the instants.
const Look* last_look(const Record& record, const std::string& folder, const Moment& act, std::chrono::seconds grace) {
    const auto& looks = record.looks(folder);
    const auto after = std::partition_point(looks.begin(), looks.end(), [&](const Look& look) {
        return look.ended < act && look.ended.at + grace <= act.at;
    });
    return after == looks.begin() ? nullptr : &*std::prev(after);
}

/// The first instant of the client's working time after that day.
base::Instant opening_after(const Record& record, const Tracked& tracked, base::CivilDate day, std::size_t index) {
    auto next = base::plus_days(day, 1);
    for (int days = 0; days < 30 && !business_day(tracked.window, next); ++days) next = base::plus_days(next, 1);
    const base::CivilDateTime wall{next, tracked.window.opens};
    const auto guess = base::instant_at_offset(wall, 0);
    const auto shown = base::instant_at_offset(record.local(tracked.zone, guess, index), 0);
    return guess - (shown - guess);
}

void move_by_absences(const Record& record, const Step& step, std::size_t index, Due& due) {
    const auto* tracked = record.tracking(step.letter, index);
    if (tracked == nullptr) return;
    for (const auto& mail : record.mails()) {
        if (mail.arrived.index > index || mail.arrived->letter != step.letter || !mail.arrived->last_day_away) continue;
        due.latest = std::max(due.latest, opening_after(record, *tracked, *mail.arrived->last_day_away, index));
    }
}

}  // namespace

bool concerns(const Record& record, const Order& order, int letter) {
    const auto* one = record.letter(letter);
    if (one == nullptr) return false;
    if (!order.what->client.empty()) return order.what->client == one->sent->client && one->sent < order.given;
    return order.what->letter == letter;
}

bool is_complaint_of_client(const Record& record, const Mail& mail, int letter) {
    return mail.arrived->meant == MailClass::complaint &&
           record.client_of(mail.arrived->letter) == record.client_of(letter);
}

const Order* let_go(const Record& record, const Step& step, std::size_t index) {
    const Order* last = nullptr;
    for (const auto& order : record.orders()) {
        if (order.given.index > index || !concerns(record, order, step.letter)) continue;
        if (order.what->kind == OrderKind::track) last = nullptr;
        if (order.binds(index) && ends(order.what->kind, step.kind)) last = &order;
    }
    return last;
}

Moment reason_against(const Record& record, const Step& step, int promise) {
    Moment first;
    const auto take = [&](const Moment& moment) { first = moment < first ? moment : first; };
    for (const auto& order : record.orders()) {
        if (!concerns(record, order, step.letter)) continue;
        const auto kind = order.what->kind;
        const bool settled = (kind == OrderKind::kept || kind == OrderKind::slipped) && is_promise(step.kind) &&
                             (order.what->promise == promise || order.what->promise == 0);
        if (settled || ends(kind, step.kind)) take(order.given);
    }
    if (waits(step.kind) || step.kind == StepKind::make_good) {
        for (const auto& mail : record.mails()) {
            if (is_complaint_of_client(record, mail, step.letter)) take(mail.arrived);
        }
    }
    if (!waits(step.kind)) return first;
    for (const auto& mail : record.mails()) {
        if (mail.arrived->letter == step.letter && overtakes(mail.arrived->meant)) take(mail.arrived);
    }
    for (const auto& action : record.actions()) {
        const bool check_in =
            action.form == Form::draft && action.letter() == step.letter && action.about(StepKind::check_in);
        if (check_in && action.ours->gone.index != never && action.ours->gone_by == Hand::user) take(action.ours->gone);
    }
    return first;
}

bool done(const Record& record, const Step& step) {
    const auto& actions = record.actions();
    const auto& deliveries = record.deliveries();
    return std::any_of(actions.begin(), actions.end(),
                       [&](const Action& action) {
                           return std::find(action.steps.begin(), action.steps.end(), step) != action.steps.end();
                       }) ||
           std::any_of(deliveries.begin(), deliveries.end(),
                       [&](const Delivery& delivery) { return delivery.accepted->step == step; });
}

bool saw(const Record& record, const Mail& mail, const Action& action) {
    const auto& act = action.when;
    const auto folders = record.watched(act.index, act.index);
    const auto grace = action.automatic() ? std::chrono::seconds{} : in_flight;
    return std::any_of(mail.stays.begin(), mail.stays.end(), [&](const Stay& stay) {
        if (std::find(folders.begin(), folders.end(), stay.folder) == folders.end()) return false;
        const auto* look = last_look(record, stay.folder, act, grace);
        const bool there = look != nullptr && covers(*look, stay);
        // A process may die between its look and the draft; what the next one cannot see any more does not count.
        if (there && (action.automatic() || stay.until > act.index)) return true;
        return known_for_a_day(record, stay, act);
    });
}

bool told(const Record& record, int letter, const Moment& since) {
    const auto& heard = record.all<Notified>();
    const auto& actions = record.actions();
    return std::any_of(heard.begin(), heard.end(),
                       [&](const auto& one) { return since < one && one->letter == letter; }) ||
           std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
               return since < action.when && action.about(StepKind::notice) && action.letter() == letter;
           });
}

bool business_day(const Window& window, base::CivilDate date) {
    const auto day = base::weekday_of(date).c_encoding();
    return window.works[day] &&
           std::find(window.holidays.begin(), window.holidays.end(), date) == window.holidays.end();
}

bool in_window(const Record& record, const std::string& zone, const Window& window, const Moment& moment,
               std::chrono::seconds before) {
    const auto in = [&](base::Instant at) {
        const auto wall = record.local(zone, at - before, moment.index);
        return business_day(window, wall.date) && window.opens <= wall.time && wall.time <= window.closes;
    };
    return in(moment.at) || in(record.clock(moment));
}

std::optional<Due> due_of(const Record& record, const Step& step, std::size_t index) {
    const auto* letter = record.letter(step.letter);
    if (letter == nullptr) return std::nullopt;
    std::optional<Due> due;
    for (auto plan = letter->plans.rbegin(); plan != letter->plans.rend(); ++plan) {
        if (plan->since.index > index) continue;
        for (const auto& planned : *plan->steps) {
            if (planned.step != step) continue;
            if (!due) due = Due{planned.due, planned.due, planned.promise, planned.form};
            due->earliest = std::min(due->earliest, planned.due);
            due->latest = std::max(due->latest, planned.due);
        }
        if (due && !record.forgotten(plan->since, index)) break;
    }
    if (!due) return std::nullopt;
    for (const auto& order : record.orders()) {
        if (order.what->kind != OrderKind::snooze || order.what->letter != step.letter || !order.what->until) continue;
        if (order.given.index <= index) due->latest = std::max(due->latest, *order.what->until);
    }
    move_by_absences(record, step, index, *due);
    return due;
}

}  // namespace amends::simulation
