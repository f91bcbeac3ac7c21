#include "mail/imap_session.hpp"

#include <algorithm>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;
using std::chrono::steady_clock;

constexpr std::size_t most_alerts = 20;
constexpr std::size_t most_capabilities = 500;

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

void ImapSession::raise_uid_next(ports::Uid uid_next) {
    folder_.uid_next = std::max(folder_.uid_next, uid_next);
    uid_next_stale_ = false;
}

void ImapSession::alert(std::string text) {
    if (alerts_.size() < most_alerts && std::find(alerts_.begin(), alerts_.end(), text) == alerts_.end()) {
        alerts_.push_back(std::move(text));
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

// What arrives is kept by the reader, so that nothing is lost when whoever awaits this is cancelled.
ports::Task<void> ImapSession::fill(std::chrono::milliseconds within) {
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

void ImapSession::absorb_status(const ImapResponse& response) {
    if (response.code == "ALERT") {
        alert(shown(response.text));
    } else if (response.code == "CAPABILITY") {
        absorb_capabilities(response.code_values);
    } else if (response.code == "UIDVALIDITY") {
        const auto validity = narrow(first_number(response));
        news_ = news_ || (folder_.uid_validity != 0 && folder_.uid_validity != validity);
        folder_.uid_validity = validity;
    } else if (response.code == "UIDNEXT") {
        folder_.uid_next = narrow(first_number(response));
        uid_next_stale_ = false;
    } else if (response.code == "HIGHESTMODSEQ") {
        folder_.highest_modseq = std::max(folder_.highest_modseq, first_number(response));
    } else if (response.code == "CLOSED") {
        forget_folder();
    }
}

base::Status ImapSession::absorb(ImapResponse& response, const Sink& sink) {
    if (response.kind == ImapResponse::Kind::continuation) {
        return {};  // nobody asked for one; it says nothing
    }
    if (response.is_status()) {
        absorb_status(response);
        if (response.name == "BYE" && !leaving_) {
            return end(imap_goodbye(response.text));
        }
        return {};
    }
    if (response.name == "CAPABILITY") {
        absorb_capabilities(response.values);
    } else if (response.name == "EXISTS") {
        folder_.exists = narrow(response.number.value_or(0));
        news_ = uid_next_stale_ = true;
    } else if (response.name == "EXPUNGE") {
        folder_.exists -= folder_.exists > 0 ? 1 : 0;
        news_ = true;
    } else {
        const bool wanted = response.name != "VANISHED" && sink && sink(response);
        // Messages are gone, or somebody changed flags.
        if (response.name == "VANISHED" || (response.name == "FETCH" && !wanted)) news_ = true;
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
        absorb_status(*response);
        replies[static_cast<std::size_t>(asked - tags.begin())] = reply_of(std::move(*response));
        ++answered;
    }
    co_return replies;
}

ports::Task<ImapReply> ImapSession::run(base::Result<ImapCommand> command, Sink sink) {
    sent_whole_ = false;
    if (!command) {
        co_return tl::unexpected<base::Error>(std::move(command.error()));
    }
    const auto style = has("LITERAL+")   ? LiteralStyle::plus
                       : has("LITERAL-") ? LiteralStyle::plus_up_to_4096
                                         : LiteralStyle::synchronising;
    const auto tag = next_tag();
    const auto chunks = command->wire(tag, style);
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
                absorb_status(*response);
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
    std::string bytes;
    std::vector<std::string> tags;
    for (const auto& command : commands) {
        tags.push_back(next_tag());
        bytes += command.wire(tags.back(), LiteralStyle::plus).front();
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
    for (bool begun = false; !begun;) {
        auto response = co_await next(steady_clock::now() + deadlines_.silence);
        if (!response) {
            co_return tl::unexpected<base::Error>(std::move(response.error()));
        }
        begun = response->kind == ImapResponse::Kind::continuation;
        if (response->kind == ImapResponse::Kind::tagged) {
            absorb_status(*response);
            co_return IdleEnd::refused;
        }
        if (auto absorbed = absorb(*response, {}); !absorbed) {
            co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
        }
    }
    bool timed_out = false;
    while (!news_ && !timed_out) {
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
        auto first = co_await (fill(deadlines_.idle_silence) || timer.async_wait(as_tuple(asio::use_awaitable)));
        timed_out = first.index() == 1;
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
