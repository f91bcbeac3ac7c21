#include "mail/credentials.hpp"

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cstring>
#include <utility>

#include "mail/command_credentials.hpp"
#include "mail/secret_service.hpp"
#include "mail/systemd_credential.hpp"

namespace amends::mail {
namespace {

// Access tokens commonly live for an hour.
constexpr std::chrono::minutes keep_token{50};

struct Asking {
    Asking(bool& asking, asio::steady_timer& done) : flag(asking), timer(done) { flag = true; }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;
    ~Asking() {
        flag = false;
        timer.cancel();
    }
    bool& flag;
    asio::steady_timer& timer;
};

}  // namespace

void wipe(std::string& text) {
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

base::Result<std::string> first_line_as_secret(std::string_view text, const std::string& from) {
    text = text.substr(0, text.find('\n'));
    if (!text.empty() && text.back() == '\r') {
        text.remove_suffix(1);
    }
    if (text.empty()) {
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             from + " gave no secret; its first line must be the password or token.");
    }
    if (text.find_first_of(std::string_view("\0\r", 2)) != std::string_view::npos) {
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             from + " gave a first line that cannot be a password or token.");
    }
    return std::string(text);
}

RememberedCredentials::RememberedCredentials(asio::io_context& io, Ask ask,
                                             std::optional<std::chrono::steady_clock::duration> keep_for)
    : ask_(std::move(ask)), keep_for_(keep_for), answered_(io, asio::steady_timer::time_point::max()) {}

RememberedCredentials::~RememberedCredentials() { forget(); }

void RememberedCredentials::forget() {
    if (answer_ && *answer_) {
        wipe(**answer_);
    }
    answer_.reset();
}

ports::Task<std::string> RememberedCredentials::secret(bool renew) {
    if (asking_) {
        while (asking_) {
            asio::error_code cancelled;
            co_await answered_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        }
        if (answer_) {
            co_return *answer_;
        }
    }
    const auto now = std::chrono::steady_clock::now();
    const bool fresh = answer_ && *answer_ && (!keep_for_ || now - asked_at_ < *keep_for_);
    if (!renew && fresh) {
        co_return *answer_;
    }
    forget();
    const Asking asking(asking_, answered_);
    asked_at_ = now;
    answer_ = co_await ask_();
    co_return *answer_;
}

std::unique_ptr<Credentials> make_credentials(const SecretSource& source, asio::io_context& io) {
    RememberedCredentials::Ask ask;
    std::optional<std::chrono::steady_clock::duration> keep_for;
    switch (source.kind) {
        case SecretKind::password_command:
            ask = [command = source.command] { return secret_from_command(command, base::Retry::after_change); };
            break;
        case SecretKind::token_command:
            // What fetches a token needs the network, so its failure may pass.
            ask = [command = source.command] { return secret_from_command(command, base::Retry::later); };
            keep_for = keep_token;
            break;
        case SecretKind::secret_service:
            ask = [attributes = source.attributes] { return secret_from_service(attributes); };
            break;
        case SecretKind::systemd_credential:
            ask = [name = source.credential]() -> ports::Task<std::string> { co_return secret_from_systemd(name); };
            break;
    }
    return std::make_unique<RememberedCredentials>(io, std::move(ask), keep_for);
}

}  // namespace amends::mail
