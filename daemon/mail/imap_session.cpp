#include "mail/imap_session.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <iterator>
#include <utility>

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;
using std::chrono::steady_clock;

constexpr int reads_in_a_row = 16;  // of 16 kB each

base::Error server_error(std::string message) { return {Fault::mail_server, Retry::later, std::move(message)}; }

ImapReply reply_of(ImapResponse&& response) {
    return {.name = std::move(response.name),
            .code = std::move(response.code),
            .code_values = std::move(response.code_values),
            .text = std::move(response.text)};
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
            auto alone = co_await run(std::move(commands[done]), sink);
            if (!alone) {
                co_return tl::unexpected<base::Error>(std::move(alone.error()));
            }
            ++done;
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
