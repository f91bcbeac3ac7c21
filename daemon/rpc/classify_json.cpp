#include "rpc/classify_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace amends::rpc {
namespace {

using json = nlohmann::ordered_json;

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

/// A header's words; a list of addresses may be an array too.
std::string words(const json& letter, const char* key) {
    const auto found = letter.find(key);
    if (found == letter.end() || found->is_null()) return {};
    if (!found->is_array()) return found->get<std::string>();
    std::string all;
    for (const json& each : *found) all.append(all.empty() ? "" : ", ").append(each.get<std::string>());
    return all;
}

SentLetter letter_from(const json& given) {
    if (given.at("id").is_structured()) throw std::invalid_argument("its id is no word");
    return {.id = given.at("id").dump(),
            .message_id = words(given, "message_id"),
            .from = words(given, "from"),
            .to = words(given, "to"),
            .cc = words(given, "cc"),
            .subject = words(given, "subject"),
            .date = words(given, "date")};
}

}  // namespace

base::Result<std::vector<SentLetter>> read_sent_letters(std::string_view lines) {
    std::vector<SentLetter> letters;
    for (int number = 1; !lines.empty(); ++number) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = base::trimmed(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.empty()) continue;
        try {
            letters.push_back(letter_from(json::parse(line)));
        } catch (const std::exception& error) {
            return base::failure(base::Fault::wrong_use, base::Retry::never,
                                 fmt::format("line {} is no sent letter: {}.", number, error.what()));
        }
    }
    return letters;
}

std::string to_json(const ClassifiedMessage& message) {
    const core::Classification& found = message.classification;
    json out{{"file", message.file},
             {"class", core::to_word(found.what)},
             {"permanent", found.permanent ? json(*found.permanent) : json(nullptr)},
             {"tone", found.tone ? json(core::to_word(*found.tone)) : json(nullptr)},
             {"final_recipient", or_null(message.final_recipient)},
             {"status", or_null(message.status)},
             {"original_message_id", or_null(message.original_message_id)},
             {"return_date", message.return_date ? json(base::to_string(*message.return_date)) : json(nullptr)},
             {"in_doubt", found.in_doubt},
             {"evidence", found.evidence}};
    if (message.letters_given) {
        out["letter"] = message.letter.empty() ? json(nullptr) : json::parse(message.letter);
        out["match"] = message.match ? json(core::to_word(*message.match)) : json(nullptr);
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace amends::rpc
