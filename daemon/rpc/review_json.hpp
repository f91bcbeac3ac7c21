#pragma once
// A review as JSON text, and the lines that `amends review --jsonl` reads (DESIGN section 7).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "calendar/zone.hpp"
#include "guide/finding.hpp"
#include "guide/promises.hpp"

namespace amends::rpc {

/// One letter of many. `id` is JSON, given back as it came.
struct ReviewLine {
    std::string id;
    std::string subject, body;
    std::optional<base::Instant> sent_at;
    std::optional<std::string> zone;
};

/// An Error says which key is wrong and what would be right.
base::Result<ReviewLine> read_review_line(std::string_view line);

/// `id` is JSON text; "" for none. Due moments are told at the offset of `zone`.
std::string to_json(const guide::Review& review, const std::vector<guide::FoundPromise>& promises,
                    const calendar::Zone& zone, std::string_view id = {});

/// "2026-01-16T15:00:00-08:00".
std::string to_rfc3339(base::Instant at, const calendar::Zone& zone);

}  // namespace amends::rpc
