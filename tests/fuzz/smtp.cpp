// What an SMTP server says: replies, and the extensions that it greets with.
#include <string>
#include <vector>

#include "mail/smtp_parse.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

void check(const mail::SmtpReply& reply) {
    holds(reply.code >= 200 && reply.code <= 599, "a reply has a code that there is");
    holds(!reply.lines.empty(), "a reply has a line");
    for (const auto& line : reply.lines) holds(line.find('\n') == std::string::npos, "a reply's line is one line");
    const auto text = reply.text();
    holds(text.size() <= 500 && !has_control_characters(text), "a reply can be shown on one line");
    holds(!has_control_characters(reply.brief()) && reply.brief().size() <= 20, "the journal's words are few");
}

std::string read(std::initializer_list<std::string_view> pieces) {
    mail::SmtpReader reader;
    std::string all;
    for (const auto piece : pieces) {
        reader.feed(piece);
        for (;;) {
            const auto next = reader.next();
            if (!next) {
                holds(!reader.next(), "what is broken stays broken");
                return all + "broken";
            }
            if (!*next) break;
            check(**next);
            all += std::to_string((*next)->code) + (*next)->enhanced;
            for (const auto& line : (*next)->lines) all += '\n' + line;
        }
    }
    return all + (reader.empty() ? "" : "more");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends::fuzz;
    const auto [first, text] = chosen(data, size);
    const std::size_t cut = text.empty() ? 0 : static_cast<unsigned char>(first) % (text.size() + 1);
    holds(read({text}) == read({text.substr(0, cut), text.substr(cut)}), "two pieces say the same as one");
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();
         at = text.find('\n', at) == text.npos ? text.size() : text.find('\n', at) + 1)
        lines.emplace_back(text.substr(at, text.find('\n', at) == text.npos ? text.npos : text.find('\n', at) - at));
    (void)amends::mail::read_extensions(lines);
    return 0;
}
