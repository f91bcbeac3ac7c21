#include "mail/imap_fetch.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace amends::mail {
namespace {

template <class Number>
Number narrow(std::optional<std::uint64_t> value) {
    return static_cast<Number>(std::min<std::uint64_t>(value.value_or(0), std::numeric_limits<Number>::max()));
}

// RFC 8474 5.2: "THREADID (id)", or NIL where there is none; Gmail's is a number.
std::string thread_id(std::string_view key, const ImapValue& value) {
    constexpr std::size_t longest = 255;
    const bool in_list = value.kind == ImapValue::Kind::list;
    if (in_list && value.items.size() != 1) {
        return {};
    }
    const std::string& id = in_list ? value.items.front().text : value.text;
    const bool none = id.empty() || id.size() > longest || upper_ascii(id) == "NIL";
    return none ? std::string{} : std::string(key) + " " + id;
}

std::vector<std::string> texts(ImapValue& list) {
    std::vector<std::string> out;
    out.reserve(list.items.size());
    for (auto& item : list.items) {
        out.push_back(std::move(item.text));
    }
    return out;
}

// Exactly `digits` of them, or nothing.
std::optional<int> take_number(std::string_view& rest, std::size_t digits) {
    if (rest.size() < digits) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : rest.substr(0, digits)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    rest.remove_prefix(digits);
    return value;
}

bool take(std::string_view& rest, char c) {
    if (rest.empty() || rest.front() != c) {
        return false;
    }
    rest.remove_prefix(1);
    return true;
}

std::optional<unsigned> take_month(std::string_view& rest) {
    constexpr std::string_view names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    const auto at = rest.size() < 3 ? std::string_view::npos : names.find(upper_ascii(rest.substr(0, 3)));
    if (at == std::string_view::npos || at % 3 != 0) {
        return std::nullopt;
    }
    rest.remove_prefix(3);
    return static_cast<unsigned>(at / 3 + 1);
}

}  // namespace

std::optional<base::Instant> parse_internal_date(std::string_view text) {
    while (take(text, ' ')) {
    }
    const auto day = take_number(text, text.size() > 1 && text[1] == '-' ? 1 : 2);
    const bool dash = take(text, '-');
    const auto month = take_month(text);
    const bool second_dash = take(text, '-');
    const auto year = take_number(text, 4);
    const bool space = take(text, ' ');
    const auto hour = take_number(text, 2);
    const bool colon = take(text, ':');
    const auto minute = take_number(text, 2);
    const bool second_colon = take(text, ':');
    const auto second = take_number(text, 2);
    const bool second_space = take(text, ' ');
    const bool west = take(text, '-');
    const bool signed_zone = west || take(text, '+');
    const auto zone = take_number(text, 4);
    if (!day || !dash || !month || !second_dash || !year || !space || !hour || !colon || !minute || !second_colon ||
        !second || !second_space || !signed_zone || !zone || !text.empty()) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
    const std::int64_t east = (west ? -1 : 1) * (*zone / 100 * 3600 + *zone % 100 * 60);
    return base::Instant{days * 86400 + *hour * 3600 + *minute * 60 + *second - east};
}

std::optional<FetchedMessage> read_fetch(ImapResponse& response) {
    if (response.name != "FETCH" || response.values.size() != 1 ||
        response.values.front().kind != ImapValue::Kind::list) {
        return std::nullopt;
    }
    FetchedMessage message;
    auto& items = response.values.front().items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        const std::string key = upper_ascii(items[i].text);
        ImapValue& value = items[i + 1];
        if (key == "UID") {
            message.uid = narrow<ports::Uid>(number_of(value));
        } else if (key == "FLAGS") {
            message.flags = texts(value);
        } else if (key == "INTERNALDATE") {
            message.internal_date = parse_internal_date(value.text);
        } else if (key == "RFC822.SIZE") {
            message.size = narrow<std::uint32_t>(number_of(value));
        } else if (key == "X-GM-THRID" || key == "THREADID") {
            message.thread = thread_id(key, value);
        } else if (key.starts_with("BODY[")) {
            message.section = std::move(value.text);
        }
    }
    return message;
}

}  // namespace amends::mail
