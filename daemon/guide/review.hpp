#pragma once
// Reviews a letter of apology: what the guides call mistakes, in the writer's own words. Pure; linear in the length of
// the letter. It advises and never blocks. It cannot see sincerity, sarcasm, or what the law asks for.
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "calendar/zone.hpp"
#include "guide/finding.hpp"
#include "guide/rules.hpp"
#include "guide/zones.hpp"

namespace amends::guide {

/// What the daemon remembers of the client; empty where it was not asked.
struct ClientHistory {
    std::vector<base::Instant> apologies;    ///< earlier ones to the same client, this letter not among them
    std::vector<std::string> open_promises;  ///< as they were written
};

struct LetterToReview {
    std::string_view subject, body;
    std::optional<base::Instant> sent_at{};  ///< or now, for a letter that is being written
    const calendar::Zone* zone = nullptr;    ///< the sender's
    bool opened_as_apology = false;          ///< the writer said so: no gate
    std::vector<std::string> verbatim_of{};  ///< bodies as a template rendered them, for the own-words hint
    ClientHistory history{};
    std::set<std::string> dismissed{};  ///< fingerprints
    const Zones* zones = nullptr;       ///< of the body, where they have been read already
};

Review review(const Rules& rules, const LetterToReview& letter);

}  // namespace amends::guide
