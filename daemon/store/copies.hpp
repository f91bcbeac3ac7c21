#pragma once
// Copies of the database beside it: the damaged one that is set aside, the one made before a migration. Their names say
// what they are and when they were made; all are 0600.
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace amends::store {

/// "amends.db.damaged-20261126T083000Z", with a number behind it where that name is taken.
std::filesystem::path free_name_beside(const std::filesystem::path& database, std::string_view what, base::Instant at);

/// Copies the damaged file and its write-ahead log, unless the same bytes were set aside before; returns the copy.
std::filesystem::path set_aside(const std::filesystem::path& database, base::Instant at);

/// Removes every copy that was made beside the database; returns those that could not be removed.
std::vector<std::filesystem::path> remove_copies(const std::filesystem::path& database);

/// Creates an empty file that only its owner may read; false where it exists already.
bool create_private_file(const std::filesystem::path& path);

/// Waits until the file or folder is on the disk.
void sync_to_disk(const std::filesystem::path& path);

}  // namespace amends::store
