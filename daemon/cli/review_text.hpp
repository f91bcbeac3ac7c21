#pragma once
// A review as people read it. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "cli/layout.hpp"
#include "cli/words.hpp"
#include "guide/finding.hpp"
#include "guide/promises.hpp"

namespace amends::cli {

/// What was reviewed; offsets count its bytes.
struct ReviewedLetter {
    std::string_view subject, body;
};

std::string review_text(const guide::Review& review, const std::vector<guide::FoundPromise>& promises,
                        const ReviewedLetter& letter, const Page& page, const Reader& reader);

}  // namespace amends::cli
