#include "store/forgetting.hpp"

#include <cctype>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "store/clients.hpp"
#include "store/correspondents.hpp"
#include "store/facts.hpp"
#include "store/failure.hpp"
#include "store/letters.hpp"
#include "store/recipients.hpp"
#include "store/summary.hpp"
#include "store/thread.hpp"
#include "store/undo.hpp"
#include "store/unsent_drafts.hpp"

namespace amends::store {

namespace {

constexpr const char* unswept = "unswept";

/// Every text that a letter and what hangs on it may hold, with the letter. Message-IDs are no text: they name
/// machines.
constexpr const char* texts_of_letters = R"(
SELECT id, subject || char(10) || note || char(10) || last_words || char(10) || repair || char(10) || change FROM letters
UNION ALL SELECT letter, name || char(10) || instead FROM recipients
UNION ALL SELECT letter, mailbox FROM answerers
UNION ALL SELECT letter, words FROM promises
UNION ALL SELECT letter, outcome FROM steps
UNION ALL SELECT letter, recipients || char(10) || detail || char(10) || CAST(bytes AS TEXT) FROM outbox
    WHERE letter IS NOT NULL)";

/// "bo@client.example" is not named by "bobo@client.example", nor by "bo@client.example.org".
bool names(const std::string& text, const std::string& mailbox) {
    const auto goes_on = [](char byte) {
        return std::isalnum(static_cast<unsigned char>(byte)) != 0 ||
               std::string_view("!#$%&'*+-/=?^_`{|}~").find(byte) != std::string_view::npos;
    };
    const std::string low = base::lower_ascii(text);
    for (std::size_t at = low.find(mailbox); at != std::string::npos; at = low.find(mailbox, at + 1)) {
        const std::size_t end = at + mailbox.size();
        const bool begins = at == 0 || !(goes_on(low[at - 1]) || low[at - 1] == '.');
        // A full stop ends a sentence more often than it goes on with a domain.
        const bool ends = end == low.size() ||
                          !(goes_on(low[end]) || (low[end] == '.' && end + 1 < low.size() && goes_on(low[end + 1])));
        if (begins && ends) return true;
    }
    return false;
}

void refuse_under_way(Database& database, base::LetterId letter) {
    Query query = database.query(
        "SELECT 1 FROM outbox WHERE letter = ?1 AND kind = 'send' AND state IN ('sending', 'committing')");
    query.bind(letter);
    if (!query.next()) return;
    fail(base::Fault::answer_is_no, base::Retry::later,
         "A check-in to this client is being handed to the mail server at this moment. Nothing is erased; give the "
         "order again in a minute.");
}

/// Ids of messages that may lie in a mailbox by now: made again they would come twice.
std::vector<base::MessageId> ids_that_were_made(Database& database, base::LetterId letter) {
    Query query = database.query(
        "SELECT message_id FROM outbox WHERE letter = ?1 AND kind <> 'withdraw_draft' AND state IN ('sending', "
        "'committing', 'unknown', 'sent')");
    query.bind(letter);
    return rows(query, [](const Query& row) { return base::MessageId{row.text(0)}; });
}

void erase_letter(Database& database, base::LetterId letter) {
    for (const base::MessageId& id : ids_of_letter(database, letter)) write_fact(database, forgotten_fact(id), "");
    for (const base::MessageId& id : ids_that_were_made(database, letter)) {
        write_fact(database, forgotten_fact(id), "");
    }
    forget_in_summaries(database, letter);
    delete_letter(database, letter);
}

/// Why the user holds their sends is in their own words.
void forget_in_notes(Database& database, const std::string& mailbox) {
    std::vector<std::string> accounts;
    {
        Query query = database.query("SELECT name, held_note FROM accounts");
        while (query.next()) {
            if (names(query.text(1), mailbox)) accounts.push_back(query.text(0));
        }
    }
    for (const std::string& account : accounts) {
        database.run("UPDATE accounts SET held_note = '' WHERE name = ?1", account);
    }
}

}  // namespace

std::vector<base::LetterId> letters_about(Database& database, const std::string& mailbox) {
    std::set<base::LetterId> letters;
    for (const base::LetterId letter : letters_to(database, mailbox, false)) letters.insert(letter);
    Query query = database.query(texts_of_letters);
    while (query.next()) {
        const base::LetterId letter{query.integer(0)};
        if (!letters.contains(letter) && names(query.text(1), mailbox)) letters.insert(letter);
    }
    return {letters.begin(), letters.end()};
}

int forget_client(Database& database, const std::string& mailbox) {
    const std::vector<base::LetterId> letters = letters_about(database, mailbox);
    for (const base::LetterId letter : letters) refuse_under_way(database, letter);
    for (const base::LetterId letter : letters) erase_letter(database, letter);
    // The kept copy of another letter may name the client too, from before its recipients changed.
    clear_undo(database);
    delete_client(database, mailbox);
    forget_offsets(database, mailbox);
    forget_drafts_to(database, mailbox);
    forget_in_notes(database, mailbox);
    note_unswept(database);
    return static_cast<int>(letters.size());
}

void note_unswept(Database& database) { write_fact(database, unswept, "1"); }

bool is_unswept(Database& database) { return !read_fact(database, unswept).value_or("").empty(); }

void note_swept(Database& database) { write_fact(database, unswept, ""); }

}  // namespace amends::store
