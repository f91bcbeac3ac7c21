#pragma once
// Table `reading_marks`: messages whose reading has begun and has not come to its end.
#include <string>

#include "ports/mailbox.hpp"
#include "store/database.hpp"

namespace amends::store {

struct MarkedMessage {
    const std::string& account;
    const std::string& folder;
    std::uint32_t uid_validity;
    ports::Uid uid;
};

/// Returns how often it was marked before this.
int add_reading_mark(Database& database, const MarkedMessage& message);
void remove_reading_mark(Database& database, const MarkedMessage& message);

}  // namespace amends::store
