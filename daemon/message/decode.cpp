#include "message/decode.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <set>

#include "base/text.hpp"
#include "message/bounds.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_ids = 200;
constexpr std::size_t first_ids = 20;
constexpr int most_addresses = 500;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Free {
    void operator()(char* text) const { g_free(text); }
};
using Owned = std::unique_ptr<char, Free>;

GMimeParserOptions* options() {
    static GMimeParserOptions* const shared = [] {
        auto* made = g_mime_parser_options_new();
        std::array<const char*, 4> charsets{"utf-8", "windows-1252", "iso-8859-1", nullptr};
        g_mime_parser_options_set_fallback_charsets(made, charsets.data());
        return made;
    }();
    return shared;
}

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

/// Valid UTF-8, LF, no control characters but tab and LF, no byte order mark.
std::string cleaned(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    // The sign of a char is the machine's affair.
    const auto is_plain = [](unsigned char byte) {
        return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t';
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        while (at < text.size() && is_plain(text[at])) ++at;
        out.append(text.substr(begin, at - begin));
        if (at == text.size()) break;
        const auto code = static_cast<unsigned char>(text[at]);
        if (code == '\r') {
            out += '\n';
            at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        } else if (code < 0x80) {
            ++at;
        } else if (const auto sequence = text.substr(at, sequence_length(code)); base::is_utf8(sequence)) {
            const bool control = code == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
            if (!control) out.append(sequence);
            at += sequence.size();
        } else {
            out += replacement;
            ++at;
        }
    }
    return out;
}

/// Nothing where the charset is not known to iconv.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
    const bool plausible =
        !charset.empty() && charset.size() <= 40 && std::all_of(charset.begin(), charset.end(), [](char byte) {
            return g_ascii_isalnum(byte) || byte == '-' || byte == '_' || byte == '.' || byte == ':';
        });
    if (!plausible) return std::nullopt;
    auto* const converter = g_mime_iconv_open("UTF-8", charset.c_str());
    // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv's own sign of failure
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;

    std::string out;
    std::string input(bytes);
    std::array<char, 4096> buffer{};
    char* in = input.data();
    std::size_t in_left = input.size();
    while (in_left > 0) {
        char* to = buffer.data();
        std::size_t to_left = buffer.size();
        const auto done = iconv(converter, &in, &in_left, &to, &to_left);
        const int why = errno;
        out.append(buffer.data(), buffer.size() - to_left);
        if (done != static_cast<std::size_t>(-1)) break;
        if (why == E2BIG) continue;
        out += replacement;
        if (why != EILSEQ) break;
        ++in;
        --in_left;
    }
    g_mime_iconv_close(converter);
    return out;
}

std::string one_line(std::string_view text) {
    std::string out = cleaned(text);
    std::replace_if(
        out.begin(), out.end(), [](char byte) { return byte == '\n' || byte == '\t'; }, ' ');
    return std::string(base::trimmed(out));
}

std::string whole(const char* text) { return text == nullptr ? std::string{} : std::string(text); }

void collect(InternetAddressList* list, int depth, std::vector<base::Address>& out) {
    const int length = internet_address_list_length(list);
    for (int i = 0; i < length && out.size() < most_addresses; ++i) {
        auto* const entry = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(entry)) {
            auto* const members = internet_address_group_get_members(INTERNET_ADDRESS_GROUP(entry));
            if (depth < 4 && members != nullptr) collect(members, depth + 1, out);
            continue;
        }
        base::Address address{
            .name = one_line(whole(internet_address_get_name(entry))),
            .mailbox = one_line(whole(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(entry))))};
        if (address.mailbox.find('@') != std::string::npos) out.push_back(std::move(address));
    }
}

}  // namespace

void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    (void)started;
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
    start_gmime();
    auto name = base::lower_ascii(base::trimmed(charset));
    if (name == "iso-8859-1" || name == "latin1") name = "windows-1252";  // what senders mean by it
    const bool is_guess = name.empty() || name == "us-ascii" || name == "ascii" || name == "utf-8" || name == "utf8";
    if (!is_guess) {
        if (const auto text = converted(bytes, name)) return cleaned(*text);
    }
    if (name.empty() && bytes.find("\x1B$") != std::string_view::npos) {
        if (const auto text = converted(bytes, "iso-2022-jp")) return cleaned(*text);
    }
    if (name != "utf-8" && name != "utf8" && !base::is_utf8(bytes)) {
        if (const auto text = converted(bytes, "windows-1252")) return cleaned(*text);
    }
    return cleaned(bytes);
}

std::string decode_words(const std::string& raw) {
    start_gmime();
    const Owned text(g_mime_utils_header_decode_text(options(), raw.c_str()));
    return one_line(whole(text.get()));
}

std::vector<base::Address> decode_addresses(const std::string& raw) {
    start_gmime();
    std::vector<base::Address> addresses;
    auto* const list = internet_address_list_parse(options(), raw.substr(0, most_header / 4).c_str());
    if (list == nullptr) return addresses;
    collect(list, 0, addresses);
    g_object_unref(list);
    return addresses;
}

std::optional<base::Instant> decode_date(const std::string& raw) {
    start_gmime();
    auto* const date = g_mime_utils_header_decode_date(raw.c_str());
    if (date == nullptr) return std::nullopt;
    const base::Instant at{g_date_time_to_unix(date)};
    g_date_time_unref(date);
    return at;
}

std::optional<int> decode_utc_offset(std::string_view raw) {
    const auto time = raw.find(':');  // "4-Mar-2026" comes before it
    const auto sign = raw.find_first_of("+-", time == std::string_view::npos ? raw.size() : time);
    if (sign == std::string_view::npos || sign + 5 > raw.size()) return std::nullopt;
    int digits = 0;
    for (const char byte : raw.substr(sign + 1, 4)) {
        if (byte < '0' || byte > '9') return std::nullopt;
        digits = digits * 10 + (byte - '0');
    }
    const int seconds = digits / 100 * 3600 + digits % 100 * 60;
    const bool stated = raw[sign] == '+' || seconds != 0;
    if (!stated || digits % 100 > 59 || seconds > 14 * 3600) return std::nullopt;
    return raw[sign] == '-' ? -seconds : seconds;
}

std::vector<base::MessageId> decode_message_ids(const std::string& raw) {
    const std::string text = raw.find("=?") == std::string::npos ? raw : decode_words(raw);
    std::vector<base::MessageId> ids;
    std::set<std::string, std::less<>> seen;
    const auto add = [&](std::string_view candidate) {
        // Some senders fold inside the brackets.
        std::string id;
        for (const char byte : candidate) {
            if (byte != ' ' && byte != '\t') id += byte;
        }
        auto parsed = base::parse_message_id(id);
        if (parsed && seen.insert(parsed->value).second) ids.push_back(std::move(*parsed));
    };
    if (text.find('<') == std::string::npos) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find_first_of(" \t,;", at), text.size());
            add(std::string_view(text).substr(at, end - at));
            at = end + 1;
        }
    }
    for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
        const auto end = text.find_first_of("<>", at + 1);
        if (end == std::string::npos) break;
        if (text[end] == '>') add(std::string_view(text).substr(at, end + 1 - at));
    }
    if (ids.size() > most_ids) ids.erase(ids.begin() + first_ids, ids.end() - (most_ids - first_ids));
    return ids;
}

}  // namespace amends::message
