#include "cli/letter_request.hpp"

#include <fmt/format.h>

#include <istream>

#include "app/clock.hpp"
#include "app/own_templates.hpp"
#include "base/text.hpp"
#include "calendar/zone_database.hpp"

namespace amends::cli {
namespace {

using base::Result;

auto wrong_use(std::string message) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(message));
}

/// "--set" by "--set"; the last one of a field would hide the first, so a field is set once.
Result<guide::Given> values_set(const Given& given) {
    guide::Given values;
    for (const std::string& word : given.all("--set")) {
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return wrong_use(
                fmt::format("--set takes FIELD=VALUE, like --set client_name=Joyce; \"{}\" is not that.", word));
        const auto name = std::string(base::trimmed(word.substr(0, equals)));
        if (!values.emplace(name, word.substr(equals + 1)).second)
            return wrong_use(fmt::format("{} is set twice.", name));
    }
    return values;
}

/// A name that stands in a greeting: not "Okafor, Joyce", no address.
bool can_greet(const std::string& name) { return !name.empty() && name.find_first_of(",@<>\"") == std::string::npos; }

void fill_in(LetterRequest& request, const guide::Situation& situation, const std::string& field,
             const std::string& value) {
    if (!value.empty() && guide::find_field(situation, field) != nullptr) request.given.emplace(field, value);
}

Result<std::optional<base::Address>> address_option(const Given& given, const std::string& name) {
    const auto text = given.text(name);
    if (!text) return std::optional<base::Address>{};
    auto address = read_address(*text);
    if (!address) return wrong_use(fmt::format("{}: {}", name, address.error().message));
    return std::optional(std::move(*address));
}

guide::Offence ask_severity(Session& session) {
    session.surroundings().err << "How grave is it for the client, minor or serious? [minor] " << std::flush;
    std::string answer;
    std::getline(session.surroundings().in, answer);
    return base::lower_ascii(base::trimmed(answer)).starts_with('s') ? guide::Offence::serious : guide::Offence::minor;
}

}  // namespace

Result<base::Address> read_address(std::string_view text) {
    base::Address address;
    std::string_view mailbox = base::trimmed(text);
    if (const auto open = mailbox.rfind('<'); open != std::string_view::npos && mailbox.ends_with('>')) {
        auto name = base::trimmed(mailbox.substr(0, open));
        if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
        address.name = name;
        mailbox = base::trimmed(mailbox.substr(open + 1, mailbox.size() - open - 2));
    }
    address.mailbox = mailbox;
    if (!base::is_safe_mailbox(base::canonical_mailbox(mailbox)))
        return wrong_use(fmt::format(
            "\"{}\" is no mail address; one looks like joyce@example.org or Joyce Okafor <joyce@example.org>.", text));
    return address;
}

app::WriterConfig writer_config(Session& session) {
    auto config = app::read_writer_config(session.general().config, session.surroundings().environment);
    if (!config.readable && (config.exists || session.general().config))
        session.say(fmt::format("{} cannot be read, so your name is not taken from it; `amends config check` says why.",
                                harmless(config.path)));
    return config;
}

Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config) {
    auto own = app::read_own_templates(config.templates);
    if (!own) {
        session.say(harmless(own.error().message + " Only those that come with Amends are used."));
        own = std::vector<guide::TemplateText>{};
    }
    auto shelf = guide::Shelf::stock(*own);
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

Result<LetterRequest> letter_request(Session& session, const Given& given, const app::WriterConfig& config,
                                     const guide::Situation& situation) {
    LetterRequest request;
    auto values = values_set(given);
    if (!values) return tl::unexpected(values.error());
    request.given = std::move(*values);
    for (const auto& [option, address] : {std::pair{"--from", &request.from}, std::pair{"--to", &request.to}}) {
        auto read = address_option(given, option);
        if (!read) return tl::unexpected(read.error());
        *address = std::move(*read);
    }
    if (given.text("--tone") == "empathetic") request.tone = guide::LetterTone::empathetic;

    request.account = app::find_account(config, request.from ? request.from->mailbox : "");
    if (request.from) fill_in(request, situation, "user_name", request.from->name);
    if (request.account != nullptr) {
        fill_in(request, situation, "user_name", request.account->user_name);
        fill_in(request, situation, "user_position", request.account->position);
    }
    if (request.to) {
        if (const auto known = app::client_name(config, request.to->mailbox); can_greet(known))
            fill_in(request, situation, "client_name", known);
        if (can_greet(request.to->name)) fill_in(request, situation, "client_name", request.to->name);
    }
    if (const auto severity = given.text("--severity")) {
        request.severity = *severity == "serious" ? guide::Offence::serious : guide::Offence::minor;
    } else if (session.surroundings().in_is_terminal && !given.flag("--json")) {
        request.severity = ask_severity(session);
    }
    return request;
}

}  // namespace amends::cli
