// Promise 5, never by surprise: nothing is sent without an opt-in, under a hold, after the letter was let go, with open
// fields or to anybody else; a draft that the user has edited is never touched.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

void say(Verdicts& verdicts, const char* rule, const Action& action, std::string sentence) {
    verdicts.push_back({5, rule, action.when.at, std::move(sentence)});
}

/// The user has allowed it, and has not taken that back by an order that the program knows.
bool opted_in(const Record& record, int letter, std::size_t index) {
    const auto* one = record.letter(letter);
    if (one == nullptr) return false;
    std::vector<Moment> yes, no;
    for (const auto& tracked : one->tracked) {
        if (tracked->opted_in && tracked.index < index) yes.push_back(tracked);
    }
    for (const auto& order : record.orders()) {
        if (order.what->letter != letter || order.given.index > index) continue;
        if (order.what->kind == OrderKind::opt_in) yes.push_back(order.given);
        if (order.what->kind == OrderKind::opt_out && order.binds(index)) no.push_back(order.given);
    }
    return std::any_of(yes.begin(), yes.end(), [&](const Moment& at) {
        return std::none_of(no.begin(), no.end(), [&](const Moment& refused) { return at < refused; });
    });
}

/// The last order of the one kind, if it binds and nothing of the other kind was ordered after it.
const Order* in_force(const Record& record, OrderKind kind, OrderKind lifts, std::size_t index) {
    const Order* last = nullptr;
    for (const auto& order : record.orders()) {
        if (order.given.index > index) continue;
        if (order.what->kind == lifts) last = nullptr;
        if (order.what->kind == kind && order.binds(index)) last = &order;
    }
    return last;
}

void judge_permission(const Record& record, const Action& send, const Step& step, Verdicts& verdicts) {
    const auto name = name_of(step);
    if (!opted_in(record, step.letter, send.when.index)) {
        say(verdicts, "surprise.no_opt_in", send, fmt::format("{} was sent without an opt-in for the letter", name));
    }
    if (in_force(record, OrderKind::hold, OrderKind::release, send.when.index) != nullptr) {
        say(verdicts, "surprise.held", send, fmt::format("{} was sent under a hold", name));
    }
    if (in_force(record, OrderKind::pause, OrderKind::resume, send.when.index) != nullptr) {
        say(verdicts, "surprise.paused", send, fmt::format("{} was sent during a pause", name));
    }
}

void judge_mail(const Record& record, const Action& send, Verdicts& verdicts) {
    const auto& mail = *send.delivery->accepted.what;
    const auto& own = record.history().user_mailboxes;
    auto allowed = own;
    const bool for_client =
        mail.step && (mail.step->kind == StepKind::check_in || mail.step->kind == StepKind::make_good);
    const auto* letter = mail.step ? record.letter(mail.step->letter) : nullptr;
    if (for_client && letter != nullptr) {
        allowed.insert(allowed.end(), letter->sent->recipients.begin(), letter->sent->recipients.end());
    }
    for (const auto& recipient : mail.recipients) {
        if (std::find(allowed.begin(), allowed.end(), recipient) != allowed.end()) continue;
        say(verdicts, "surprise.recipient", send,
            fmt::format("<{}> was sent to {}, who is not to get it", mail.message_id.value, recipient));
    }
    if (mail.open_fields) {
        say(verdicts, "surprise.open_fields", send,
            fmt::format("<{}> left with a field that is not filled in", mail.message_id.value));
    }
    if (!mail.auto_submitted) {
        say(verdicts, "surprise.not_marked", send,
            fmt::format("<{}> was sent without a human's hand and does not say so", mail.message_id.value));
    }
}

void judge_let_go(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto* order = let_go(record, step, action.when.index);
    if (order == nullptr || step.kind == StepKind::notice) return;
    const auto grace = action.automatic() ? std::chrono::seconds{} : in_flight;
    if (order->acknowledged.at + grace > action.when.at) return;
    say(verdicts, "surprise.let_go", action,
        fmt::format("{} came, though the user had let it go at {}", name_of(step), base::to_rfc3339(order->given.at)));
}

void judge_plan(const Record& record, const Action& action, const Step& step, Verdicts& verdicts) {
    if (step.kind == StepKind::notice || due_of(record, step, action.when.index)) return;
    say(verdicts, "surprise.unplanned", action, fmt::format("{} came, and no plan has it", name_of(step)));
}

void judge_edited(const Record& record, Verdicts& verdicts) {
    for (const auto& message : record.ours()) {
        if (!(message.edited < message.gone) || message.gone.index == never) continue;
        if (message.gone_by != Hand::program) continue;
        const auto& steps = message.appeared->steps;
        verdicts.push_back({5, "surprise.edited_draft", message.gone.at,
                            fmt::format("the program took away the draft of {}, which the user had edited",
                                        steps.empty() ? "a message" : name_of(steps.front()))});
    }
}

}  // namespace

void judge_surprises(const Record& record, Verdicts& verdicts) {
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            if (action.automatic()) judge_permission(record, action, step, verdicts);
            judge_let_go(record, action, step, verdicts);
            judge_plan(record, action, step, verdicts);
        }
        if (action.automatic()) judge_mail(record, action, verdicts);
    }
    judge_edited(record, verdicts);
}

}  // namespace amends::simulation
