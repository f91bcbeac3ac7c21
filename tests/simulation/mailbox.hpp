#pragma once
// What lies in the user's mailbox, as the server keeps it: folders, UIDs, flags, mod-sequences. It outlives every
// process and every connection. What people and servers do to it is done here; the daemon reaches it by IMAP only.
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace amends::simulation {

using Uid = std::uint32_t;

struct Stored {
    std::string bytes;
    std::vector<std::string> flags;
    base::Instant internal_date;
    std::uint64_t modseq = 1;
    [[nodiscard]] bool has_flag(const std::string& flag) const;
    /// Without angle brackets; "" where there is none.
    [[nodiscard]] std::string message_id() const;
};

struct Folder {
    std::string first_name;  ///< by which the history calls it
    std::string mark;        ///< "\\Sent" and its like; "" for none
    std::uint32_t uid_validity = 1;
    Uid uid_next = 1;
    std::uint64_t highest_modseq = 1;
    std::map<Uid, Stored> messages;
    std::map<Uid, Uid> former{};  ///< of the last renumbering: the new UID of each old one
};

class Mailbox {
public:
    /// INBOX, Drafts, Sent, Trash, Junk and Archive, as they are usual.
    Mailbox();

    Uid add(const std::string& folder, std::string bytes, std::vector<std::string> flags, base::Instant at);
    bool erase(const std::string& folder, Uid uid);
    bool add_flags(const std::string& folder, Uid uid, const std::vector<std::string>& flags);
    /// The new UID; 0 where there is nothing to move.
    Uid move(const std::string& folder, Uid uid, const std::string& to);
    /// All messages get new UIDs under a new UIDVALIDITY.
    void renumber(const std::string& folder);
    void rename(const std::string& folder, const std::string& to);

    Folder* find(const std::string& name);
    [[nodiscard]] const std::map<std::string, Folder>& folders() const { return folders_; }
    /// The folder with that mark; "" where there is none.
    [[nodiscard]] std::string marked(const std::string& mark) const;

    struct Place {
        std::string folder;
        Uid uid = 0;
    };
    /// Wherever a message with that Message-ID lies.
    [[nodiscard]] std::vector<Place> with_id(const std::string& message_id) const;

    /// Called after each change of a folder.
    std::function<void(const std::string& folder)> on_change;
    bool full = false;  ///< nothing can be stored by IMAP

private:
    void changed(const std::string& folder);

    std::map<std::string, Folder> folders_;
    std::uint32_t next_validity_ = 1000;
};

}  // namespace amends::simulation
