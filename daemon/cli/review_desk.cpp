#include "cli/review_desk.hpp"

#include "app/own_rules.hpp"

namespace amends::cli {

base::Result<ReviewDesk> review_desk(Session& session, const app::WriterConfig& config) {
    const app::Environment& environment = session.surroundings().environment;
    const auto own = app::read_own_rules(config.templates, environment);
    if (!own) return tl::unexpected(own.error());
    auto rules = app::stock_rules(*own, environment);
    if (!rules) {
        session.say(harmless(rules.error().message) + " The rules that came with Amends are used alone.");
        rules = guide::Rules::stock();
    }
    if (!rules) return tl::unexpected(rules.error());
    return ReviewDesk{.rules = std::move(*rules), .dismissed = app::read_dismissed(environment)};
}

}  // namespace amends::cli
