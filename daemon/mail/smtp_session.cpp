#include "mail/smtp_session.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "mail/smtp_parse.hpp"
#include "mail/smtp_write.hpp"

namespace amends::mail {
namespace {

using base::Retry;
using ports::Handover;
using std::chrono::milliseconds;

constexpr std::size_t block_size = 64 * 1024;

// Why the conversation cannot go on, before the dot.
struct Stop {
    const char* phase = "";
    std::optional<SmtpReply> reply;  // the server's refusal; nothing where the connection or the reply is broken
    Retry retry = Retry::later;
    std::string why;
    std::vector<std::pair<std::string, std::string>> refused_recipients;
};

// RFC 5321 4.5.3.1.10: 552 to a RCPT says "too many" and is to be read as 452. Everywhere else it is final.
bool is_final(const SmtpReply& reply, std::string_view phase) {
    return reply.kind() == 5 && !(reply.code == 552 && phase == "RCPT");
}

bool says_login_lost(const SmtpReply& reply) { return reply.code == 530 || reply.code == 535; }

class Conversation {
public:
    Conversation(ports::ByteStream& stream, const ports::Envelope& envelope, const std::string& bytes,
                 const SmtpLimits& limits)
        : stream_(stream),
          envelope_(envelope),
          bytes_(bytes),
          limits_(limits),
          extensions_(read_extensions(stream.greeting_lines())) {}

    asio::awaitable<SmtpEnd> run(ports::LastLook last_look) {
        auto stop = co_await envelope_and_data();
        if (!stop) {
            stop = co_await body();
        }
        if (!stop) {
            stop = co_await look(last_look);
        }
        if (stop) {
            co_return stopped(std::move(*stop));
        }
        co_return co_await dot();
    }

    // QUIT only where a command is expected: inside DATA it would become part of the message.
    asio::awaitable<void> farewell() {
        if (quit_allowed_) {
            co_await stream_.write("QUIT\r\n", limits_.farewell);
        }
        stream_.close();
    }

private:
    ports::Task<SmtpReply> reply(milliseconds limit) {
        // One deadline for the whole reply, however slowly it drips.
        const auto deadline = std::chrono::steady_clock::now() + limit;
        for (;;) {
            auto next = reader_.next();
            if (!next) {
                co_return tl::unexpected<base::Error>(std::move(next.error()));
            }
            if (*next) {
                co_return std::move(**next);
            }
            const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
            if (left <= milliseconds::zero()) {
                co_return base::failure(base::Fault::mail_server, Retry::later,
                                        "The mail server did not answer in time.");
            }
            auto bytes = co_await stream_.read(left);
            if (!bytes) {
                co_return tl::unexpected<base::Error>(std::move(bytes.error()));
            }
            if (bytes->empty()) {
                co_return base::failure(base::Fault::mail_server, Retry::later,
                                        "The mail server closed the connection.");
            }
            reader_.feed(*bytes);
        }
    }

    asio::awaitable<std::optional<Stop>> say(const char* phase, std::string_view line) {
        const auto written = co_await stream_.write(line, limits_.block);
        if (written) {
            co_return std::nullopt;
        }
        co_return co_await broken(phase, written.error());
    }

    // The connection failed under our hands; the server may have said why before.
    asio::awaitable<std::optional<Stop>> broken(const char* phase, base::Error error) {
        quit_allowed_ = false;
        Stop stop{phase, std::nullopt, Retry::later, std::move(error.message), {}};
        if (auto said = co_await reply(limits_.farewell); said && said->kind() >= 4) {
            stop.reply = std::move(*said);
        }
        co_return stop;
    }

    /// The reply to a command, or why there is none that lets us go on.
    asio::awaitable<std::optional<Stop>> expect(const char* phase, int kind, milliseconds limit) {
        auto answer = co_await reply(limit);
        if (!answer) {
            quit_allowed_ = false;
            co_return Stop{phase, std::nullopt, Retry::later, std::move(answer.error().message), {}};
        }
        if (answer->kind() == kind) {
            co_return std::nullopt;
        }
        co_return Stop{phase, std::move(*answer), Retry::later, "", {}};
    }

    asio::awaitable<std::optional<Stop>> envelope_and_data() {
        const auto needs = check_mail(envelope_, bytes_, extensions_);
        if (!needs) {
            co_return Stop{"before MAIL", std::nullopt, needs.error().retry, needs.error().message, {}};
        }
        const std::string mail = mail_command(envelope_, bytes_.size(), *needs, extensions_);
        // With several recipients a server answers 354 although one of them was refused: DATA must wait for their
        // replies.
        const bool data_at_once = extensions_.pipelining && envelope_.recipients.size() == 1;
        if (extensions_.pipelining) {
            std::string all = mail;
            for (const auto& recipient : envelope_.recipients) {
                all += rcpt_command(recipient, extensions_);
            }
            quit_allowed_ = false;  // while replies are outstanding
            all += data_at_once ? "DATA\r\n" : "";
            if (auto stop = co_await say("MAIL", all)) {
                co_return stop;
            }
        } else if (auto stop = co_await say("MAIL", mail)) {
            co_return stop;
        }
        if (auto stop = co_await expect("MAIL", 2, limits_.command)) {
            co_return stop;
        }
        auto refused = co_await recipients();
        quit_allowed_ = !data_at_once && (!refused || refused->reply);
        if (refused) {
            co_return refused;
        }
        if (!data_at_once) {
            if (auto stop = co_await say("DATA", "DATA\r\n")) {
                co_return stop;
            }
        }
        co_return co_await data();
    }

    asio::awaitable<std::optional<Stop>> recipients() {
        Stop refusal{"RCPT", std::nullopt, Retry::later, "", {}};
        for (const auto& recipient : envelope_.recipients) {
            if (!extensions_.pipelining) {
                const std::string line = rcpt_command(recipient, extensions_);
                if (auto stop = co_await say("RCPT", line)) {
                    co_return stop;
                }
            }
            auto stop = co_await expect("RCPT", 2, limits_.command);
            if (!stop) {
                continue;
            }
            if (!stop->reply) {
                stop->refused_recipients = std::move(refusal.refused_recipients);
                co_return stop;
            }
            refusal.refused_recipients.emplace_back(recipient, stop->reply->text());
            // The final refusal is the one to be told; among equals the first.
            if (!refusal.reply || (is_final(*stop->reply, "RCPT") && !is_final(*refusal.reply, "RCPT"))) {
                refusal.reply = std::move(stop->reply);
            }
        }
        if (refusal.reply) {
            co_return refusal;
        }
        co_return std::nullopt;
    }

    asio::awaitable<std::optional<Stop>> data() {
        auto answer = co_await reply(limits_.data);
        if (!answer) {
            quit_allowed_ = false;
            co_return Stop{"DATA", std::nullopt, Retry::later, std::move(answer.error().message), {}};
        }
        if (answer->code == 354) {
            quit_allowed_ = false;
            co_return std::nullopt;
        }
        quit_allowed_ = answer->kind() >= 4;  // it said no, so it waits for a command again
        co_return Stop{"DATA", std::move(*answer), Retry::later, "", {}};
    }

    asio::awaitable<std::optional<Stop>> body() {
        const std::string wire = stuffed(bytes_);
        for (std::size_t at = 0; at < wire.size(); at += block_size) {
            const auto written = co_await stream_.write(std::string_view(wire).substr(at, block_size), limits_.block);
            if (!written) {
                co_return co_await broken("body", written.error());
            }
        }
        co_return std::nullopt;
    }

    asio::awaitable<std::optional<Stop>> look(const ports::LastLook& last_look) {
        const auto clear = co_await last_look();
        if (!clear) {
            co_return Stop{"last look", std::nullopt, clear.error().retry, clear.error().message, {}};
        }
        if (!*clear) {
            co_return Stop{"last look", std::nullopt, Retry::later, "it stood against sending", {}};
        }
        co_return co_await unasked();
    }

    // Words of the server that lie here before the dot answer no question of ours: it has refused the body half-way,
    // has closed, or is out of step. A reply that came too early must never be taken for the reply to the dot.
    asio::awaitable<std::optional<Stop>> unasked() {
        auto bytes = co_await stream_.read(milliseconds::zero());
        if (!bytes && bytes.error().fault == base::Fault::answer_is_no && reader_.empty()) {
            co_return std::nullopt;
        }
        Stop stop{"before the dot", std::nullopt, Retry::later, "the server closed or spoke before its turn", {}};
        reader_.feed(bytes ? *bytes : "");
        if (auto said = reader_.next(); said && *said && (*said)->kind() >= 4) {
            stop.reply = std::move(**said);
        }
        co_return stop;
    }

    SmtpEnd stopped(Stop stop) const {
        SmtpEnd end;
        end.report.what = Handover::not_sent;
        end.report.retry = stop.retry;
        end.report.detail = std::string(stop.phase) + ": " + (stop.reply ? stop.reply->brief() : stop.why);
        end.report.refused_recipients = std::move(stop.refused_recipients);
        if (stop.reply) {
            end.report.reply = stop.reply->text();
            end.login_lost = says_login_lost(*stop.reply);
            if (is_final(*stop.reply, stop.phase) && !end.login_lost) {
                end.report.what = Handover::refused;
                end.report.retry = Retry::never;
            }
        }
        return end;
    }

    asio::awaitable<SmtpEnd> dot() {
        SmtpEnd end;
        end.dot_written = true;
        end.report = {Handover::unknown, Retry::unknown, "dot: ", "", {}};
        if (const auto written = co_await stream_.write(".\r\n", limits_.block); !written) {
            end.report.detail += written.error().message;
            co_return end;
        }
        auto answer = co_await reply(limits_.dot);
        if (!answer) {
            end.report.detail += answer.error().message;
            co_return end;
        }
        end.report.detail += answer->brief();
        end.report.reply = answer->text();
        end.login_lost = says_login_lost(*answer);
        // 220 and 221 greet and part: they answer no message.
        if (answer->kind() == 2 && answer->code != 220 && answer->code != 221) {
            end.report.what = Handover::sent;
            end.report.retry = Retry::never;
        } else if (answer->kind() == 4 || end.login_lost) {
            end.report.what = Handover::not_sent;
            end.report.retry = Retry::later;
        } else if (answer->kind() == 5) {
            end.report.what = Handover::refused;
            end.report.retry = Retry::never;
        }
        quit_allowed_ = end.report.what != Handover::unknown;
        co_return end;
    }

    ports::ByteStream& stream_;
    const ports::Envelope& envelope_;
    const std::string& bytes_;
    const SmtpLimits limits_;
    const SmtpExtensions extensions_;
    SmtpReader reader_;
    bool quit_allowed_ = true;
};

}  // namespace

asio::awaitable<SmtpEnd> hand_over(ports::ByteStream& stream, const ports::Envelope& envelope, const std::string& bytes,
                                   ports::LastLook last_look, SmtpLimits limits) {
    Conversation conversation(stream, envelope, bytes, limits);
    SmtpEnd end = co_await conversation.run(std::move(last_look));
    co_await conversation.farewell();
    co_return end;
}

}  // namespace amends::mail
