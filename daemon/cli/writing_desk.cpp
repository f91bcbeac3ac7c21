#include "cli/writing_desk.hpp"

#include <fmt/format.h>

#include "app/clock.hpp"
#include "app/own_templates.hpp"
#include "calendar/zone_database.hpp"
#include "guide/greeting.hpp"

namespace amends::cli {
namespace {

using base::Result;

auto wrong_use(std::string message) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(message));
}

}  // namespace

Result<base::Address> read_address(std::string_view text) {
    auto address = base::parse_address(text);
    if (address) return std::move(*address);
    return wrong_use(fmt::format(
        "\"{}\" is no mail address; one looks like joyce@example.org or Joyce Okafor <joyce@example.org>.", text));
}

app::WriterConfig writer_config(Session& session) {
    auto config = app::read_writer_config(session.general().config, session.surroundings().environment);
    if (!config.readable && (config.exists || session.general().config))
        session.say(fmt::format("{} cannot be read, so your name is not taken from it; `amends config check` says why.",
                                harmless(config.path)));
    return config;
}

std::vector<guide::TemplateText> own_templates(Session& session, const app::WriterConfig& config) {
    auto own = app::read_own_templates(config.templates);
    if (own) return std::move(*own);
    session.say(harmless(own.error().message + " Only those that come with Amends are used."));
    return {};
}

Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config) {
    return stocked(session, config, own_templates(session, config));
}

Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config,
                             const std::vector<guide::TemplateText>& own) {
    auto shelf = guide::Shelf::stock(own);
    if (shelf)
        for (const auto& problem : shelf->refused()) session.say(harmless(config.templates + "/" + problem));
    return shelf;
}

const calendar::Zone& zone_of(const app::WriterConfig& config) {
    auto zone = calendar::find_zone(config.zone.empty() ? calendar::local_zone_name() : config.zone);
    if (!zone) zone = calendar::find_zone("UTC");
    static const calendar::Zone utc("UTC", {{}});
    return zone ? **zone : utc;
}

base::Instant now() { return app::SystemClock().now(); }

base::CivilDate today_in(const calendar::Zone& zone) { return zone.local(now()).date; }

void fill_in_known(guide::Given& given, const guide::Situation& situation, const app::WriterConfig& config,
                   const std::optional<base::Address>& from, const std::optional<base::Address>& to,
                   guide::LetterTone tone) {
    const auto fill_in = [&](const std::string& field, const std::string& value) {
        if (!value.empty() && guide::find_field(situation, field) != nullptr) given.emplace(field, value);
    };
    if (from) fill_in("user_name", from->name);
    if (const auto* account = app::find_account(config, from ? from->mailbox : "")) {
        fill_in("user_name", account->user_name);
        fill_in("user_position", account->position);
    }
    if (!to) return;
    fill_in("client_name", guide::greeting_name(app::client_name(config, to->mailbox), tone));
    fill_in("client_name", guide::greeting_name(to->name, tone));
}

}  // namespace amends::cli
