#include "cli/letter_request.hpp"

#include <fmt/format.h>

#include <istream>

#include "base/text.hpp"

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

Result<std::optional<base::Address>> address_option(const Given& given, const std::string& name) {
    std::optional<base::Address> found;
    const auto text = given.text(name);
    if (!text) return found;
    auto address = read_address(*text);
    if (!address) return wrong_use(fmt::format("{}: {}", name, address.error().message));
    found = std::move(*address);
    return found;
}

guide::Offence ask_severity(Session& session) {
    session.surroundings().err << "How grave is it for the client, minor or serious? [minor] " << std::flush;
    std::string answer;
    std::getline(session.surroundings().in, answer);
    return base::lower_ascii(base::trimmed(answer)).starts_with('s') ? guide::Offence::serious : guide::Offence::minor;
}

}  // namespace

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
    fill_in_known(request.given, situation, config, request.from, request.to, request.tone);
    if (const auto severity = given.text("--severity")) {
        request.severity = *severity == "serious" ? guide::Offence::serious : guide::Offence::minor;
    } else if (session.surroundings().in_is_terminal && !given.flag("--json")) {
        request.severity = ask_severity(session);
    }
    return request;
}

}  // namespace amends::cli
