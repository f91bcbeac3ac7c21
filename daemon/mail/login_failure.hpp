#pragma once
// Why a mail server refused a login, from its own words: does it pass (later) or must a person act (after_change)?
// Pure. libcurl reports both as CURLE_LOGIN_DENIED (67), so only the server's lines tell them apart (RFC 5530 response
// codes, RFC 4954 and RFC 3463 status codes, and the texts of servers that have neither).
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "mail/account.hpp"

namespace amends::mail {

/// `server_lines`: everything the server said since connecting; `response_code`: curl's, 0 where there is none.
/// A refusal without a known reason counts as after_change: knocking on with the same password gets accounts locked.
base::Error login_failure(Protocol protocol, const std::vector<std::string>& server_lines, long response_code);

/// The server's text cut to one printable line of at most `most` bytes, for showing it to the user.
std::string shown(std::string_view server_text, std::size_t most = 200);

}  // namespace amends::mail
