#include "mail/login_failure.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace amends::mail {
namespace {

using base::Retry;

struct Sign {
    std::string_view text;  // lower case, anywhere in a refusing line
    Retry retry;
    std::string_view message;
    bool spare = false;  // the server wants fewer visits
};

constexpr std::string_view wrong_secret =
    "The mail server refused the user name, password or token; check them in the configuration.";
constexpr std::string_view expired =
    "The password or token for the mail server has expired; set a new one, or sign in again with the provider.";
constexpr std::string_view web_login =
    "The mail provider wants you to sign in with a web browser first; do that, then Amends goes on by itself.";
constexpr std::string_view app_password =
    "The mail provider wants an app password for this program; make one in the account's security settings.";
constexpr std::string_view no_permission =
    "The login is right but the account may not use this service; enable IMAP and SMTP for it with the provider.";
constexpr std::string_view administrator = "The mail server asks you to turn to its administrator about this account.";
constexpr std::string_view needs_encryption =
    "The mail server wants an encrypted connection before a login; set security to tls or starttls.";
constexpr std::string_view wrong_mechanism =
    "The mail server does not take this way of logging in; set another mechanism in the configuration.";
constexpr std::string_view basic_is_off =
    "The mail provider no longer takes passwords from mail programs; use token_command (OAuth2) for this account.";
constexpr std::string_view unavailable =
    "The mail server cannot check the login just now; Amends tries again by itself.";
constexpr std::string_view too_many =
    "The mail server allows no further connections or logins just now; Amends tries again later, and closing other "
    "mail programs helps.";

// In the order of trust: what a server says with a code before what it says in prose.
constexpr std::array signs{
    Sign{"[unavailable]", Retry::later, unavailable},
    Sign{"[inuse]", Retry::later, unavailable},
    Sign{"[serverbug]", Retry::later, unavailable},
    Sign{"[limit]", Retry::later, too_many, true},
    Sign{"[throttled]", Retry::later, too_many, true},
    Sign{"application-specific password", Retry::after_change, app_password},
    Sign{"app-specific password", Retry::after_change, app_password},
    Sign{"app password", Retry::after_change, app_password},
    Sign{"5.7.9 ", Retry::after_change, app_password},
    Sign{"[webalert", Retry::after_change, web_login},
    Sign{"web browser", Retry::after_change, web_login},
    Sign{"web login", Retry::after_change, web_login},
    Sign{"5.7.14", Retry::after_change, web_login},
    Sign{"basic authentication is disabled", Retry::after_change, basic_is_off},
    Sign{"smtpclientauthentication is disabled", Retry::after_change, no_permission},
    Sign{"[expired]", Retry::after_change, expired},
    Sign{"password has expired", Retry::after_change, expired},
    Sign{"token has expired", Retry::after_change, expired},
    Sign{"[privacyrequired]", Retry::after_change, needs_encryption},
    Sign{"[authorizationfailed]", Retry::after_change, no_permission},
    Sign{"[noperm]", Retry::after_change, no_permission},
    Sign{"imap access is disabled", Retry::after_change, no_permission},
    Sign{"[contactadmin]", Retry::after_change, administrator},
    Sign{"user is authenticated but not connected", Retry::later, unavailable},
    Sign{"too many", Retry::later, too_many, true},
    Sign{"maximum number of connections", Retry::later, too_many, true},
    Sign{"rate limit", Retry::later, too_many, true},
    Sign{"try again later", Retry::later, unavailable},
    Sign{"temporar", Retry::later, unavailable},
    Sign{"internal error", Retry::later, unavailable},
    Sign{"shutting down", Retry::later, unavailable},
    Sign{"[authenticationfailed]", Retry::after_change, wrong_secret},
    Sign{"5.7.11", Retry::after_change, needs_encryption},
    Sign{"must issue a starttls", Retry::after_change, needs_encryption},
    Sign{"5.7.8", Retry::after_change, wrong_secret},
    Sign{"5.5.4", Retry::after_change, wrong_mechanism},
    Sign{"5.7.4", Retry::after_change, wrong_mechanism},
    Sign{"unrecognized authentication type", Retry::after_change, wrong_mechanism},
};

bool refuses_imap(std::string_view low) {
    // "* OK [CAPABILITY …]" names LIMITs and more that are no refusal: only these kinds of lines count.
    const auto space = low.find(' ');
    const std::string_view rest = space == std::string_view::npos ? "" : low.substr(space + 1);
    const std::string_view word = rest.substr(0, rest.find(' '));
    return word == "no" || word == "bad" || word == "bye" || rest.starts_with("ok [alert]") ||
           rest.starts_with("ok [webalert");
}

long smtp_code(std::string_view line) {
    if (line.size() < 3 ||
        !std::all_of(line.begin(), line.begin() + 3, [](unsigned char c) { return std::isdigit(c); })) {
        return 0;
    }
    return (line[0] - '0') * 100L + (line[1] - '0') * 10L + (line[2] - '0');
}

// Where no sign was found, the SMTP code alone (RFC 4954 section 6).
std::optional<Sign> by_code(long code) {
    switch (code) {
        case 421:
        case 450:
        case 451:
        case 454: return Sign{"", Retry::later, unavailable};
        case 432: return Sign{"", Retry::after_change, expired};
        case 504: return Sign{"", Retry::after_change, wrong_mechanism};
        case 530: return Sign{"", Retry::after_change, wrong_secret};
        case 534: return Sign{"", Retry::after_change, app_password};
        case 535: return Sign{"", Retry::after_change, wrong_secret};
        case 538: return Sign{"", Retry::after_change, needs_encryption};
        default: break;
    }
    return code >= 400 && code < 500 ? std::optional<Sign>(Sign{"", Retry::later, unavailable}) : std::nullopt;
}

// "A004 NO [AUTHENTICATIONFAILED] Wrong." and "535 5.7.8 Wrong." without what comes before the server's own words.
std::string_view said(Protocol protocol, std::string_view line) {
    if (protocol == Protocol::imap) {
        const auto tag = line.find(' ');
        const auto word = tag == std::string_view::npos ? tag : line.find(' ', tag + 1);
        return word == std::string_view::npos ? std::string_view{} : line.substr(word + 1);
    }
    return line;
}

base::Error error_of(const Sign& sign, std::string_view server_words) {
    std::string message(sign.message);
    if (const std::string words = shown(server_words); !words.empty()) {
        message += " The server said: " + words;
    }
    base::Error error{base::Fault::mail_server, sign.retry, std::move(message)};
    error.spare = sign.spare;
    return error;
}

}  // namespace

std::string shown(std::string_view server_text, std::size_t most) {
    std::string out;
    for (const char c : server_text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
    out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
    if (out.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) {
            --end;
        }
        out.resize(end);
        out += "…";
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

base::Error login_failure(Protocol protocol, const std::vector<std::string>& server_lines, long response_code) {
    std::vector<std::string_view> refusing;
    long code = protocol == Protocol::smtp ? response_code : 0;
    bool farewell = false;
    for (const auto& line : server_lines) {
        const std::string low = base::lower_ascii(line);
        if (protocol == Protocol::imap ? refuses_imap(low) : smtp_code(line) >= 400) {
            refusing.push_back(line);
            code = protocol == Protocol::smtp ? smtp_code(line) : 0;
            farewell = farewell || (protocol == Protocol::imap && low.starts_with("* bye"));
        }
    }
    for (const auto& sign : signs) {
        for (const auto line : refusing) {
            if (base::lower_ascii(line).find(sign.text) != std::string::npos) {
                return error_of(sign, said(protocol, line));
            }
        }
    }
    const std::string_view last = refusing.empty() ? std::string_view{} : said(protocol, refusing.back());
    if (const auto sign = by_code(code)) {
        return error_of(*sign, last);
    }
    if (farewell) {
        return error_of(Sign{"", Retry::later, unavailable}, last);
    }
    // curl refuses by itself where the server offers nothing that it was told to use: nothing was asked then.
    return error_of(Sign{"", Retry::after_change, refusing.empty() ? wrong_mechanism : wrong_secret}, last);
}

}  // namespace amends::mail
