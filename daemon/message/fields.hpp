#pragma once
// Header fields as they stand, unfolded but not decoded. Also reads the blocks of a delivery status (RFC 3464).
#include <string>
#include <string_view>
#include <vector>

namespace amends::message {

struct Field {
    std::string name;   ///< lower case
    std::string value;  ///< unfolded, trimmed, raw bytes
};
using Fields = std::vector<Field>;

/// Lines that are no field are skipped; at most 2,000 fields are read.
Fields split_fields(std::string_view block);

/// The first field of that (lower-case) name; null where there is none.
const std::string* find(const Fields& fields, std::string_view name);
const std::string* find(Fields&& fields, std::string_view name) = delete;  ///< it would point into what is gone
/// All of them, joined by a comma: To, In-Reply-To and References may be doubled.
std::string joined(const Fields& fields, std::string_view name);

}  // namespace amends::message
