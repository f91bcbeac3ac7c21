// Promise 7, always explained: for each thing done, and each thing not done, the journal has an entry with a reason.
#include <fmt/core.h>

#include "base/text.hpp"
#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

bool explains(const JournalEntry& entry, const Step& step) {
    if (base::trimmed(entry.reason).empty()) return false;
    return entry.step ? *entry.step == step : entry.letter == step.letter;
}

std::size_t entries(const Record& record, const Step& step, std::size_t from, std::size_t to) {
    const auto& all = record.all<JournalEntry>();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& entry) {
        return from < entry.index && entry.index < to && explains(*entry.what, step);
    }));
}

/// What was done to a step, in order; a decision is written down no later than it is carried out.
void judge_deeds(const Record& record, Verdicts& verdicts) {
    std::map<Step, std::vector<std::pair<Moment, const char*>>> deeds;
    for (const auto& action : record.actions()) {
        for (const auto& step : action.steps) {
            if (step.kind == StepKind::notice) continue;
            deeds[step].emplace_back(action.when, "came");
            const bool withdrawn =
                action.ours != nullptr && action.ours->gone.index != never && action.ours->gone_by == Hand::program;
            if (withdrawn) deeds[step].emplace_back(action.ours->gone, "was withdrawn");
        }
    }
    for (auto& [step, done] : deeds) {
        std::sort(done.begin(), done.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::size_t needed = 0;
        for (const auto& [when, what] : done) {
            ++needed;
            std::size_t written = entries(record, step, 0, when.index);
            if (written >= needed) continue;
            verdicts.push_back({7, "journal.deed", when.at,
                                fmt::format("{} {}, and the journal does not say why", name_of(step), what)});
        }
    }
}

/// The newest plan before that event has the step: it was not given up for something else before.
bool is_planned(const Letter& letter, const Step& step, std::size_t index) {
    const Plan* last = nullptr;
    for (const auto& plan : letter.plans) {
        if (plan.since.index < index) last = &plan;
    }
    return last != nullptr && std::any_of(last->steps->begin(), last->steps->end(),
                                          [&](const PlannedStep& planned) { return planned.step == step; });
}

/// A step that never came needs an entry as well, after what ended it.
void judge_silences(const Record& record, Verdicts& verdicts) {
    if (record.all<HistoryEnded>().empty()) return;
    const auto& end = record.all<HistoryEnded>().back();
    for (const auto& [number, letter] : record.letters()) {
        std::map<Step, int> planned;
        for (const auto& plan : letter.plans) {
            if (record.forgotten(plan.since, end.index)) continue;
            for (const auto& step : *plan.steps) planned.emplace(step.step, step.promise);
        }
        for (const auto& [step, promise] : planned) {
            const auto reason = reason_against(record, step, promise);
            if (reason.index == never || reason.at >= end->quiet_since || done(record, step)) continue;
            if (entries(record, step, reason.index, never) > 0 || !is_planned(letter, step, reason.index)) continue;
            verdicts.push_back({7, "journal.silence", reason.at,
                                fmt::format("{} was given up, and the journal does not say why", name_of(step))});
        }
    }
}

}  // namespace

void judge_journal(const Record& record, Verdicts& verdicts) {
    judge_deeds(record, verdicts);
    judge_silences(record, verdicts);
}

}  // namespace amends::simulation
