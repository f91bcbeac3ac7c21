// Promise 1, never twice: a step becomes one reminder, one draft or one mail, and a client gets it once.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

std::string words(Form form) {
    switch (form) {
        case Form::reminder: return "a reminder";
        case Form::draft: return "a draft";
        case Form::send: return "a sent mail";
    }
    return {};
}

/// Nobody could have known of it: its copy was gone when a backup from before it was restored.
bool beyond_knowledge(const Record& record, const Action& first, const Action& second) {
    if (first.ours == nullptr || !record.forgotten(first.when, second.when.index)) return false;
    return std::any_of(
        record.all<BackupRestored>().begin(), record.all<BackupRestored>().end(), [&](const auto& restored) {
            return first.when < restored && restored < second.when && first.ours->gone.index < restored.index;
        });
}

/// The user sent the draft by their own hand: so it has reached the client.
bool sent_by_user(const Record& record, const Step& step, const Moment& before) {
    return std::any_of(record.deliveries().begin(), record.deliveries().end(), [&](const Delivery& delivery) {
        return delivery.accepted->hand == Hand::user && delivery.accepted->step == step && delivery.accepted < before;
    });
}

void judge_second(const Record& record, const Step& step, const Action& first, const Action& second,
                  Verdicts& verdicts) {
    if (beyond_knowledge(record, first, second)) return;
    if (sent_by_user(record, step, second.when)) {
        verdicts.push_back(
            {1, "twice.after_the_user", second.when.at,
             fmt::format("{} came as {}, though the user had sent it already", name_of(step), words(second.form))});
        return;
    }
    const bool refused = first.ours != nullptr && first.ours->gone < second.when && first.ours->gone_by == Hand::user &&
                         first.form == Form::draft;
    if (refused) {
        verdicts.push_back(
            {1, "twice.after_deletion", second.when.at,
             fmt::format("{} came as {}, though the user had deleted its draft", name_of(step), words(second.form))});
        return;
    }
    const auto* rule = second.automatic()                                ? "twice.send"
                       : record.forgotten(first.when, second.when.index) ? "twice.restored"
                                                                         : "twice.step";
    verdicts.push_back({1, rule, second.when.at,
                        fmt::format("{} came twice: as {} at {}, and again as {}", name_of(step), words(first.form),
                                    base::to_rfc3339(first.when.at), words(second.form))});
}

/// A notice that only its Message-ID tells apart.
bool unnumbered(const Step& step) { return step.kind == StepKind::notice && step.ordinal == 0; }

void judge_steps(const Record& record, Verdicts& verdicts) {
    std::map<Step, const Action*> done;
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            if (unnumbered(step)) continue;
            const auto [first, is_first] = done.emplace(step, &action);
            if (!is_first) judge_second(record, step, *first->second, action, verdicts);
        }
    }
}

/// One Message-ID, one message: of each kind that the program stores, and of each mail that it sends.
void judge_message_ids(const Record& record, Verdicts& verdicts) {
    std::map<std::string, int> stored;
    for (const auto& message : record.ours()) {
        if (message.appeared->hand != Hand::program || message.appeared->form != Form::send) continue;
        if (++stored[message.appeared->message_id.value] > 1) {
            verdicts.push_back({1, "twice.copy", message.appeared.at,
                                fmt::format("a second copy of <{}> was filed in {}", message.appeared->message_id.value,
                                            message.appeared->folder)});
        }
    }
    std::map<std::string, const Action*> used;
    for (const auto& action : record.actions()) {
        const auto& id =
            action.ours != nullptr ? action.ours->appeared->message_id : action.delivery->accepted->message_id;
        const auto [first, is_first] = used.emplace(id.value, &action);
        if (is_first) continue;
        if (first->second->steps != action.steps) {
            verdicts.push_back(
                {1, "twice.message_id", action.when.at, fmt::format("<{}> names two different messages", id.value)});
        } else if (!action.steps.empty() && unnumbered(action.steps.front())) {
            judge_second(record, action.steps.front(), *first->second, action, verdicts);
        }
    }
}

}  // namespace

void judge_twice(const Record& record, Verdicts& verdicts) {
    judge_steps(record, verdicts);
    judge_message_ids(record, verdicts);
}

}  // namespace amends::simulation
