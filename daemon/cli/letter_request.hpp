#pragma once
// What `amends write` was asked for, put together from its arguments, the configuration and the templates.
#include <optional>
#include <string>
#include <vector>

#include "app/writer.hpp"
#include "base/mail.hpp"
#include "calendar/zone.hpp"
#include "cli/session.hpp"
#include "guide/letter.hpp"
#include "guide/shelf.hpp"

namespace amends::cli {

/// "Bo <bo@client.example>", or the address alone.
base::Result<base::Address> read_address(std::string_view text);

/// The templates, the user's own before the others. Says on standard error which of them cannot be used.
base::Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config);

/// The user's configuration as far as writing goes; says where the file is there and cannot be read.
app::WriterConfig writer_config(Session& session);

/// The user's zone, else this machine's.
const calendar::Zone& zone_of(const app::WriterConfig& config);
base::Instant now();
base::CivilDate today_in(const calendar::Zone& zone);

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
