#pragma once
// A submission server in memory: a list of accepted messages, and any ending that the test orders. The last look is run
// as the real transport does: after the body, before the dot.
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ports/transport.hpp"
#include "tests/fakes/hook.hpp"

namespace amends::fakes {

enum class Fate {
    accept,
    refuse,                  ///< a 5xx reply to the dot
    defer,                   ///< a 4xx reply to the dot
    refuse_recipient,        ///< the first recipient is refused; no last look
    refuse_login,            ///< only the user can mend it; no last look
    find_unfit,              ///< no retry can mend the message itself; no last look
    lose_before_last_look,   ///< the connection breaks in the body: not_sent
    lose_before_acceptance,  ///< the dot never arrives: unknown, and nothing is accepted
    lose_after_acceptance,   ///< the reply to the dot is lost: unknown, and the message is accepted
};

class FakeTransport final : public ports::Transport {
public:
    struct Accepted {
        ports::Envelope envelope;
        std::string bytes;
    };

    Hook hook;               ///< "smtp begin", "smtp look", "smtp dot"; only the dot has an effect
    std::deque<Fate> fates;  ///< of the next sends, in order; `accept` when it is empty
    std::vector<Accepted> accepted;
    std::function<void(const Accepted&)> on_accept;  ///< the test may deliver it, or file the provider's copy in Sent
    int sends = 0;
    int looks = 0;

    asio::awaitable<ports::HandoverReport> send(const ports::Envelope& envelope, const std::string& bytes,
                                                ports::LastLook last_look) override;

private:
    void call(const std::string& operation, bool before_effect) const;
    void accept(const ports::Envelope& envelope, const std::string& bytes);
};

}  // namespace amends::fakes
