#pragma once
// What everybody needs who writes a letter, on the command line and behind the add-on: the configuration as far as
// writing goes, the templates, and the fields that need not be asked for.
#include <optional>
#include <string>
#include <string_view>
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

/// The user's own templates as they lie in their directory; says on standard error where they cannot be read.
std::vector<guide::TemplateText> own_templates(Session& session, const app::WriterConfig& config);
/// The templates, the user's own before the others. Says on standard error which of them cannot be used.
base::Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config,
                                   const std::vector<guide::TemplateText>& own);
base::Result<guide::Shelf> stocked(Session& session, const app::WriterConfig& config);

/// The user's configuration as far as writing goes; says where the file is there and cannot be read.
app::WriterConfig writer_config(Session& session);

/// The user's zone, else this machine's.
const calendar::Zone& zone_of(const app::WriterConfig& config);
base::Instant now();
base::CivilDate today_in(const calendar::Zone& zone);

/// Fills in the writer's name and position and the client's name as the tone greets them, where the letter has such a
/// field and nothing was given for it.
void fill_in_known(guide::Given& given, const guide::Situation& situation, const app::WriterConfig& config,
                   const std::optional<base::Address>& from, const std::optional<base::Address>& to,
                   guide::LetterTone tone);

}  // namespace amends::cli
