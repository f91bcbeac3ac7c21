#include "mail/curl_connector.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <asio/experimental/as_tuple.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "mail/blot_out.hpp"
#include "mail/curl_multi.hpp"
#include "mail/curl_stream.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;

constexpr std::size_t most_lines = 200;
constexpr std::size_t longest_line = 1000;
// Nothing heard for 45 s: a probe every 15 s. Nothing acknowledged for 60 s: the link is dead.
constexpr long keepalive_idle = 45;
constexpr long keepalive_interval = 15;
constexpr unsigned user_timeout = 60'000;

/// What must live as long as curl works on the connection.
struct Attempt {
    explicit Attempt(std::shared_ptr<CurlMulti> multi) : handle(std::move(multi)) {}
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    ~Attempt() {
        handle.close();  // before the lines that it writes to
        explicit_bzero(secret.data(), secret.size());
    }

    std::vector<std::string> lines;
    std::string secret;
    std::string ca_bundle;
    CurlHandle handle;
};

std::size_t on_line(char* bytes, std::size_t size, std::size_t count, void* lines) {
    auto& all = *static_cast<std::vector<std::string>*>(lines);
    std::string_view line(bytes, size * count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
        line.remove_suffix(1);
    }
    if (all.size() < most_lines) {
        all.emplace_back(line.substr(0, longest_line));
    }
    return size * count;
}

std::size_t on_body(char*, std::size_t size, std::size_t count, void*) { return size * count; }

int on_new_socket(void*, curl_socket_t socket, curlsocktype) {
    setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &user_timeout, sizeof user_timeout);
    return CURL_SOCKOPT_OK;
}

std::optional<std::string> url_of(const Endpoint& endpoint) {
    const bool imap = endpoint.protocol == Protocol::imap;
    const bool tls = endpoint.security == Security::tls;
    const char* scheme = imap ? (tls ? "imaps" : "imap") : (tls ? "smtps" : "smtp");
    const bool bare_ipv6 = endpoint.host.find(':') != std::string::npos && endpoint.host.front() != '[';
    const std::string host = bare_ipv6 ? "[" + endpoint.host + "]" : endpoint.host;
    // An SMTP URL's path is the EHLO name. This one is valid everywhere and tells nobody how the user's machine is
    // called.
    const char* path = imap ? "/" : "/%5B127.0.0.1%5D";
    CURLU* url = curl_url();
    char* text = nullptr;
    const bool good = curl_url_set(url, CURLUPART_SCHEME, scheme, 0) == CURLUE_OK &&
                      curl_url_set(url, CURLUPART_HOST, host.c_str(), 0) == CURLUE_OK &&
                      curl_url_set(url, CURLUPART_PORT, std::to_string(endpoint.port).c_str(), 0) == CURLUE_OK &&
                      curl_url_set(url, CURLUPART_PATH, path, 0) == CURLUE_OK &&
                      curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK;
    std::optional<std::string> result;
    if (good) {
        result = text;
    }
    curl_free(text);
    curl_url_cleanup(url);
    return result;
}

const char* login_options(Mechanism mechanism) {
    switch (mechanism) {
        case Mechanism::plain: return "AUTH=PLAIN";
        case Mechanism::login: return "AUTH=LOGIN";
        case Mechanism::xoauth2: return "AUTH=XOAUTH2";
        case Mechanism::oauthbearer: return "AUTH=OAUTHBEARER";
    }
    return "";
}

std::optional<std::string> contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) {
        return std::nullopt;
    }
    return text.str();
}

// curl takes one bundle; an account's own certificates stand beside the system's, not in their place.
base::Status set_trust(Attempt& attempt, const std::string& ca_file) {
    CURL* easy = attempt.handle.get();
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // A CAPATH costs every connection its own certificate store; without one the multi's connections share theirs.
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    char* system = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CAINFO, &system);
    const std::string system_bundle = system == nullptr ? "" : system;
    if (ca_file.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, system_bundle.empty() ? nullptr : system_bundle.c_str());
        return {};
    }
    const auto own = contents(ca_file);
    if (!own) {
        return base::failure(Fault::configuration, Retry::after_change,
                             "The certificate file \"" + ca_file + "\" cannot be read.");
    }
    attempt.ca_bundle = contents(system_bundle).value_or("") + "\n" + *own;
    curl_blob blob{attempt.ca_bundle.data(), attempt.ca_bundle.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
    return {};
}

void set_link(CURL* easy, std::chrono::milliseconds within) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A name lookup that does not end is left to itself: waiting for its thread would stop the loop, or hold up the
    // end.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(within.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(within.count()));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, keepalive_idle);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, keepalive_interval);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_new_socket);
}

base::Status prepare(Attempt& attempt, const Endpoint& endpoint, const char* options,
                     std::chrono::milliseconds within) {
    CURL* easy = attempt.handle.get();
    const auto url = url_of(endpoint);
    if (easy == nullptr || !url) {
        return base::failure(
            Fault::configuration, Retry::after_change,
            "\"" + endpoint.host + "\" with port " + std::to_string(endpoint.port) + " is not a server's address.");
    }
    if (attempt.secret.find('\0') != std::string::npos) {
        return base::failure(Fault::configuration, Retry::after_change,
                             "The password or token for " + endpoint.host + " holds a zero byte.");
    }
    set_link(easy, within);
    curl_easy_setopt(easy, CURLOPT_URL, url->c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps,smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    // Never USESSL_TRY: it goes on in clear where STARTTLS has been stripped.
    curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(easy, CURLOPT_SASL_IR, 1L);
    curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, options);
    curl_easy_setopt(easy, CURLOPT_USERNAME, endpoint.user.c_str());
    const bool bearer = endpoint.mechanism == Mechanism::xoauth2 || endpoint.mechanism == Mechanism::oauthbearer;
    curl_easy_setopt(easy, bearer ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, attempt.secret.c_str());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &attempt.lines);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    return set_trust(attempt, endpoint.ca_file);
}

// A certificate or STARTTLS may fail for no longer than a stay in a hotel whose network stands in between: so these are
// `later`, too, and the caller tells the user when it goes on.
base::Error failed(CURLcode code, const Endpoint& endpoint, const Attempt& attempt) {
    const std::string server = endpoint.host + ":" + std::to_string(endpoint.port);
    switch (static_cast<int>(code)) {
        case CURLE_LOGIN_DENIED: {
            long response = 0;
            curl_easy_getinfo(attempt.handle.get(), CURLINFO_RESPONSE_CODE, &response);
            return login_failure(endpoint.protocol, attempt.lines, response);
        }
        case CURLE_COULDNT_RESOLVE_HOST:
            return {Fault::mail_server, Retry::later, "The name of the mail server " + server + " is not known."};
        case CURLE_COULDNT_CONNECT:
            return {Fault::mail_server, Retry::later, "The mail server " + server + " cannot be reached."};
        case CURLE_OPERATION_TIMEDOUT:
            return {Fault::mail_server, Retry::later, "The mail server " + server + " did not answer in time."};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {Fault::mail_server, Retry::later,
                    "The certificate of the mail server " + server +
                        " is not valid for it or comes from an unknown issuer; nothing was sent to it." +
                        (endpoint.protocol == Protocol::imap
                             ? " Where it comes from your own authority, set `imap.ca_file`."
                             : " Where it comes from your own authority, set `smtp.ca_file`.")};
        case CURLE_USE_SSL_FAILED:
            return {Fault::mail_server, Retry::later,
                    "The mail server " + server + " does not offer STARTTLS; nothing was sent to it. Check the port."};
        case CURLE_SSL_CONNECT_ERROR:
            return {Fault::mail_server, Retry::later,
                    "No TLS connection to the mail server " + server + " came about. Check the port and the security."};
        case CURLE_SSL_CACERT_BADFILE:
            return {Fault::configuration, Retry::after_change,
                    "The trusted certificates for " + server + " cannot be read."};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_GOT_NOTHING:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR: {
            std::string said = attempt.lines.empty() ? "." : ": " + shown(attempt.lines.back());
            return {Fault::mail_server, Retry::later, "The mail server " + server + " broke off the login" + said};
        }
        default:
            return {Fault::mail_server, Retry::later,
                    "The connection to the mail server " + server + " failed: " + curl_easy_strerror(code) + "."};
    }
}

// What an IMAP server is said to have said before STARTTLS, anybody on the way may have said; so the lines up to the
// tagged answer to STARTTLS, curl's second command, are of no interest to anybody.
void drop_what_came_in_clear(std::vector<std::string>& lines) {
    int answers = 0;
    const auto last = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        answers += line.starts_with("*") || line.starts_with("+") ? 0 : 1;
        return answers == 2;
    });
    lines.erase(lines.begin(), last == lines.end() ? last : last + 1);
}

// An IMAP server without any SASL mechanism, which still takes a password by the LOGIN command (RFC 3501 6.2.3).
bool has_only_the_login_command(const Endpoint& endpoint, const std::vector<std::string>& lines) {
    const bool password = endpoint.mechanism == Mechanism::plain || endpoint.mechanism == Mechanism::login;
    bool listed = false;
    for (const auto& line : lines) {
        const std::string low = base::lower_ascii(line);
        listed = listed || low.starts_with("* capability ");
        if (low.find(" auth=") != std::string::npos || low.find(" logindisabled") != std::string::npos) {
            return false;
        }
    }
    return endpoint.protocol == Protocol::imap && password && listed;
}

asio::awaitable<std::optional<CURLcode>> carry_out(Attempt& attempt) {
    using asio::experimental::as_tuple;
    asio::steady_timer finished(attempt.handle.multi().loop(), asio::steady_timer::time_point::max());
    std::optional<CURLcode> code;
    attempt.handle.multi().start(attempt.handle.get(), [&](CURLcode result) {
        code = result;
        finished.expires_at(asio::steady_timer::time_point::min());
    });
    co_await finished.async_wait(as_tuple(asio::use_awaitable));
    blot_out(attempt.lines, attempt.secret);
    co_return code;
}

}  // namespace

CurlConnector::CurlConnector(asio::io_context& loop, std::chrono::milliseconds within)
    : multi_(std::make_shared<CurlMulti>(loop)), within_(within) {}

CurlConnector::~CurlConnector() = default;

ports::Task<std::unique_ptr<ports::ByteStream>> CurlConnector::connect(Endpoint endpoint, std::string secret) {
    auto attempt = std::make_unique<Attempt>(multi_);
    attempt->secret = secret;
    explicit_bzero(secret.data(), secret.size());
    if (auto prepared = prepare(*attempt, endpoint, login_options(endpoint.mechanism), within_); !prepared) {
        co_return tl::unexpected<base::Error>(std::move(prepared.error()));
    }
    auto code = co_await carry_out(*attempt);
    if (code == CURLE_LOGIN_DENIED && has_only_the_login_command(endpoint, attempt->lines)) {
        // libcurl sends LOGIN only where it may choose; there is no mechanism here that it could choose instead.
        auto second = std::make_unique<Attempt>(multi_);
        second->secret = attempt->secret;
        attempt = std::move(second);
        if (auto prepared = prepare(*attempt, endpoint, "AUTH=*", within_); !prepared) {
            co_return tl::unexpected<base::Error>(std::move(prepared.error()));
        }
        code = co_await carry_out(*attempt);
    }
    if (!code) {
        co_return base::failure(Fault::mail_server, Retry::later, "The login was interrupted.");
    }
    if (*code != CURLE_OK) {
        co_return tl::unexpected<base::Error>(failed(*code, endpoint, *attempt));
    }
    long response = 0;
    curl_easy_getinfo(attempt->handle.get(), CURLINFO_RESPONSE_CODE, &response);
    // A server that offers no AUTH at all counts as a success for curl.
    if (endpoint.protocol == Protocol::smtp && response != 235) {
        co_return base::failure(Fault::mail_server, Retry::after_change,
                                "The mail server " + endpoint.host + " takes no login on this port.");
    }
    if (endpoint.protocol == Protocol::imap && endpoint.security == Security::starttls) {
        drop_what_came_in_clear(attempt->lines);
    }
    CURL* easy = attempt->handle.get();
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, nullptr);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, nullptr);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, nullptr);
    curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, nullptr);
    co_return CurlStream::make(std::move(attempt->handle), std::move(attempt->lines));
}

}  // namespace amends::mail
