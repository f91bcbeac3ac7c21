#include "store/summary.hpp"

#include "store/outbox.hpp"
#include "store/words.hpp"

namespace amends::store {

void add_to_summary(Database& database, const std::string& account, const ports::SummaryItem& item) {
    database.run(
        "INSERT INTO summary (account, letter, step_kind, step_ordinal, at) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT DO NOTHING",
        account, item.letter, core::to_word(item.step.kind), item.step.ordinal, item.at);
}

std::vector<ports::SummaryItem> summary_waiting(Database& database, const std::string& account) {
    Query query = database.query(
        "SELECT letter, step_kind, step_ordinal, at FROM summary WHERE account = ?1 AND outbox IS NULL ORDER BY id");
    query.bind(account);
    std::vector<ports::SummaryItem> items;
    while (query.next()) {
        items.push_back({{query.integer(0)},
                         {step_kind_from(query.view(1)), static_cast<int>(query.integer(2))},
                         query.instant(3)});
    }
    return items;
}

bool take_into_summary(Database& database, const std::string& account, const ports::SummaryItem& item,
                       base::OutboxId summary) {
    return database.run(
               "UPDATE summary SET outbox = ?5 WHERE account = ?1 AND letter = ?2 AND step_kind = ?3 AND "
               "step_ordinal = ?4 AND outbox IS NULL",
               account, item.letter, core::to_word(item.step.kind), item.step.ordinal, summary) == 1;
}

void forget_in_summaries(Database& database, base::LetterId letter) {
    std::vector<base::OutboxId> summaries;
    {
        Query query = database.query(
            "SELECT DISTINCT outbox FROM summary WHERE letter = ?1 AND outbox IS NOT NULL ORDER BY outbox");
        query.bind(letter);
        while (query.next()) summaries.push_back({query.integer(0)});
    }
    database.run("DELETE FROM summary WHERE letter = ?1", letter);
    for (base::OutboxId summary : summaries) {
        // OR IGNORE: the same step may have come to wait again in the meantime.
        database.run(
            "UPDATE OR IGNORE summary SET outbox = NULL WHERE outbox = ?1 AND "
            "(SELECT state FROM outbox WHERE id = ?1) IN ('due', 'not_sent', 'cancelled')",
            summary);
        database.run("DELETE FROM summary WHERE outbox = ?1", summary);
        delete_summary_item(database, summary);
    }
}

}  // namespace amends::store
