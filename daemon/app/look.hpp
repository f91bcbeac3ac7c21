#pragma once
// A look at the mailbox: everything that came since the last one, in every watched folder, told to the engine. What it
// costs follows what is new, never the size of the mailbox. Also the last look before a send.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/reader.hpp"

namespace amends::app {

/// Which folder is which, as one conversation found them.
struct Folders {
    std::vector<ports::Folder> all;
    [[nodiscard]] std::string with_role(ports::FolderRole role) const;  ///< "" where there is none
    /// Every folder in which a message may lie that matters: all but Drafts and those that the user skips.
    [[nodiscard]] std::vector<std::string> watched(const std::vector<std::string>& skip) const;
    static bool is_watched(const ports::Folder& folder, const std::vector<std::string>& skip);
};

class Look {
public:
    Look(LookSettings settings, Engine& engine, ports::Store& store, ports::Clock& clock, ports::Notifier& notifier);

    /// Reads what is new in every watched folder. `mailbox` may have any folder open afterwards.
    ports::Task<void> everything(ports::Mailbox& mailbox, Folders folders);

    /// One line for the journal: which folders the last everything() covered.
    [[nodiscard]] const std::string& covered() const { return covered_; }
    /// How Drafts stood at the last everything(), which reads nothing there.
    [[nodiscard]] const std::optional<ports::FolderState>& drafts() const { return drafts_; }

private:
    ports::Task<void> folder(ports::Mailbox& mailbox, ports::Folder folder, ports::FolderState state);
    ports::Task<void> first_scan(ports::Mailbox& mailbox, ports::Folder folder);
    ports::Task<void> look_back(ports::Mailbox& mailbox, Folders folders);
    ports::Task<void> flagged(ports::Mailbox& mailbox, ports::Folder sent, std::uint32_t uid_validity,
                              std::uint64_t changed_after);
    ports::Task<ports::Uid> heads(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity,
                                  ports::Uid first, bool keep_cursor);
    base::Status keep_cursor(const std::string& folder, ports::FolderState state, ports::Uid uid_next);
    base::Result<std::optional<ports::Cursor>> cursor(const std::string& folder);

    LookSettings settings_;
    Engine& engine_;
    ports::Store& store_;
    ports::Clock& clock_;
    Reader reader_;
    std::string covered_;
    std::optional<ports::FolderState> drafts_;
    std::set<std::pair<std::uint32_t, ports::Uid>> flagged_seen_;  ///< marked messages of Sent, by UIDVALIDITY and UID
};

}  // namespace amends::app
