#pragma once
// The user's own Drafts, read for apologies that lie there unsent. What is new there is judged once; a draft of a
// tracked letter's thread is ours and never meant. A draft is read again right before the user is reminded of it, and a
// reminder that has not left yet is taken back where its draft has gone.
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/engine.hpp"
#include "app/look.hpp"
#include "ports/notifier.hpp"

namespace amends::app {

struct UnsentDraftsSettings {
    std::string account;
    std::vector<std::string> skip_folders;
    int first_scan_days = 30;  ///< what has lain there for longer at the first look is nobody's next letter
    std::function<bool(const base::MessageFacts&)> is_apology;  ///< null where nobody is to be reminded
};

class UnsentDrafts {
public:
    /// `settings` outlive it.
    UnsentDrafts(const UnsentDraftsSettings& settings, Engine& engine, ports::Store& store, ports::Clock& clock,
                 ports::Notifier& notifier);

    /// `state` is how Drafts stands: nothing is asked while that is what it was and nothing is due. May leave any
    /// folder open.
    ports::Task<void> check(ports::Mailbox& mailbox, Folders folders, std::optional<ports::FolderState> state);

private:
    /// What lies in Drafts, as one check finds it.
    struct Found {
        std::vector<ports::DraftRow> rows;
        std::set<std::size_t> lying;    ///< rows whose message is there
        std::set<std::size_t> changed;  ///< rows that are to be stored
        bool anew = false;              ///< nothing that was noted of the folder holds any more
    };

    ports::Task<void> read(ports::Mailbox& mailbox, std::string folder, ports::FolderState state);
    ports::Task<ports::Uid> first_to_read(ports::Mailbox& mailbox, ports::FolderState state,
                                          std::optional<ports::Cursor> cursor);
    ports::Task<void> take_in(ports::Mailbox& mailbox, std::string folder, ports::FolderState state,
                              ports::MessageHead head, Found& found);
    void note(const core::DraftSeen& seen, std::uint32_t uid_validity, ports::Uid uid, Found& found);
    base::Status keep(const std::string& folder, ports::FolderState state, ports::Uid reached, Found& found);
    ports::Task<void> remind(ports::Mailbox& mailbox, Folders folders, std::string folder);
    ports::Task<bool> lies_unsent(ports::Mailbox& mailbox, Folders folders, std::string folder, ports::DraftRow row);
    base::Status keep_one(ports::DraftRow row);
    base::Result<bool> is_ours(const base::MessageFacts& head);
    base::Result<std::vector<ports::HandoverChange>> taken_back(const ports::DraftRow& row);

    const UnsentDraftsSettings& settings_;
    Engine& engine_;
    ports::Store& store_;
    ports::Clock& clock_;
    ports::Notifier& notifier_;
    std::optional<ports::FolderState> seen_;  ///< the state in which the folder was read through
};

}  // namespace amends::app
