#include "tests/simulation/checker_record.hpp"

#include <fmt/core.h>

#include <unordered_map>

namespace amends::simulation {
namespace {

template <class T>
T* last_with(std::vector<T>& all, auto number, int wanted) {
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const T& one) { return number(one) == wanted; });
    return found == all.rend() ? nullptr : &*found;
}

std::int64_t east_at(const std::vector<ZoneOffset>& table, base::Instant at) {
    std::int64_t east = table.empty() ? 0 : table.front().east;
    for (const auto& entry : table) {
        if (entry.since <= at) east = entry.east;
    }
    return east;
}

}  // namespace

Record::Record(const History& history) : history_(history) {
    clock_.reserve(history.events.size());
    for (std::size_t index = 0; index < history.events.size(); ++index) {
        const auto& event = history.events[index];
        const Moment at{index, event.at};
        std::visit(
            [&]<class T>(const T& what) {
                Seen<T> seen;
                static_cast<Moment&>(seen) = at;
                seen.what = &what;
                std::get<std::vector<Seen<T>>>(shelves_).push_back(seen);
            },
            event.what);
        auto against = clock_.empty() ? std::chrono::seconds{} : clock_.back();
        if (const auto* jump = std::get_if<ClockJumped>(&event.what)) against += jump->by;
        clock_.push_back(against);
        collect(at, event.what);
        collect_mail(at, event.what);
    }
    collect_looks();
    collect_deliveries();
    collect_actions();
    collect_running();
}

void Record::collect(const Moment& at, const What& what) {
    if (const auto* sent = std::get_if<LetterSent>(&what)) {
        auto& letter = letters_[sent->letter];
        static_cast<Moment&>(letter.sent) = at;
        letter.sent.what = sent;
    } else if (const auto* tracked = std::get_if<Tracked>(&what)) {
        auto& letter = letters_[tracked->letter];
        letter.tracked.emplace_back().what = tracked;
        static_cast<Moment&>(letter.tracked.back()) = at;
        letter.plans.push_back({at, &tracked->plan});
    } else if (const auto* plan = std::get_if<Replanned>(&what)) {
        letters_[plan->letter].plans.push_back({at, &plan->plan});
    } else if (const auto* order = std::get_if<Ordered>(&what)) {
        orders_.push_back({.what = order, .given = at});
    } else if (const auto* yes = std::get_if<Acknowledged>(&what)) {
        auto* order_of = last_with(
            orders_, [](const Order& one) { return one.what->order; }, yes->order);
        if (order_of != nullptr) order_of->acknowledged = at;
    } else if (const auto* restored = std::get_if<BackupRestored>(&what)) {
        for (auto& one : orders_) {
            const bool known = one.acknowledged.index != never;
            if (known && one.acknowledged.at >= restored->taken) one.forgotten = std::min(one.forgotten, at.index);
        }
    }
}

void Record::collect_mail(const Moment& at, const What& what) {
    const auto number_of_mail = [](const Mail& one) { return one.arrived->message; };
    const auto number_of_ours = [](const Ours& one) { return one.appeared->message; };
    if (const auto* arrived = std::get_if<MailArrived>(&what)) {
        auto& mail = mails_.emplace_back();
        static_cast<Moment&>(mail.arrived) = at;
        mail.arrived.what = arrived;
        mail.stays.push_back({arrived->folder, arrived->uid, at.index});
    } else if (const auto* moved = std::get_if<MailMoved>(&what)) {
        if (auto* mail = last_with(mails_, number_of_mail, moved->message)) {
            mail->stays.back().until = at.index;
            mail->stays.push_back({moved->folder, moved->uid, at.index});
        }
    } else if (const auto* anew = std::get_if<UidValidityChanged>(&what)) {
        // A look from here on covers what was there before, whatever its UIDs are now.
        for (auto& mail : mails_) {
            auto& stay = mail.stays.back();
            if (stay.until != never || stay.folder != anew->folder) continue;
            stay.until = at.index;
            mail.stays.push_back({anew->folder, 0, at.index});
        }
    } else if (const auto* appeared = std::get_if<MessageAppeared>(&what)) {
        auto& message = ours_.emplace_back();
        static_cast<Moment&>(message.appeared) = at;
        message.appeared.what = appeared;
    } else if (const auto* edited = std::get_if<DraftEdited>(&what)) {
        if (auto* message = last_with(ours_, number_of_ours, edited->message)) message->edited = at;
    } else if (const auto* gone = std::get_if<MessageGone>(&what)) {
        if (auto* message = last_with(ours_, number_of_ours, gone->message)) {
            message->gone = at;
            message->gone_by = gone->hand;
        } else if (auto* mail = last_with(mails_, number_of_mail, gone->message)) {
            mail->stays.back().until = at.index;
        }
    }
}

void Record::collect_looks() {
    std::unordered_map<int, Seen<LookBegan>> begun;
    begun.reserve(all<LookBegan>().size());
    for (const auto& began : all<LookBegan>()) begun[began->look] = began;
    for (const auto& ended : all<LookEnded>()) {
        const auto look = begun.find(ended->look);
        if (look == begun.end() || ended < look->second) continue;
        const auto& began = look->second;
        looks_[began->folder].push_back({began->folder, began.moment(), ended.moment(), ended->uid_next});
    }
}

void Record::collect_deliveries() {
    std::map<int, Moment> bodies, dots;
    for (const auto& body : all<BodyWritten>()) bodies[body->delivery] = body.moment();
    for (const auto& dot : all<DotWritten>()) dots[dot->delivery] = dot.moment();
    for (const auto& accepted : all<MailAccepted>()) {
        auto& delivery = deliveries_.emplace_back();
        delivery.accepted = accepted;
        delivery.body = delivery.dot = accepted.moment();
        if (const auto body = bodies.find(accepted->delivery); body != bodies.end()) delivery.body = body->second;
        if (const auto dot = dots.find(accepted->delivery); dot != dots.end()) delivery.dot = dot->second;
    }
}

void Record::collect_actions() {
    for (const auto& message : ours_) {
        if (message.appeared->hand != Hand::program || message.appeared->form == Form::send) continue;
        actions_.push_back(
            {message.appeared.moment(), message.appeared->form, message.appeared->steps, &message, nullptr});
    }
    for (const auto& delivery : deliveries_) {
        if (delivery.accepted->hand != Hand::program) continue;
        std::vector<Step> steps;
        if (delivery.accepted->step) steps.push_back(*delivery.accepted->step);
        actions_.push_back({delivery.dot, Form::send, steps, nullptr, &delivery});
    }
    std::stable_sort(actions_.begin(), actions_.end(),
                     [](const Action& a, const Action& b) { return a.when < b.when; });
}

void Record::collect_running() {
    bool runs = false;
    std::map<std::pair<Trouble, std::string>, Moment> on;
    for (std::size_t index = 0; index < history_.events.size(); ++index) {
        const auto& what = history_.events[index].what;
        const Moment at{index, history_.events[index].at};
        if (std::holds_alternative<ProcessStarted>(what)) runs = true;
        if (std::holds_alternative<ProcessEnded>(what)) {
            runs = false;
            disturbed_.emplace_back(at, at);
        }
        if (const auto* began = std::get_if<TroubleBegan>(&what)) on[{began->what, began->account}] = at;
        if (const auto* ended = std::get_if<TroubleEnded>(&what)) {
            if (const auto since = on.find({ended->what, ended->account}); since != on.end()) {
                disturbed_.emplace_back(since->second, at);
                on.erase(since);
            }
        }
        running_.push_back(runs);
    }
    const Moment end{never, base::Instant{std::numeric_limits<std::int64_t>::max()}};
    for (const auto& [trouble, since] : on) disturbed_.emplace_back(since, end);
}

const std::vector<Look>& Record::looks(const std::string& folder) const {
    static const std::vector<Look> none;
    const auto found = looks_.find(folder);
    return found == looks_.end() ? none : found->second;
}

const Letter* Record::letter(int number) const {
    const auto found = letters_.find(number);
    return found == letters_.end() || found->second.sent.what == nullptr ? nullptr : &found->second;
}

std::string Record::client_of(int number) const {
    const auto* one = letter(number);
    return one == nullptr ? std::string{} : one->sent->client;
}

std::string Record::account_of(int number) const {
    const auto* one = letter(number);
    return one == nullptr ? std::string{} : one->sent->account;
}

base::Instant Record::clock(const Moment& moment) const {
    return moment.index < clock_.size() ? moment.at + clock_[moment.index] : moment.at;
}

base::CivilDateTime Record::local(const std::string& zone, base::Instant at, std::size_t index) const {
    const auto& name = zone.empty() ? history_.user_zone : zone;
    const auto first = history_.zones.find(name);
    const std::vector<ZoneOffset>* table = first == history_.zones.end() ? nullptr : &first->second;
    for (const auto& changed : all<ZoneChanged>()) {
        if (changed.index <= index && changed->zone == name) table = &changed->offsets;
    }
    return base::civil_at_offset(at, table == nullptr ? 0 : east_at(*table, at));
}

const Tracked* Record::tracking(int number, std::size_t index) const {
    const auto* one = letter(number);
    if (one == nullptr) return nullptr;
    const Tracked* known = nullptr;
    for (const auto& tracked : one->tracked) {
        if (tracked.index <= index) known = tracked.what;
    }
    return known;
}

std::vector<std::string> Record::watched(std::size_t from, std::size_t to) const {
    std::vector<std::string> folders;
    for (const auto& watch : all<FoldersWatched>()) {
        if (watch.index <= from) {
            folders = watch->folders;
        } else if (watch.index <= to) {
            std::erase_if(folders, [&](const std::string& folder) {
                return std::find(watch->folders.begin(), watch->folders.end(), folder) == watch->folders.end();
            });
        }
    }
    return folders;
}

bool Record::undisturbed(const Moment& from, std::chrono::seconds time) const {
    return running(from.index) && std::none_of(disturbed_.begin(), disturbed_.end(), [&](const auto& span) {
               return span.second.index >= from.index && span.first.at <= from.at + time;
           });
}

bool Record::forgotten(const Moment& from, std::size_t index) const {
    return std::any_of(all<BackupRestored>().begin(), all<BackupRestored>().end(), [&](const auto& restored) {
        return from.index < restored.index && restored.index <= index && from.at >= restored->taken;
    });
}

std::string name_of(const Step& step) {
    static const std::map<StepKind, std::string> names{{StepKind::check_in, "check-in"},
                                                       {StepKind::call, "call reminder"},
                                                       {StepKind::promise_ahead, "promise reminder"},
                                                       {StepKind::promise_kept, "question whether a promise was kept"},
                                                       {StepKind::promise_when, "question when a promise is due"},
                                                       {StepKind::make_good, "make-good check-in"},
                                                       {StepKind::notice, "notice"}};
    const auto which = step.ordinal == 0 ? std::string{} : fmt::format(" {}", step.ordinal);
    return fmt::format("the {}{} of letter {}", names.at(step.kind), which, step.letter);
}

}  // namespace amends::simulation
