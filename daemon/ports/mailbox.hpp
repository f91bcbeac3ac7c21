#pragma once
// One logged-in conversation with the user's mailbox. One operation at a time; after an Error with Retry::later the
// conversation is over and a new one must be opened. Folder names are UTF-8.
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"
#include "base/time.hpp"
#include "ports/task.hpp"

namespace amends::ports {

using Uid = std::uint32_t;

/// RFC 6154, plus inbox; `other` for a folder with no known role.
enum class FolderRole { inbox, sent, drafts, trash, junk, archive, all, other };

struct Folder {
    std::string name;
    FolderRole role = FolderRole::other;
    bool selectable = true;
};

struct FolderState {
    std::uint32_t uid_validity = 0;
    Uid uid_next = 0;
    std::uint64_t highest_modseq = 0;  ///< 0 where the server has no CONDSTORE
    std::uint32_t exists = 0;
};

/// What is read of every new message before it is known whether it matters.
struct MessageHead {
    Uid uid = 0;
    std::vector<std::string> flags;
    std::optional<base::Instant> internal_date;
    std::uint32_t size = 0;  ///< bytes of the whole message
    std::string thread;      ///< what the provider calls its thread; empty where it does not tell
    std::string header;      ///< the header block as it stands, CRLF, at most 256 KiB
};

struct Appended {
    std::uint32_t uid_validity = 0;  ///< 0 where the server has no UIDPLUS
    Uid uid = 0;
};

enum class Wakeup { something_new, time_up };

class Mailbox {
public:
    virtual ~Mailbox() = default;

    /// Every folder, with roles: the user's own word first, then the server's marks, then well-known names.
    virtual Task<std::vector<Folder>> folders() = 0;
    /// Makes `folder` the open one (SELECT). Retry::after_change with Fault::answer_is_no where it does not exist.
    virtual Task<FolderState> open(std::string folder) = 0;
    /// STATUS of each folder, pipelined; a folder that is gone is missing. May leave another folder open than before.
    virtual Task<std::map<std::string, FolderState>> status(std::vector<std::string> folders) = 0;
    /// NOOP on the open folder, then its state as the server has announced it.
    virtual Task<FolderState> refresh() = 0;

    /// Heads of the open folder's messages with first <= uid (<= last where it is not 0), ascending; vanished ones
    /// missing.
    virtual Task<std::vector<MessageHead>> heads(Uid first, Uid last) = 0;
    /// The whole message, or its first `most` bytes; Fault::answer_is_no where the UID is gone.
    virtual Task<std::string> message(Uid uid, std::size_t most) = 0;
    /// UIDs of the open folder whose INTERNALDATE is on or after `date`, ascending.
    virtual Task<std::vector<Uid>> since(base::CivilDate date) = 0;
    /// UIDs >= first in the open folder whose Message-ID is exactly `id` (SEARCH is a substring match: compared again).
    virtual Task<std::vector<Uid>> find(base::MessageId id, Uid first) = 0;
    /// UIDs of the open folder that carry the flag or keyword, ascending; only those that changed after `modseq` where
    /// the server can tell (RFC 7162 3.1.5) and it is not 0.
    virtual Task<std::vector<Uid>> with_flag(std::string flag, std::uint64_t modseq) = 0;
    /// Which of `uids` still exist in the open folder.
    virtual Task<std::vector<Uid>> existing(std::vector<Uid> uids) = 0;

    /// Flags without backslash lost: "\\Draft", "\\Seen", "Amends". `bytes` are CRLF and kept alive by the caller.
    virtual Task<Appended> append(std::string folder, std::vector<std::string> flags, std::string bytes) = 0;
    virtual Task<void> add_flags(Uid uid, std::vector<std::string> flags) = 0;
    /// Takes exactly this message out of the open folder: MOVE to `trash` where named, else \Deleted and UID EXPUNGE;
    /// never a plain EXPUNGE.
    virtual Task<void> remove(Uid uid, std::optional<std::string> trash) = 0;

    /// Waits on the open folder (IDLE, renewed in time; plain waiting where there is none) until something is new or
    /// `most` has passed. Another task may call interrupt() to end it early with time_up.
    virtual Task<Wakeup> wait(std::chrono::seconds most) = 0;
    virtual void interrupt() = 0;

    /// Says LOGOUT where it still can, and closes.
    virtual asio::awaitable<void> logout() = 0;
    /// [ALERT] texts (RFC 3501 7.1: must be shown to the user) since the last call; also after the conversation failed.
    virtual std::vector<std::string> take_alerts() = 0;
};

/// Opens conversations with one account's mailbox.
class MailboxServer {
public:
    virtual ~MailboxServer() = default;
    /// Error::retry tells a wrong password (after_change) from a server that is away (later).
    virtual Task<std::unique_ptr<Mailbox>> connect() = 0;
};

}  // namespace amends::ports
