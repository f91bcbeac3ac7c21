#pragma once
// The server's half of a submission, logged in already: envelope, message, dot, and its answers. What it has accepted
// it hands to whoever delivers it.
#include <string>
#include <vector>

#include "tests/simulation/wire.hpp"

namespace amends::simulation {

struct Submitted {
    std::string sender;
    std::vector<std::string> recipients;
    std::string message;
};

/// What the server says to the next submission.
struct SmtpMood {
    int to_mail = 250;
    int to_recipient = 250;
    int to_data = 354;
    int to_dot = 250;
};

/// Whoever wants to know what was handed over.
class SmtpWitness {
public:
    virtual ~SmtpWitness() = default;
    /// A message begins; its number.
    virtual int begun() = 0;
    virtual void body_written(int delivery) = 0;
    virtual void dot_written(int delivery) = 0;
    virtual void accepted(int delivery, const Submitted& mail) = 0;
};

class SmtpSession final : public Session {
public:
    SmtpSession(Wire& wire, SmtpMood mood, SmtpWitness& witness) : wire_(wire), mood_(mood), witness_(witness) {}

    void hear(std::string_view bytes) override;
    void wrote(std::string_view bytes) override;
    [[nodiscard]] Bytes kind_of(std::string_view bytes) const override;

private:
    void command(const std::string& line);
    bool end_of_message();
    void reply(int code, Bytes kind = Bytes::reply);

    Wire& wire_;
    SmtpMood mood_;
    SmtpWitness& witness_;
    std::string buffer_;
    Submitted mail_;
    bool in_message_ = false;
    int delivery_ = 0;
};

/// The server's lines up to the end of the login.
std::vector<std::string> smtp_greeting(bool pipelining, bool dsn);

}  // namespace amends::simulation
