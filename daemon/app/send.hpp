#pragma once
// Sends check-ins, one after another: body, last look, durable `committing`, dot. Each in its own conversation with the
// mailbox, so that watching goes on while a server takes its ten minutes over an answer. One Send per account: what
// stands in `sending` or `committing` and is not its own attempt was left there by an earlier one.
#include <optional>

#include "app/engine.hpp"
#include "app/look.hpp"
#include "ports/claim.hpp"
#include "ports/notifier.hpp"
#include "ports/transport.hpp"

namespace amends::app {

/// The outside that sending needs; all of it outlives the Send.
struct SendPorts {
    ports::Store& store;
    ports::Clock& clock;
    ports::MailboxServer& mailboxes;
    ports::Transport& transport;
    ports::Claim& claim;
    ports::Notifier& notifier;
};

class Send {
public:
    Send(std::string account, Engine& engine, Look& look, SendPorts outside);

    /// Brings to an end what an earlier attempt left begun. Call before looking for what is due.
    base::Status recover();
    /// Hands over every send that is due. An Error tells of the mailbox, or of a submission server that no send gets
    /// past; what became of a send is in the store.
    ports::Task<void> perform();
    /// Begins nothing any more, and lets no dot out.
    void stop() { stopping_ = true; }

private:
    /// How far one attempt has come; a state in the store that does not fit is not its own.
    struct Attempt {
        ports::OutboxItem item;
        bool looked = false;     ///< the last look has begun
        bool committed = false;  ///< `committing` is durable
    };
    struct Unsettled {
        Attempt attempt;
        ports::HandoverReport report;
    };

    ports::Task<void> one(ports::OutboxItem item);
    ports::Task<void> hand_over(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item);
    ports::Task<bool> last_look(ports::Mailbox& mailbox, Folders folders, Attempt& attempt);
    /// The item as it stands, where the attempt is still the one that is at it.
    base::Result<std::optional<ports::OutboxItem>> still_mine(const Attempt& attempt);
    base::Status settle(const Attempt& attempt, const ports::HandoverReport& report);
    base::Status settle_not_sent(const ports::OutboxItem& item, const Attempt& attempt,
                                 const ports::HandoverReport& report);
    base::Status note(ports::HandoverChange change);

    std::string account_;
    Engine& engine_;
    Look& look_;
    SendPorts outside_;
    std::optional<Unsettled> unsettled_;  ///< its outcome is known and could not be written yet
    bool stopping_ = false;
};

}  // namespace amends::app
