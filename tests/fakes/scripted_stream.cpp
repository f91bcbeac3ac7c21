#include "tests/fakes/scripted_stream.hpp"

#include <algorithm>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

namespace amends::fakes {
namespace {

using Kind = StreamEvent::Kind;

// Real time that a client may spend in a read which only its own next words could end. Only a failing test waits it
// out.
constexpr std::chrono::seconds patience{2};

tl::unexpected<base::Error> broken(std::string message) {
    return base::failure(base::Fault::mail_server, base::Retry::later, std::move(message));
}

std::string describe(const StreamEvent& event) {
    const std::string where = event.line > 0 ? "line " + std::to_string(event.line) + ": " : "";
    switch (event.kind) {
        case Kind::client: return where + "C: " + printable(event.bytes);
        case Kind::server:
        case Kind::server_early: return where + "S: " + printable(event.bytes);
        case Kind::close: return where + "*: close";
        case Kind::reset: return where + "*: reset";
        case Kind::silence: return where + "*: silence";
        case Kind::write_fails: return where + "*: write fails";
        case Kind::dribble: return where + "*: dribble";
        case Kind::client_closes: return where + "*: client closes";
    }
    return where;
}

std::string difference(const StreamEvent& wanted, std::string_view got_bytes) {
    const auto line_end = got_bytes.find('\n');
    const std::string expected = printable(wanted.bytes);
    const std::string got =
        printable(line_end == std::string_view::npos ? got_bytes : got_bytes.substr(0, line_end + 1));
    const auto at = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end()).first - expected.begin();
    return "the client said something else (dialog line " + std::to_string(wanted.line) +
           ")\n  expected C: " + expected + "\n  but got  C: " + got + "\n              " +
           std::string(static_cast<std::size_t>(at), ' ') + "^";
}

}  // namespace

std::string printable(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\r') {
            text += "\\r";
        } else if (c == '\n') {
            text += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            text += std::string("\\x") + digits[byte >> 4] + digits[byte & 15];
        } else {
            text += c;
        }
    }
    return text;
}

class ScriptedStream final : public ports::ByteStream {
public:
    explicit ScriptedStream(ScriptedServer& server) : server_(server) {}
    ScriptedStream(const ScriptedStream&) = delete;
    ScriptedStream& operator=(const ScriptedStream&) = delete;
    ~ScriptedStream() override { server_.close(); }

    ports::Task<std::string> read(std::chrono::milliseconds within) override {
        server_.read_limits_.push_back(within);
        asio::steady_timer timer(co_await asio::this_coro::executor);
        const Unwoken unwoken{server_};  // also where the read is cancelled
        for (;;) {
            if (auto answer = server_.take(within <= std::chrono::milliseconds::zero())) {
                co_return std::move(*answer);
            }
            timer.expires_after(patience);
            server_.wake_reader_ = [&timer] { timer.cancel(); };
            asio::error_code ended;
            co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
            server_.wake_reader_ = nullptr;
            if (!ended) {
                server_.complain("the client waits for the server, but the dialog wants " +
                                 (server_.events_.empty() ? "nothing more" : describe(server_.events_.front())));
            }
        }
    }

    ports::Task<void> write(std::string_view bytes, std::chrono::milliseconds) override {
        co_return server_.accept(bytes);
    }

    void close() override { server_.close(); }

    [[nodiscard]] const std::vector<std::string>& greeting_lines() const override { return server_.greeting_lines_; }

private:
    struct Unwoken {
        ScriptedServer& server;
        ~Unwoken() { server.wake_reader_ = nullptr; }
    };

    ScriptedServer& server_;
};

ScriptedServer::ScriptedServer(std::vector<StreamEvent> events, std::vector<std::string> greeting_lines)
    : events_(std::make_move_iterator(events.begin()), std::make_move_iterator(events.end())),
      greeting_lines_(std::move(greeting_lines)) {
    for (const auto& event : events_) {
        if (event.kind == Kind::server || event.kind == Kind::server_early) {
            all_server_bytes_ += event.bytes.size();
        }
    }
}

std::unique_ptr<ports::ByteStream> ScriptedServer::stream() { return std::make_unique<ScriptedStream>(*this); }

void ScriptedServer::cut_after(std::size_t bytes, Kind how) {
    cut_at_ = bytes;
    cut_how_ = how;
}

std::size_t ScriptedServer::server_bytes() const { return all_server_bytes_; }

std::string ScriptedServer::problem() const {
    if (!complaint_.empty() || cut_) {
        return complaint_;
    }
    const auto left = std::find_if(events_.begin(), events_.end(), [](const StreamEvent& event) {
        return event.kind == Kind::client || event.kind == Kind::server || event.kind == Kind::client_closes;
    });
    return left == events_.end() ? "" : "the dialog was not played to its end; left is " + describe(*left);
}

std::string ScriptedServer::written() const {
    std::string all;
    for (const auto& one : writes_) {
        all += one;
    }
    return all;
}

void ScriptedServer::say(const StreamEvent& event) {
    const std::size_t room = cut_at_ - said_;
    pending_.append(event.bytes, 0, std::min(room, event.bytes.size()));
    said_ += std::min(room, event.bytes.size());
    must_be_read_ = must_be_read_ || (event.kind == Kind::server && !event.bytes.empty());
    cut_ = event.bytes.size() > room;
}

// Plays everything that needs no client.
void ScriptedServer::advance() {
    while (!events_.empty() && !cut_ && !closed_ && !reset_) {
        const StreamEvent& event = events_.front();
        switch (event.kind) {
            case Kind::server:
            case Kind::server_early: say(event); break;
            case Kind::close: closed_ = true; break;
            case Kind::reset:
                reset_ = pending_.empty();
                if (!reset_) {
                    return;
                }
                break;
            case Kind::dribble: dribble_ = true; break;
            case Kind::client:
            case Kind::silence:
            case Kind::write_fails:
            case Kind::client_closes: return;
        }
        events_.pop_front();
    }
    if (cut_ && pending_.empty()) {
        closed_ = closed_ || cut_how_ == Kind::close;
        reset_ = reset_ || cut_how_ == Kind::reset;
    }
}

std::optional<base::Result<std::string>> ScriptedServer::take(bool only_what_is_there) {
    if (closed_by_client_ || !complaint_.empty()) {
        return base::Result<std::string>(broken("The connection is closed."));
    }
    advance();
    if (!pending_.empty()) {
        std::string bytes = pending_.substr(0, dribble_ ? 1 : pending_.size());
        pending_.erase(0, bytes.size());
        must_be_read_ = must_be_read_ && !pending_.empty();
        return base::Result<std::string>(std::move(bytes));
    }
    if (closed_) {
        return base::Result<std::string>("");
    }
    if (reset_) {
        return base::Result<std::string>(broken("The connection was reset."));
    }
    if (only_what_is_there) {
        return base::Result<std::string>(
            base::failure(base::Fault::answer_is_no, base::Retry::later, "Nothing has come."));
    }
    if (cut_) {
        return base::Result<std::string>(broken("The server did not answer in time."));
    }
    if (events_.empty()) {
        complain("the client waits for more, but the dialog is over");
        return base::Result<std::string>(broken("The connection is closed."));
    }
    if (events_.front().kind == Kind::silence) {
        events_.pop_front();
        return base::Result<std::string>(broken("The server did not answer in time."));
    }
    return std::nullopt;
}

void ScriptedServer::accept_client_bytes(std::string_view& bytes) {
    StreamEvent& wanted = events_.front();
    const std::string_view rest = std::string_view(wanted.bytes).substr(matched_);
    const std::size_t n = std::min(rest.size(), bytes.size());
    if (rest.substr(0, n) != bytes.substr(0, n)) {
        complain(difference(wanted, wanted.bytes.substr(0, matched_) + std::string(bytes)));
        return;
    }
    matched_ += n;
    bytes.remove_prefix(n);
    if (matched_ == wanted.bytes.size()) {
        matched_ = 0;
        events_.pop_front();
    }
}

base::Status ScriptedServer::accept(std::string_view bytes) {
    if (closed_by_client_ || !complaint_.empty()) {
        return broken("The connection is closed.");
    }
    writes_.emplace_back(bytes);
    while (!bytes.empty() && complaint_.empty()) {
        advance();
        if (reset_) {
            return broken("The connection was reset.");
        }
        if (closed_ || cut_) {
            return {};
        }
        if (!events_.empty() && events_.front().kind == Kind::write_fails) {
            events_.pop_front();
            return broken("The connection was reset.");
        }
        if (must_be_read_) {
            complain("the client spoke before it had read " + printable(pending_) +
                     "\n  it said C: " + printable(bytes));
        } else if (events_.empty() || events_.front().kind != Kind::client) {
            complain("the client spoke, but the dialog wants " +
                     (events_.empty() ? std::string("nothing more") : describe(events_.front())) +
                     "\n  it said C: " + printable(bytes));
        } else {
            accept_client_bytes(bytes);
        }
    }
    wake();
    return complaint_.empty() ? base::Status{} : broken("The connection is closed.");
}

void ScriptedServer::close() {
    if (!closed_by_client_ && !events_.empty()) {
        advance();
        if (!events_.empty() && events_.front().kind == Kind::client_closes) {
            events_.pop_front();
        }
    }
    closed_by_client_ = true;
    wake();
}

void ScriptedServer::wake() {
    if (wake_reader_) {
        wake_reader_();
    }
}

void ScriptedServer::complain(std::string text) {
    if (complaint_.empty()) {
        complaint_ = std::move(text);
    }
}

}  // namespace amends::fakes
