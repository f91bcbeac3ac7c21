#pragma once
// A letter for the review and the promises: any bytes, and with 'R' before them again and again up to 4 KiB, so that
// what takes more than linear time is seen by its time.
#include <string>

#include "base/time.hpp"
#include "calendar/zone.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {

inline std::string letter_of(const std::uint8_t* data, std::size_t size) {
    const auto [reader, text] = chosen(data, size);
    if (reader != 'R') return std::string(as_text(data, size));
    std::string all;
    while (!text.empty() && all.size() + text.size() <= 4'096) all += text;
    return all;
}

/// Two hours east in summer.
inline const calendar::Zone& zone() {
    static const calendar::Zone berlin("Europe/Berlin", {{{1774746000}, 7200}, {{1792890000}, 3600}});
    return berlin;
}
inline constexpr base::Instant written_at{1780394400};  ///< Tuesday, 2 June 2026

}  // namespace amends::fuzz
