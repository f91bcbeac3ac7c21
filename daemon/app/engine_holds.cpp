// The breaker at work: what the clocks and the store tell of a turn, the hold that comes of it, and the user's orders.
#include "app/engine.hpp"

namespace amends::app {

namespace {

/// A stop of the machine loses no more than this of what the turns have seen.
constexpr std::chrono::minutes keep_turn_every{10};

}  // namespace

base::Status Engine::guard_sends(const std::string& account) { return judge_turn(account, false); }

/// What the turns before have seen, in this process or in the one before it.
base::Result<std::optional<Engine::Turns>> Engine::turns_so_far(const std::string& account) {
    if (const auto known = turns_.find(account); known != turns_.end()) return known->second;
    auto kept = store_.last_turn(account);
    if (!kept) return tl::unexpected(kept.error());
    if (!*kept) return std::nullopt;
    return Turns{**kept, (*kept)->wall, (*kept)->wall};
}

base::Result<std::optional<core::HoldCause>> Engine::why_hold(const std::string& account, const Turns& so_far,
                                                              const core::ClockReading& now, bool counts) {
    core::Turn turn{.before = so_far.last, .now = now, .moved_by_hand = clock_.simulated(), .send_waits = true};
    if (counts) {
        auto count = store_.became_due(account, so_far.counted_to, now.wall);
        if (!count) return tl::unexpected(count.error());
        turn.became_due = *count;
    }
    if (!core::why_hold(turn)) return std::nullopt;
    auto waiting = store_.letters_to_be_sent(account);
    if (!waiting) return tl::unexpected(waiting.error());
    turn.send_waits = !waiting->empty();
    return core::why_hold(turn);
}

/// `counts`: a turn of the watch, which is about to decide on all that became due since the one before.
base::Status Engine::judge_turn(const std::string& account, bool counts) {
    const core::ClockReading now = clock_.reading();
    auto before = turns_so_far(account);
    if (!before) return tl::unexpected(before.error());
    const Turns so_far = before->value_or(Turns{now, now.wall, {}});
    auto held = store_.hold(account);
    if (!held) return tl::unexpected(held.error());
    Turns after{now, counts ? now.wall : std::min(so_far.counted_to, now.wall), so_far.kept_at};
    if (*held) {
        if (!(*held)->told) {
            if (auto told = hold_for(account, **held, false); !told) return told;
        }
    } else if (*before) {
        auto cause = why_hold(account, so_far, now, counts);
        if (!cause) return tl::unexpected(cause.error());
        if (*cause) {
            if (auto done = hold_for(account, {.because = **cause, .since = now.wall}, true); !done) return done;
            after.kept_at = now.wall;
        }
    }
    const auto kept_for = now.wall - after.kept_at;
    if (kept_for >= keep_turn_every || kept_for < std::chrono::seconds{0}) {
        ports::Commit commit{.at = now.wall, .account = account};
        commit.turn = now;
        if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
        after.kept_at = now.wall;
    }
    turns_[account] = after;
    return {};
}

/// The user is asked once, as soon as something waits for the answer.
base::Status Engine::hold_for(const std::string& account, const core::AccountHold& hold, bool is_new) {
    auto waiting = store_.letters_to_be_sent(account);
    if (!waiting) return tl::unexpected(waiting.error());
    if (!is_new && waiting->empty()) return {};
    ports::Commit commit{.at = clock_.now(), .account = account};
    commit.hold = hold;
    commit.hold->told = hold.told || !waiting->empty();
    if (is_new) {
        commit.turn = clock_.reading();
        commit.reasons.push_back({std::nullopt, "Automatic sends are held until the user releases them, since " +
                                                    std::string(core::in_words(hold.because)) + "."});
    }
    const bool asks = commit.hold->told && !hold.told;
    if (asks) {
        // Where it cannot be written, the user still hears of it by the other ways.
        auto notice = composer_.compose_hold_notice(account, {hold, *waiting}, commit.at);
        if (notice) commit.outbox.push_back(std::move(*notice));
    }
    if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    if (asks) news_of_holds_.insert_or_assign(account, *commit.hold);
    if (on_work) on_work(account);
    return {};
}

std::optional<core::AccountHold> Engine::take_news_of_hold(const std::string& account) {
    auto news = news_of_holds_.extract(account);
    if (news.empty()) return std::nullopt;
    return std::move(news.mapped());
}

base::Status Engine::hold(const std::string& account, const std::string& note) {
    return hold_for(account, {.since = clock_.now(), .note = note, .told = true}, true);
}

base::Status Engine::release(const std::string& account) {
    auto held = store_.hold(account);
    if (!held) return tl::unexpected(held.error());
    news_of_holds_.erase(account);
    if (!*held) return {};
    ports::Commit commit{.at = clock_.now(), .account = account, .release = true};
    commit.reasons.push_back({std::nullopt, "The user released the sends that were held."});
    if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    if (on_work) on_work(account);
    return {};
}

}  // namespace amends::app
