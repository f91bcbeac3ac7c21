// The orders and questions about letters.
#include <array>

#include "app/preview.hpp"
#include "app/service.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::LetterId;
using base::Retry;
using ports::Task;

constexpr std::size_t most_letter = 32 * 1024 * 1024;
constexpr std::chrono::seconds wait_for_draft{20};

TrackOptions options_of(const rpc::TrackRequest& request, std::string how) {
    return {.auto_send = request.auto_send,
            .check_in = request.check_in,
            .client_zone = request.client_zone,
            .situation = request.situation,
            .severity = request.severity,
            .how = std::move(how)};
}

}  // namespace

DaemonService::DaemonService(ports::Store& store, ports::Clock& clock, SimulatedClock* simulation,
                             std::function<Works&()> works, std::function<DaemonFacts()> facts,
                             std::function<base::Status()> reload)
    : store_(store),
      clock_(clock),
      simulation_(simulation),
      works_(std::move(works)),
      facts_(std::move(facts)),
      reload_(std::move(reload)) {}

void DaemonService::poke(const std::string& account) {
    if (Account* at_work = works_().account(account)) at_work->poke(false);
}

/// What the list and the letter say of an account's hold, where it concerns them.
base::Status DaemonService::note_held_send(rpc::LetterView& view) {
    const bool to_be_sent = std::ranges::any_of(view.steps, [](const core::Step& step) {
        return step.means == core::Means::send &&
               (step.state == core::StepState::planned || step.state == core::StepState::acting);
    });
    if (!to_be_sent) return {};
    auto hold = store_.hold(view.letter.account);
    if (!hold) return tl::unexpected(hold.error());
    if (*hold) view.send_held = (*hold)->because;
    return {};
}

base::Result<rpc::LetterView> DaemonService::show(LetterId letter) {
    auto row = store_.letter(letter);
    if (!row) return tl::unexpected(row.error());
    if (!*row) {
        return base::failure(Fault::answer_is_no, Retry::never,
                             "There is no letter " + std::to_string(letter.value) +
                                 ". `amends list --all` shows the letters there are.");
    }
    rpc::LetterView view{(*row)->letter, (*row)->steps};
    if (auto noted = note_held_send(view); !noted) return tl::unexpected(noted.error());
    const auto guess = works_().engine().client_guess(view.letter);
    if (!guess) return tl::unexpected(guess.error());
    if (guess->zone) {
        view.zone_guess = guess->zone->zone->name();
        view.zone_guess_dates = guess->zone->seen;
        view.zone_guess_fit = guess->zone->fit;
    }
    view.hours_guess = guess->hours;
    return view;
}

base::Result<std::vector<rpc::LetterView>> DaemonService::list(ports::LetterFilter filter) {
    auto rows = store_.letters(filter);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty() && filter.account)  // a letter may be of an account that the configuration no longer has
        if (auto named = named_accounts(filter.account); !named) return tl::unexpected(named.error());
    std::vector<rpc::LetterView> views;
    views.reserve(rows->size());
    for (ports::LetterRow& row : *rows) {
        views.push_back({std::move(row.letter), std::move(row.steps)});
        if (auto noted = note_held_send(views.back()); !noted) return tl::unexpected(noted.error());
    }
    return views;
}

base::Result<std::vector<ports::JournalEntry>> DaemonService::why(LetterId letter) {
    auto known = show(letter);
    if (!known) return tl::unexpected(known.error());
    return store_.journal(letter, "", 0);
}

base::Result<rpc::LetterView> DaemonService::order(LetterId letter, const core::Observation& observation) {
    auto decision = works_().engine().observe(letter, observation, {.undoable = true});
    if (!decision) return tl::unexpected(decision.error());
    return show(letter);
}

Task<rpc::LetterView> DaemonService::snooze(LetterId letter, base::Instant until) {
    if (until <= clock_.now()) {
        co_return base::failure(Fault::wrong_use, Retry::never, "That time has passed already; name a later one.");
    }
    co_return order(letter, core::Snooze{until});
}

Task<rpc::LetterView> DaemonService::answered(LetterId letter, std::string by, std::string note) {
    co_return order(letter, core::Answered{by, note});
}

Task<rpc::LetterView> DaemonService::done(LetterId letter) { co_return order(letter, core::Done{}); }

Task<rpc::LetterView> DaemonService::drop(LetterId letter) { co_return order(letter, core::Drop{}); }

Task<rpc::LetterView> DaemonService::release(LetterId letter) { co_return order(letter, core::Release{}); }

Task<rpc::LetterView> DaemonService::switch_auto(LetterId letter, bool on) {
    auto known = show(letter);
    if (!known) co_return tl::unexpected(known.error());
    Account* account = works_().account(known->letter.account);
    if (on && account != nullptr && !account->can_send()) {
        co_return base::failure(Fault::answer_is_no, Retry::after_change,
                                "The account \"" + known->letter.account +
                                    "\" has no outgoing server, so nothing can be sent for it. Give it an `smtp` table "
                                    "in the configuration first.");
    }
    co_return order(letter, core::SwitchAuto{on});
}

Task<rpc::LetterView> DaemonService::undo() {
    auto letter = store_.undo(clock_.now());
    if (!letter) co_return tl::unexpected(letter.error());
    auto view = show(*letter);
    if (view) poke(view->letter.account);
    co_return view;
}

base::Result<rpc::CheckInText> DaemonService::preview_check_in(LetterId letter, bool own_words) {
    auto known = show(letter);
    if (!known) return tl::unexpected(known.error());
    return preview_of_check_in(store_, works_().rules(), works_().composer(), {letter, own_words, clock_.now()});
}

Task<rpc::LetterView> DaemonService::check_in_now(LetterId letter, std::optional<std::string> text) {
    // GCC 12 destroys a braced temporary within a co_await expression twice.
    auto ordered = order(letter, core::CheckInNow{std::move(text)});
    co_return co_await with_its_draft(std::move(ordered));
}

/// Where the mailbox is away the draft comes later; the view says how far it is.
Task<rpc::LetterView> DaemonService::with_its_draft(base::Result<rpc::LetterView> ordered) {
    if (!ordered) co_return ordered;
    const auto works = works_().shared_from_this();
    if (Account* account = works->account(ordered->letter.account)) (void)co_await account->settle(wait_for_draft);
    co_return show(ordered->letter.id);
}

Task<rpc::LetterView> DaemonService::kept(LetterId letter, core::Kept wish) {
    auto ordered = order(letter, wish);
    if (!wish.draft) co_return ordered;
    co_return co_await with_its_draft(std::move(ordered));
}

Task<rpc::LetterView> DaemonService::slipped(LetterId letter, core::Slipped wish) {
    auto ordered = order(letter, wish);
    if (!wish.draft) co_return ordered;
    co_return co_await with_its_draft(std::move(ordered));
}

Task<rpc::LetterView> DaemonService::track(rpc::TrackRequest request) {
    if (auto known = knows(request.situation); !known) co_return tl::unexpected(known.error());
    base::Result<LetterId> letter;
    if (request.message || request.letter) {
        letter = track_message(request);
    } else {
        letter = co_await track_by_id(request);
    }
    if (!letter) co_return tl::unexpected(letter.error());
    co_return show(*letter);
}

base::Status DaemonService::knows(const std::optional<std::string>& situation) {
    if (!situation) return {};
    return works_().shelf().situation(*situation, "en").map([](const guide::Situation*) {});
}

/// The account that is named, or that has the address which the message is from.
base::Result<std::string> DaemonService::account_for(const std::optional<std::string>& named,
                                                     const base::MessageFacts& facts) {
    std::string account = named.value_or(works_().account_of(facts.from));
    if (account.empty()) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "No account has the address this message is from. Add the address to an account's "
                             "`aliases`, or name the account with --account.");
    }
    if (auto known = named_accounts(account); !known) return tl::unexpected(known.error());
    return account;
}

base::Result<LetterId> DaemonService::track_message(const rpc::TrackRequest& request) {
    const auto facts = request.letter ? facts_of(*request.letter) : message::read(*request.message);
    if (!facts) return tl::unexpected(facts.error());
    const auto account = account_for(request.account, *facts);
    if (!account) return tl::unexpected(account.error());
    return works_().engine().track(
        *account, *facts,
        options_of(request, request.from_sendmail ? "as the mailer accepted it" : "by `amends track`"));
}

Task<LetterId> DaemonService::track_by_id(rpc::TrackRequest request) {
    const auto id = request.message_id ? base::parse_message_id(*request.message_id) : std::nullopt;
    if (!id) {
        co_return base::failure(
            Fault::wrong_use, Retry::never,
            "That is no Message-ID. It looks like <something@example.org>; your mail client shows it "
            "among the headers of the sent message.");
    }
    auto accounts = named_accounts(request.account);
    if (!accounts) co_return tl::unexpected(accounts.error());
    const TrackOptions options = options_of(request, "by `amends track`");
    std::optional<base::Error> failed;
    for (const std::string& account : *accounts) {
        auto found = co_await track_in(account, *id, options);
        if (!found && found.error().fault != Fault::mail_server) co_return tl::unexpected(found.error());
        if (!found) failed = found.error();
        if (found && *found) co_return **found;
    }
    if (failed) co_return tl::unexpected(*failed);
    co_return base::failure(Fault::answer_is_no, Retry::never,
                            "No sent message has that Message-ID. If your mail client keeps no copy in Sent, save the "
                            "message to a file and use `amends track FILE`.");
}

/// Only where the owner writes: Sent, and All where a provider has one.
Task<std::optional<LetterId>> DaemonService::track_in(std::string account, base::MessageId id, TrackOptions options) {
    const auto works = works_().shared_from_this();  // a new configuration may take over meanwhile
    ports::MailboxServer* mailboxes = works->mailboxes(account);
    if (mailboxes == nullptr) co_return std::nullopt;
    auto mailbox = co_await mailboxes->connect();
    if (!mailbox) co_return tl::unexpected(mailbox.error());
    auto all = co_await (*mailbox)->folders();
    if (!all) co_return tl::unexpected(all.error());
    const Folders folders{std::move(*all)};
    std::optional<LetterId> letter;
    static constexpr std::array owners_own{ports::FolderRole::sent, ports::FolderRole::all};
    for (const auto role : owners_own) {
        const std::string folder = folders.with_role(role);
        if (folder.empty() || letter) continue;
        auto opened = co_await (*mailbox)->open(folder);
        if (!opened) co_return tl::unexpected(opened.error());
        auto uids = co_await (*mailbox)->find(id, 0);
        if (!uids) co_return tl::unexpected(uids.error());
        if (uids->empty()) continue;
        auto bytes = co_await (*mailbox)->message(uids->front(), most_letter);
        if (!bytes) co_return tl::unexpected(bytes.error());
        auto facts = message::read(*bytes);
        if (!facts) co_return tl::unexpected(facts.error());
        auto tracked = works_().engine().track(account, *facts, options);
        if (!tracked) co_return tl::unexpected(tracked.error());
        letter = *tracked;
    }
    co_await (*mailbox)->logout();
    co_return letter;
}

}  // namespace amends::app
