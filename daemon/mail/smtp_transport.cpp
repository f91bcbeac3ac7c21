#include "mail/smtp_transport.hpp"

#include <utility>

#include "mail/log_in.hpp"
#include "mail/smtp_write.hpp"

namespace amends::mail {
namespace {

using base::Retry;
using ports::Handover;
using ports::HandoverReport;

HandoverReport not_sent(std::string detail, base::Error error) {
    HandoverReport report;
    report.what = Handover::not_sent;
    report.retry = error.retry;
    report.detail = std::move(detail) + ": " + error.message;
    report.reply = std::move(error.message);
    return report;
}

// What can be known to be unfit before a server has said what it takes.
base::Status check_early(const ports::Envelope& envelope, const std::string& bytes) {
    SmtpExtensions everything;
    everything.eight_bit_mime = true;
    everything.smtp_utf8 = true;
    const auto checked = check_mail(envelope, bytes, everything);
    return checked ? base::Status{} : base::Status(tl::unexpected<base::Error>(checked.error()));
}

}  // namespace

SmtpTransport::SmtpTransport(AccountSettings account, Connector& connector, Credentials& credentials, SmtpLimits limits)
    : account_(std::move(account)), connector_(connector), credentials_(credentials), limits_(limits) {}

asio::awaitable<HandoverReport> SmtpTransport::send(const ports::Envelope& envelope, const std::string& bytes,
                                                    ports::LastLook last_look) {
    if (auto fit = check_early(envelope, bytes); !fit) {
        co_return not_sent("before connecting", std::move(fit.error()));
    }
    bool renew = std::exchange(renew_next_, false);
    for (int attempt = 1;; ++attempt) {
        auto connected = co_await log_in(account_.smtp, connector_, credentials_, renew);
        if (!connected) {
            co_return not_sent("connecting failed", std::move(connected.error()));
        }
        SmtpEnd end = co_await hand_over(**connected, envelope, bytes, last_look, limits_);
        if (!end.login_lost) {
            co_return std::move(end.report);
        }
        if (end.dot_written) {
            // The last look has said "committing": another attempt is the caller's to decide.
            renew_next_ = true;
            co_return std::move(end.report);
        }
        if (attempt == 2) {
            end.report.retry = Retry::after_change;
            co_return std::move(end.report);
        }
        renew = true;
    }
}

}  // namespace amends::mail
