#include "guide/placement.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "guide/zones.hpp"

namespace amends::guide {
namespace {

using base::trimmed;

/// One that a mail program writes at the top. A body that begins "PS: …" has none of them.
constexpr std::array<std::string_view, 13> first_headers{
    "from",        "to",         "cc",         "bcc",         "subject", "reply-to", "date",
    "in-reply-to", "references", "message-id", "return-path", "fcc",     "attach"};

/// The line that begins at `at`, with its line end.
std::string_view line_at(std::string_view file, std::size_t at) {
    const auto end = file.find('\n', at);
    return file.substr(at, end == std::string_view::npos ? std::string_view::npos : end - at + 1);
}

/// The name of a header line, in lower case; nothing where the line is none.
std::optional<std::string> header_name(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return std::nullopt;
    const auto name = line.substr(0, colon);
    const bool printable = std::ranges::all_of(name, [](char byte) { return byte > ' ' && byte < 127; });
    return printable ? std::optional(base::lower_ascii(name)) : std::nullopt;
}

struct Header {
    std::string name;
    std::string value;
    std::size_t value_at = 0;  // behind the colon
    std::size_t end = 0;       // behind the line end
};

/// The headers at the top of the file, and where the body begins; none where the file is a body.
std::vector<Header> headers_of(std::string_view file, std::size_t& body_at) {
    std::vector<Header> headers;
    body_at = 0;
    std::size_t at = 0;
    while (at < file.size()) {
        const auto line = line_at(file, at);
        if (line.find_first_not_of("\r\n") == std::string_view::npos) {
            if (!headers.empty()) body_at = at + line.size();
            return headers;
        }
        const auto name = header_name(line);
        if (!headers.empty() && (line.front() == ' ' || line.front() == '\t')) {
            headers.back().value += " " + std::string(trimmed(line));
            headers.back().end = at + line.size();
        } else if (name && (!headers.empty() || std::ranges::find(first_headers, *name) != first_headers.end())) {
            const auto behind_colon = line.find(':') + 1;
            headers.push_back(
                {*name, std::string(trimmed(line.substr(behind_colon))), at + behind_colon, at + line.size()});
        } else {
            return {};
        }
        at += line.size();
    }
    body_at = headers.empty() ? 0 : file.size();
    return headers;
}

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

std::string with_line_ends(std::string_view text, std::string_view line_end) {
    std::string out;
    for (const char byte : text) {
        if (byte == '\n') {
            out += line_end;
        } else if (byte != '\r') {
            out += byte;
        }
    }
    return out;
}

std::string in_one_line(std::string_view text) {
    std::string line(trimmed(text));
    std::ranges::replace_if(
        line, [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
    return line;
}

struct Addition {
    std::size_t at = 0;
    std::string text;
};

std::optional<Addition> subject_addition(std::string_view file, const std::vector<Header>& headers,
                                         std::string_view subject, std::string_view line_end) {
    if (headers.empty() || is_blank(subject)) return std::nullopt;
    const auto there = std::ranges::find(headers, "subject", &Header::name);
    if (there == headers.end()) {
        const std::size_t end = headers.back().end;
        const bool whole_line = file[end - 1] == '\n';
        return Addition{end, (whole_line ? "" : std::string(line_end)) + "Subject: " + in_one_line(subject) +
                                 std::string(whole_line ? line_end : "")};
    }
    if (!is_blank(there->value)) return std::nullopt;
    const bool blank_there = there->value_at < file.size() && file[there->value_at] == ' ';
    return Addition{there->value_at + (blank_there ? 1 : 0), (blank_there ? "" : " ") + in_one_line(subject)};
}

Addition body_addition(std::string_view file, std::size_t body_at, bool has_headers, std::string_view body,
                       std::string_view line_end) {
    const auto own = file.substr(body_at, end_of_own_text(file.substr(body_at)));
    Addition letter{body_at, ""};
    if (!is_blank(own)) {
        const auto last = own.find_last_not_of(" \t\r\n");
        letter.at = body_at + last;
        letter.at += line_at(file, letter.at).size();
        if (file[letter.at - 1] != '\n') letter.text += line_end;
        letter.text += line_end;
    } else if (has_headers && body_at == file.size()) {
        const bool has_empty_line = file.ends_with("\n\n") || file.ends_with("\n\r\n");
        if (!file.ends_with('\n')) letter.text += line_end;
        if (!has_empty_line) letter.text += line_end;
    }
    letter.text += with_line_ends(body, line_end);
    if (!letter.text.ends_with('\n')) letter.text += line_end;
    if (letter.at < file.size() && !is_blank(line_at(file, letter.at))) letter.text += line_end;
    return letter;
}

}  // namespace

EditedMail read_edited_mail(std::string_view file) {
    EditedMail mail;
    for (Header& header : headers_of(file, mail.body_at)) {
        mail.has_headers = true;
        for (const auto& [name, value] :
             {std::pair{"from", &mail.from}, std::pair{"to", &mail.to}, std::pair{"cc", &mail.cc},
              std::pair{"bcc", &mail.bcc}, std::pair{"subject", &mail.subject}})
            if (header.name == name && value->empty()) *value = trimmed(header.value);
    }
    return mail;
}

PlacedLetter place_letter(std::string_view file, std::string_view subject, std::string_view body) {
    const auto first_end = file.find('\n');
    const bool crlf = first_end != std::string_view::npos && first_end > 0 && file[first_end - 1] == '\r';
    const std::string_view line_end = crlf ? "\r\n" : "\n";
    std::size_t body_at = 0;
    const auto headers = headers_of(file, body_at);
    std::vector<Addition> additions;
    if (auto added = subject_addition(file, headers, subject, line_end)) additions.push_back(std::move(*added));
    additions.push_back(body_addition(file, body_at, !headers.empty(), body, line_end));

    PlacedLetter placed;
    std::size_t taken = 0;
    for (const Addition& addition : additions) {
        placed.file += file.substr(taken, addition.at - taken);
        placed.added.push_back({placed.file.size(), addition.text.size()});
        placed.file += addition.text;
        taken = addition.at;
    }
    placed.file += file.substr(taken);
    return placed;
}

}  // namespace amends::guide
