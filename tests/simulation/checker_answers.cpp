// Promise 2: never after an answer that lay in a watched folder at the last look, and that look is the last thing
// before the final dot. What the user wrote in the thread counts as well; a draft that an answer made stale is
// withdrawn.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

/// How old the last look may be when the dot is written.
constexpr std::chrono::seconds fresh = std::chrono::minutes{2};

void judge_answer(const Record& record, const Mail& mail, const Action& action, const Step& step, Verdicts& verdicts) {
    const auto meant = mail.arrived->meant;
    const bool answered = is_answer(meant) && (action.automatic() || waits(step.kind));
    const bool written = meant == MailClass::own_mail && step.kind == StepKind::check_in;
    if (!(answered || written) || !saw(record, mail, action)) return;
    const std::string rule = written ? "answer.own_mail" : action.automatic() ? "answer.send" : "answer.step";
    verdicts.push_back({2, rule, action.when.at,
                        fmt::format("{} came, though {} lay in {} since {}", name_of(step),
                                    written ? "a mail of the user's own in the thread" : "the client's answer",
                                    mail.stays.back().folder, base::to_rfc3339(mail.arrived.at))});
}

void judge_last_look(const Record& record, const Action& action, Verdicts& verdicts) {
    const auto& delivery = *action.delivery;
    for (const auto& folder : record.watched(delivery.body.index, delivery.dot.index)) {
        const Look* last = nullptr;
        for (const auto& look : record.looks(folder)) {
            if (delivery.body < look.began && look.ended < delivery.dot) last = &look;
        }
        if (last == nullptr) {
            verdicts.push_back({2, "answer.no_last_look", action.when.at,
                                fmt::format("{} was sent without a look at {} between its body and its final dot",
                                            name_of(action.steps.front()), folder)});
        } else if (action.when.at - last->ended.at > fresh) {
            verdicts.push_back({2, "answer.old_look", action.when.at,
                                fmt::format("{} was sent {} s after the last look at {}", name_of(action.steps.front()),
                                            (action.when.at - last->ended.at).count(), folder)});
        }
    }
}

Moment first_answer_after(const Record& record, const Action& action) {
    Moment first;
    for (const auto& mail : record.mails()) {
        const bool answer = mail.arrived->letter == action.letter() && is_answer(mail.arrived->meant);
        if (answer && action.when < mail.arrived && mail.arrived < first) first = mail.arrived;
    }
    return first;
}

/// An untouched check-in draft does not outlive the answer; of an edited one the user is warned.
void judge_stale_drafts(const Record& record, Verdicts& verdicts) {
    if (record.all<HistoryEnded>().empty()) return;
    const auto& end = record.all<HistoryEnded>().back();
    for (const auto& mail : record.mails()) {
        if (!is_answer(mail.arrived->meant) || mail.arrived.at >= end->quiet_since) continue;
        const auto folders = record.watched(end.index, end.index);
        const auto& lies = mail.stays.back();
        if (lies.until != never || std::find(folders.begin(), folders.end(), lies.folder) == folders.end()) continue;
        for (const auto& action : record.actions()) {
            const auto* draft = action.ours;
            const bool stale = action.form == Form::draft && action.about(StepKind::check_in) &&
                               action.letter() == mail.arrived->letter && action.when < mail.arrived &&
                               draft->gone.index == never;
            if (!stale) continue;
            // One warning is enough, however often the client answers.
            const auto since = first_answer_after(record, action);
            if (draft->edited.index != never && told(record, action.letter(), since)) continue;
            verdicts.push_back({2, draft->edited.index == never ? "answer.stale_draft" : "answer.no_warning", end.at,
                                fmt::format("the draft of {} still lies there after the client's answer of {}{}",
                                            name_of(action.steps.front()), base::to_rfc3339(mail.arrived.at),
                                            draft->edited.index == never ? "" : ", and the user was not warned")});
        }
    }
}

}  // namespace

void judge_answers(const Record& record, Verdicts& verdicts) {
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            for (const auto& mail : record.mails()) {
                if (mail.arrived->letter != step.letter || action.when < mail.arrived) continue;
                judge_answer(record, mail, action, step, verdicts);
            }
        }
        if (action.automatic() && !action.steps.empty()) judge_last_look(record, action, verdicts);
    }
    judge_stale_drafts(record, verdicts);
}

}  // namespace amends::simulation
