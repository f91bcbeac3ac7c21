#pragma once
// Puts reminders, summaries, drafts and Sent copies into the mailbox, and takes drafts back, each exactly once: the
// place is noted before the APPEND, and after a lost reply the mailbox itself says whether it happened.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "app/engine.hpp"
#include "app/look.hpp"
#include "ports/mailbox.hpp"

namespace amends::app {

struct AppendSettings {
    std::string account;
    bool provider_files_sent = false;       ///< never append a Sent copy
    bool append_sent_at_once = false;       ///< the provider is known not to file one
    std::chrono::seconds settle_after{30};  ///< how long a server may still be busy with a command whose reply was lost
    std::chrono::seconds sent_copy_after{60};
    std::chrono::minutes give_up_after{30};  ///< an unknown send that no oracle settled becomes a question
};

class Append {
public:
    Append(AppendSettings settings, Engine& engine, ports::Store& store, ports::Clock& clock);

    /// Settles what an earlier conversation left in doubt and performs what is due. An Error with Retry::later means
    /// that the conversation is over; what was under way is settled in the next one.
    ports::Task<void> perform(ports::Mailbox& mailbox, Folders folders);

    /// What the mailbox refused since the last call; the other items had their turn all the same.
    std::vector<base::Error> take_troubles() { return std::exchange(troubles_, {}); }

private:
    ports::Task<void> one(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<void> put(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<void> settle(ports::Mailbox& mailbox, ports::OutboxItem item);
    ports::Task<void> withdraw(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<void> sent_copy(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<void> resolve_unknown(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    /// The message's UID in `folder` ("" and a missing folder give nothing).
    ports::Task<std::optional<ports::Uid>> find_in(ports::Mailbox& mailbox, std::string folder, base::MessageId id);
    ports::Task<std::vector<ports::Uid>> own_twins(ports::Mailbox& mailbox, ports::OutboxItem item);
    ports::Task<bool> lies_in_trash(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    base::Status thrown_away(const ports::OutboxItem& item);
    base::Status note(ports::HandoverChange change);
    base::Status placed(const ports::OutboxItem& item, std::uint32_t uid_validity, ports::Uid uid);
    base::Status not_placed(const ports::OutboxItem& item, base::Instant retry_at, std::string detail);
    base::Result<bool> still_wanted(const ports::OutboxItem& item);

    AppendSettings settings_;
    Engine& engine_;
    ports::Store& store_;
    ports::Clock& clock_;
    std::vector<base::Error> troubles_;
};

/// Stands in a draft item's `detail` once the user has changed the draft.
inline constexpr const char* draft_was_edited = "edited by the user";

/// True where the message that lies in the mailbox is the one that we put there: the same bytes, or, as servers and
/// clients add header fields and change line ends, the same sender, recipients, subject and body.
bool is_as_left(const std::string& lying, const std::string& ours);

}  // namespace amends::app
