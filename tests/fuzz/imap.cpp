// What an IMAP server says: whole responses, a FETCH's message, folder names. In two pieces it says the same as in one.
#include <string>
#include <vector>

#include "mail/imap_fetch.hpp"
#include "mail/imap_parse.hpp"
#include "mail/modified_utf7.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

using mail::ImapResponse;
using mail::ImapValue;

// Small enough to be reached.
constexpr mail::ImapLimits limits{.line = 2048, .literal = 1024, .response = 4096, .depth = 8, .values = 200};

void write(const ImapValue& value, std::string& into) {
    into += "nas("[static_cast<int>(value.kind)];
    into += value.text + '\0';
    for (const auto& item : value.items) write(item, into);
    into += ')';
}

std::string written(const ImapResponse& response) {
    std::string text = std::to_string(static_cast<int>(response.kind)) + response.tag + '\0' + response.name + '\0' +
                       response.code + '\0' + response.text + '\0' + std::to_string(response.number.value_or(0));
    for (const auto& value : response.code_values) write(value, text);
    for (const auto& value : response.values) write(value, text);
    for (const auto number : response.numbers) text += ' ' + std::to_string(number);
    return text;
}

std::size_t bytes_of(const std::vector<ImapValue>& values) {
    std::size_t all = 0;
    for (const auto& value : values) all += value.text.size() + bytes_of(value.items);
    return all;
}

void look_at(ImapResponse& response) {
    for (const auto& value : response.values) {
        (void)mail::number_of(value);
        if (value.kind != ImapValue::Kind::string && value.kind != ImapValue::Kind::atom) continue;
        const auto name = mail::from_modified_utf7(value.text);
        if (!name) continue;
        const auto back = mail::to_modified_utf7(*name);
        holds(back && mail::from_modified_utf7(*back) == name, "a folder name that was read can be written");
    }
    if (const auto message = mail::read_fetch(response))
        holds(response.name == "FETCH", "only a FETCH response is about a message");
}

/// All responses, and whether the reader gave up after them.
std::string read(std::initializer_list<std::string_view> pieces, std::size_t& bytes) {
    mail::ImapReader reader(limits);
    std::string all;
    for (const auto piece : pieces) {
        reader.feed(piece);
        for (;;) {
            auto next = reader.next();
            if (!next) return all + "broken";
            if (!*next) break;
            bytes += bytes_of((*next)->values) + bytes_of((*next)->code_values) + (*next)->text.size();
            all += written(**next) + '\n';
            look_at(**next);
        }
    }
    return all;
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends::fuzz;
    const auto [first, text] = chosen(data, size);
    const std::size_t cut = text.empty() ? 0 : static_cast<unsigned char>(first) % (text.size() + 1);
    std::size_t bytes = 0, again = 0;
    const auto whole = read({text}, bytes);
    holds(bytes <= text.size(), "nothing is read that was not said");
    holds(whole == read({text.substr(0, cut), text.substr(cut)}, again), "two pieces say the same as one");
    return 0;
}
