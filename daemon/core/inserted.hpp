#pragma once
// A letter that was put into a mail before it was sent, remembered by marks of its words, so that the mail is known
// again when it is sent: nothing that could reach the client is written into the mail. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"
#include "base/time.hpp"

namespace amends::core {

struct InsertedLetter {
    base::Instant at;
    std::string situation;                ///< "" where it is not known
    std::vector<std::string> recipients;  ///< canonical; none where the mail program had not told them
    std::string subject;                  ///< "" where it had none
    std::vector<std::string> marks;       ///< of its words; see marks_of()
};

/// Hashes of every five words in a row, sorted: what remains the same however the lines are broken, and tells the words
/// to nobody.
std::vector<std::string> marks_of(std::string_view text);

/// A mail as it is sent.
struct SentMail {
    std::vector<std::string> recipients;  ///< canonical; To, Cc and Bcc
    std::string subject;
    std::vector<std::string> marks;  ///< of what its writer wrote, quotes cut
    bool encrypted = false;          ///< nobody can read its words
};

SentMail as_sent(const base::MessageFacts& facts);

/// How sure it is that the mail is that letter, perhaps edited: 0 where it is not, at most 1. With other recipients
/// than it was meant for most of its words must be there, as two letters for one situation share many.
double likeness(const InsertedLetter& letter, const SentMail& mail);

}  // namespace amends::core
