#include "mail/imap_failure.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;

struct Meaning {
    std::string_view sign;  // a code, or a part of the text in lower case
    Fault fault;
    Retry retry;
    std::string_view advice;
};

constexpr std::string_view free_space = " Free some space in the mailbox.";
constexpr std::string_view log_in_again = " The login is made again.";
constexpr std::string_view ask_rights = " Ask the mail provider for the right to do this.";

// An expired login is `later`: the conversation ends, and the next one asks for a new secret if it must.
constexpr std::array codes{
    Meaning{"OVERQUOTA", Fault::mail_server, Retry::after_change, free_space},
    Meaning{"TOOBIG", Fault::mail_server, Retry::after_change, ""},
    Meaning{"NONEXISTENT", Fault::answer_is_no, Retry::after_change, " The folder does not exist."},
    Meaning{"TRYCREATE", Fault::answer_is_no, Retry::after_change, " The folder does not exist."},
    Meaning{"NOPERM", Fault::mail_server, Retry::after_change, ask_rights},
    Meaning{"READ-ONLY", Fault::mail_server, Retry::after_change, ask_rights},
    Meaning{"CANNOT", Fault::mail_server, Retry::after_change, ""},
    Meaning{"PRIVACYREQUIRED", Fault::mail_server, Retry::after_change, ""},
    Meaning{"CONTACTADMIN", Fault::mail_server, Retry::after_change, " Ask the mail provider."},
    Meaning{"AUTHENTICATIONFAILED", Fault::mail_server, Retry::later, log_in_again},
    Meaning{"AUTHORIZATIONFAILED", Fault::mail_server, Retry::later, log_in_again},
    Meaning{"EXPIRED", Fault::mail_server, Retry::later, log_in_again},
};

constexpr std::array words{
    Meaning{"quota", Fault::mail_server, Retry::after_change, free_space},
    Meaning{"mailbox full", Fault::mail_server, Retry::after_change, free_space},
    Meaning{"permission denied", Fault::mail_server, Retry::after_change, ask_rights},
};

// What servers say that want to be left in peace for a while, with or without a code (RFC 5530, RFC 9051).
constexpr std::array sparing_words{"too many", "rate limit", "throttl"};

constexpr std::array missing_words{"doesn't exist", "does not exist", "no such",     "unknown mailbox",
                                   "not found",     "nonexistent",    "non-existent"};

bool asks_for_peace(std::string_view code, std::string_view text) {
    const std::string low = base::lower_ascii(text);
    return code == "THROTTLED" || code == "LIMIT" ||
           std::any_of(sparing_words.begin(), sparing_words.end(),
                       [&](const char* sign) { return low.find(sign) != std::string::npos; });
}

}  // namespace

bool says_missing(const ImapReply& reply) {
    if (reply.code == "NONEXISTENT" || reply.code == "TRYCREATE") {
        return true;
    }
    const std::string text = base::lower_ascii(reply.text);
    return reply.name == "NO" && reply.code.empty() &&
           std::any_of(missing_words.begin(), missing_words.end(),
                       [&](const char* sign) { return text.find(sign) != std::string::npos; });
}

base::Error imap_failure(const ImapReply& reply, std::string_view what) {
    const std::string said = reply.text.empty() ? reply.name : shown(reply.text);
    base::Error error{Fault::mail_server, Retry::later,
                      "The mail server refused to " + std::string(what) + ": " + said};
    if (error.message.back() != '.') {
        error.message += '.';
    }
    error.spare = asks_for_peace(reply.code, reply.text);
    const auto apply = [&](const Meaning& meaning) {
        error.fault = meaning.fault;
        error.retry = meaning.retry;
        error.message += meaning.advice;
    };
    const auto code = std::find_if(codes.begin(), codes.end(), [&](const Meaning& m) { return m.sign == reply.code; });
    if (code != codes.end()) {
        apply(*code);
        return error;
    }
    const std::string text = base::lower_ascii(reply.text);
    const auto word = std::find_if(words.begin(), words.end(),
                                   [&](const Meaning& m) { return text.find(m.sign) != std::string::npos; });
    if (reply.code.empty() && word != words.end()) {
        apply(*word);
    }
    return error;
}

base::Error imap_goodbye(std::string_view code, std::string_view text) {
    base::Error error{Fault::mail_server, Retry::later, "The mail server ended the connection: " + shown(text)};
    error.spare = asks_for_peace(code, text);
    return error;
}

base::Error imap_unbelievable(std::string_view what, std::uint64_t number) {
    return {Fault::mail_server, Retry::later,
            "The mail server's answer cannot be true: " + std::string(what) + " " + std::to_string(number) + "."};
}

}  // namespace amends::mail
