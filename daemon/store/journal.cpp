#include "store/journal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/words.hpp"

namespace amends::store {

namespace {

ports::JournalEntry entry_from(const Query& row) {
    ports::JournalEntry entry;
    entry.id = row.integer(0);
    entry.at = row.instant(1);
    entry.account = row.text(2);
    entry.letter = {row.integer(3)};
    if (row.integer(5) != 0) entry.step = {step_kind_from(row.view(4)), static_cast<int>(row.integer(5))};
    entry.reason = row.text(6);
    return entry;
}

}  // namespace

void write_reason(Database& database, base::Instant at, const std::string& account, base::LetterId letter,
                  const core::Reason& reason) {
    std::optional<std::string> kind;
    std::optional<int> ordinal;
    if (reason.step) {
        kind = core::to_word(reason.step->kind);
        ordinal = reason.step->ordinal;
    }
    database.run(
        "INSERT INTO journal (at, account, letter, step_kind, step_ordinal, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        at, account, letter, kind, ordinal, reason.sentence);
}

std::vector<ports::JournalEntry> read_journal(Database& database, base::LetterId letter, const std::string& account,
                                              int limit) {
    // One condition at a time, so that each form of the question has its index.
    std::string where = "WHERE 1";
    if (letter.stored()) where += " AND letter = ?1";
    if (!account.empty()) where += letter.stored() ? " AND account = ?2" : " AND account = ?1";
    Query query = database.query(fmt::format(
        "SELECT id, at, account, letter, step_kind, step_ordinal, reason FROM journal {} ORDER BY id DESC{}", where,
        limit > 0 ? fmt::format(" LIMIT {}", limit) : ""));
    if (letter.stored()) query.bind(letter);
    if (!account.empty()) query.bind(account);
    std::vector<ports::JournalEntry> entries;
    while (query.next()) entries.push_back(entry_from(query));
    std::ranges::reverse(entries);
    return entries;
}

}  // namespace amends::store
