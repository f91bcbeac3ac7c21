#pragma once
// The user's mail servers as a simulated process reaches them: a Connector whose streams are wires to simulated IMAP
// and submission servers. The servers outlive every process; the connections die with it.
#include <asio/any_io_executor.hpp>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "mail/connector.hpp"
#include "tests/simulation/imap_session.hpp"
#include "tests/simulation/smtp_session.hpp"
#include "tests/simulation/steps.hpp"
#include "tests/simulation/wire.hpp"

namespace amends::simulation {

class Servers {
public:
    Servers(Time& time, Steps& steps, Mailbox& mailbox, ImapWitness& imap_witness, SmtpWitness& smtp_witness,
            Dice dice);

    ports::Task<std::unique_ptr<ports::ByteStream>> connect(asio::any_io_executor executor, mail::Endpoint endpoint,
                                                            std::string secret);
    /// Every connection is reset.
    void cut_all();

    Network imap, smtp;
    std::set<std::string> capabilities;  ///< of the IMAP server
    bool pipelining = true;
    bool dsn = true;
    bool imap_away = false;
    bool smtp_away = false;
    std::string password = "open sesame";  ///< another one is refused
    SmtpMood mood;                         ///< of the next submission; the one after it meets a fair one
    std::function<void(const std::string& host)> on_connect;
    std::function<void(const std::string& host)> on_refused_login;

private:
    void on_change(const std::string& folder);
    std::shared_ptr<Wire> open(mail::Protocol protocol);

    Time& time_;
    Steps& steps_;
    Mailbox& mailbox_;
    ImapWitness& imap_witness_;
    SmtpWitness& smtp_witness_;
    Dice dice_;
    std::vector<std::weak_ptr<Wire>> wires_;
    std::vector<std::pair<std::weak_ptr<Wire>, ImapSession*>> watching_;
};

class SimulatedConnector final : public mail::Connector {
public:
    SimulatedConnector(asio::any_io_executor executor, Servers& servers)
        : executor_(std::move(executor)), servers_(servers) {}
    ports::Task<std::unique_ptr<ports::ByteStream>> connect(mail::Endpoint endpoint, std::string secret) override {
        return servers_.connect(executor_, std::move(endpoint), std::move(secret));
    }

private:
    asio::any_io_executor executor_;
    Servers& servers_;
};

}  // namespace amends::simulation
