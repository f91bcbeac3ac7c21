#include "app/config_values.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "base/mail.hpp"
#include "base/text.hpp"
#include "calendar/zone_database.hpp"

namespace amends::app {
namespace {

constexpr std::array<std::string_view, 7> day_names{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

/// One sentence about a value that has the right type but is not right; empty where the general one says enough.
struct Wrong {
    std::string why;
};
using Outcome = tl::expected<Value, Wrong>;

tl::unexpected<Wrong> wrong(std::string why = {}) { return tl::unexpected<Wrong>(Wrong{std::move(why)}); }

bool is_plain(std::string_view text) {
    const auto is_control = [](char byte) { return static_cast<unsigned char>(byte) < ' ' || byte == 0x7F; };
    return !base::trimmed(text).empty() && std::none_of(text.begin(), text.end(), is_control);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto near = base::closest(word, candidates, 1);
    return near.empty() ? std::string{} : fmt::format("; did you mean \"{}\"?", near.front());
}

std::optional<Words> texts(const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr) return std::nullopt;
    Words result;
    for (const auto& one : *list) {
        const auto text = one.value_exact<std::string>();
        if (!text || !is_plain(*text)) return std::nullopt;
        result.push_back(*text);
    }
    return result;
}

Outcome read_words(const toml::node& node) {
    auto list = texts(node);
    return list ? Outcome(std::move(*list)) : wrong();
}

Outcome read_command(const toml::node& node) {
    if (const auto line = node.value_exact<std::string>(); line && is_plain(*line))
        return Words{"/bin/sh", "-c", *line};
    auto list = texts(node);
    return list && !list->empty() ? Outcome(std::move(*list)) : wrong();
}

Outcome read_number(const Option& option, const toml::node& node) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < option.least || *number > option.most) return wrong();
    return *number;
}

Outcome read_duration(const Option& option, const std::string& text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > 7) return wrong();
    const auto unit = text.substr(digits);
    const std::int64_t factor = unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : unit == "d" ? 86'400 : 0;
    if (factor == 0) return wrong("the unit is s, m, h or d");
    const auto length = std::stoll(text.substr(0, digits)) * factor;
    if (length < option.least || length > option.most) return wrong();
    return std::chrono::seconds{length};
}

Outcome read_hours(const std::string& text) {
    const auto dash = text.find('-');
    if (dash == std::string::npos) return wrong();
    const auto opens = base::parse_civil_time(base::trimmed(text.substr(0, dash)));
    const auto end = std::string(base::trimmed(text.substr(dash + 1)));
    const auto closes = end == "24:00" ? base::CivilTime{24, 0, 0} : base::parse_civil_time(end);
    if (!opens || !closes) return wrong();
    if (*closes <= *opens) return wrong("these hours end before they begin");
    return Hours{*opens, *closes};
}

Outcome read_days(const toml::node& node) {
    const auto list = texts(node);
    if (!list || list->empty()) return wrong();
    Days days{};
    for (const auto& one : *list) {
        const auto word = base::lower_ascii(one);
        const auto found = std::find_if(day_names.begin(), day_names.end(),
                                        [&](auto name) { return word == name || word == name.substr(0, 3); });
        if (found == day_names.end()) return wrong(fmt::format("\"{}\" is no day", shown(one)));
        days.at(static_cast<std::size_t>(found - day_names.begin())) = true;
    }
    return days;
}

Outcome read_choice(const Option& option, const std::string& text) {
    const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
    return wrong(fmt::format("\"{}\" is none of them{}", shown(text), did_you_mean(text, choices)));
}

Outcome read_zone(const std::string& text) {
    const auto zone = calendar::find_zone(text);
    return zone ? Outcome(text) : wrong(zone.error().message);
}

Outcome read_mailbox(const std::string& text) {
    if (!base::is_safe_mailbox(text)) return wrong(fmt::format("\"{}\" is not an address", shown(text)));
    return text;
}

Outcome read_mailboxes(const toml::node& node) {
    auto list = texts(node);
    if (!list) return wrong();
    for (const auto& one : *list) {
        if (auto read = read_mailbox(one); !read) return read;
    }
    return std::move(*list);
}

Outcome read_host(const std::string& text) {
    const auto scheme = text.find("://");
    if (scheme != std::string::npos) return wrong(fmt::format("leave out \"{}\"", shown(text.substr(0, scheme + 3))));
    const bool is_address = std::count(text.begin(), text.end(), ':') > 1;
    if (!is_address && text.find(':') != std::string::npos) return wrong("the port has a key of its own");
    const auto is_wrong = [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code <= ' ' || code == 0x7F || std::string_view("/@<>\"'\\,;[]").find(byte) != std::string_view::npos;
    };
    if (text.empty() || text.size() > 253 || std::any_of(text.begin(), text.end(), is_wrong)) return wrong();
    return text;
}

Outcome read_pairs(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr || table->empty()) return wrong();
    Pairs pairs;
    for (const auto& [key, value] : *table) {
        const auto text = value.value_exact<std::string>();
        if (!text || !is_plain(*text)) return wrong();
        pairs.emplace(key.str(), *text);
    }
    return pairs;
}

Outcome read_text(const Option& option, const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    if (!text || !is_plain(*text)) return wrong();
    switch (option.type) {
        case Type::duration: return read_duration(option, *text);
        case Type::hours: return read_hours(*text);
        case Type::zone: return read_zone(*text);
        case Type::choice: return read_choice(option, *text);
        case Type::mailbox: return read_mailbox(*text);
        case Type::host: return read_host(*text);
        case Type::time_of_day:
            if (const auto time = base::parse_civil_time(*text)) return *time;
            return wrong();
        case Type::text:
        case Type::words:
        case Type::command:
        case Type::number:
        case Type::truth:
        case Type::days:
        case Type::mailboxes:
        case Type::pairs: break;
    }
    return *text;
}

Outcome read_any(const Option& option, const toml::node& node) {
    switch (option.type) {
        case Type::words: return read_words(node);
        case Type::command: return read_command(node);
        case Type::number: return read_number(option, node);
        case Type::truth:
            if (const auto truth = node.value_exact<bool>()) return *truth;
            return wrong();
        case Type::days: return read_days(node);
        case Type::mailboxes: return read_mailboxes(node);
        case Type::pairs: return read_pairs(node);
        case Type::text:
        case Type::duration:
        case Type::time_of_day:
        case Type::hours:
        case Type::zone:
        case Type::choice:
        case Type::mailbox:
        case Type::host: break;
    }
    return read_text(option, node);
}

}  // namespace

std::string shown(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string result(text.substr(0, most));
    std::replace_if(
        result.begin(), result.end(), [](char byte) { return static_cast<unsigned char>(byte) < ' ' || byte == 0x7F; },
        '?');
    while (!result.empty() && !base::is_utf8(result)) result.pop_back();
    return result;
}

std::optional<Value> read_value(const Option& option, const toml::node& node, ConfigProblems& problems) {
    auto read = read_any(option, node);
    if (read) return std::move(*read);
    const auto& why = read.error().why;
    auto text = fmt::format("{} must be {}", option.key, meaning_of(option));
    if (!why.empty()) text += fmt::format(", but {}", why);
    // A question already names what would be right.
    if (!why.ends_with('?')) text += fmt::format("; write {} = {}", option.key, example_of(option));
    problems.add({node.source().begin.line, node.source().begin.column}, std::move(text));
    return std::nullopt;
}

std::optional<Value> standard_value(const Option& option) {
    if (option.standard.empty()) return std::nullopt;
    // The table is ours: a default that is no TOML or not right would be our own bug, and a test reads each of them.
    const auto table = toml::parse(fmt::format("value = {}", option.standard));
    ConfigProblems ignored;
    return read_value(option, *table.get("value"), ignored);
}

}  // namespace amends::app
