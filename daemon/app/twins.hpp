#pragma once
// Looks through Drafts for messages of ours that the database knows nothing of, as after a restored backup: once after
// a start, and again whenever a letter becomes known. Sent is read by the look.
#include <optional>
#include <string>

#include "app/engine.hpp"
#include "app/look.hpp"

namespace amends::app {

class Twins {
public:
    Twins(std::string account, Engine& engine) : account_(std::move(account)), engine_(engine) {}

    /// Before the first look: an answer that has come takes back the draft that lies there, so it has to be known.
    ports::Task<void> before_look(ports::Mailbox& mailbox, Folders folders);
    /// What has come is decided on, and the steps are what they have become.
    ports::Task<void> after_look(ports::Mailbox& mailbox, Folders folders);

private:
    ports::Task<void> read(ports::Mailbox& mailbox, Folders folders, bool may_come_yet);

    std::string account_;
    Engine& engine_;
    std::optional<std::uint64_t> known_letters_;  ///< how many had become known at the last time
};

/// True where the header bears the trace of a delivery (RFC 5321 4.4), as nothing does that Amends has put there.
bool was_delivered(const std::string& header);

}  // namespace amends::app
