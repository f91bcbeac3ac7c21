#pragma once
// Seals: SHA-256 over what a decision or a message rests on, written with the rows and compared when they are read.
// SQLite has no checksums of its own: a flipped bit in a due time or an address would otherwise just be believed.
#include <string>
#include <vector>

#include "core/letter.hpp"
#include "ports/store.hpp"

namespace amends::store {

/// Over the letter with its recipients and all of its steps.
std::string seal_of(const core::Letter& letter, const std::vector<core::Step>& steps);
/// Over all of an item that never changes.
std::string seal_of(const ports::OutboxItem& item);

}  // namespace amends::store
