#pragma once
// Plays orders in words ("open INBOX", "heads 1 0") on a mailbox and says in words what came of them, for dialog tests.
#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "mail/imap_mailbox.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {

class ImapOrders {
public:
    /// The mailbox is connected by the order "connect".
    ImapOrders(AccountSettings settings, ScriptedConnector& connector, ScriptedCredentials& credentials);

    /// What came of it; an Error is "error: FAULT RETRY MESSAGE".
    std::string play(const std::string& order);

private:
    asio::awaitable<std::string> done(std::string verb, std::vector<std::string> words);
    asio::awaitable<std::string> looked(std::string verb, std::vector<std::string> words);
    asio::awaitable<std::string> read(std::string verb, std::vector<std::string> words);
    asio::awaitable<std::string> changed(std::string verb, std::vector<std::string> words);
    asio::awaitable<std::string> waited(std::string verb, std::vector<std::string> words);

    asio::io_context io_;
    AccountSettings settings_;
    ImapServer server_;
    std::unique_ptr<ports::Mailbox> mailbox_;
};

}  // namespace amends::mail
