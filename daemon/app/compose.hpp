#pragma once
// The final bytes of what Amends writes: check-ins to the client, reminders and summaries to the user. Everything that
// the bytes depend on is an argument; the same arguments give the same bytes.
#include <optional>
#include <string>
#include <vector>

#include "core/plan.hpp"
#include "ports/store.hpp"
#include "rpc/service.hpp"

namespace amends::app {

/// One line of a summary.
struct SummaryLine {
    core::Letter letter;
    core::Step step;
};

/// An apology that lies unsent in Drafts.
struct DraftReminder {
    const base::MessageFacts& draft;
    base::Instant since;  ///< when it was last changed
    std::string folder;
    std::vector<std::string> open_fields;  ///< labels of what nobody filled
};

/// A hold that the user is asked about, and the letters whose check-in waits for the answer.
struct HoldNotice {
    const core::AccountHold& hold;
    const std::vector<base::LetterId>& waiting;
};

class Composer {
public:
    virtual ~Composer() = default;
    /// A new outbox item for the action, with its bytes, hash and Message-ID; `steps` are the letter's as decided.
    [[nodiscard]] virtual base::Result<ports::OutboxItem> compose(const core::Letter& letter,
                                                                  const std::vector<core::Step>& steps,
                                                                  const core::Action& action,
                                                                  base::Instant now) const = 0;
    [[nodiscard]] virtual base::Result<ports::OutboxItem> compose_summary(const std::string& account,
                                                                          const std::vector<SummaryLine>& lines,
                                                                          base::Instant now) const = 0;
    /// A message to the user that belongs to no letter.
    [[nodiscard]] virtual base::Result<ports::OutboxItem> compose_draft_reminder(const std::string& account,
                                                                                 const DraftReminder& about,
                                                                                 base::Instant now) const = 0;
    /// Names letters by their numbers only, so that nothing in it has to be forgotten.
    [[nodiscard]] virtual base::Result<ports::OutboxItem> compose_hold_notice(const std::string& account,
                                                                              const HoldNotice& about,
                                                                              base::Instant now) const = 0;
};

}  // namespace amends::app
