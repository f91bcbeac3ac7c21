#include "store/correspondents.hpp"

#include <algorithm>
#include <set>

#include "core/mail_providers.hpp"
#include "store/words.hpp"

namespace amends::store {

namespace {

constexpr std::int64_t most_letters = 100;
constexpr std::int64_t most_offsets = 300;

void collect(Database& database, const char* sql, const std::string& what, std::set<base::LetterId>& letters) {
    Query query = database.query(sql);
    query.bind(what, most_letters);
    while (query.next()) letters.insert({query.integer(0)});
}

/// Gmail knows one mailbox by many addresses: whatever begins alike is compared.
void collect_forms(Database& database, const char* sql, const std::string& mailbox, std::set<base::LetterId>& letters) {
    const std::string person = core::person_of(mailbox);
    if (!person.ends_with("@gmail.com") || person.front() == '@') return;
    std::string first = person.substr(0, 1);
    std::string behind = first;
    ++behind.front();
    Query query = database.query(sql);
    query.bind(first, behind);
    while (query.next()) {
        if (core::person_of(query.text(1)) == person) letters.insert({query.integer(0)});
    }
}

std::vector<std::string> texts(Database& database, const char* sql, base::LetterId letter) {
    Query query = database.query(sql);
    query.bind(letter);
    std::vector<std::string> found;
    while (query.next()) found.push_back(query.text(0));
    return found;
}

}  // namespace

std::vector<core::Candidate> candidates_of(Database& database, const std::string& account,
                                           const std::vector<core::Correspondent>& people) {
    std::set<base::LetterId> letters;
    for (const core::Correspondent& who : people) {
        collect(database, "SELECT letter FROM recipients WHERE canonical = ?1 ORDER BY letter DESC LIMIT ?2",
                who.mailbox, letters);
        collect(database, "SELECT letter FROM answerers WHERE mailbox = ?1 ORDER BY letter DESC LIMIT ?2", who.mailbox,
                letters);
        collect_forms(database,
                      "SELECT letter, canonical FROM recipients WHERE canonical >= ?1 AND canonical < ?2 AND "
                      "substr(canonical, instr(canonical, '@')) IN ('@gmail.com', '@googlemail.com')",
                      who.mailbox, letters);
        collect_forms(database,
                      "SELECT letter, mailbox FROM answerers WHERE mailbox >= ?1 AND mailbox < ?2 AND "
                      "substr(mailbox, instr(mailbox, '@')) IN ('@gmail.com', '@googlemail.com')",
                      who.mailbox, letters);
        for (const std::string& domain : who.domains) {
            collect(database,
                    "SELECT letter FROM recipients WHERE substr(canonical, instr(canonical, '@') + 1) = ?1 "
                    "ORDER BY letter DESC LIMIT ?2",
                    domain, letters);
        }
    }
    std::vector<core::Candidate> candidates;
    for (const base::LetterId letter : letters) {
        Query query = database.query(
            "SELECT account, message_id, subject, sent_at, state, reference_ids FROM letters WHERE id = ?1");
        query.bind(letter);
        if (!query.next() || query.text(0) != account) continue;
        candidates.push_back(
            {.letter = letter,
             .message_id = {query.text(1)},
             .subject = query.text(2),
             .recipients = texts(database, "SELECT canonical FROM recipients WHERE letter = ?1", letter),
             .aliases = texts(database, "SELECT mailbox FROM answerers WHERE letter = ?1", letter),
             .sent_at = query.instant(3),
             .waits = letter_state_from(query.view(4)) == core::LetterState::open,
             .answers = message_ids_from(query.text(5))});
    }
    return candidates;
}

void add_answerer(Database& database, base::LetterId letter, const std::string& mailbox) {
    database.run(
        "INSERT INTO answerers (letter, mailbox) SELECT ?1, ?2 WHERE NOT EXISTS "
        "(SELECT 1 FROM recipients WHERE letter = ?1 AND canonical = ?2) ON CONFLICT DO NOTHING",
        letter, mailbox);
}

void add_offset(Database& database, const std::string& mailbox, const calendar::OffsetSeen& seen) {
    database.run(
        "INSERT INTO offsets (mailbox, day, at, seconds) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (mailbox, day) DO NOTHING",
        mailbox, base::to_string(base::civil_at_offset(seen.at, 0).date), seen.at, seen.seconds);
}

std::vector<calendar::OffsetSeen> offsets_of(Database& database, const std::string& mailbox) {
    Query query = database.query("SELECT at, seconds FROM offsets WHERE mailbox = ?1 ORDER BY day DESC LIMIT ?2");
    query.bind(mailbox, most_offsets);
    std::vector<calendar::OffsetSeen> all;
    while (query.next()) all.push_back({query.instant(0), query.integer(1)});
    std::ranges::reverse(all);
    return all;
}

void forget_offsets(Database& database, const std::string& mailbox) {
    database.run("DELETE FROM offsets WHERE mailbox = ?1", mailbox);
    database.run(
        "DELETE FROM offsets WHERE NOT EXISTS (SELECT 1 FROM recipients r WHERE r.canonical = offsets.mailbox) AND "
        "NOT EXISTS (SELECT 1 FROM answerers a WHERE a.mailbox = offsets.mailbox)");
}

}  // namespace amends::store
