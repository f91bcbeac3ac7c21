#pragma once
// What `amends write` was asked for, put together from its arguments, the configuration and the templates.
#include <optional>

#include "base/mail.hpp"
#include "cli/writing_desk.hpp"
#include "guide/letter.hpp"

namespace amends::cli {

struct LetterRequest {
    guide::LetterTone tone = guide::LetterTone::personal;
    std::optional<guide::Offence> severity;
    guide::Given given;  ///< what was set, and the names and the position where they are known
    std::optional<base::Address> from, to;
    const app::WriterAccount* account = nullptr;
};

/// Asks for the severity where it was not given and somebody sits at the terminal. `config` outlives the result.
base::Result<LetterRequest> letter_request(Session& session, const Given& given, const app::WriterConfig& config,
                                           const guide::Situation& situation);

}  // namespace amends::cli
