#include "tests/simulation/imap_question.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace amends::simulation {

namespace {

struct Literal {
    std::size_t length = 0;
    bool waits = false;
};

/// The literal that the line announces at its end.
std::optional<Literal> announced(std::string_view line) {
    if (!line.ends_with('}')) return std::nullopt;
    const auto open = line.rfind('{');
    if (open == std::string_view::npos) return std::nullopt;
    Literal literal;
    const char* end = line.data() + line.size() - 1;
    const auto read = std::from_chars(line.data() + open + 1, end, literal.length);
    literal.waits = read.ptr == end;
    return literal;
}

std::string capitals(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string take_quoted(std::string_view& rest) {
    std::string text;
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '"') {
        if (rest.front() == '\\') rest.remove_prefix(1);
        text += rest.front();
        rest.remove_prefix(1);
    }
    rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
    return text;
}

/// Brackets belong to the word, whatever is in them: BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]<0.100>.
std::string take_atom(std::string_view& rest) {
    std::size_t length = 0;
    int depth = 0;
    for (; length < rest.size(); ++length) {
        const char c = rest[length];
        if (c == '[') ++depth;
        if (c == ']') --depth;
        if (depth == 0 && (c == ' ' || c == '(' || c == ')' || c == '\r')) break;
    }
    std::string atom(rest.substr(0, length));
    rest.remove_prefix(length);
    return atom;
}

std::string take_literal(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const std::size_t length = announced(rest.substr(0, end)).value_or(Literal{}).length;
    std::string text(rest.substr(end + 2, length));
    rest.remove_prefix(std::min(rest.size(), end + 2 + length));
    return text;
}

ImapQuestion read(std::string_view rest) {
    std::vector<std::string> words;
    while (!rest.empty()) {
        const char c = rest.front();
        if (c == ' ' || c == '\r' || c == '\n') {
            rest.remove_prefix(1);
        } else if (c == '"') {
            words.push_back(take_quoted(rest));
        } else if (c == '{') {
            words.push_back(take_literal(rest));
        } else if (c == '(' || c == ')') {
            words.emplace_back(1, c);
            rest.remove_prefix(1);
        } else {
            words.push_back(take_atom(rest));
        }
    }
    ImapQuestion question;
    if (!words.empty()) question.tag = words.front();
    if (words.size() > 1) question.verb = capitals(words[1]);
    std::size_t first = 2;
    if (question.verb == "UID" && words.size() > 2) question.verb += " " + capitals(words[first++]);
    if (words.size() > first) question.words.assign(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
    return question;
}

}  // namespace

std::optional<ImapQuestion> ImapQuestions::next(bool& invites) {
    invites = false;
    std::size_t start = 0;
    while (true) {
        const auto end = buffer_.find("\r\n", start);
        if (end == std::string::npos) return std::nullopt;
        const auto literal = announced(std::string_view(buffer_).substr(start, end - start));
        if (!literal) {
            ImapQuestion question = read(std::string_view(buffer_).substr(0, end));
            buffer_.erase(0, end + 2);
            invited_ = 0;
            return question;
        }
        start = end + 2 + literal->length;
        if (buffer_.size() < start) {
            invites = literal->waits && invited_ < start;
            if (invites) invited_ = start;
            return std::nullopt;
        }
    }
}

std::optional<std::string> ImapQuestions::line() {
    const auto end = buffer_.find("\r\n");
    if (end == std::string::npos) return std::nullopt;
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 2);
    return line;
}

}  // namespace amends::simulation
