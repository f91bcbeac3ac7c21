// What the user does in a story: orders to the program, and what they do to the drafts that it makes.
#include <algorithm>

#include "message/read.hpp"
#include "tests/simulation/story.hpp"

namespace amends::simulation {

void Story::plan_orders(int letter) {
    const auto later = [&](unsigned of_thousand, std::int64_t least_hours, std::int64_t most_hours, OrderKind kind) {
        if (!people_.chance(of_thousand)) return;
        const base::Instant when =
            life_.time.truth() + std::chrono::seconds{people_.between(least_hours * 3600, most_hours * 3600)};
        if (when >= quiet_ - std::chrono::hours{2}) return;
        std::optional<base::Instant> until;
        if (kind == OrderKind::snooze) until = when + std::chrono::hours{24 * people_.between(1, 6)};
        life_.at(when, [this, kind, letter, until] { order(kind, letter, until); });
    };
    later(650, 2, 30, OrderKind::opt_in);
    later(80, 40, 120, OrderKind::opt_out);
    // One of them at most: a later order may take an earlier one back.
    later(180, 24, 24 * 15, people_.one_of({OrderKind::drop, OrderKind::answered, OrderKind::done}));
    later(100, 24, 24 * 6, OrderKind::snooze);
    later(30, 24, 24 * 12, OrderKind::leave_client);
    if (people_.chance(60)) {
        later(1000, 24, 24 * 8, OrderKind::hold);
        later(1000, 24 * 8, 24 * 12, OrderKind::release);
    }
    if (people_.chance(40)) {
        later(1000, 24, 24 * 6, OrderKind::pause);
        later(1000, 24 * 6, 24 * 9, OrderKind::resume);
    }
}

void Story::order(OrderKind kind, int letter, std::optional<base::Instant> until) {
    const bool about_letter = letter != 0;
    if (life_.process() == nullptr || !life_.steps.alive()) return;  // nobody answers the command
    if (about_letter && !life_.recorder.letter(letter).tracked) return;
    Ordered ordered{.order = ++orders_, .kind = kind, .letter = letter, .until = until};
    if (kind == OrderKind::leave_client) {
        ordered.client = life_.recorder.letter(letter).client;
        ordered.letter = 0;
    }
    life_.recorder.add(ordered);
    const auto done = carry_out(kind, letter, until);
    if (done && life_.steps.alive()) life_.recorder.add(Acknowledged{ordered.order});
}

base::Status Story::carry_out(OrderKind kind, int letter, std::optional<base::Instant> until) {
    ports::Store& store = life_.process()->store();
    app::Engine& engine = life_.process()->engine();
    const base::Instant now = life_.time.now();
    const auto status = [](auto&& result) -> base::Status {
        if (!result) return tl::unexpected(result.error());
        return {};
    };
    if (kind == OrderKind::hold || kind == OrderKind::release) {
        return kind == OrderKind::hold ? engine.hold("main", "") : engine.release("main");
    }
    if (kind == OrderKind::pause || kind == OrderKind::resume) {
        return store.set_paused("main", kind == OrderKind::pause, now);
    }
    auto id = store.letter_by_message_id("main", {life_.recorder.letter(letter).message_id});
    if (!id) return tl::unexpected(id.error());
    if (!*id) return base::failure(base::Fault::answer_is_no, base::Retry::never, "There is no such letter.");
    const auto observe = [&](const core::Observation& what) {
        return status(engine.observe(**id, what, {.undoable = true}));
    };
    switch (kind) {
        case OrderKind::opt_in: return observe(core::SwitchAuto{true});
        case OrderKind::opt_out: return observe(core::SwitchAuto{false});
        case OrderKind::drop: return observe(core::Drop{});
        case OrderKind::answered: return observe(core::Answered{"phone", ""});
        case OrderKind::done: return observe(core::Done{});
        case OrderKind::snooze: return observe(core::Snooze{*until});
        case OrderKind::leave_client: {
            auto letters = store.leave_client(life_.recorder.letter(letter).client, true, now);
            if (!letters) return tl::unexpected(letters.error());
            for (const base::LetterId each : *letters) {
                if (auto left = engine.observe(each, core::ClientLeftInPeace{}); !left) {
                    return tl::unexpected(left.error());
                }
            }
            return {};
        }
        case OrderKind::hold:
        case OrderKind::release:
        case OrderKind::pause:
        case OrderKind::resume:
        case OrderKind::kept:
        case OrderKind::slipped:
        case OrderKind::forget:
        case OrderKind::track: break;
    }
    return base::failure(base::Fault::wrong_use, base::Retry::never, "Nobody orders that here.");
}

/// `amends track`, until the program says yes.
void Story::track(int letter) {
    const auto again = [this, letter] {
        if (life_.time.truth() < quiet_ - std::chrono::hours{2}) {
            life_.in(std::chrono::hours{1}, [this, letter] { track(letter); });
        }
    };
    if (life_.process() == nullptr || !life_.steps.alive()) return again();
    const auto places = life_.mailbox.with_id(life_.recorder.letter(letter).message_id);
    if (places.empty()) return;
    const std::string bytes = life_.mailbox.find(places[0].folder)->messages.at(places[0].uid).bytes;
    const Ordered ordered{.order = ++orders_, .kind = OrderKind::track, .letter = letter};
    life_.recorder.add(ordered);
    const auto facts = message::read(bytes);
    const auto tracked = life_.process()->engine().track("main", *facts, {.how = "by `amends track`"});
    if (!tracked || !life_.steps.alive()) return again();
    life_.recorder.add(Acknowledged{ordered.order});
}

/// Most of the time the user reads that sends are held, and lets them go on some hours later.
void Story::answer_hold() {
    if (people_.chance(150)) return;
    const auto when = life_.time.truth() + std::chrono::seconds{people_.between(600, 30 * 3600)};
    if (when < quiet_ - std::chrono::hours{2}) life_.at(when, [this] { order(OrderKind::release, 0); });
}

void Story::touch_a_draft() {
    const std::string folder = folder_called("Drafts");
    Folder* drafts = life_.mailbox.find(folder);
    if (drafts == nullptr || drafts->messages.empty() || people_.chance(500)) return;
    auto at = drafts->messages.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(people_.below(drafts->messages.size())));
    const Uid uid = at->first;
    const int message = life_.recorder.message_at(folder, uid);
    if (message == 0) return;
    const auto what = people_.below(3);
    if (what == 0) {
        deleted_drafts_.push_back({at->second, folder});
        life_.recorder.message_gone(folder, uid, Hand::user);
        life_.mailbox.erase(folder, uid);
    } else if (what == 1) {
        Stored edited = at->second;
        edited.bytes += "PS: We meet on Monday anyway.\r\n";
        life_.recorder.add(DraftEdited{message});
        life_.recorder.message_moved(message, folder, drafts->uid_next);
        life_.mailbox.add(folder, edited.bytes, edited.flags, life_.time.truth());
        life_.mailbox.erase(folder, uid);
    } else {
        draft_sent_by_hand(folder, uid, message);
    }
}

void Story::draft_sent_by_hand(const std::string& folder, Uid uid, int) {
    const Stored message = life_.mailbox.find(folder)->messages.at(uid);
    const auto step = life_.recorder.step_of(message.message_id());
    if (!step) return;
    const auto& letter = life_.recorder.letter(step->letter);
    life_.recorder.add(MailAccepted{.delivery = life_.recorder.next_delivery(),
                                    .message_id = {message.message_id()},
                                    .hand = Hand::user,
                                    .recipients = {letter.client},
                                    .step = step});
    const std::string sent = folder_called("Sent");
    life_.recorder.message_gone(folder, uid, Hand::user);
    life_.recorder.appeared(sent, life_.mailbox.find(sent)->uid_next, message, Hand::user);
    life_.mailbox.move(folder, uid, sent);
}

}  // namespace amends::simulation
