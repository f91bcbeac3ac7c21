#include "store/migrations.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include "store/copies.hpp"
#include "store/failure.hpp"
#include "store/schema_1.hpp"
#include "store/schema_2.hpp"
#include "store/schema_3.hpp"
#include "store/schema_4.hpp"
#include "store/schema_5.hpp"
#include "store/schema_6.hpp"
#include "store/schema_7.hpp"
#include "store/schema_8.hpp"

namespace amends::store {

namespace {

void back_up(Database& database, int version, base::Instant now) {
    const std::filesystem::path copy = free_name_beside(database.path(), fmt::format("backup-v{}", version), now);
    // VACUUM INTO accepts an empty file, which is how the copy gets its mode before it gets its content.
    create_private_file(copy);
    database.run("VACUUM INTO ?1", copy.string());
    sync_to_disk(copy);
    sync_to_disk(copy.parent_path());
}

}  // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1, create_schema_1},     {2, migrate_to_schema_2}, {3, migrate_to_schema_3}, {4, migrate_to_schema_4},
        {5, migrate_to_schema_5}, {6, migrate_to_schema_6}, {7, migrate_to_schema_7}, {8, migrate_to_schema_8}};
    return all;
}

void migrate(Database& database, const std::vector<Migration>& known, base::Instant now) {
    const int found = database.schema_version();
    const int newest = known.back().version;
    if (found > newest) {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("The database {} was written by a newer Amends (schema {}; this one knows {}). Install that "
                         "version again, or put the backup that it made beside the database in its place.",
                         database.path().string(), found, newest));
    }
    if (found == newest) return;
    if (found > 0) back_up(database, found, now);
    for (const Migration& migration : known) {
        if (migration.version <= found) continue;
        SQLite::Transaction transaction(database.raw(), SQLite::TransactionBehavior::IMMEDIATE);
        migration.apply(database);
        database.raw().exec(fmt::format("PRAGMA application_id = {}", application_id));
        database.raw().exec(fmt::format("PRAGMA user_version = {}", migration.version));
        transaction.commit();
    }
}

}  // namespace amends::store
