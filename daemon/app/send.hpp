#pragma once
// Sends check-ins, one after another: body, last look, durable `committing`, dot. Each in its own conversation with the
// mailbox, so that watching goes on while a server takes its ten minutes over an answer.
#include "app/engine.hpp"
#include "app/look.hpp"
#include "ports/claim.hpp"
#include "ports/transport.hpp"

namespace amends::app {

class Send {
public:
    Send(std::string account, Engine& engine, Look& look, ports::Store& store, ports::Clock& clock,
         ports::MailboxServer& mailboxes, ports::Transport& transport, ports::Claim& claim);

    /// Hands over every send that is due. An Error tells of the mailbox; what became of a send is in the store.
    ports::Task<void> perform();
    /// Begins nothing any more, and lets no dot out.
    void stop() { stopping_ = true; }

private:
    ports::Task<void> one(ports::OutboxItem item);
    ports::Task<void> hand_over(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<bool> last_look(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    base::Status settle(const ports::OutboxItem& item, const ports::HandoverReport& report);
    base::Status note(ports::HandoverChange change);

    std::string account_;
    Engine& engine_;
    Look& look_;
    ports::Store& store_;
    ports::Clock& clock_;
    ports::MailboxServer& mailboxes_;
    ports::Transport& transport_;
    ports::Claim& claim_;
    bool stopping_ = false;
};

}  // namespace amends::app
