#pragma once
// An apology that lies unsent in the user's Drafts: what is kept of it between two looks, and when the user is reminded
// of it. Pure. A draft is known by its Message-ID; where a mail program gives it a new one with each change, or none,
// by its subject and recipients. Whatever becomes of it, it is brought to mind once at most. Its text is never kept.
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"
#include "core/policy.hpp"

namespace amends::core {

/// A draft as it was read just now.
struct DraftSeen {
    base::MessageId message_id;           ///< empty where it has none
    std::string look;                     ///< look_of() the draft
    std::vector<std::string> recipients;  ///< canonical; To and Cc
    base::Instant changed_at;             ///< when this version came to lie there
    bool apology = false;
};

struct UnsentDraft {
    base::MessageId message_id{};
    std::string look{};
    std::vector<std::string> recipients{};
    base::Instant changed_at{};
    std::optional<base::Instant> gone_since{};   ///< sent, deleted, or no apology any more
    std::optional<base::Instant> due{};          ///< when it is to be decided on; only while it lies there unreminded
    std::optional<base::Instant> reminded_at{};  ///< once, and never taken back
    friend bool operator==(const UnsentDraft&, const UnsentDraft&) = default;
};

/// A hash of subject and recipients; a draft without either has none.
std::string look_of(const base::MessageFacts& facts);

/// True where what was seen is the draft, or a later version of it. `lies`: the draft itself still lies there, so that
/// another message of the same look is another draft.
bool is_same_draft(const UnsentDraft& draft, const DraftSeen& seen, bool lies);

/// The draft after it was seen; `known` is what was kept of it, where it is not new.
UnsentDraft seen_again(const std::optional<UnsentDraft>& known, const DraftSeen& seen, const Policy& policy);
/// The draft after it was missed.
UnsentDraft missed(UnsentDraft draft, base::Instant now);

/// Nothing is remembered of a draft that has been away for so long.
bool is_over(const UnsentDraft& draft, base::Instant now);

struct DraftDecision {
    bool remind = false;
    UnsentDraft draft;
};

/// A day after its last change, in the user's working hours, within the account's share of this hour.
DraftDecision decide_on_draft(UnsentDraft draft, base::Instant now, const Policy& policy,
                              const AccountContext& account);

}  // namespace amends::core
