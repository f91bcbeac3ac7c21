#include "store/schema_6.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

/// {0}: letters, undo_letters. Of letters that were tracked before nobody read them: their check-ins name no remedy.
constexpr const char* letter_columns = R"(
ALTER TABLE {0} ADD COLUMN repair TEXT NOT NULL DEFAULT '';
ALTER TABLE {0} ADD COLUMN change TEXT NOT NULL DEFAULT '';
)";

}  // namespace

void migrate_to_schema_6(Database& database) {
    for (const char* table : {"letters", "undo_letters"}) {
        database.raw().exec(fmt::format(fmt::runtime(letter_columns), table));
    }
}

}  // namespace amends::store
