#include "app/used_draft.hpp"

#include "core/inserted.hpp"
#include "message/read.hpp"

namespace amends::app {

std::optional<core::StepKey> draft_used(const std::vector<ports::OutboxItem>& lying, base::LetterId letter,
                                        const base::MessageFacts& sent) {
    std::optional<core::StepKey> best;
    double best_likeness = 0;
    for (const ports::OutboxItem& item : lying) {
        if (item.letter != letter) continue;
        const auto facts = message::read(item.bytes);
        if (!facts) continue;
        core::SentMail draft = core::as_sent(*facts);
        const core::InsertedLetter made{.at = {},
                                        .situation = {},
                                        .recipients = std::move(draft.recipients),
                                        .subject = std::move(draft.subject),
                                        .marks = std::move(draft.marks)};
        const double likeness = core::likeness(made, core::as_sent(sent));
        if (likeness <= best_likeness) continue;
        best_likeness = likeness;
        best = item.step;
    }
    return best;
}

}  // namespace amends::app
