#pragma once
// An IMAP account in memory. The test delivers, edits, deletes and looks; the program works on it through the ports.
// Conversations refer to the account, which outlives them; any operation can be made to fail before its effect or after
// it (the reply is lost), and a hook that throws leaves the account as it was before or after the effect.
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ports/mailbox.hpp"
#include "tests/fakes/fake_clock.hpp"
#include "tests/fakes/hook.hpp"

namespace amends::fakes {

struct StoredMessage {
    ports::Uid uid = 0;
    std::vector<std::string> flags;
    base::Instant internal_date;
    std::string bytes;
    std::uint64_t modseq = 0;  ///< of its last change
    std::string thread;        ///< what the provider calls its thread
};

struct StoredFolder {
    ports::Folder folder;
    std::uint32_t uid_validity = 1;
    ports::Uid uid_next = 1;
    std::uint64_t modseq = 1;  ///< goes up with every change
    std::map<ports::Uid, StoredMessage> messages;
};

enum class FailsWhen { before_effect, after_effect };

class FakeAccount final : public ports::MailboxServer {
public:
    /// Inbox, Sent, Drafts, Trash, Junk and Archive.
    explicit FakeAccount(FakeClock& clock);

    ports::Task<std::unique_ptr<ports::Mailbox>> connect() override;

    // The test's side.
    Hook hook;            ///< the operation's name: "connect", "append", … as in ports::Mailbox
    bool uidplus = true;  ///< APPEND answers with APPENDUID
    void add_folder(const std::string& name, ports::FolderRole role);
    void rename_folder(const std::string& name, const std::string& to);
    void delete_folder(const std::string& name);
    /// New UIDVALIDITY, and new UIDs for all that lies in it.
    void renumber_folder(const std::string& name);
    /// As a restored backup does: what came with `uid_next` and later is gone, and its UIDs are given again.
    void put_back(const std::string& folder, ports::Uid uid_next);
    ports::Uid deliver(const std::string& folder, const std::string& bytes, std::vector<std::string> flags = {});
    void erase(const std::string& folder, ports::Uid uid);
    /// What a client does with a draft: the new text under a new UID, the old one gone.
    ports::Uid edit(const std::string& folder, ports::Uid uid, const std::string& bytes);
    void set_flags(const std::string& folder, ports::Uid uid, std::vector<std::string> flags);
    void set_thread(const std::string& folder, ports::Uid uid, const std::string& thread);
    ports::Uid move(const std::string& from, ports::Uid uid, const std::string& to);
    /// Throws where there is no such folder.
    const StoredFolder& folder(const std::string& name) const { return folders_.at(name); }
    /// Messages of the folder with this Message-ID (without angle brackets).
    std::vector<StoredMessage> with_id(const std::string& folder, const std::string& message_id) const;

    /// The `times` next calls of `operation` fail so.
    void fail(const std::string& operation, FailsWhen when, base::Error error, int times = 1);
    /// Retry::later, "lost connection": a reply that never comes.
    void lose(const std::string& operation, FailsWhen when, int times = 1);
    /// Every operation and every connect fails, waits end, until it is called with false.
    void set_down(bool down);
    /// The server ends every conversation.
    void drop_all();
    void alert(const std::string& text) { alerts_.push_back(text); }

    /// "append Drafts", "open INBOX", in order.
    std::vector<std::string> calls;
    /// Calls that begin so.
    [[nodiscard]] long count(const std::string& beginning) const;
    /// Broken rules of the port: two operations at once on one conversation, an operation without an open folder.
    std::vector<std::string> violations;

private:
    friend class FakeMailbox;
    struct Failure {
        std::string operation;
        FailsWhen when;
        base::Error error;
    };

    ports::Uid put(StoredFolder& folder, std::string bytes, std::vector<std::string> flags, base::Instant date);
    void changed(StoredFolder& folder);
    std::optional<base::Error> planned_failure(const std::string& operation, FailsWhen when);
    void call(const std::string& operation, bool before_effect) const;

    FakeClock& clock_;
    std::map<std::string, StoredFolder> folders_;
    std::deque<Failure> failures_;
    std::vector<std::string> alerts_;
    std::uint32_t next_validity_ = 1;
    bool down_ = false;
    std::uint64_t generation_ = 0;  // conversations of an older one were dropped
};

/// The Message-ID field of a message, without angle brackets; "" where there is none.
std::string message_id_of(const std::string& bytes);
/// A small message: CRLF, with the given Message-ID and further header lines ("In-Reply-To: <a@b>").
std::string small_message(const std::string& message_id, const std::vector<std::string>& header_lines = {},
                          const std::string& text = "Hello.");

}  // namespace amends::fakes
