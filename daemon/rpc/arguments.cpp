#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/mail.hpp"
#include "rpc/base64.hpp"
#include "rpc/check.hpp"
#include "rpc/service.hpp"

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using nlohmann::json;

constexpr std::int64_t most_count = 1'000'000;
constexpr std::int64_t most_id = std::int64_t{1} << 53;  // beyond it a JSON number is not exact everywhere

auto wrong(std::string message) { return base::failure(Fault::wrong_use, Retry::never, std::move(message)); }

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

bool has_control_characters(const std::string& text) { return std::any_of(text.begin(), text.end(), is_control); }

std::optional<std::int64_t> integer_in(const json& value, std::int64_t least, std::int64_t most) {
    if (!value.is_number_integer()) return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
        return std::nullopt;
    const auto number = value.get<std::int64_t>();
    if (number < least || number > most) return std::nullopt;
    return number;
}

std::optional<Arguments::Value> checked_text(const std::string& text, const Parameter& parameter) {
    switch (parameter.kind) {
        case Kind::text:
            if (text.size() > parameter.most || has_control_characters(text)) return std::nullopt;
            return text;
        case Kind::prose: {
            if (text.size() > parameter.most) return std::nullopt;
            std::string prose = text;
            std::replace_if(prose.begin(), prose.end(), is_control, ' ');
            return prose;
        }
        case Kind::word:
            if (std::find(parameter.words.begin(), parameter.words.end(), text) == parameter.words.end())
                return std::nullopt;
            return text;
        case Kind::instant: {
            const auto at = base::parse_rfc3339(text);
            return at ? std::optional<Arguments::Value>(*at) : std::nullopt;
        }
        case Kind::date: {
            const auto day = base::parse_civil_date(text);
            return day ? std::optional<Arguments::Value>(*day) : std::nullopt;
        }
        case Kind::message_id: {
            const auto id = base::parse_message_id(text);
            return id ? std::optional<Arguments::Value>(id->value) : std::nullopt;
        }
        case Kind::mailbox: {
            const std::string mailbox = base::canonical_mailbox(text);
            if (!base::is_safe_mailbox(mailbox)) return std::nullopt;
            return mailbox;
        }
        case Kind::address: {
            if (!base::parse_address(text)) return std::nullopt;
            return text;
        }
        case Kind::message: {
            auto bytes = from_base64(text);
            if (!bytes || bytes->empty() || bytes->size() > most_message) return std::nullopt;
            return std::move(*bytes);
        }
        case Kind::letter:
        case Kind::flag:
        case Kind::count:
        case Kind::addresses:
        case Kind::message_ids:
        case Kind::object: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Arguments::Value> checked_list(const json& value, const Parameter& parameter) {
    if (!value.is_array() || value.size() > most_items) return std::nullopt;
    std::vector<std::string> list;
    for (const json& each : value) {
        if (!each.is_string()) return std::nullopt;
        const auto& text = each.get_ref<const std::string&>();
        if (parameter.kind == Kind::addresses) {
            if (base::parse_address(text)) list.push_back(text);
        } else if (const auto id = base::parse_message_id(text)) {
            list.push_back(id->value);
        }
    }
    return list;
}

std::optional<Arguments::Value> checked(const json& value, const Parameter& parameter) {
    switch (parameter.kind) {
        case Kind::flag: return value.is_boolean() ? std::optional<Arguments::Value>(value.get<bool>()) : std::nullopt;
        case Kind::letter:
        case Kind::count: {
            const bool letter = parameter.kind == Kind::letter;
            const auto number = integer_in(value, letter ? 1 : 0, letter ? most_id : most_count);
            return number ? std::optional<Arguments::Value>(*number) : std::nullopt;
        }
        case Kind::addresses:
        case Kind::message_ids: return checked_list(value, parameter);
        case Kind::object: return std::nullopt;
        case Kind::text:
        case Kind::prose:
        case Kind::word:
        case Kind::instant:
        case Kind::date:
        case Kind::message_id:
        case Kind::mailbox:
        case Kind::address:
        case Kind::message:
            return value.is_string() ? checked_text(value.get_ref<const std::string&>(), parameter) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> names_of(const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    names.reserve(parameters.size());
    for (const Parameter& each : parameters) names.push_back(each.name);
    return names;
}

}  // namespace

std::string describe(const Parameter& parameter) {
    switch (parameter.kind) {
        case Kind::letter: return "a letter's number, as `amends list` shows it";
        case Kind::text:
        case Kind::prose: return fmt::format("text of at most {} bytes", parameter.most);
        case Kind::word: return "one of " + join(parameter.words);
        case Kind::flag: return "true or false";
        case Kind::count: return fmt::format("a whole number from 0 to {}", most_count);
        case Kind::instant: return "a time in RFC 3339, like \"2026-11-25T09:30:00+01:00\"";
        case Kind::date: return "a day, like \"2026-11-25\"";
        case Kind::message_id: return "a Message-ID, like \"<id@example.org>\"";
        case Kind::mailbox: return "a mail address, like \"client@example.org\"";
        case Kind::address: return "a mail address, like \"Bo <client@example.org>\" or the address alone";
        case Kind::addresses:
            return fmt::format("a list of at most {} mail addresses, with names or without; what is none is left out",
                               most_items);
        case Kind::message_ids:
            return fmt::format("a list of at most {} Message-IDs; what is none is left out", most_items);
        case Kind::object: return "an object with " + join(names_of(parameter.members));
        case Kind::message: return "a whole mail (RFC 5322) in base64, at most 32 MiB before encoding";
    }
    return {};
}

base::LetterId Arguments::letter(const std::string& name) const {
    return base::LetterId{find<std::int64_t>(name).value_or(0)};
}
std::optional<std::string> Arguments::text(const std::string& name) const { return find<std::string>(name); }
std::optional<bool> Arguments::flag(const std::string& name) const { return find<bool>(name); }
std::optional<std::int64_t> Arguments::count(const std::string& name) const { return find<std::int64_t>(name); }
std::optional<base::Instant> Arguments::instant(const std::string& name) const { return find<base::Instant>(name); }
std::optional<base::CivilDate> Arguments::date(const std::string& name) const { return find<base::CivilDate>(name); }

std::vector<std::string> Arguments::list(const std::string& name) const {
    return find<std::vector<std::string>>(name).value_or(std::vector<std::string>());
}
void Arguments::set_all(const std::string& object, Arguments members) {
    set(object, true);
    for (auto& [name, value] : members.values_) set(fmt::format("{}.{}", object, name), std::move(value));
}

Result<Arguments> check_parameters(const json& given, const std::vector<Parameter>& parameters) {
    if (!given.is_null() && !given.is_object())
        return wrong("\"params\" must be an object with named parameters, like {\"letter\": 3}.");
    Arguments arguments;
    for (const auto& [name, value] : given.items()) {
        const auto parameter = std::find_if(parameters.begin(), parameters.end(),
                                            [&key = name](const Parameter& each) { return each.name == key; });
        if (parameter == parameters.end()) {
            const auto names = names_of(parameters);
            return wrong(fmt::format("Unknown parameter \"{}\"; {}.", name.substr(0, 60),
                                     names.empty() ? "this method takes none" : "this method takes " + join(names)));
        }
        if (value.is_null()) continue;
        if (parameter->kind == Kind::object && value.is_object()) {
            auto members = check_parameters(value, parameter->members);
            if (!members) return wrong(fmt::format("In \"{}\": {}", name, members.error().message));
            arguments.set_all(name, std::move(*members));
            continue;
        }
        auto good = checked(value, *parameter);
        if (!good) return wrong(fmt::format("Parameter \"{}\" must be {}.", name, describe(*parameter)));
        arguments.set(name, std::move(*good));
    }
    for (const Parameter& parameter : parameters) {
        const bool present = given.is_object() && given.contains(parameter.name) && !given.at(parameter.name).is_null();
        if (parameter.required && !present)
            return wrong(fmt::format("Parameter \"{}\" is missing: {}.", parameter.name, describe(parameter)));
    }
    return arguments;
}

}  // namespace amends::rpc
