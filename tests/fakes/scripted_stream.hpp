#pragma once
// A mail server that plays a script: it says its lines, checks the client's to the byte, closes, resets or falls
// silent. ScriptedServer belongs to the test and outlives the stream that it hands out. A client that says something
// else, or speaks before it has read what the server said, is told apart in problem() and sees a broken connection from
// then on. No real time passes: a scripted silence lets the read time out at once.
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/byte_stream.hpp"

namespace amends::fakes {

struct StreamEvent {
    enum class Kind {
        client,         ///< the client must write exactly `bytes`
        server,         ///< the server says `bytes`; the client must read them before it writes again
        server_early,   ///< the same, but the client may write on without having read them
        close,          ///< the server closes: reads give "", writes vanish
        reset,          ///< reads and writes fail
        silence,        ///< the next read times out
        write_fails,    ///< the next write fails with nothing taken
        dribble,        ///< from here on one byte per read
        client_closes,  ///< the client must close
    };
    Kind kind = Kind::server;
    std::string bytes;
    int line = 0;  ///< of the dialog file, for problem()
};

class ScriptedServer {
public:
    explicit ScriptedServer(std::vector<StreamEvent> events, std::vector<std::string> greeting_lines = {});
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer() = default;

    /// The one stream of this script. The server must outlive it.
    std::unique_ptr<ports::ByteStream> stream();

    /// After `bytes` of the server's words the connection ends in this way (close, reset or silence); the client's
    /// words are taken unchecked from there on, and the script need not be played to its end.
    void cut_after(std::size_t bytes, StreamEvent::Kind how);
    /// All bytes that the server says where nothing is cut.
    [[nodiscard]] std::size_t server_bytes() const;

    /// "" where the client played its part to the end; else what it did instead, for a test's failure message.
    [[nodiscard]] std::string problem() const;
    [[nodiscard]] const std::vector<std::string>& writes() const { return writes_; }
    /// All that the client wrote.
    [[nodiscard]] std::string written() const;
    /// How long the client was ready to wait, read by read.
    [[nodiscard]] const std::vector<std::chrono::milliseconds>& read_limits() const { return read_limits_; }
    [[nodiscard]] bool closed_by_client() const { return closed_by_client_; }

private:
    friend class ScriptedStream;

    void advance();
    void say(const StreamEvent& event);
    std::optional<base::Result<std::string>> take(bool only_what_is_there);
    base::Status accept(std::string_view bytes);
    void accept_client_bytes(std::string_view& bytes);
    void close();
    void wake();
    void complain(std::string text);

    std::deque<StreamEvent> events_;
    std::vector<std::string> greeting_lines_;
    std::size_t all_server_bytes_ = 0;
    std::size_t said_ = 0;
    std::size_t cut_at_ = std::numeric_limits<std::size_t>::max();
    StreamEvent::Kind cut_how_ = StreamEvent::Kind::close;
    bool cut_ = false;
    std::string pending_;        // said and not read yet
    bool must_be_read_ = false;  // before the client may write
    std::size_t matched_ = 0;    // of the client event at the front
    bool dribble_ = false;
    bool closed_ = false;
    bool reset_ = false;
    bool closed_by_client_ = false;
    std::string complaint_;
    std::vector<std::string> writes_;
    std::vector<std::chrono::milliseconds> read_limits_;
    std::function<void()> wake_reader_;  // set while a read is suspended
};

/// "250 OK\r\n" becomes "250 OK\\r\\n": one printable line.
std::string printable(std::string_view bytes);

}  // namespace amends::fakes
