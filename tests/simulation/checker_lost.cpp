// Promise 3, never lost: by the end of a history, after a quiet time, every step that was due was done, was let go for
// a reason among the events, or was asked of the user. Liveness is judged here only.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

bool paused_at_the_end(const Record& record) {
    bool paused = false;
    for (const auto& order : record.orders()) {
        if (order.what->kind == OrderKind::pause) paused = true;
        if (order.what->kind == OrderKind::resume && order.acknowledged.index != never) paused = false;
    }
    return paused;
}

/// What needs other words, as after an absence, comes as another step of its kind.
bool done_as_another(const Record& record, const Step& step) {
    const bool alone = waits(step.kind) || step.kind == StepKind::make_good;
    return alone && std::any_of(record.actions().begin(), record.actions().end(), [&](const Action& action) {
               return action.letter() == step.letter && action.about(step.kind);
           });
}

void judge_steps(const Record& record, const Seen<HistoryEnded>& end, Verdicts& verdicts) {
    if (paused_at_the_end(record)) return;
    for (const auto& [number, letter] : record.letters()) {
        std::map<Step, Moment> planned;
        for (const auto& plan : letter.plans) {
            for (const auto& step : *plan.steps) {
                if (!record.forgotten(plan.since, end.index)) planned.emplace(step.step, plan.since);
            }
        }
        for (const auto& [step, since] : planned) {
            const auto due = due_of(record, step, end.index);
            if (!due || due->latest >= end->quiet_since || step.kind == StepKind::notice) continue;
            if (done(record, step) || reason_against(record, step, due->promise).index != never) continue;
            if (told(record, step.letter, since) || done_as_another(record, step)) continue;
            verdicts.push_back({3, "lost.step", due->latest,
                                fmt::format("{} was due at {} and never came, without a reason and without a question",
                                            name_of(step), base::to_rfc3339(due->latest))});
        }
    }
}

void judge_keywords(const Record& record, const Seen<HistoryEnded>& end, Verdicts& verdicts) {
    for (const auto& [number, letter] : record.letters()) {
        if (letter.sent.what == nullptr || !letter.sent->keyword || !letter.tracked.empty()) continue;
        if (letter.sent.at >= end->quiet_since) continue;
        const bool left = std::any_of(record.orders().begin(), record.orders().end(), [&](const Order& order) {
            return concerns(record, order, number) && order.what->kind != OrderKind::track;
        });
        if (left) continue;
        verdicts.push_back({3, "lost.untracked", letter.sent.at,
                            fmt::format("letter {} was marked with the keyword and never tracked", number)});
    }
}

/// The apology did not arrive: of that the user hears.
void judge_bounces(const Record& record, const Seen<HistoryEnded>& end, Verdicts& verdicts) {
    const auto folders = record.watched(end.index, end.index);
    for (const auto& mail : record.mails()) {
        const auto letter = mail.arrived->letter;
        if (mail.arrived->meant != MailClass::hard_bounce || mail.arrived.at >= end->quiet_since) continue;
        const auto& lies = mail.stays.back();
        if (lies.until != never || std::find(folders.begin(), folders.end(), lies.folder) == folders.end()) continue;
        if (record.tracking(letter, mail.arrived.index) == nullptr || told(record, letter, mail.arrived)) continue;
        if (let_go(record, {letter, StepKind::notice, 0}, end.index) != nullptr) continue;
        verdicts.push_back({3, "lost.bounce", mail.arrived.at,
                            fmt::format("letter {} came back as undeliverable, and nobody told the user", letter)});
    }
}

bool has_reason(const Record& record, const Action& action, const Moment& gone) {
    const auto letter = action.letter();
    const bool mail = std::any_of(record.mails().begin(), record.mails().end(), [&](const Mail& one) {
        if (!(one.arrived < gone)) return false;
        const bool about_letter = one.arrived->letter == letter && one.arrived->meant != MailClass::unrelated &&
                                  one.arrived->meant != MailClass::receipt;
        return about_letter || is_complaint_of_client(record, one, letter);
    });
    return mail || std::any_of(record.orders().begin(), record.orders().end(), [&](const Order& order) {
               return order.given < gone && concerns(record, order, letter);
           });
}

/// A draft that lies ready is the user's; taking it away needs a reason.
void judge_withdrawals(const Record& record, Verdicts& verdicts) {
    for (const auto& action : record.actions()) {
        if (action.form != Form::draft || action.ours->gone.index == never) continue;
        const auto& gone = action.ours->gone;
        if (action.ours->gone_by != Hand::program || action.steps.empty() || has_reason(record, action, gone)) continue;
        verdicts.push_back({3, "lost.draft", gone.at,
                            fmt::format("the draft of {} was withdrawn, and nothing had happened that asked for it",
                                        name_of(action.steps.front()))});
    }
}

}  // namespace

void judge_lost(const Record& record, Verdicts& verdicts) {
    judge_withdrawals(record, verdicts);
    if (record.all<HistoryEnded>().empty()) return;
    const auto& end = record.all<HistoryEnded>().back();
    judge_steps(record, end, verdicts);
    judge_keywords(record, end, verdicts);
    judge_bounces(record, end, verdicts);
}

}  // namespace amends::simulation
