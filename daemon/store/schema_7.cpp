#include "store/schema_7.hpp"

#include <fmt/format.h>

namespace amends::store {

void migrate_to_schema_7(Database& database) {
    for (const char* table : {"recipients", "undo_recipients"}) {
        database.raw().exec(
            fmt::format("ALTER TABLE {} ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))", table));
    }
}

}  // namespace amends::store
