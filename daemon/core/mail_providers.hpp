#pragma once
// Whose address says nothing about whom they work with. Pure data.
#include <string>
#include <string_view>

namespace amends::core {

/// True for a domain where anybody may have a mailbox: people with the same one are no colleagues.
bool is_public_domain(std::string_view domain);
/// True for an address behind which nobody reads or writes: "no-reply", "newsletter".
bool is_nobody(std::string_view mailbox);

/// What every form of one person's address has in common: no +tag, and at Gmail neither dots nor its other domain.
std::string person_of(std::string_view mailbox);

}  // namespace amends::core
