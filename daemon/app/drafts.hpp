#pragma once
// Keeps an eye on our drafts: still lying, sent by the user, edited, or deleted (which is a "no").
#include <map>
#include <string>

#include "app/engine.hpp"
#include "app/look.hpp"

namespace amends::app {

class Drafts {
public:
    Drafts(std::string account, Engine& engine, ports::Store& store, ports::Clock& clock);

    /// Call after a look: a draft that was sent has then been seen in Sent.
    ports::Task<void> check(ports::Mailbox& mailbox);

private:
    ports::Task<void> check_folder(ports::Mailbox& mailbox, std::string folder, std::vector<ports::OutboxItem> drafts);
    ports::Task<void> missing(ports::Mailbox& mailbox, ports::OutboxItem draft, ports::FolderState state);

    std::string account_;
    Engine& engine_;
    ports::Store& store_;
    ports::Clock& clock_;
    std::map<std::int64_t, base::Instant> missing_since_;  ///< by outbox id
};

}  // namespace amends::app
