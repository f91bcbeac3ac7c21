#include "mail/smtp_write.hpp"

#include <algorithm>

#include "base/mail.hpp"
#include "base/text.hpp"

namespace amends::mail {
namespace {

constexpr std::size_t most_line = 998;         // RFC 5322 2.1.1
constexpr std::size_t most_envelope_id = 100;  // RFC 3461 4.4

tl::unexpected<base::Error> unfit(std::string message) {
    return base::failure(base::Fault::internal, base::Retry::never, std::move(message));
}

bool beyond_ascii(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

base::Status check_addresses(const ports::Envelope& envelope) {
    if (envelope.recipients.empty()) {
        return unfit("The message has no recipient; nothing was sent.");
    }
    const bool safe = base::is_safe_mailbox(envelope.sender) && base::is_utf8(envelope.sender) &&
                      std::all_of(envelope.recipients.begin(), envelope.recipients.end(), [](const std::string& one) {
                          return base::is_safe_mailbox(one) && base::is_utf8(one);
                      });
    if (!safe) {
        return unfit("An address of the message is not one that can be sent to; nothing was sent.");
    }
    return {};
}

base::Status check_lines(std::string_view bytes) {
    if (bytes.empty() || bytes.find('\0') != std::string_view::npos) {
        return unfit("The message is empty or contains a NUL byte; nothing was sent.");
    }
    std::size_t start = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool cr = bytes[i] == '\r';
        if (bytes[i] == '\n' || (cr && (i + 1 == bytes.size() || bytes[i + 1] != '\n'))) {
            return unfit("The message has a line that does not end in CR LF; nothing was sent.");
        }
        if (!cr) {
            continue;
        }
        if (i - start > most_line) {
            return unfit("The message has a line of more than 998 bytes; nothing was sent.");
        }
        start = ++i + 1;
    }
    if (bytes.size() - std::min(start, bytes.size()) > most_line) {
        return unfit("The message has a line of more than 998 bytes; nothing was sent.");
    }
    return {};
}

}  // namespace

base::Result<SmtpNeeds> check_mail(const ports::Envelope& envelope, std::string_view bytes,
                                   const SmtpExtensions& extensions) {
    if (auto addresses = check_addresses(envelope); !addresses) {
        return tl::unexpected<base::Error>(addresses.error());
    }
    if (auto lines = check_lines(bytes); !lines) {
        return tl::unexpected<base::Error>(lines.error());
    }
    if (extensions.size != 0 && bytes.size() > extensions.size) {
        return unfit("The message is larger than the mail server takes (" + std::to_string(extensions.size) +
                     " bytes); nothing was sent.");
    }
    const auto blank = bytes.find("\r\n\r\n");
    const auto header = bytes.substr(0, blank);
    SmtpNeeds needs;
    needs.eight_bit = beyond_ascii(bytes.substr(header.size()));
    needs.utf8 = beyond_ascii(header) || beyond_ascii(envelope.sender) ||
                 std::any_of(envelope.recipients.begin(), envelope.recipients.end(), beyond_ascii);
    if (needs.eight_bit && !extensions.eight_bit_mime) {
        return unfit("The message has bytes beyond ASCII, which the mail server does not take; nothing was sent.");
    }
    if (needs.utf8 && !extensions.smtp_utf8) {
        return unfit(
            "An address or a header has letters beyond ASCII, which the mail server does not take; nothing was sent.");
    }
    return needs;
}

std::string mail_command(const ports::Envelope& envelope, std::size_t size, const SmtpNeeds& needs,
                         const SmtpExtensions& extensions) {
    std::string line = "MAIL FROM:<" + envelope.sender + ">";
    if (extensions.size != 0) {
        line += " SIZE=" + std::to_string(size);
    }
    if (needs.eight_bit || (needs.utf8 && extensions.eight_bit_mime)) {
        line += " BODY=8BITMIME";
    }
    if (needs.utf8) {
        line += " SMTPUTF8";
    }
    if (extensions.dsn) {
        line += " RET=HDRS";
        const std::string id = xtext(envelope.envelope_id);
        if (!id.empty() && id.size() <= most_envelope_id) {
            line += " ENVID=" + id;
        }
    }
    return line + "\r\n";
}

std::string rcpt_command(std::string_view recipient, const SmtpExtensions& extensions) {
    return "RCPT TO:<" + std::string(recipient) + ">" + (extensions.dsn ? " NOTIFY=FAILURE,DELAY" : "") + "\r\n";
}

std::string stuffed(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 64 + 2);
    bool line_begins = true;
    for (const char c : bytes) {
        if (line_begins && c == '.') {
            out += '.';
        }
        out += c;
        line_begins = c == '\n';
    }
    if (!line_begins) {
        out += "\r\n";
    }
    return out;
}

std::string xtext(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 33 || byte > 126 || c == '+' || c == '=') {
            out += std::string("+") + digits[byte >> 4] + digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace amends::mail
