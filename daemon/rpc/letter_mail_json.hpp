#pragma once
// What `amends` and the amendsd that it runs hand each other as JSON text: a letter out of a mail, and a letter that is
// to become one.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"
#include "base/result.hpp"

namespace amends::rpc {

/// For `amends review --eml` and `amends sendmail`.
struct MailedLetter {
    std::string subject, body;            ///< quotes and signature included
    std::string to;                       ///< the first address of To; "" where there is none
    std::vector<std::string> recipients;  ///< canonical; of To, Cc and Bcc
    std::optional<base::Instant> sent_at;
    bool encrypted = false;
};

/// For `amends write --eml`.
struct LetterToMail {
    base::Address from, to;
    std::string subject, body;
    base::Instant date;
    std::int64_t utc_offset = 0;  ///< seconds east of UTC, whole minutes
    base::MessageId message_id;
};

std::string to_json(const MailedLetter& letter);
std::string to_json(const LetterToMail& letter);
// An Error means that the two programs are of different versions.
base::Result<MailedLetter> read_mailed_letter(std::string_view bytes);
base::Result<LetterToMail> read_letter_to_mail(std::string_view bytes);

}  // namespace amends::rpc
