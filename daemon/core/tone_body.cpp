#include "core/tone_body.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/tone_phrases.hpp"

namespace amends::core {

namespace {

constexpr std::size_t longest_address = 6;  // words
constexpr std::size_t longest_name = 5;

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80;
}

std::string_view trimmed(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (line = trimmed(line); !line.empty(); line = trimmed(line)) {
        const auto end = std::min(line.find_first_of(" \t"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return words;
}

void drop_blank_ends(std::vector<std::string_view>& lines) {
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    lines.erase(lines.begin(), std::ranges::find_if_not(lines, &std::string_view::empty));
}

bool begins_with(std::string_view line, const std::vector<std::string_view>& starts) {
    const auto end = std::ranges::find_if_not(line, is_letter) - line.begin();
    std::string first(line.substr(0, static_cast<std::size_t>(end)));
    std::ranges::transform(first, first.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    });
    return std::ranges::find(starts, first) != starts.end();
}

bool ends_sentence(std::string_view line) { return line.ends_with('.') || line.ends_with('!') || line.ends_with('?'); }

bool is_kiss(std::string_view line) {
    constexpr std::array<std::string_view, 5> kisses{"x", "xx", "xxx", "Love", "love"};
    return std::ranges::any_of(words_of(line), [&](std::string_view word) {
        while (word.ends_with(',')) word.remove_suffix(1);
        return std::ranges::find(kisses, word) != kisses.end();
    });
}

/// "Jürgen Kolb", "Site manager / K.": names and titles, nothing that ends as a sentence does.
bool is_name(std::string_view line) {
    constexpr std::array<std::string_view, 9> small{"of", "de", "la", "van", "to", "mum", "for", "the", "von"};
    const auto words = words_of(line);
    if (words.size() > longest_name || line.ends_with('!') || line.ends_with('?')) return false;
    const auto last = line.size() > 3 ? line.substr(line.size() - 4) : std::string_view{};
    if (last.ends_with('.') &&
        std::ranges::all_of(last.substr(0, 3), [](char byte) { return byte >= 'a' && byte <= 'z'; }) && !last.empty())
        return false;
    return std::ranges::all_of(words, [&](std::string_view word) {
        return !(word.front() >= 'a' && word.front() <= 'z') || is_kiss(word) ||
               std::ranges::find(small, word) != small.end();
    });
}

ToneBody::Address address_of(std::string_view line, bool blank_follows) {
    using enum ToneBody::Address;
    const auto count = words_of(line).size();
    if (count == 0 || count > longest_address || ends_sentence(line)) return none;
    if (begins_with(line, tone_lines().formal)) return formal;
    if (begins_with(line, tone_lines().familiar)) return familiar;
    return line.ends_with(',') || (count <= 3 && blank_follows) ? name : none;
}

bool is_farewell(std::string_view line) {
    return !ends_sentence(line) && words_of(line).size() <= longest_address && begins_with(line, tone_lines().farewell);
}

/// Drops the farewell with all short lines behind it, and names.
void take_leave(std::vector<std::string_view>& lines, ToneBody& body) {
    std::size_t end = lines.size();
    for (std::size_t at = lines.size() - 1; at > 0 && words_of(lines[at]).size() <= longest_address; --at) {
        if (!is_farewell(lines[at])) continue;
        body.farewell = true;
        end = at;
    }
    while (end > 1 && (lines[end - 1].empty() || is_name(lines[end - 1]))) --end;
    body.kisses = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end(), is_kiss);
    lines.resize(end);
    drop_blank_ends(lines);
}

}  // namespace

ToneBody tone_body(std::string_view text) {
    auto lines = lines_of(text);
    ToneBody body{text};
    lines.erase(std::ranges::find(lines, "--"), lines.end());
    drop_blank_ends(lines);
    if (lines.empty()) return body;
    if (lines.size() > 1) {
        body.address = address_of(lines.front(), lines[1].empty());
        if (body.address != ToneBody::Address::none) lines.erase(lines.begin());
        drop_blank_ends(lines);
    }
    take_leave(lines, body);
    if (lines.empty()) return body;
    const auto first = static_cast<std::size_t>(lines.front().data() - text.data());
    const auto end = static_cast<std::size_t>(lines.back().data() - text.data()) + lines.back().size();
    body.words = text.substr(first, end - first);
    return body;
}

}  // namespace amends::core
