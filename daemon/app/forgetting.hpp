#pragma once
// `amends forget`: what is on its way to the mailbox or lies there is settled first, then all that is known of the
// client is erased. Between let_go() and erase() the caller lets the accounts do their work; nothing is erased while
// the fate of something that has begun is open, unless the user does without its drafts being withdrawn.
#include <set>
#include <string>
#include <vector>

#include "app/engine.hpp"
#include "rpc/service.hpp"

namespace amends::app {

class Forgetting {
public:
    /// `client` is canonical. `watched`: the accounts that are at work; what waits in any other waits for ever.
    Forgetting(Engine& engine, ports::Store& store, std::string client, std::set<std::string> watched)
        : engine_(engine), store_(store), client_(std::move(client)), watched_(std::move(watched)) {}

    /// Nothing new begins for the client's letters, and their drafts are to be withdrawn. Gives the accounts that have
    /// to do something about it.
    base::Result<std::set<std::string>> let_go();
    /// Fault::answer_is_no with what to do where something is still under way. `leave_drafts`: only a check-in that is
    /// being handed over stands against it.
    base::Result<rpc::Forgotten> erase(bool leave_drafts);

private:
    base::Result<std::vector<ports::OutboxItem>> under_way();
    base::Result<std::vector<std::string>> notes();

    Engine& engine_;
    ports::Store& store_;
    std::string client_;
    std::set<std::string> watched_;
};

}  // namespace amends::app
