#pragma once
// What is said to an SMTP server (RFC 5321, 3461, 6152, 6531), as bytes. Pure. Nothing that could be read as another
// command or as the end of the message ever comes out of here: such an address or message is an Error.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "mail/smtp_parse.hpp"
#include "ports/transport.hpp"

namespace amends::mail {

/// What a message asks of the server.
struct SmtpNeeds {
    bool eight_bit = false;  ///< bytes beyond ASCII in the body
    bool utf8 = false;       ///< bytes beyond ASCII in the header or in an address
};

/// Retry::never where the message cannot go out over this server: no or unsafe addresses, a bare CR or LF, a NUL, a
/// line of more than 998 bytes, more bytes than the server takes, or bytes beyond ASCII that it does not take.
base::Result<SmtpNeeds> check_mail(const ports::Envelope& envelope, std::string_view bytes,
                                   const SmtpExtensions& extensions);

/// For a checked mail only; all with CRLF.
std::string mail_command(const ports::Envelope& envelope, std::size_t size, const SmtpNeeds& needs,
                         const SmtpExtensions& extensions);
std::string rcpt_command(std::string_view recipient, const SmtpExtensions& extensions);
/// The message as it goes over the wire, dots doubled at the beginning of lines, without the final dot.
std::string stuffed(std::string_view bytes);
/// RFC 3461 4: xtext.
std::string xtext(std::string_view text);

}  // namespace amends::mail
