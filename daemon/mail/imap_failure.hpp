#pragma once
// What a server's NO, BAD or BYE means for the user and for trying again (RFC 5530 codes, then the server's words).
// Pure.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "mail/imap_parse.hpp"

namespace amends::mail {

/// The tagged answer to one command.
struct ImapReply {
    std::string name;  ///< "OK", "NO" or "BAD"
    std::string code;  ///< upper case
    std::vector<ImapValue> code_values;
    std::string text;
    [[nodiscard]] bool ok() const { return name == "OK"; }
};

/// True where the answer says that a folder is not there.
bool says_missing(const ImapReply& reply);
/// `what`: what was tried, to stand after "The mail server refused to".
base::Error imap_failure(const ImapReply& reply, std::string_view what);
/// The server has said goodbye on its own account.
base::Error imap_goodbye(std::string_view code, std::string_view text);

/// A higher UIDNEXT is not believed: kept as the place to read on from, it would hide every message to come.
constexpr std::uint64_t highest_uid_next = 0xffff'0000;
/// The server has said a number that cannot be: `what` is its name, "UIDNEXT".
base::Error imap_unbelievable(std::string_view what, std::uint64_t number);

}  // namespace amends::mail
