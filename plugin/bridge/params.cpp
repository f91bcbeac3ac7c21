#include "bridge/params.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/writing_desk.hpp"

namespace amends::bridge {
namespace {

using nlohmann::json;

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Params::Params(const json& object, std::vector<std::string> known) : object_(object) {
    for (const auto& [name, value] : object.items())
        if (std::ranges::find(known, name) == known.end())
            wrong(fmt::format("Unknown parameter \"{}\"; {}.", name.substr(0, most_of_a_name),
                              known.empty() ? "there are none here" : "these are taken: " + listed(known)));
}

const json* Params::find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void Params::wrong(std::string sentence) {
    if (good_) good_ = base::failure(base::Fault::wrong_use, base::Retry::never, std::move(sentence));
}

std::string Params::text(const char* name) {
    const auto given = maybe_text(name);
    if (!given) wrong(fmt::format("Parameter \"{}\" is missing: text.", name));
    return given.value_or("");
}

std::optional<std::string> Params::maybe_text(const char* name) {
    const json* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_string()) return value->get<std::string>();
    wrong(fmt::format("Parameter \"{}\" must be text.", name));
    return std::nullopt;
}

std::optional<std::string> Params::maybe_word(const char* name, const std::vector<std::string>& words) {
    auto word = maybe_text(name);
    if (word && std::ranges::find(words, *word) == words.end()) {
        wrong(fmt::format("Parameter \"{}\" must be one of {}.", name, listed(words)));
        return std::nullopt;
    }
    return word;
}

bool Params::flag(const char* name) {
    const json* value = find(name);
    if (value != nullptr && !value->is_boolean()) wrong(fmt::format("Parameter \"{}\" must be true or false.", name));
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::map<std::string, std::string> Params::texts_by_name(const char* name) {
    std::map<std::string, std::string> all;
    const json* value = object(name);
    if (value == nullptr) return all;
    for (const auto& [key, text] : value->items()) {
        if (text.is_null()) continue;
        if (!text.is_string())
            wrong(
                fmt::format("Parameter \"{}\" must have text for each name: {}.", name, key.substr(0, most_of_a_name)));
        else
            all.emplace(key, text.get<std::string>());
    }
    return all;
}

std::vector<base::Address> Params::addresses(const char* name) {
    std::vector<base::Address> all;
    const json* value = find(name);
    if (value == nullptr) return all;
    if (!value->is_array()) {
        wrong(fmt::format("Parameter \"{}\" must be a list of addresses.", name));
        return all;
    }
    for (const json& each : *value) {
        if (!each.is_string() && !each.is_object()) {
            wrong(fmt::format("Parameter \"{}\" must be a list of addresses.", name));
            break;
        }
        auto address = cli::read_address(each.is_string() ? each.get<std::string>() : text_in(each, "address"));
        if (!address) continue;
        if (each.is_object()) address->name = text_in(each, "name");
        address->mailbox = base::canonical_mailbox(address->mailbox);
        all.push_back(std::move(*address));
    }
    return all;
}

const json* Params::object(const char* name) {
    const json* value = find(name);
    if (value == nullptr || value->is_object()) return value;
    wrong(fmt::format("Parameter \"{}\" must be an object.", name));
    return nullptr;
}

}  // namespace amends::bridge
