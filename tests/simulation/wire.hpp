#pragma once
// A connection between a simulated process and a simulated server: bytes in both directions, with the delays and the
// faults of a network. The server's half is a Session, which answers at once; the wire makes it late, cuts it, or loses
// it. A wire lives as long as either half of it.
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tests/simulation/dice.hpp"
#include "tests/simulation/time.hpp"

namespace amends::simulation {

/// What kind of bytes goes over the wire: where a fault can be aimed at.
enum class Bytes {
    command,
    literal,
    message,
    dot,
    greeting,
    invitation,
    untagged,
    read_literal,
    tagged,
    reply,
    dot_reply
};
inline constexpr int kinds_of_bytes = 11;
const char* to_word(Bytes kind);

/// How a connection breaks: closed in order, reset, silent for ever; or not at all, and whoever waits for that moment
/// is called.
enum class Break { close, reset, stall, none };

/// The next bytes of that kind go as far as `part` thousandths of them, and then the connection breaks.
struct Cut {
    Bytes kind = Bytes::command;
    unsigned part = 0;
    Break how = Break::close;
};

class Wire;

/// The server's half of a connection.
class Session {
public:
    virtual ~Session() = default;
    virtual void hear(std::string_view bytes) = 0;
    /// The client has written this, whatever becomes of it on the way.
    virtual void wrote(std::string_view) {}
    /// What these next bytes of the client are.
    [[nodiscard]] virtual Bytes kind_of(std::string_view bytes) const = 0;
    /// The client is gone.
    virtual void hung_up() {}
};

/// What a network does to all its connections.
struct Network {
    std::optional<Cut> cut;   ///< meets the next connection that it fits
    milliseconds slowest{0};  ///< each answer takes a part of it
    std::function<void(const Cut&)> on_cut;
    std::uint64_t exchanges = 0;
};

class Wire {
public:
    Wire(Time& time, Network& network, Dice dice) : time_(time), network_(network), dice_(dice) {}

    // The server's half
    std::unique_ptr<Session> session;
    void say(std::string_view bytes, Bytes kind);
    /// Called when the process has read all that was said so far; never where the connection breaks before.
    void when_read(std::function<void()> then);
    /// After all that was said.
    void close_in_order();

    // The process's half
    /// Something to read, "" where the server has closed, an Error where the connection is broken; nothing where it has
    /// to wait.
    std::optional<base::Result<std::string>> take();
    /// When there will be something to read; nothing where that is not known.
    [[nodiscard]] std::optional<std::int64_t> arrives() const;
    base::Status hear(std::string_view bytes);
    void hang_up();
    /// Whoever waits for bytes is called when that has changed.
    std::function<void()> on_news;
    [[nodiscard]] bool takes_a_turn() { return dice_.chance(120); }
    void reset();

private:
    struct Arrival {
        std::int64_t at = 0;
        std::string bytes;
        std::vector<std::function<void()>> then;
    };
    [[nodiscard]] std::optional<Cut> cut_for(Bytes kind);
    void break_it(Break how);
    void news() {
        if (on_news) on_news();
    }

    Time& time_;
    Network& network_;
    Dice dice_;
    std::deque<Arrival> arrivals_;
    std::int64_t last_arrival_ = 0;
    bool closed_ = false;  ///< after the arrivals
    bool reset_ = false;   ///< at once
    bool silent_ = false;  ///< nothing goes in either direction any more
    bool hung_up_ = false;
};

}  // namespace amends::simulation
