#include "mail/imap_write.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amends::mail {
namespace {

constexpr std::size_t largest_minus_literal = 4096;  // RFC 7888 section 5

bool breaks_a_line(char c) { return c == '\r' || c == '\n' || c == '\0'; }

bool is_flag_character(char c) {
    constexpr std::string_view specials = "(){ %*\"\\]";
    return c > 0x20 && c < 0x7f && specials.find(c) == std::string_view::npos;
}

std::string range(ports::Uid first, ports::Uid last) {
    return first == last ? std::to_string(first) : std::to_string(first) + ":" + std::to_string(last);
}

}  // namespace

std::vector<std::string> ImapCommand::wire(std::string_view tag, LiteralStyle style) const {
    std::vector<std::string> chunks{std::string(tag) + " "};
    for (const auto& part : parts) {
        chunks.back() += part.text;
        if (!part.literal) {
            continue;
        }
        const bool waits = style == LiteralStyle::synchronising ||
                           (style == LiteralStyle::plus_up_to_4096 && part.literal->size() > largest_minus_literal);
        chunks.back() += "{" + std::to_string(part.literal->size()) + (waits ? "}\r\n" : "+}\r\n");
        if (waits) {
            chunks.emplace_back();
        }
        chunks.back() += *part.literal;
    }
    chunks.back() += "\r\n";
    return chunks;
}

ImapWriter::ImapWriter(std::string_view verb) : text_(verb) { command_.verb = verb; }

void ImapWriter::refuse(std::string message) {
    if (refused_.empty()) {
        refused_ = std::move(message);
    }
}

ImapWriter& ImapWriter::raw(std::string_view text) {
    if (std::any_of(text.begin(), text.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
        refuse("A control character cannot be part of an IMAP command.");
    }
    text_ += " ";
    text_ += text;
    return *this;
}

ImapWriter& ImapWriter::string(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), breaks_a_line)) {
        refuse("A name or a search text holds a line break or a zero byte.");
        return *this;
    }
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        return literal(std::string(text));
    }
    text_ += " \"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
        }
        text_ += c;
    }
    text_ += '"';
    return *this;
}

ImapWriter& ImapWriter::flags(const std::vector<std::string>& flags) {
    text_ += " (";
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (!is_flag(flags[i])) {
            refuse("A flag holds a character that IMAP flags cannot have.");
        }
        text_ += (i == 0 ? "" : " ") + flags[i];
    }
    text_ += ")";
    return *this;
}

ImapWriter& ImapWriter::literal(std::string bytes) {
    if (bytes.find('\0') != std::string::npos) {
        refuse("A message with a zero byte cannot be stored by IMAP.");
    }
    text_ += " ";
    command_.parts.push_back({std::exchange(text_, {}), std::move(bytes)});
    return *this;
}

base::Result<ImapCommand> ImapWriter::finish() {
    if (!refused_.empty()) {
        return base::failure(base::Fault::wrong_use, base::Retry::never, refused_);
    }
    if (!text_.empty()) {
        command_.parts.push_back({std::move(text_), std::nullopt});
    }
    return std::move(command_);
}

bool is_flag(std::string_view flag) {
    if (!flag.empty() && flag.front() == '\\') {
        flag.remove_prefix(1);
    }
    return !flag.empty() && std::all_of(flag.begin(), flag.end(), is_flag_character);
}

std::vector<std::string> uid_sets(std::vector<ports::Uid> uids, std::size_t longest) {
    std::sort(uids.begin(), uids.end());
    uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < uids.size();) {
        std::size_t end = i + 1;
        while (end < uids.size() && uids[end] == uids[end - 1] + 1) {
            ++end;
        }
        const std::string next = range(uids[i], uids[end - 1]);
        if (sets.empty() || sets.back().size() + 1 + next.size() > longest) {
            sets.push_back(next);
        } else {
            sets.back() += "," + next;
        }
        i = end;
    }
    return sets;
}

std::string imap_date(base::CivilDate date) {
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::to_string(unsigned{date.day()}) + "-" + months.at(unsigned{date.month()} - 1) + "-" +
           std::to_string(int{date.year()});
}

}  // namespace amends::mail
