#pragma once
// Orders that give a letter: asked, and printed as JSON where that was wanted, else after a sentence.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "rpc/service.hpp"

namespace amends::cli {

/// The letter that ID names, as a parameter.
rpc::Parameters letter_given(const Given& given);
/// Nothing where its JSON was wanted, which is printed then.
base::Result<std::optional<rpc::LetterView>> ordered(Session& session, const Given& given, std::string_view method,
                                                     const std::string& parameters,
                                                     std::chrono::milliseconds within = std::chrono::seconds(60));
/// The sentence, then the letter in short; the exit status.
base::Result<int> say_letter(Session& session, const rpc::LetterView& view, std::string_view sentence);
/// Both, for an order whose sentence does not depend on what came of it.
base::Result<int> order(Session& session, const Given& given, std::string_view method, const std::string& parameters,
                        std::string_view sentence, std::chrono::milliseconds within = std::chrono::seconds(60));

}  // namespace amends::cli
