#pragma once
// What `amends classify` reads and prints: one JSON object a line (DESIGN section 7). nlohmann_json stays in rpc/.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/classify.hpp"
#include "core/match.hpp"

namespace amends::rpc {

/// One sent letter of `--sent`. Address lists and the date as they stand in a header.
struct SentLetter {
    std::string id;  ///< as JSON text: it is given back as it came, a number or a text
    std::string message_id, from, to, cc, subject, date;
};

/// An Error names the line that is no such object.
base::Result<std::vector<SentLetter>> read_sent_letters(std::string_view lines);

struct ClassifiedMessage {
    std::string file;
    core::Classification classification;
    std::string final_recipient;  ///< these four empty where unknown
    std::string status;
    std::string original_message_id;  ///< without brackets
    std::optional<base::CivilDate> return_date;
    bool letters_given = false;
    std::string letter;  ///< SentLetter::id, empty for none
    std::optional<core::Evidence> match;
};

/// Without the line end.
std::string to_json(const ClassifiedMessage& message);

}  // namespace amends::rpc
