#include "store/query.hpp"

namespace amends::store {

int Query::run() {
    while (statement_.executeStep()) {
    }
    return statement_.getChanges();
}

std::optional<base::Instant> Query::maybe_instant(int column) const {
    if (statement_.isColumnNull(column)) return std::nullopt;
    return instant(column);
}

}  // namespace amends::store
