#include "core/inserted.hpp"

#include <algorithm>
#include <iterator>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace amends::core {
namespace {

constexpr std::size_t words_in_a_mark = 5;
constexpr std::size_t digits_of_a_mark = 12;
constexpr double enough = 0.35;             // an edited letter to the people it was meant for
constexpr double enough_for_others = 0.75;  // …and to somebody else: more than two letters of one situation share
constexpr double enough_for_anybody = 0.5;  // where it was not known whom it was meant for

/// Letters and figures; every byte beyond ASCII counts as a letter.
bool is_word_byte(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z');
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool within = false;
    for (const char byte : base::lower_ascii(text)) {
        if (!is_word_byte(byte)) {
            within = false;
            continue;
        }
        if (!within) words.emplace_back();
        words.back() += byte;
        within = true;
    }
    return words;
}

bool share_one(const std::vector<std::string>& some, const std::vector<std::string>& others) {
    return std::ranges::any_of(some, [&](const auto& each) { return std::ranges::find(others, each) != others.end(); });
}

}  // namespace

std::vector<std::string> marks_of(std::string_view text) {
    const auto words = words_of(text);
    std::vector<std::string> marks;
    if (words.empty()) return marks;
    const std::size_t length = std::min(words.size(), words_in_a_mark);
    for (std::size_t first = 0; first + length <= words.size(); ++first) {
        std::string row;
        for (std::size_t i = first; i < first + length; ++i) row += words[i] + ' ';
        marks.push_back(base::sha256_hex(row).substr(0, digits_of_a_mark));
    }
    std::ranges::sort(marks);
    const auto twice = std::ranges::unique(marks);
    marks.erase(twice.begin(), twice.end());
    return marks;
}

SentMail as_sent(const base::MessageFacts& facts) {
    SentMail mail{.recipients = {},
                  .subject = facts.subject,
                  .marks = marks_of(facts.text),
                  .encrypted = facts.protection == base::Protection::encrypted};
    for (const auto* addresses : {&facts.to, &facts.cc, &facts.bcc})
        for (const base::Address& address : *addresses)
            mail.recipients.push_back(base::canonical_mailbox(address.mailbox));
    return mail;
}

double likeness(const InsertedLetter& letter, const SentMail& mail) {
    const bool told = !letter.recipients.empty();
    const bool same_people = told && share_one(letter.recipients, mail.recipients);
    // What cannot be read can only be known by whom it is for and what it is called.
    if (mail.encrypted) return same_people && !letter.subject.empty() && letter.subject == mail.subject ? enough : 0;
    if (letter.marks.empty()) return 0;
    std::vector<std::string> common;
    std::ranges::set_intersection(letter.marks, mail.marks, std::back_inserter(common));
    const double share = static_cast<double>(common.size()) / static_cast<double>(letter.marks.size());
    const double least = same_people ? enough : told ? enough_for_others : enough_for_anybody;
    return share >= least ? share : 0;
}

}  // namespace amends::core
