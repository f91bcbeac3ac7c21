// What a start finds: sends that were cut off, and zone data that has changed since.
#include "app/engine.hpp"
#include "calendar/zone_database.hpp"

namespace amends::app {

base::Status Engine::recover(const std::string& account) {
    auto open = store_.outbox_open(account);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send) continue;
        if (item.state == core::HandoverState::sending) {
            const core::Outcome was{item.step, core::OutcomeKind::not_sent, clock_.now(),
                                    "the attempt was cut short before the message was handed over"};
            auto done = outcome(item, {.id = item.id, .to = core::HandoverState::not_sent, .detail = was.detail}, was);
            if (!done) return done;
        } else if (item.state == core::HandoverState::committing) {
            const core::Outcome was{item.step, core::OutcomeKind::unknown, std::nullopt,
                                    "the attempt was cut short between handing over and the server's answer"};
            auto done = outcome(item, {.id = item.id, .to = core::HandoverState::unknown, .detail = was.detail}, was);
            if (!done) return done;
        }
    }
    return {};
}

base::Status Engine::derive_due_times_again(const std::string& account) {
    const std::string version = calendar::zone_data_version();
    const std::string fact = "zone_data." + account;
    auto before = store_.fact(fact);
    if (!before) return tl::unexpected(before.error());
    if (*before && **before == version) return {};
    if (*before) {
        auto rows = store_.letters({.account = account});
        if (!rows) return tl::unexpected(rows.error());
        for (const ports::LetterRow& row : *rows) {
            std::vector<core::Step> steps = row.steps;
            core::Letter letter = row.letter;
            for (const core::Promise& promise : row.letter.promises) {
                auto zone = promise.due ? calendar::find_zone(promise.due->zone) : tl::unexpected(base::Error{});
                if (zone) letter.promises = core::derive_again(std::move(letter.promises), **zone);
            }
            for (const core::Step& step : row.steps) {
                if (step.state != core::StepState::planned) continue;
                auto zone = calendar::find_zone(step.due.zone);
                if (zone) steps = core::derive_again(std::move(steps), **zone);
            }
            if (steps == row.steps && letter == row.letter) continue;
            ports::Commit commit{.at = clock_.now(), .account = account, .letter = letter, .steps = steps};
            commit.reasons.push_back(
                {std::nullopt, "The zone data of this machine changed; due times were read anew."});
            if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
        }
    }
    return store_.set_fact(fact, version);
}

}  // namespace amends::app
