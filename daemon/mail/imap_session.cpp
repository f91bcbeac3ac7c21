#include "mail/imap_session.hpp"

#include <algorithm>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <iterator>
#include <limits>
#include <utility>

#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;
using std::chrono::steady_clock;

constexpr std::size_t most_alerts = 20;
constexpr std::size_t most_capabilities = 500;
constexpr int reads_in_a_row = 16;  // of 16 kB each

base::Error server_error(std::string message) { return {Fault::mail_server, Retry::later, std::move(message)}; }

ImapReply reply_of(ImapResponse&& response) {
    return {.name = std::move(response.name),
            .code = std::move(response.code),
            .code_values = std::move(response.code_values),
            .text = std::move(response.text)};
}

std::uint64_t first_number(const ImapResponse& response) {
    return response.code_values.empty() ? 0 : number_of(response.code_values.front()).value_or(0);
}

std::uint32_t narrow(std::uint64_t value) {
    return value > 0xffffffffu ? 0xffffffffu : static_cast<std::uint32_t>(value);
}

}  // namespace

ImapSession::ImapSession(std::unique_ptr<ports::ByteStream> stream, ImapDeadlines deadlines, ImapLimits limits)
    : stream_(std::move(stream)), deadlines_(deadlines), reader_(limits) {}

tl::unexpected<base::Error> ImapSession::end(base::Error why) {
    if (!ended_) {
        ended_ = std::move(why);
        stream_->close();
    }
    return tl::unexpected<base::Error>(*ended_);
}

bool ImapSession::has(std::string_view capability) const { return capabilities_.contains(capability); }

void ImapSession::forget_folder() {
    folder_ = {};
    news_ = uid_next_stale_ = false;
}

void ImapSession::raise_uid_next(ports::Uid uid_next) { folder_.uid_next = std::max(folder_.uid_next, uid_next); }

void ImapSession::alert(std::string text) {
    if (alerts_.size() < most_alerts && std::find(alerts_.begin(), alerts_.end(), text) == alerts_.end()) {
        alerts_.push_back(std::move(text));
    }
}

void ImapSession::hear_greeting() {
    for (const auto& line : stream_->greeting_lines()) {
        ImapReader reader;
        reader.feed(line + "\r\n");
        const auto heard = reader.next();
        if (heard && *heard && (*heard)->is_status() && (*heard)->code == "ALERT") {
            alert(shown((*heard)->text));
        }
    }
}

std::string ImapSession::next_tag() {
    return "m" + std::to_string(++tags_);  // libcurl's own are A001 and up
}

ports::Task<void> ImapSession::write(std::string_view bytes) {
    if (ended_) {
        co_return tl::unexpected<base::Error>(*ended_);
    }
    auto written = co_await stream_->write(bytes, deadlines_.silence);
    if (!written) {
        co_return end(std::move(written.error()));
    }
    co_return base::Status{};
}

// What arrives is kept by the reader, so that nothing is lost when whoever awaits this is cancelled. A server that
// always has more to say must not keep the loop from everything else.
ports::Task<void> ImapSession::fill(std::chrono::milliseconds within) {
    if (++reads_ % reads_in_a_row == 0) {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    }
    auto bytes = co_await stream_->read(within);
    if (!bytes) {
        co_return end(std::move(bytes.error()));
    }
    if (bytes->empty()) {
        co_return end(server_error("The mail server closed the connection."));
    }
    reader_.feed(*bytes);
    co_return base::Status{};
}

ports::Task<ImapResponse> ImapSession::next(steady_clock::time_point until) {
    while (!ended_) {
        auto response = reader_.next();
        if (!response) {
            co_return end(std::move(response.error()));
        }
        if (*response) {
            co_return std::move(**response);
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - steady_clock::now());
        if (left.count() <= 0) {
            co_return end(server_error("The mail server did not answer in time."));
        }
        if (auto filled = co_await fill(std::min(left, deadlines_.silence)); !filled) {
            co_return tl::unexpected<base::Error>(std::move(filled.error()));
        }
    }
    co_return tl::unexpected<base::Error>(*ended_);
}

void ImapSession::absorb_capabilities(const std::vector<ImapValue>& values) {
    capabilities_.clear();
    for (const auto& value : values) {
        if (capabilities_.size() < most_capabilities) {
            capabilities_.insert(upper_ascii(value.text));
        }
    }
}

base::Status ImapSession::absorb_status(const ImapResponse& response) {
    if (response.code == "ALERT") {
        alert(shown(response.text));
    } else if (response.code == "CAPABILITY") {
        absorb_capabilities(response.code_values);
    } else if (response.code == "CLOSED") {
        forget_folder();
    } else {
        return absorb_number(response);
    }
    return {};
}

base::Status ImapSession::absorb_number(const ImapResponse& response) {
    const auto number = first_number(response);
    if (response.code == "UIDVALIDITY") {
        if (number > std::numeric_limits<std::uint32_t>::max()) {
            return end(imap_unbelievable(response.code, number));
        }
        const auto validity = static_cast<std::uint32_t>(number);
        news_ = news_ || (folder_.uid_validity != 0 && folder_.uid_validity != validity);
        folder_.uid_validity = validity;
    } else if (response.code == "UIDNEXT") {
        if (number > highest_uid_next) {
            return end(imap_unbelievable(response.code, number));
        }
        folder_.uid_next = static_cast<ports::Uid>(number);
        uid_next_stale_ = false;
    } else if (response.code == "HIGHESTMODSEQ") {
        folder_.highest_modseq = std::max(folder_.highest_modseq, number);
    }
    return {};
}

base::Status ImapSession::absorb(ImapResponse& response, const Sink& sink) {
    if (response.kind == ImapResponse::Kind::continuation) {
        return {};  // nobody asked for one; it says nothing
    }
    if (response.is_status()) {
        auto absorbed = absorb_status(response);
        if (absorbed && response.name == "BYE" && !leaving_) {
            return end(imap_goodbye(response.code, response.text));
        }
        return absorbed;
    }
    if (response.name == "CAPABILITY") {
        absorb_capabilities(response.values);
    } else if (response.name == "EXISTS") {
        uid_next_stale_ = true;
        const auto exists = narrow(response.number.value_or(0));
        if (exists != folder_.exists) {
            folder_.exists = exists;
            news_ = true;
            ++recounts_;
        }
    } else if (response.name == "EXPUNGE") {
        news_ = news_ || folder_.exists > 0;
        folder_.exists -= folder_.exists > 0 ? 1 : 0;
    } else if (response.name == "VANISHED") {
        news_ = true;
    } else if (sink) {
        sink(response);
    }
    return {};
}

ports::Task<std::vector<ImapReply>> ImapSession::replies(std::vector<std::string> tags, Sink sink) {
    const auto until = steady_clock::now() + deadlines_.command;
    std::vector<ImapReply> replies(tags.size());
    for (std::size_t answered = 0; answered < tags.size();) {
        auto response = co_await next(until);
        if (!response) {
            co_return tl::unexpected<base::Error>(std::move(response.error()));
        }
        if (steady_clock::now() >= until) {
            co_return end(server_error("The mail server did not come to an end of its answer."));
        }
        if (response->kind != ImapResponse::Kind::tagged) {
            if (auto absorbed = absorb(*response, sink); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
            continue;
        }
        const auto asked = std::find(tags.begin(), tags.end(), response->tag);
        if (asked == tags.end() || !replies[static_cast<std::size_t>(asked - tags.begin())].name.empty()) {
            co_return end(server_error("The mail server answered a question that was not asked."));
        }
        if (auto absorbed = absorb_status(*response); !absorbed) {
            co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
        }
        replies[static_cast<std::size_t>(asked - tags.begin())] = reply_of(std::move(*response));
        ++answered;
    }
    co_return replies;
}

LiteralStyle ImapSession::literal_style() const {
    return has("LITERAL+")   ? LiteralStyle::plus
           : has("LITERAL-") ? LiteralStyle::plus_up_to_4096
                             : LiteralStyle::synchronising;
}

ports::Task<ImapReply> ImapSession::run(base::Result<ImapCommand> command, Sink sink) {
    sent_whole_ = false;
    if (!command) {
        co_return tl::unexpected<base::Error>(std::move(command.error()));
    }
    const auto tag = next_tag();
    const auto chunks = command->wire(tag, literal_style());
    const auto until = steady_clock::now() + deadlines_.command;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (auto written = co_await write(chunks[i]); !written) {
            co_return tl::unexpected<base::Error>(std::move(written.error()));
        }
        while (i + 1 < chunks.size()) {
            auto response = co_await next(until);
            if (!response) {
                co_return tl::unexpected<base::Error>(std::move(response.error()));
            }
            if (response->kind == ImapResponse::Kind::continuation) {
                break;
            }
            if (response->kind == ImapResponse::Kind::tagged) {
                if (response->tag != tag || response->name == "OK") {
                    co_return end(server_error("The mail server answered before it had the whole question."));
                }
                if (auto absorbed = absorb_status(*response); !absorbed) {
                    co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
                }
                co_return reply_of(std::move(*response));
            }
            if (auto absorbed = absorb(*response, sink); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
        }
    }
    sent_whole_ = true;
    auto all = co_await replies(std::vector<std::string>(1, tag), std::move(sink));
    if (!all) {
        co_return tl::unexpected<base::Error>(std::move(all.error()));
    }
    co_return std::move(all->front());
}

ports::Task<std::vector<ImapReply>> ImapSession::run_all(std::vector<ImapCommand> commands, Sink sink) {
    std::vector<ImapReply> replies;
    for (std::size_t done = 0; done < commands.size();) {
        std::vector<ImapCommand> together;
        while (done < commands.size() && commands[done].wire("", literal_style()).size() == 1) {
            together.push_back(std::move(commands[done++]));
        }
        auto some = co_await run_together(std::move(together), sink);
        if (!some) {
            co_return tl::unexpected<base::Error>(std::move(some.error()));
        }
        std::move(some->begin(), some->end(), std::back_inserter(replies));
        if (done < commands.size()) {
            auto alone = co_await run(std::move(commands[done++]), sink);
            if (!alone) {
                co_return tl::unexpected<base::Error>(std::move(alone.error()));
            }
            replies.push_back(std::move(*alone));
        }
    }
    co_return replies;
}

ports::Task<std::vector<ImapReply>> ImapSession::run_together(std::vector<ImapCommand> commands, Sink sink) {
    if (commands.empty()) {
        co_return std::vector<ImapReply>{};
    }
    std::string bytes;
    std::vector<std::string> tags;
    for (const auto& command : commands) {
        tags.push_back(next_tag());
        bytes += command.wire(tags.back(), literal_style()).front();
    }
    if (auto written = co_await write(bytes); !written) {
        co_return tl::unexpected<base::Error>(std::move(written.error()));
    }
    co_return co_await replies(std::move(tags), std::move(sink));
}

ports::Task<ImapSession::IdleEnd> ImapSession::idle(asio::steady_timer& timer) {
    using asio::experimental::as_tuple;
    using asio::experimental::awaitable_operators::operator||;
    const auto tag = next_tag();
    if (auto written = co_await write(tag + " IDLE\r\n"); !written) {
        co_return tl::unexpected<base::Error>(std::move(written.error()));
    }
    const auto until = steady_clock::now() + deadlines_.silence;
    for (bool begun = false; !begun;) {
        auto response = co_await next(until);
        if (!response) {
            co_return tl::unexpected<base::Error>(std::move(response.error()));
        }
        begun = response->kind == ImapResponse::Kind::continuation;
        if (response->kind == ImapResponse::Kind::tagged) {
            if (auto absorbed = absorb_status(*response); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
            co_return IdleEnd::refused;
        }
        if (auto absorbed = absorb(*response, {}); !absorbed) {
            co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
        }
    }
    // Whoever always has something to say must not talk the timer down.
    const auto timed_out = [&timer] { return timer.expiry() <= steady_clock::now(); };
    while (!news_ && !timed_out()) {
        auto response = reader_.next();
        if (!response) {
            co_return end(std::move(response.error()));
        }
        if (*response && (*response)->kind == ImapResponse::Kind::tagged) {
            co_return end(server_error("The mail server stopped watching the folder: " + shown((*response)->text)));
        }
        if (*response) {
            if (auto absorbed = absorb(**response, {}); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
            continue;
        }
        co_await (fill(deadlines_.idle_silence) || timer.async_wait(as_tuple(asio::use_awaitable)));
        if (ended_) {
            co_return tl::unexpected<base::Error>(*ended_);
        }
    }
    if (auto written = co_await write("DONE\r\n"); !written) {
        co_return tl::unexpected<base::Error>(std::move(written.error()));
    }
    auto done = co_await replies(std::vector<std::string>(1, tag), {});
    if (!done) {
        co_return tl::unexpected<base::Error>(std::move(done.error()));
    }
    co_return news_ ? IdleEnd::news : IdleEnd::timer;
}

asio::awaitable<void> ImapSession::logout() {
    if (ended_) {
        co_return;
    }
    leaving_ = true;
    deadlines_.silence = deadlines_.command = deadlines_.goodbye;
    const auto tag = next_tag();
    if (co_await write(tag + " LOGOUT\r\n")) {
        co_await replies(std::vector<std::string>(1, tag), {});
    }
    (void)end(server_error("The conversation is over."));
}

}  // namespace amends::mail
