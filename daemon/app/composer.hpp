#pragma once
// Composes from the templates: guide renders the words, message makes the bytes.
#include <functional>
#include <string>

#include "app/compose.hpp"
#include "app/config.hpp"
#include "guide/shelf.hpp"

namespace amends::app {

class TemplateComposer final : public Composer {
public:
    /// `config` outlives the composer.
    TemplateComposer(const Config& config, guide::Shelf shelf);

    [[nodiscard]] base::Result<ports::OutboxItem> compose(const core::Letter& letter,
                                                          const std::vector<core::Step>& steps,
                                                          const core::Action& action, base::Instant now) const override;
    [[nodiscard]] base::Result<ports::OutboxItem> compose_summary(const std::string& account,
                                                                  const std::vector<SummaryLine>& lines,
                                                                  base::Instant now) const override;
    [[nodiscard]] base::Result<ports::OutboxItem> compose_draft_reminder(const std::string& account,
                                                                         const DraftReminder& about,
                                                                         base::Instant now) const override;
    [[nodiscard]] base::Result<ports::OutboxItem> compose_hold_notice(const std::string& account,
                                                                      const HoldNotice& about,
                                                                      base::Instant now) const override;

private:
    struct Words {
        std::string subject, text;
    };
    [[nodiscard]] base::Result<Words> words(guide::TemplateKind kind, const std::string& id,
                                            const guide::Values& values) const;
    [[nodiscard]] base::Result<Words> message_words(const core::Letter& letter, const core::Step& step,
                                                    const std::optional<std::string>& own_text,
                                                    base::Instant now) const;
    [[nodiscard]] guide::Values reminder_values(const core::Letter& letter, const std::vector<core::Step>& steps,
                                                const core::Step& step, base::Instant now) const;
    /// The item of a message to the user that belongs to no letter; `seed` tells it from every other one.
    [[nodiscard]] base::Result<ports::OutboxItem> without_letter(const std::string& account, const Words& words,
                                                                 const std::string& seed, base::Instant now) const;
    [[nodiscard]] std::string day(base::Instant at, base::Instant now) const;
    [[nodiscard]] std::string client_name(const core::Letter& letter) const;
    [[nodiscard]] std::string greeted_name(const core::Letter& letter) const;
    [[nodiscard]] std::string names_of(const core::Letter& letter,
                                       const std::function<std::string(const std::string&)>& written) const;
    /// For the user's eyes: the names, or the first one's name or address and how many others there are.
    [[nodiscard]] std::string client_shown(const core::Letter& letter) const;
    [[nodiscard]] base::Result<std::string> to_client(const core::Letter& letter, core::StepKey step,
                                                      const Words& words, bool automatic, base::Instant now) const;
    [[nodiscard]] base::Result<std::string> to_user(const std::string& account, const Words& words,
                                                    const base::MessageId& id, const core::Letter* letter,
                                                    base::Instant now) const;

    const Config& config_;
    guide::Shelf shelf_;
};

}  // namespace amends::app
