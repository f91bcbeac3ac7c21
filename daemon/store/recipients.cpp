#include "store/recipients.hpp"

#include "store/words.hpp"

namespace amends::store {

namespace {

core::Recipient recipient_from(const Query& row, int first) {
    return {{row.text(first + 1), row.text(first + 2)},
            recipient_field_from(row.view(first)),
            row.flag(first + 3),
            row.text(first + 4),
            row.flag(first + 5)};
}

}  // namespace

void write_recipients(Database& database, base::LetterId letter, const std::vector<core::Recipient>& recipients) {
    database.run("DELETE FROM recipients WHERE letter = ?1", letter);
    int position = 0;
    for (const core::Recipient& recipient : recipients) {
        database.run(
            "INSERT INTO recipients (letter, position, field, name, mailbox, canonical, bounced, instead, "
            "gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            letter, ++position, to_word(recipient.field), recipient.address.name, recipient.address.mailbox,
            base::canonical_mailbox(recipient.address.mailbox), recipient.bounced, recipient.instead, recipient.gone);
    }
}

std::vector<core::Recipient> recipients_of(Database& database, base::LetterId letter) {
    Query query = database.query(
        "SELECT field, name, mailbox, bounced, instead, gone FROM recipients WHERE letter = ?1 ORDER BY position");
    query.bind(letter);
    std::vector<core::Recipient> recipients;
    while (query.next()) recipients.push_back(recipient_from(query, 0));
    return recipients;
}

std::vector<std::pair<base::LetterId, core::Recipient>> recipients_of_chosen(Database& database) {
    Query query = database.query(
        "SELECT letter, field, name, mailbox, bounced, instead, gone FROM recipients WHERE letter IN chosen ORDER BY "
        "letter, "
        "position");
    std::vector<std::pair<base::LetterId, core::Recipient>> recipients;
    while (query.next()) recipients.emplace_back(base::LetterId{query.integer(0)}, recipient_from(query, 1));
    return recipients;
}

std::vector<base::LetterId> letters_to(Database& database, const std::string& mailbox, bool only_to) {
    Query query = database.query(
        "SELECT DISTINCT letter FROM recipients WHERE canonical = ?1 AND (field = 'to' OR NOT ?2) ORDER BY letter");
    query.bind(mailbox, only_to);
    std::vector<base::LetterId> letters;
    while (query.next()) letters.push_back({query.integer(0)});
    return letters;
}

}  // namespace amends::store
