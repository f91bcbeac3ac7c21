// Not a promise of the program: whether the driver recorded a history that can have happened. What is judged from one
// that contradicts itself would mean nothing.
#include <fmt/core.h>

#include <unordered_map>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

void say(Verdicts& verdicts, const char* rule, const Moment& at, std::string sentence) {
    verdicts.push_back({0, rule, at.at, std::move(sentence)});
}

void judge_order(const Record& record, Verdicts& verdicts) {
    const auto& events = record.history().events;
    for (std::size_t index = 1; index < events.size(); ++index) {
        if (events[index - 1].at <= events[index].at) continue;
        say(verdicts, "history.backwards", {index, events[index].at},
            fmt::format("event {} is older than the one before it", index));
    }
}

/// Each of `later` names one of `known`, which came before it.
template <class Later>
void judge_known(const std::unordered_map<int, Moment>& known, const std::vector<Seen<Later>>& later, auto number,
                 const char* what, Verdicts& verdicts) {
    for (const auto& one : later) {
        const auto found = known.find(number(*one.what));
        if (found != known.end() && found->second < one) continue;
        say(verdicts, "history.unknown", one, fmt::format("{} {} is not known", what, number(*one.what)));
    }
}

template <class T>
std::unordered_map<int, Moment> numbered(const std::vector<Seen<T>>& all, auto number) {
    std::unordered_map<int, Moment> moments;
    moments.reserve(all.size());
    for (const auto& one : all) moments.emplace(number(*one.what), one.moment());
    return moments;
}

void judge_numbers(const Record& record, Verdicts& verdicts) {
    const auto order = [](const auto& one) { return one.order; };
    const auto look = [](const auto& one) { return one.look; };
    const auto delivery = [](const auto& one) { return one.delivery; };
    const auto message = [](const auto& one) { return one.message; };
    const auto letter = [](const auto& one) { return one.letter; };
    judge_known(numbered(record.all<Ordered>(), order), record.all<Acknowledged>(), order, "order", verdicts);
    judge_known(numbered(record.all<LookBegan>(), look), record.all<LookEnded>(), look, "look", verdicts);
    const auto bodies = numbered(record.all<BodyWritten>(), delivery);
    judge_known(bodies, record.all<DotWritten>(), delivery, "the body of delivery", verdicts);
    const auto dots = numbered(record.all<DotWritten>(), delivery);
    std::vector<Seen<MailAccepted>> by_program;
    for (const auto& accepted : record.all<MailAccepted>()) {
        if (accepted->hand == Hand::program) by_program.push_back(accepted);
    }
    judge_known(dots, by_program, delivery, "the dot of delivery", verdicts);
    auto messages = numbered(record.all<MailArrived>(), message);
    messages.merge(numbered(record.all<MessageAppeared>(), message));
    judge_known(messages, record.all<MailMoved>(), message, "message", verdicts);
    judge_known(messages, record.all<MessageGone>(), message, "message", verdicts);
    judge_known(messages, record.all<DraftEdited>(), message, "message", verdicts);
    const auto letters = numbered(record.all<LetterSent>(), letter);
    judge_known(letters, record.all<Tracked>(), letter, "letter", verdicts);
    judge_known(letters, record.all<Replanned>(), letter, "letter", verdicts);
}

void judge_places(const Record& record, Verdicts& verdicts) {
    const auto& zones = record.history().zones;
    for (const auto& tracked : record.all<Tracked>()) {
        if (tracked->zone.empty() || zones.count(tracked->zone) > 0) continue;
        say(verdicts, "history.unknown", tracked, fmt::format("zone {} is not known", tracked->zone));
    }
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            const auto* letter = record.letter(step.letter);
            if (step.letter == 0 && step.kind == StepKind::notice) continue;
            if (letter != nullptr && letter->sent < action.when) continue;
            say(verdicts, "history.unknown", action.when, fmt::format("{} is of no letter", name_of(step)));
        }
    }
}

/// The end is quiet: the process runs, and nobody troubles it.
void judge_quiet(const Record& record, Verdicts& verdicts) {
    if (record.all<HistoryEnded>().empty()) return;
    const auto& end = record.all<HistoryEnded>().back();
    const auto& events = record.history().events;
    for (std::size_t index = 0; index < events.size(); ++index) {
        const auto& what = events[index].what;
        const bool loud = std::holds_alternative<ProcessEnded>(what) || std::holds_alternative<TroubleBegan>(what) ||
                          std::holds_alternative<TroubleEnded>(what) || std::holds_alternative<ClockJumped>(what) ||
                          std::holds_alternative<BackupRestored>(what) || std::holds_alternative<LetterSent>(what) ||
                          std::holds_alternative<Ordered>(what);
        if (index > end.index || (loud && events[index].at > end->quiet_since)) {
            say(verdicts, "history.not_quiet", {index, events[index].at},
                fmt::format("event {} disturbs the quiet end", index));
        }
    }
    if (!record.undisturbed({end.index, end->quiet_since}, end.at - end->quiet_since)) {
        say(verdicts, "history.not_quiet", end, "at the end the process does not run, or a trouble is on");
    }
}

}  // namespace

void judge_history(const Record& record, Verdicts& verdicts) {
    judge_order(record, verdicts);
    judge_numbers(record, verdicts);
    judge_places(record, verdicts);
    judge_quiet(record, verdicts);
}

}  // namespace amends::simulation
