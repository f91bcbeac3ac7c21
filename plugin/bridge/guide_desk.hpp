#pragma once
// What the bridge answers by itself: situations, letters and reviews, as `amends` gives them. Templates and rules are
// read once and again when the user's own have changed; the configuration and what is dismissed are read each time.
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/writer.hpp"
#include "base/result.hpp"
#include "cli/session.hpp"
#include "guide/letter.hpp"
#include "guide/review.hpp"
#include "guide/shelf.hpp"

namespace amends::bridge {

/// The template that a letter came from, and what its fields were filled with.
struct FilledTemplate {
    std::string situation;
    guide::LetterTone tone = guide::LetterTone::personal;
    guide::Given fields;
};

struct ReviewWish {
    std::string subject, body;
    std::vector<std::string> to;  ///< canonical
    std::optional<base::Instant> sent_at;
    bool opened_as_apology = false;
    std::optional<FilledTemplate> from_template;
};

base::Result<ReviewWish> read_review_wish(const nlohmann::json& object);

class GuideDesk {
public:
    /// The session outlives the desk. The daemon is not asked through it.
    explicit GuideDesk(cli::Session& session) : session_(session) {}

    // JSON text each.
    base::Result<std::string> situations(const nlohmann::json& params);
    base::Result<std::string> write(const nlohmann::json& object);
    /// Offsets are in UTF-16.
    base::Result<std::string> review(const ReviewWish& wish, guide::ClientHistory history);
    base::Result<std::string> dismiss(const nlohmann::json& params);
    base::Result<std::string> restore(const nlohmann::json& params);

private:
    base::Result<const guide::Shelf*> shelf(const app::WriterConfig& config);
    base::Result<const guide::Rules*> rules(const app::WriterConfig& config);
    std::vector<std::string> as_rendered(const ReviewWish& wish, const app::WriterConfig& config);

    cli::Session& session_;
    std::optional<guide::Shelf> shelf_;
    std::vector<guide::TemplateText> own_templates_;
    std::optional<guide::Rules> rules_;
    std::vector<guide::RuleText> own_rules_;
};

}  // namespace amends::bridge
