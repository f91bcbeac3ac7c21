#include "app/reader.hpp"

#include <algorithm>

#include "app/inserted_letters.hpp"
#include "core/match.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using ports::FolderRole;
using ports::Task;
using ports::Uid;

constexpr std::size_t most_read = 1024 * 1024;  // of one message; a report's third part lies well before that
constexpr int deaths_before_passed_over = 2;
constexpr Uid all_uids = 0;  // the mark under which many heads are read

bool has_flag(const std::vector<std::string>& flags, const std::string& wanted) {
    return std::any_of(flags.begin(), flags.end(), [&](const std::string& flag) {
        return base::canonical_mailbox(flag) == base::canonical_mailbox(wanted);
    });
}

std::string which(const base::MessageFacts& facts) {
    const std::string subject = facts.subject.empty() ? "A letter without a subject" : "\"" + facts.subject + "\"";
    return facts.date ? subject + " of " + base::to_string(base::civil_at_offset(*facts.date, 0).date) : subject;
}

bool bcc_tagged(const base::MessageFacts& facts, const std::string& tag, const std::vector<std::string>& own) {
    const auto tagged = [&](const std::vector<base::Address>& addresses) {
        return std::any_of(addresses.begin(), addresses.end(), [&](const base::Address& address) {
            const auto found = base::address_tag(base::canonical_mailbox(address.mailbox));
            const auto bare = base::canonical_mailbox(base::without_tag(address.mailbox));
            return found && *found == tag && std::find(own.begin(), own.end(), bare) != own.end();
        });
    };
    return tagged(facts.bcc) || tagged(facts.cc) || tagged(facts.to);
}

}  // namespace

Reader::Reader(const LookSettings& settings, Engine& engine, ports::Store& store, ports::Clock& clock,
               ports::Notifier& notifier)
    : settings_(settings), engine_(engine), store_(store), clock_(clock), notifier_(notifier) {}

Task<void> Reader::read(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity, Uid first,
                        Uid last) {
    auto found = co_await mailbox.heads(first, last);
    if (!found && found.error().fault == base::Fault::answer_is_no && first < last) {
        // The server refuses one of them: which one shows when each is asked for alone.
        for (std::uint64_t uid = first; uid <= last; ++uid) {
            const auto one = static_cast<Uid>(uid);
            auto done = co_await read(mailbox, folder, uid_validity, one, one);
            if (!done) co_return done;
        }
        co_return base::Status{};
    }
    if (!found && found.error().fault == base::Fault::answer_is_no) {
        tell_passed_over(folder.name, first, "The mail server does not give it out: " + found.error().message);
        co_return base::Status{};
    }
    if (!found) co_return tl::unexpected(found.error());
    auto noteworthy = sift(folder, uid_validity, *found);
    if (!noteworthy) co_return tl::unexpected(noteworthy.error());
    for (const Noteworthy& each : *noteworthy) {
        auto bytes = co_await mailbox.message(each.head.uid, most_read);
        if (!bytes && bytes.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(bytes.error());
        auto done = take_in(folder, uid_validity, each, bytes ? *bytes : each.head.header);
        if (!done) co_return done;
    }
    co_return base::Status{};
}

/// Which of these heads matter. All of them are read under one mark; where the program has died under such a mark, each
/// is read under its own, and the one under which it died again is passed over.
base::Result<std::vector<Reader::Noteworthy>> Reader::sift(const ports::Folder& folder, std::uint32_t uid_validity,
                                                           const std::vector<ports::MessageHead>& heads) {
    std::vector<Noteworthy> noteworthy;
    if (heads.empty()) return noteworthy;
    bool one_by_one = false;
    const auto sift_all = [&]() -> base::Status {
        for (const ports::MessageHead& head : heads) {
            std::optional<Noteworthy> found;
            const auto sift_one = [&]() -> base::Status {
                auto sifted = is_noteworthy(folder, head);
                if (!sifted) return tl::unexpected(sifted.error());
                found = std::move(*sifted);
                return {};
            };
            auto done = one_by_one ? marked(folder.name, uid_validity, head.uid, 1, sift_one) : sift_one();
            if (!done) return done;
            if (found) noteworthy.push_back(std::move(*found));
        }
        return {};
    };
    auto deaths = store_.begin_reading(settings_.account, folder.name, uid_validity, all_uids);
    if (!deaths) return tl::unexpected(deaths.error());
    one_by_one = *deaths > 0;
    auto done = sift_all();
    auto ended = store_.end_reading(settings_.account, folder.name, uid_validity, all_uids);
    if (!done) return tl::unexpected(done.error());
    if (!ended) return tl::unexpected(ended.error());
    return noteworthy;
}

base::Result<std::optional<Reader::Noteworthy>> Reader::is_noteworthy(const ports::Folder& folder,
                                                                      const ports::MessageHead& head) {
    auto facts = message::read_head(head.header);
    if (!facts) return std::nullopt;
    const bool in_sent = folder.role == FolderRole::sent;
    facts->provider_thread = head.thread;
    auto ids = core::ids_named(*facts);
    if (facts->message_id) ids.push_back(*facts->message_id);
    auto known = store_.thread_entries(settings_.account, ids);
    if (!known) return tl::unexpected(known.error());
    Noteworthy found{.head = head, .how = ""};
    if (in_sent && has_flag(head.flags, settings_.keyword)) found.how = "by the keyword in Sent";
    if (in_sent && found.how.empty() && bcc_tagged(*facts, settings_.tag, engine_.own_addresses(settings_.account))) {
        found.how = "by the tagged copy address";
    }
    // A letter that is tracked already tells nothing new by itself, whatever mark it carries.
    const auto is_itself = [&](const core::ThreadEntry& entry) {
        return entry.is_letter && facts->message_id && entry.message_id == *facts->message_id;
    };
    if (std::any_of(known->begin(), known->end(), is_itself)) found.how.clear();
    const auto names_thread = [&](const core::ThreadEntry& entry) {
        return entry.message_id == core::thread_as_id(head.thread);
    };
    const auto letter = std::find_if(known->begin(), known->end(), is_itself);
    if (letter != known->end() && !head.thread.empty() && std::none_of(known->begin(), known->end(), names_thread)) {
        if (auto noted = engine_.note_thread(letter->letter, head.thread); !noted) return tl::unexpected(noted.error());
    }
    const bool of_a_thread = !std::all_of(known->begin(), known->end(), is_itself);
    bool matters = !found.how.empty() || of_a_thread || (!in_sent && facts->may_be_report);
    if (!matters && in_sent && !facts->in_reply_to.empty()) {
        auto reminder = store_.reminder_among(settings_.account, facts->in_reply_to);
        if (!reminder) return tl::unexpected(reminder.error());
        matters = reminder->has_value();
    }
    if (in_sent && found.how.empty() && letter == known->end()) {
        found.may_be_inserted = may_be_inserted(*facts, head);
        matters = matters || found.may_be_inserted;
    }
    if (!matters && letter == known->end()) {
        auto may = engine_.may_concern(settings_.account, *facts, in_sent, received(head));
        if (!may) return tl::unexpected(may.error());
        matters = *may;
    }
    return matters ? std::optional(std::move(found)) : std::nullopt;
}

/// One message, read whole (or, where it has gone meanwhile, its head), told to the engine.
base::Status Reader::take_in(const ports::Folder& folder, std::uint32_t uid_validity, const Noteworthy& message,
                             const std::string& bytes) {
    return marked(folder.name, uid_validity, message.head.uid, deaths_before_passed_over, [&]() -> base::Status {
        auto facts = message::read(bytes);
        if (!facts) return {};
        facts->provider_thread = message.head.thread;
        if (!message.how.empty()) {
            if (auto tracked = track(*facts, message); !tracked) return tracked;
        } else if (message.may_be_inserted) {
            if (auto tracked = track_inserted(*facts, message); !tracked) return tracked;
        }
        auto seen =
            engine_.message_seen(settings_.account, *facts, folder.role == FolderRole::sent, received(message.head));
        if (!seen) return tl::unexpected(seen.error());
        return {};
    });
}

/// Under a simulated clock the server's own time means nothing.
base::Instant Reader::received(const ports::MessageHead& head) const {
    return clock_.simulated() ? clock_.now() : head.internal_date.value_or(clock_.now());
}

std::string Reader::way_out(const Noteworthy& message) const {
    if (!has_flag(message.head.flags, settings_.keyword)) return {};
    return " If it is not to be followed up, take the keyword " + settings_.keyword + " away from it.";
}

/// What cannot be tracked is the user's to know, but no reason to stop reading.
base::Status Reader::track(const base::MessageFacts& facts, const Noteworthy& message) {
    auto tracked = engine_.track(settings_.account, facts,
                                 {.how = message.how, .by_mark = true, .received = message.head.internal_date});
    if (tracked || tracked.error().fault == base::Fault::answer_is_no) return {};
    if (tracked.error().fault != base::Fault::wrong_use) return tl::unexpected(tracked.error());
    notifier_.tell("not-tracked." + settings_.account + "." + std::to_string(message.head.uid),
                   "Amends cannot track a marked letter",
                   which(facts) + ": " + tracked.error().message + way_out(message));
    return {};
}

/// Only a mail of the owner's that was sent after a letter was inserted somewhere.
bool Reader::may_be_inserted(const base::MessageFacts& head, const ports::MessageHead& at) const {
    if (settings_.inserted.empty() || !core::is_own(head, engine_.own_addresses(settings_.account))) return false;
    constexpr std::chrono::hours clocks_differ_by{1};
    const auto letters = InsertedLetters(settings_.inserted).all(clock_.now());
    return std::ranges::any_of(letters, [&](const NotedLetter& noted) {
        return !at.internal_date || *at.internal_date + clocks_differ_by >= noted.letter.at;
    });
}

base::Status Reader::track_inserted(const base::MessageFacts& facts, const Noteworthy& message) {
    const InsertedLetters noted(settings_.inserted);
    const core::SentMail mail = core::as_sent(facts);
    const auto letter = noted.find(mail, clock_.now());
    if (!letter) return {};
    auto tracked = engine_.track(
        settings_.account, facts,
        {.situation = letter->letter.situation.empty() ? std::nullopt : std::optional(letter->letter.situation),
         .how = "as `amends insert` had put it into the mail",
         .by_mark = true,
         .received = message.head.internal_date});
    if (!tracked && tracked.error().fault != base::Fault::answer_is_no &&
        tracked.error().fault != base::Fault::wrong_use)
        return tl::unexpected(tracked.error());
    noted.discard_all(mail, clock_.now());
    return {};
}

/// Does `read` under a durable mark that only the death of the program leaves behind. A message under which the program
/// has died `most` times is passed over, and the user is told.
base::Status Reader::marked(const std::string& folder, std::uint32_t uid_validity, Uid uid, int most,
                            const std::function<base::Status()>& read) {
    auto deaths = store_.begin_reading(settings_.account, folder, uid_validity, uid);
    if (!deaths) return tl::unexpected(deaths.error());
    if (*deaths >= most) {
        tell_passed_over(folder, uid, "Amends ended twice while it read it.");
        return {};
    }
    auto done = read();
    auto ended = store_.end_reading(settings_.account, folder, uid_validity, uid);
    return done ? ended : done;
}

void Reader::tell_passed_over(const std::string& folder, Uid uid, const std::string& reason) {
    notifier_.tell("passed-over." + settings_.account + "." + folder + "." + std::to_string(uid),
                   "Amends could not read a message",
                   "A message in the folder " + folder + " (number " + std::to_string(uid) +
                       ") is passed over from now on: please look at it yourself, it may be an answer. " + reason);
}

}  // namespace amends::app
