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

/// "line 3", "subject", "the whole letter".
std::string place_text(const guide::Finding& finding, const ReviewedLetter& letter);
/// "Instead of "if" write "that"", "Leave out: …"; "" where the edit does not fit the letter.
std::string rewrite_text(const guide::Finding& finding, const guide::Edit& edit, const ReviewedLetter& letter);

std::string review_text(const guide::Review& review, const std::vector<guide::FoundPromise>& promises,
                        const ReviewedLetter& letter, const Page& page, const Reader& reader);

}  // namespace amends::cli
